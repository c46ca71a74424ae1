"""What one decision has decided for good: verdicts that can be told while the play goes on."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.content.enums import FORCES
from simulator.engine.events import Decided, Event
from simulator.engine.state import State
from simulator.graph.graph import NEVER, Graph
from simulator.graph.profession import Profession
from simulator.practice.applicable_rules import own_bits
from simulator.practice.record import record_of
from simulator.practice.rules import (
    BREACHED,
    CONTESTED,
    LATE,
    MET,
    NOT_FOLLOWED,
    BoundRule,
    Verdict,
    at_stake,
    judge,
    possible,
)

GRAVEST_FIRST = (BREACHED, LATE, NOT_FOLLOWED, CONTESTED, MET)


def decided_now(
    profession: Profession, graph: Graph, log: Sequence[Event], state: State
) -> tuple[Verdict, ...]:
    """What the last decision of a log decided of its role's rules, the gravest and strongest first.

    No duty that is still open, nothing that later scenes can still turn, and nothing that rests on what
    the role does not know.
    """
    last = log[-1]
    if not isinstance(last, Decided):
        return ()
    rules = at_stake(profession, graph, last.role)
    known, names = state.bits & own_bits(graph, last.role), {bound.rule.id for bound in rules}
    verdicts = zip(rules, judge(rules, record_of(graph, log, state)), strict=True)
    found = [
        (GRAVEST_FIRST.index(verdict.kind), FORCES.index(bound.rule.force), verdict)
        for bound, verdict in verdicts
        if verdict.step == last.step and verdict.kind in GRAVEST_FIRST and verdict.at != NEVER
        if possible(bound.when, known) and not _may_turn(bound, verdict, names)
    ]
    return tuple([verdict for _, _, verdict in sorted(found, key=lambda one: one[:2])])


def _may_turn(bound: BoundRule, verdict: Verdict, names: set[str]) -> bool:
    """Whether another rule, not in force yet, can still make this one contested."""
    return verdict.kind != CONTESTED and not names.isdisjoint(bound.rule.conflicts_with)
