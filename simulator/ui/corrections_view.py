"""A teacher's corrections of a play as a part of its debrief: beside what was found, by whom and why."""

from __future__ import annotations

from simulator.report.corrections_said import CorrectionsSaid
from simulator.ui import parts
from simulator.ui.parts import Node


def corrections_section(said: CorrectionsSaid) -> Node:
    """What was corrected."""
    rows: list[list[str | Node]] = [
        [row.what, parts.badge(*row.found), parts.badge(*row.corrected), row.who] for row in said.rows
    ]
    table = parts.table(said.caption, said.head, rows)
    return parts.section([parts.paragraph(said.about), table], title=said.title)
