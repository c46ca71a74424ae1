"""How a play turned out, in words; and a "what if" beside the play that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.competence.debrief import Debrief
from simulator.content.enums import ROLES
from simulator.engine.events import Decided
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.practice.outcome import Outcome
from simulator.report.expert_said import answer_lines
from simulator.report.wording import Texts
from simulator.store.plays import Play


@dataclass(frozen=True, slots=True)
class Original:
    """The play that a "what if" comes from; judged only if it has ended."""

    play: Play
    judged: Debrief | None = None


@dataclass(frozen=True, slots=True)
class WhatIfSaid:
    """A finished "what if" beside its play: where it turned off, and what came of both.

    `turned` says where the first decision differs (may be empty), `answers` what was answered each time.
    """

    title: str
    turned: str
    answers: tuple[str, ...]
    caption: str
    head: tuple[str, str, str]
    rows: tuple[tuple[str, ...], ...]
    verdict: str


def outcome_words(outcome: Outcome, language: Language) -> str:
    """What was breached and missed, counted in words."""
    law, guide, missed = outcome[:3]
    said = [
        *([language.count("{number} breach of the law", "{number} breaches of the law", law)] if law else []),
        *(
            [
                language.count(
                    "{number} breach of the guide's rules", "{number} breaches of the guide's rules", guide
                )
            ]
            if guide
            else []
        ),
        *([language.count("{number} duty missed", "{number} duties missed", missed)] if missed else []),
    ]
    return language.listed(said) if said else language.text("nothing breached, no duty missed")


def outcome_line(bundle: Bundle, finding: dict[str, Any], language: Language) -> str:
    """The four parts of an outcome in their order; the ending's rank with how many ranks the role has."""
    ranks = [ending.rank for ending in bundle.graph.endings if ROLES[ending.role] == finding["role"]]
    return language.text(
        "Outcome (less is better, compared in this order): breaches of the law {law}, breaches of the "
        "guide's rules {guide}, duties missed {missed}, rank of the ending {rank} of {ranks}.",
        **finding["outcome"],
        ranks=max(ranks),
    )


def ending_of(bundle: Bundle, judged: Debrief, language: Language) -> str:
    """The title of the ending that a finished play came to."""
    ending = bundle.graph.ending(judged.states[-1].seats[0].node)
    return bundle.text(f"endings.{ending.id}.title", language.code)


def what_if_words(original: Original, language: Language) -> str:
    """What is said of a "what if" wherever it is shown."""
    day = language.date_of(original.play.ended or original.play.began)
    return language.text(
        "A “what if” of your play of {day}. It is kept beside it and does not count towards your "
        "progress: whoever has read the debrief already knows what it said.",
        day=day,
    )


def what_if_said(texts: Texts, judged: Debrief, original: Original) -> WhatIfSaid | None:
    """A finished "what if" beside its play; None as long as that play has not ended."""
    text, language, other = texts.language.text, texts.language, original.judged
    if other is None:
        return None
    turned, answers = _turning(texts, judged, other)
    mine, theirs = judged.findings[0].outcome, other.findings[0].outcome
    endings = [ending_of(texts.bundle, one, language) for one in (other, judged)]
    outcomes = [outcome_words(one, language) for one in (theirs, mine)]
    return WhatIfSaid(
        text("What would have happened"),
        turned,
        answers,
        text("How each turned out"),
        (text("Compared"), text("That play"), text("This “what if”")),
        ((text("Ending"), *endings), (text("Outcome"), *outcomes)),
        _better(mine, theirs, language),
    )


def _better(mine: Outcome, theirs: Outcome, language: Language) -> str:
    if mine == theirs:
        return language.text(
            "Both come to the same result: as many breaches, as many duties missed, and as good an ending."
        )
    if mine < theirs:
        return language.text("This way turns out better.")
    return language.text("This way turns out worse; that, too, is worth knowing.")


def _turning(texts: Texts, judged: Debrief, other: Debrief) -> tuple[str, tuple[str, ...]]:
    """The first decision that is not the same; what was answered there, if that can be laid side by side."""
    text, pairs = texts.language.text, zip(judged.log, other.log, strict=False)
    event, was = next((pair for pair in pairs if pair[0] != pair[1]), (None, None))
    if not isinstance(event, Decided) or not isinstance(was, Decided):
        return "", ()
    scene = texts.bundle.graph.scenes[event.node]
    said = text(
        "Until {time}, {place}, both plays are the same; there you decided differently.",
        time=texts.time(event.minute),
        place=texts.words(f"scenes.{scene.id}.place"),
    )
    if scene.task.kind != "choice" or event.node != was.node:
        return said, ()
    then, now = (" ".join(answer_lines(texts, scene, one)) for one in (was, event))
    return said, (text("Then: {answer}", answer=then), text("Now: {answer}", answer=now))
