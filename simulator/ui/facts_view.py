"""Observed, reported, used: what became of each fact, as a part of the debrief."""

from __future__ import annotations

from simulator.report.facts_said import FactsSaid
from simulator.ui import parts
from simulator.ui.parts import Node


def facts_section(said: FactsSaid) -> Node:
    """What a role observed, reported and used, and what it did not come to know."""
    rows = [
        [row.fact, row.met, _cell(row.passed, some=row.told), _cell(row.used, some=row.put)]
        for row in said.rows
    ]
    nodes = [parts.paragraph(said.about), parts.table(said.caption, said.head, rows)]
    if said.unseen:
        nodes.append(parts.note([parts.listing(said.unseen)], title=said.unseen_title, kind="open"))
    return parts.section(nodes, title=said.title)


def _cell(words: str, *, some: bool) -> str | Node:
    return words if some else parts.badge(words, "quiet")
