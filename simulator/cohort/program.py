"""A graph as tables for arrays: masks as lists of bits, conditions and gains ready for lockstep."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.graph.graph import Branch, Condition, Effects, Gain, Graph, Task


def bits_in(mask: int) -> tuple[int, ...]:
    """The indices of the bits of a mask, rising."""
    indices = []
    while mask:
        low = mask & -mask
        indices.append(low.bit_length() - 1)
        mask ^= low
    return tuple(indices)


@dataclass(frozen=True, slots=True)
class Test:
    """A condition with its bits as indices."""

    need: tuple[int, ...]
    ban: tuple[int, ...]
    condition: Condition
    all: tuple[Test, ...]
    any: tuple[Test, ...]
    none: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Gaining:
    """Bits gained when a test holds."""

    test: Test | None
    bits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Following:
    """Effects for arrays."""

    minutes: int
    until: int
    now: tuple[Gaining, ...]
    later: tuple[tuple[int, tuple[int, ...]], ...]
    learn: tuple[Gaining, ...]
    change: tuple[tuple[int, int], ...]
    to: tuple[tuple[Test | None, int], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A branch or band for arrays."""

    at_least: int
    test: Test | None
    following: Following


@dataclass(frozen=True, slots=True)
class TurnTable:
    """A scene for arrays. `gains` and `tells` are, per element and value, bits gained at once."""

    task: Task
    options: tuple[Test | None, ...]
    ways: tuple[tuple[Way, ...], ...]
    bands: tuple[Way, ...]
    needs: tuple[tuple[int, ...], ...]
    gains: tuple[tuple[tuple[int, ...], ...], ...]
    tells: tuple[tuple[tuple[tuple[int, tuple[int, ...]], ...], ...], ...]
    learn: tuple[Gaining, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """A reaction for arrays."""

    of: int
    to: int
    test: Test | None
    after: int
    at: int
    gains: tuple[Gaining, ...]
    change: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A whole graph for arrays."""

    graph: Graph
    stands: tuple[TurnTable, ...]
    responses: tuple[Response, ...]
    initial: tuple[Gaining, ...]


def program_of(graph: Graph) -> Program:
    """The tables of a graph."""
    stands = tuple(_stand(scene.task, _gainings(scene.learn)) for scene in graph.scenes)
    responses = tuple(
        Response(r.of, r.to, _test(r.when), r.after, r.at, _gainings(r.gains), r.change)
        for r in graph.reactions
    )
    return Program(graph, stands, responses, _gainings(graph.initial))


def _test(condition: Condition | None) -> Test | None:
    if condition is None:
        return None
    return Test(
        bits_in(condition.need),
        bits_in(condition.ban),
        condition,
        _tests(condition.all),
        _tests(condition.any),
        _tests(condition.none),
    )


def _tests(conditions: tuple[Condition, ...]) -> tuple[Test, ...]:
    return tuple(test for test in map(_test, conditions) if test is not None)


def _gainings(gains: tuple[Gain, ...]) -> tuple[Gaining, ...]:
    return tuple(Gaining(_test(gain.when), bits_in(gain.bits)) for gain in gains)


def _following(effects: Effects) -> Following:
    return Following(
        effects.minutes,
        effects.until,
        _gainings(effects.now),
        tuple((offset, bits_in(mask)) for offset, mask in effects.later),
        _gainings(effects.learn),
        effects.change,
        tuple((_test(route.when), route.to) for route in effects.to),
    )


def _way(branch: Branch) -> Way:
    return Way(branch.at_least, _test(branch.when), _following(branch.effects))


def _stand(task: Task, learn: tuple[Gaining, ...]) -> TurnTable:
    return TurnTable(
        task=task,
        options=tuple(_test(option.when) for option in task.options),
        ways=tuple(tuple(_way(branch) for branch in option.branches) for option in task.options),
        bands=tuple(_way(branch) for branch in task.bands),
        needs=tuple(bits_in(element.needs) for element in task.elements),
        gains=tuple(tuple(bits_in(mask) for mask in element.gains) for element in task.elements),
        tells=tuple(
            tuple(tuple((index, bits_in(mask)) for index, mask in passed_on) for passed_on in element.tells)
            for element in task.elements
        ),
        learn=learn,
    )
