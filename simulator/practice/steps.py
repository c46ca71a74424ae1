"""The seven steps for a difficulty, recognised over a play: done, skipped, out of order, by whom.

Source: guide, chapter IV, "Pași de intervenție în gestionarea dificultăților".
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.content.enums import ROLES
from simulator.graph.graph import NEVER, Graph
from simulator.graph.profession import Profession
from simulator.practice.record import Record


class StepFinding(NamedTuple):
    """A step: `state` is done, out-of-order or skipped; the minute and role of its first act."""

    step: str
    state: str
    minute: int
    by: str


def seven_steps(profession: Profession, graph: Graph, record: Record) -> tuple[StepFinding, ...]:
    """Each of the seven steps in their order; out of order means before a step that should precede it."""
    firsts = [_first(profession, graph, record, step) for step in profession.steps]
    findings = []
    for index, (step, (minute, role)) in enumerate(zip(profession.steps, firsts, strict=True)):
        earlier = [m for m, _ in firsts[:index] if m < NEVER]
        if minute == NEVER:
            findings.append(StepFinding(step, "skipped", NEVER, ""))
        else:
            state = "out-of-order" if earlier and minute < max(earlier) else "done"
            findings.append(StepFinding(step, state, minute, role))
    return tuple(findings)


def _first(profession: Profession, graph: Graph, record: Record, step: str) -> tuple[int, str]:
    best = (NEVER, "")
    for act, (belongs, _) in profession.acts.items():
        if belongs != step:
            continue
        for role in ROLES:
            minute, _ = record.first.get(graph.bit(f"{role}/act:{act}"), (NEVER, -1))
            best = min(best, (minute, role)) if minute < NEVER else best
    return best
