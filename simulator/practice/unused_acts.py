"""Acts that a case lets people do and that nothing looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.graph.graph import Graph
from simulator.graph.profession import Profession, Rule, RuleMoment
from simulator.practice.rules import at_stake


def unused_acts(profession: Profession, graphs: Iterable[Graph]) -> tuple[str, ...]:
    """Acts of a case (its graphs at all levels) that no rule at stake reads and that are no step."""
    used: set[str] = set()
    read: set[str] = set()
    for graph in graphs:
        used |= set(_acts(graph.symbols))
        for role, entry in enumerate(graph.entry):
            if entry >= 0:
                for bound in at_stake(profession, graph, role):
                    read |= set(_acts(_atoms_of(bound.rule)))
    return tuple(sorted(act for act in used - read if act in profession.acts and not profession.acts[act][0]))


def _acts(symbols: Iterable[str]) -> Iterator[str]:
    """The acts among symbols such as `technician/act:x:mark`."""
    for symbol in symbols:
        kind, _, rest = symbol.rpartition("/")[2].partition(":")
        if kind == "act":
            yield rest.partition(":")[0]


def _atoms_of(rule: Rule) -> Iterator[str]:
    """Every atom that a rule looks at, those that set it aside included."""
    aside = (moment for _, moment in rule.set_aside_by)
    for moment in (rule.when, rule.act, rule.before, rule.unless, *aside):
        if moment is not None:
            yield from _atoms(moment)


def _atoms(moment: RuleMoment) -> Iterator[str]:
    if moment.atom:
        yield moment.atom
    for part in moment.parts:
        yield from _atoms(part)
