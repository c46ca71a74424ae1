"""Compiling effects: what is gained, told, learned and changed, and where play goes."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content import case as written
from simulator.content.base import minutes_of
from simulator.content.reader import Place
from simulator.errors import message
from simulator.graph.graph import Branch, Effects, Gain, Route
from simulator.graph.scope import Scope, compile_condition


def fact_bits(scope: Scope, role: str, fact: str) -> int:
    """The bits of a role's knowing a fact: the fact itself and every mark it bears."""
    bits = scope.mask(f"{role}/fact:{fact}")
    for mark in scope.case.facts[fact].marks:
        bits |= scope.mask(f"{role}/mark:{mark}")
    return bits


def compile_learn(scope: Scope, place: Place, role: str, facts: list[str]) -> tuple[Gain, ...]:
    """Facts that a role comes to know; each only where it is true."""
    gains, always = [], 0
    for index, name in enumerate(facts):
        fact = scope.case.facts.get(name)
        if fact is None:
            scope.unknown((*place, index), "fact", name)
        elif scope.in_level(fact.levels):
            when = compile_condition(scope, ("facts", name, "when"), fact.when, role)
            bits = fact_bits(scope, role, name)
            if when is None:
                always |= bits
            else:
                gains.append(Gain(when, bits))
    return (*([Gain(None, always)] if always else []), *gains)


def told_bits(scope: Scope, role: str, act: str, to: str | None, fact: str) -> int:
    """What passing on one fact brings: the act about each of its marks, and the listener's knowing it."""
    bits = 0
    for mark in scope.case.facts[fact].marks:
        bits |= scope.mask(f"{role}/act:{act}:{mark}")
    return bits | (fact_bits(scope, to, fact) if to else 0)


def _compile_tell(scope: Scope, place: Place, role: str, tell: written.Tell) -> list[Gain]:
    gains: list[Gain] = []
    if tell.to == role:
        scope.fault(
            place, message("a role cannot tell itself anything"), message("name the other role or none")
        )
    for index, name in enumerate(tell.facts):
        if name not in scope.case.facts:
            scope.unknown((*place, "facts", index), "fact", name)
            continue
        knows = written.Condition(has=[f"fact:{name}"])
        when = compile_condition(scope, place, knows, role)
        gains.append(Gain(when, told_bits(scope, role, tell.act, tell.to, name)))
    return gains


def compile_effects(scope: Scope, place: Place, effects: written.Effects, role: str) -> Effects:
    """Compile what an author's effects say, for the role that acts."""
    at_once, later = 0, []
    for index, use in enumerate(effects.acts):
        act, _, offset = use.partition(" +")
        bits = scope.act((*place, "acts", index), role, act)
        if offset:
            later.append((int(offset), bits))
        else:
            at_once |= bits
    for flag in effects.set:
        at_once |= scope.mask(flag)
    tellings: list[Gain] = []
    for index, tell in enumerate(effects.tell):
        at_once |= scope.act((*place, "tell", index, "act"), role, tell.act)
        tellings.extend(_compile_tell(scope, (*place, "tell", index), role, tell))
    now = [Gain(None, at_once), *tellings] if at_once else tellings
    learn = compile_learn(scope, (*place, "learn"), role, effects.learn)
    until = minutes_of(effects.until) if effects.until else -1
    change = compile_change(scope, place, effects.change)
    return Effects(
        effects.minutes, until, tuple(now), tuple(later), learn, change, _routes(scope, place, effects, role)
    )


def compile_change(scope: Scope, place: Place, change: dict[str, int]) -> tuple[tuple[int, int], ...]:
    """Changes of variables by index."""
    changes = []
    for name, delta in change.items():
        if name not in scope.variables:
            scope.unknown((*place, "change", name), "variable", name)
        else:
            changes.append((scope.variables[name], delta))
    return tuple(changes)


def _routes(scope: Scope, place: Place, effects: written.Effects, role: str) -> tuple[Route, ...]:
    place = (*place, "to")
    if effects.to is None:
        scope.fault(place[:-1], message("nothing says where play goes next"), message("add 'to'"))
        return ()
    if isinstance(effects.to, str):
        return (Route(None, scope.node(place, effects.to, role)),)
    routes = [
        Route(
            compile_condition(scope, (*place, index, "when"), route.when, role),
            scope.node((*place, index, "to"), route.to, role),
        )
        for index, route in enumerate(effects.to)
    ]
    if routes and routes[-1].when is not None:
        what = message("the last route has a condition, so play could stop here")
        scope.fault(place, what, message("end the list with a route without 'when'"))
    return tuple(routes)


def compile_branches(
    scope: Scope, place: Place, branches: list[written.Branch], role: str, path: str
) -> tuple[Branch, ...]:
    """The branches of an option; the last must have no condition."""
    compiled = [
        Branch(
            f"{path}.branches.{index}",
            0,
            compile_condition(scope, (*place, index, "when"), branch.when, role),
            compile_effects(scope, (*place, index), branch, role),
        )
        for index, branch in enumerate(branches)
    ]
    if compiled[-1].when is not None:
        what = message("the last branch has a condition, so nothing might follow")
        scope.fault(place, what, message("end with a branch without 'when'"))
    return tuple(compiled)


def compile_bands(
    scope: Scope, place: Place, bands: list[written.Band], role: str, path: str
) -> tuple[Branch, ...]:
    """The bands of a judged task, highest first; one must be open to everybody."""
    ordered = sorted(enumerate(bands), key=lambda pair: -pair[1].at_least)
    compiled = [
        Branch(
            f"{path}.bands.{index}",
            band.at_least,
            compile_condition(scope, (*place, index, "when"), band.when, role),
            compile_effects(scope, (*place, index), band, role),
        )
        for index, band in ordered
    ]
    if compiled[-1].at_least > 0 or compiled[-1].when is not None:
        what = message("no band is left for the lowest results")
        scope.fault(place, what, message("end with 'at_least: 0' without 'when'"))
    return tuple(compiled)


def names_of_telling(case: written.Case, role: str, act: str, facts: list[str]) -> Iterator[str]:
    """The acts of passing facts on: the act itself, and about each mark that they bear."""
    yield f"{role}/act:{act}"
    for fact in facts:
        for mark in case.facts[fact].marks if fact in case.facts else []:
            yield f"{role}/act:{act}:{mark}"
