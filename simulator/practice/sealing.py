"""Which decision of a play made its ending certain: from there on it was this one or a worse one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.engine.events import Decided, Event
from simulator.engine.state import State, first_times, holds
from simulator.engine.tasks import chosen_branch
from simulator.graph.graph import Condition, Graph, Route
from simulator.practice.record import offers_of


def sealing_step(graph: Graph, log: Sequence[Event], states: Sequence[State], role: int) -> int:
    """The decision that made a role's ending certain; -1 for the best ending, or where it is no decision's.

    What an ending asks for is what was done and what was not: what was done is certain from its first
    time on, what was not from the last decision that still offered it.
    """
    own = tuple(event for event in log if isinstance(event, Decided) and event.role == role)
    node = states[-1].seat(role).node
    if not own or not graph.ended(node):
        return -1
    best = min(ending.rank for ending in graph.endings if ending.role == role)
    if graph.ending(node).rank == best:
        return -1
    last, before = own[-1], states[own[-1].step - 1]
    task = graph.scenes[last.node].task
    branch = chosen_branch(task, last.answer, before.bits, before.values, last.minute)
    until = tuple(states[: last.step + 1])  # another role may have played on
    found = _Search(graph, own, until, first_times(until[-1])).of(branch.effects.to, node)
    return found or -1


@dataclass(frozen=True, slots=True)
class _Search:
    """When each part of a condition became certain, as the number of a decision (0: at the beginning)."""

    graph: Graph
    own: tuple[Decided, ...]
    states: tuple[State, ...]
    first: dict[int, tuple[int, int]]

    def of(self, routes: Sequence[Route], node: int) -> int:
        """When the route to a node became certain: by its own condition, else by those before it."""
        taken = next(
            place for place, route in enumerate(routes) if route.to == node and self._now(route.when)
        )
        when = routes[taken].when
        if when is not None:
            return self._true(when)
        if taken == 0:
            return self.own[-1].step
        return max(self._false(route.when) for route in routes[:taken] if route.when is not None)

    def _now(self, when: Condition | None) -> bool:
        state, role = self.states[-1], self.own[-1].role
        return holds(when, state.bits, state.values, state.seat(role).minute)

    def _true(self, when: Condition) -> int:
        """From which decision on a condition that holds was sure to."""
        parts = [self._gained(bit) for bit in _bits(when.need)]
        parts += [self._lacked(bit) for bit in _bits(when.ban)]
        parts += [self._reached(index, least) for index, least in when.floors]
        parts += [self._true(part) for part in when.all]
        parts += [self._false(part) for part in when.none]
        if when.any:
            parts.append(min(self._true(part) for part in when.any if self._now(part)))
        return max(parts, default=0)

    def _false(self, when: Condition) -> int:
        """From which decision on a condition that does not hold was sure not to."""
        bits, values = self.states[-1].bits, self.states[-1].values
        parts = [self._lacked(bit) for bit in _bits(when.need & ~bits)]
        parts += [self._gained(bit) for bit in _bits(when.ban & bits)]
        parts += [self._last() for index, least in when.floors if values[index] < least]
        parts += [self._false(part) for part in when.all if not self._now(part)]
        parts += [self._true(part) for part in when.none if self._now(part)]
        if when.any and not any(self._now(part) for part in when.any):
            parts.append(max(self._false(part) for part in when.any))
        return min(parts, default=self._last())

    def _gained(self, bit: int) -> int:
        return self.first[bit][1]

    def _lacked(self, bit: int) -> int:
        """The last decision that still offered what never came; 0 where none did."""
        within = offers_of(self.graph)
        return max((event.step for event in self.own if within[event.node] >> bit & 1), default=0)

    def _reached(self, index: int, least: int) -> int:
        """The decision since which a variable has stood at a floor or above."""
        under = [step for step, state in enumerate(self.states) if state.values[index] < least]
        return max(under, default=-1) + 1

    def _last(self) -> int:
        return self.own[-1].step


def _bits(mask: int) -> Iterable[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
