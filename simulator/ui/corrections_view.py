"""A teacher's corrections of a play as a part of its debrief: beside what was found, by whom and why."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.competence.debrief import Debrief
from simulator.competence.evidence import Correction, Evidence
from simulator.engine.events import Decided
from simulator.report.texts import Texts, sentence
from simulator.ui import parts
from simulator.ui.parts import Node


def corrections_section(texts: Texts, found: Debrief, corrections: Sequence[Correction]) -> list[Node]:
    """What was corrected, last word first. `found` is the play as it was judged before."""
    text = texts.language.text
    pieces = {(e.indicator, e.source, e.step): e for one in found.findings for e in one.evidence}
    last = {(c.indicator, c.source, c.step): c for c in corrections}
    rows = [_row(texts, found, pieces[key], last[key]) for key in last if key in pieces]
    if not rows:
        return []
    about = text(
        "Your teacher has looked at this play. What the rules found stays on record; the last correction "
        "is the one that counts."
    )
    head = [text("What"), text("As found"), text("As corrected"), text("Who, and why")]
    table = parts.table(text("What was corrected"), head, rows)
    return [parts.section([parts.paragraph(about), table], title=text("Your teacher's corrections"))]


def _row(texts: Texts, found: Debrief, piece: Evidence, word: Correction) -> list[str | Node]:
    question = texts.words(f"indicators.{piece.indicator}.question")
    what = f"{_source(texts, found, piece)} · {question}"
    who = f"{word.by}: {sentence(word.why)}"
    return [what, _share(texts, piece.right), _share(texts, word.right), who]


def _share(texts: Texts, right: float) -> Node:
    text = texts.language.text
    if right in (0.0, 1.0):
        return parts.badge(text("shown") if right else text("not shown"), "good" if right else "bad")
    return parts.badge(text("in part ({percent} %)", percent=round(100 * right)), "open")


def _source(texts: Texts, found: Debrief, piece: Evidence) -> str:
    kind, _, name = piece.source.partition(":")
    if kind == "rule":
        return texts.words(f"rules.{name}.title")
    event = found.log[piece.step]
    assert isinstance(event, Decided)
    return f"{texts.time(event.minute)}, {texts.words(f'scenes.{name}.place')}"
