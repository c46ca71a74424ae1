"""A teacher's corrections of a play in words of one language: what a page shows and a paper prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.competence.debrief import Debrief
from simulator.competence.evidence import Correction, Evidence
from simulator.engine.events import Decided
from simulator.report.wording import Texts, sentence


class Weighed(NamedTuple):
    """How far something was honoured, in words, and how it is to be seen: good, bad or open."""

    words: str
    mood: str


class Corrected(NamedTuple):
    """One correction: of what, as found, as corrected, by whom and why."""

    what: str
    found: Weighed
    corrected: Weighed
    who: str


@dataclass(frozen=True, slots=True)
class CorrectionsSaid:
    """What a teacher corrected, the last word on each."""

    title: str
    about: str
    caption: str
    head: tuple[str, str, str, str]
    rows: tuple[Corrected, ...]


def corrections_said(
    texts: Texts, found: Debrief, corrections: Sequence[Correction]
) -> CorrectionsSaid | None:
    """What was corrected; None if nothing was. `found` is the play as it was judged before."""
    text = texts.language.text
    pieces = {(e.indicator, e.source, e.step): e for one in found.findings for e in one.evidence}
    last = {(c.indicator, c.source, c.step): c for c in corrections}
    rows = tuple(_row(texts, found, pieces[key], last[key]) for key in last if key in pieces)
    if not rows:
        return None
    return CorrectionsSaid(
        text("Your teacher's corrections"),
        text(
            "Your teacher has looked at this play. What the rules found stays on record; the last correction "
            "is the one that counts."
        ),
        text("What was corrected"),
        (text("What"), text("As found"), text("As corrected"), text("Who, and why")),
        rows,
    )


def _row(texts: Texts, found: Debrief, piece: Evidence, word: Correction) -> Corrected:
    question = texts.words(f"indicators.{piece.indicator}.question")
    what = f"{_source(texts, found, piece)} · {question}"
    who = f"{word.by}: {sentence(word.why)}"
    return Corrected(what, _share(texts, piece.right), _share(texts, word.right), who)


def _share(texts: Texts, right: float) -> Weighed:
    text = texts.language.text
    if right in (0.0, 1.0):
        return Weighed(text("shown") if right else text("not shown"), "good" if right else "bad")
    return Weighed(text("in part ({percent} %)", percent=round(100 * right)), "open")


def _source(texts: Texts, found: Debrief, piece: Evidence) -> str:
    kind, _, name = piece.source.partition(":")
    if kind == "rule":
        return texts.words(f"rules.{name}.title")
    event = found.log[piece.step]
    assert isinstance(event, Decided)
    return f"{texts.time(event.minute)}, {texts.words(f'scenes.{name}.place')}"
