"""The rules that a person should have at hand in a scene, without anything that the role does not know."""

from __future__ import annotations

from functools import reduce

from simulator.content.enums import ROLES
from simulator.engine.state import State
from simulator.graph.graph import Graph
from simulator.graph.profession import Profession, Rule
from simulator.practice.record import offers_of
from simulator.practice.rules import BoundRule, at_stake, possible


def applicable_rules(profession: Profession, graph: Graph, state: State, role: int) -> tuple[Rule, ...]:
    """Rules whose circumstance this role knows of and whose act some answer to its scene touches.

    Rules already honoured or set aside are left out. Nothing says which answer honours which rule.
    """
    seat = state.seat(role)
    if graph.ended(seat.node):
        return ()
    own = own_bits(graph, role)
    known, within = state.bits & own, offers_of(graph)[seat.node]
    acts = within & own_bits(graph, role, "act:")
    return tuple(
        [b.rule for b in at_stake(profession, graph, role) if _stands(b, known, acts) and within & b.act_bits]
    )


def own_bits(graph: Graph, role: int, kind: str = "") -> int:
    """The bits that speak of one role: what it knows, or (with a kind) what it knows or does of that kind."""
    prefix = f"{ROLES[role]}/{kind}"
    bits = (1 << bit for name, bit in graph.symbols.items() if name.startswith(prefix))
    return reduce(lambda mask, bit: mask | bit, bits, 0)


def _stands(bound: BoundRule, known: int, acts: int) -> bool:
    if not possible(bound.when, known | acts):
        return False
    if any(possible(moment, known) for _, moment in bound.unless):
        return False
    return bound.rule.stance != "require" or not possible(bound.act, known)
