"""What can come true in a case at any level, by name: the symbols that get a bit."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content import case as written
from simulator.content.enums import ROLES
from simulator.graph.effects import names_of_telling
from simulator.graph.kinds import compiler_of


def declared_names(case: written.Case) -> set[str]:
    """Every symbol that something in the case can make true, at any level."""
    names = {f"chance:{name}={value}" for name, values in case.chance.items() for value in values}
    names |= {f"message:{name}" for name in case.reactions}
    for fact_id, fact in case.facts.items():
        for role in ROLES:
            names.add(f"{role}/fact:{fact_id}")
            names |= {f"{role}/mark:{mark}" for mark in fact.marks}
    for role, effects in all_effects(case):
        names |= set(effects.set)
        names |= {f"{role}/act:{act.split(' ')[0]}" for act in effects.acts}
        for tell in effects.tell:
            names |= set(names_of_telling(case, role, tell.act, tell.facts))
    for scene in case.scenes.values():
        names |= set(compiler_of(scene).symbols(case, scene))
    for reaction in case.reactions.values():
        names |= set(reaction.set)
        names |= {f"{reaction.of}/act:{act}" for act in reaction.acts}
    return names


def all_effects(case: written.Case) -> Iterator[tuple[str, written.Effects]]:
    """Every set of effects in the case with the role that brings it about."""
    for scene in case.scenes.values():
        yield from ((scene.role, effects) for _, effects in scene.outcomes())
