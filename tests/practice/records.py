"""Small hand-written records, in the atoms that rules are written in."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.content.enums import ROLES
from simulator.engine.state import Again, Times
from simulator.graph.profession import Profession, RuleMoment
from simulator.practice.record import Record
from simulator.practice.rules import Verdict, bind, judge
from simulator.practice.working_time import EVERY_MINUTE, Counting

EVERYTHING = (1 << 4096) - 1


def symbol(role: str, atom: str) -> str:
    """`knows:x` and `did:y[:x]` as the symbols of a case."""
    kind, _, name = atom.partition(":")
    return f"{role}/{'act' if kind == 'did' else 'mark'}:{name}"


def atoms(moment: RuleMoment | None) -> set[str]:
    """The symbols that a moment speaks of."""
    if moment is None:
        return set()
    return ({moment.atom} if moment.atom else set()).union(*(atoms(part) for part in moment.parts))


def symbols_of(profession: Profession) -> dict[str, int]:
    """A bit for everything that the rules speak of."""
    names: set[str] = set()
    for rule in profession.rules:
        for moment in (rule.when, rule.act, rule.before, rule.unless, *(m for _, m in rule.set_aside_by)):
            names |= atoms(moment)
    return {name: index for index, name in enumerate(sorted(names))}


def verdicts(
    profession: Profession,
    role: str,
    times: Mapping[str, Mapping[str, list[int] | int]],
    end: int,
    *,
    offered: int = EVERYTHING,
    working: Counting = EVERY_MINUTE,
) -> dict[str, Verdict]:
    """What each rule of a role finds in what the roles knew and did at which minutes."""
    symbols = symbols_of(profession)
    happened = sorted(
        (minute, symbol(who, atom))
        for who, found in times.items()
        for atom, given in found.items()
        for minute in (given if isinstance(given, list) else [given])
    )
    first: Times = {}
    again: Again = {}
    for step, (minute, name) in enumerate(happened, 1):
        bit = symbols.setdefault(name, len(symbols))
        again[bit] = (*again.get(bit, ()), (minute, step))
        first.setdefault(bit, (minute, step))
    index = ROLES.index(role)
    rules = tuple(bind(rule, symbols, working) for rule in profession.rules if rule.role == index)
    return {verdict.rule: verdict for verdict in judge(rules, Record(first, offered, end, again))}
