"""What is said to a learner whose finished play was judged anew, with another result than before."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.competence.judged import VerdictChange
from simulator.language import Language
from simulator.report.wording import Texts, verdict_word


def changes_sentence(texts: Texts, changes: Sequence[VerdictChange]) -> str:
    """Which verdicts of a play have changed, and why."""
    language = texts.language
    return language.text(
        "Your play “{case}” was judged anew, because the program judges in another way since its last "
        "version: {changes}.",
        case=texts.words("title"),
        changes=language.listed([_change(texts, one) for one in changes]),
    )


def _change(texts: Texts, one: VerdictChange) -> str:
    return texts.language.text(
        "“{rule}” was {before} and is now {after}",
        rule=texts.words(f"rules.{one.rule}.title"),
        before=_word(one.before, texts.language),
        after=_word(one.after, texts.language),
    )


def _word(kind: str, language: Language) -> str:
    """A verdict in a word; without its minutes, which are not what has changed."""
    return language.text("late") if kind == "late" else verdict_word(kind or "not-applicable", 0, language)
