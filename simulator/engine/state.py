"""Where a play stands: seats, bits, variables, reactions under way, and when each bit came true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from simulator.graph.graph import NEVER, Condition, Graph

WAITING = -1
CLOSED = -2

Trail: TypeAlias = "tuple[Trail, int, int, int] | None"
Wake: TypeAlias = tuple[int, int]


class Seat(NamedTuple):
    """A role that a person plays: the node it stands at, and its own clock (minutes since midnight)."""

    role: int
    node: int
    minute: int


class State(NamedTuple):
    """All that is so after a prefix of the log.

    `due` has, per reaction, the minute it falls due, or WAITING, or CLOSED. `trail` is a chain
    (earlier trail, step, minute, bits that came true or acts done again), newest first: rules read it. `wake`
    spares a
    look at the reactions: none can stir before this minute unless one of these bits comes true.
    """

    seats: tuple[Seat, ...]
    bits: int
    values: tuple[int, ...]
    due: tuple[int, ...]
    step: int
    trail: Trail
    wake: Wake = (0, 0)

    def __repr__(self) -> str:
        return f"<State after {self.step} decisions: {self.seats}, values {self.values}>"

    def seat(self, role: int) -> Seat:
        """The seat of a role. Raises `KeyError` if nobody plays it."""
        for seat in self.seats:
            if seat.role == role:
                return seat
        raise KeyError(role)


def holds(condition: Condition | None, bits: int, values: tuple[int, ...], minute: int) -> bool:
    """Whether a condition holds."""
    if condition is None:
        return True
    if bits & condition.need != condition.need or bits & condition.ban:
        return False
    if condition.plain:
        return True
    if not condition.after <= minute < condition.before:
        return False
    return (
        all(values[index] >= least for index, least in condition.floors)
        and all(holds(part, bits, values, minute) for part in condition.all)
        and (not condition.any or any(holds(part, bits, values, minute) for part in condition.any))
        and not any(holds(part, bits, values, minute) for part in condition.none)
    )


def turn(graph: Graph, state: State) -> Seat | None:
    """Whose turn it is: the seat with the earliest clock that has not ended; None when all have."""
    scenes, seats = len(graph.scenes), state.seats
    best: Seat | None = None
    for seat in seats:
        if seat.node < scenes and (best is None or seat.minute < best.minute):
            best = seat
    return best


Times: TypeAlias = dict[int, tuple[int, int]]
Again: TypeAlias = dict[int, tuple[tuple[int, int], ...]]


def first_times(state: State) -> Times:
    """When each bit came true: bit index to (minute, step)."""
    return all_times(state)[0]


def all_times(state: State) -> tuple[Times, Again]:
    """When each bit came true, and all the (minute, step) of those that came again, in their order."""
    first: Times = {}
    again: Again = {}
    for step, minute, bits in _links(state.trail):
        left = bits
        while left:
            low = left & -left
            bit = low.bit_length() - 1
            if bit in first:
                again[bit] = ((minute, step), *again.get(bit, (first[bit],)))
            first[bit] = (minute, step)
            left ^= low
    return first, again


def _links(trail: Trail) -> Iterator[tuple[int, int, int]]:
    """The links of a trail, newest first; a bit stands in one link only, unless it is an act done again."""
    while trail is not None:
        trail, step, minute, bits = trail
        yield step, minute, bits


__all__ = ["CLOSED", "NEVER", "WAITING", "Seat", "State", "all_times", "first_times", "holds", "turn"]
