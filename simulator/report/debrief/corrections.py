"""A teacher's corrections of a play: beside what was found, by whom and why."""

from __future__ import annotations

from simulator.competence.debrief import Debrief
from simulator.competence.evidence import Correction, Evidence
from simulator.report.debrief.material import Material
from simulator.report.debrief_data import source_words
from simulator.report.document import Badge, Cell, Section, Table, Text, section_of
from simulator.report.wording import Texts, sentence


def corrections_section(material: Material) -> Section | None:
    """What was corrected, the last word on each; None if nothing was."""
    companions, text = material.companions, material.language.text
    uncorrected = companions.uncorrected
    if uncorrected is None:
        return None
    pieces = {(e.indicator, e.source, e.step): e for one in uncorrected.findings for e in one.evidence}
    last = {(c.indicator, c.source, c.step): c for c in companions.corrections}
    rows = tuple(_row(material.texts, uncorrected, pieces[key], last[key]) for key in last if key in pieces)
    if not rows:
        return None
    about = text(
        "Your teacher has looked at this play. What the rules found stays on record; the last correction "
        "is the one that counts."
    )
    head = (text("What"), text("As found"), text("As corrected"), text("Who, and why"))
    table = Table(text("What was corrected"), head, rows, (7, 3, 3, 6))
    return section_of(text("Your teacher's corrections"), Text(about), table, key="corrections")


def _row(texts: Texts, uncorrected: Debrief, piece: Evidence, word: Correction) -> tuple[Cell, ...]:
    question = texts.words(f"indicators.{piece.indicator}.question")
    what = f"{source_words(texts, uncorrected.log, piece)} · {question}"
    return what, _share(texts, piece.right), _share(texts, word.right), f"{word.by}: {sentence(word.why)}"


def _share(texts: Texts, right: float) -> Badge:
    text = texts.language.text
    if right in (0.0, 1.0):
        return Badge(text("shown") if right else text("not shown"), "good" if right else "bad")
    return Badge(text("in part ({percent} %)", percent=round(100 * right)), "open")
