"""What rules read of a play: when each thing became so, and again; what was offered; when it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

from simulator.engine.events import Decided, Event
from simulator.engine.state import Again, State, Times, all_times
from simulator.graph.graph import Branch, Gain, Graph, Scene


@dataclass(frozen=True, slots=True)
class Record:
    """`first` maps a bit to (minute, step); `offered` are the bits that visited scenes put within reach.

    `again` maps the bits of acts that were done more than once to all their (minute, step), in order.
    """

    first: Times
    offered: int
    end: int
    again: Again = field(default_factory=dict)


def record_of(
    graph: Graph, log: Sequence[Event], state: State, offers: tuple[int, ...] | None = None
) -> Record:
    """The record of a log whose last state is given.

    `offers` are the `offers_of` the graph, for who judges many plays of it.
    """
    within = offers_of(graph) if offers is None else offers
    offered = 0
    for event in log:
        if isinstance(event, Decided):
            offered |= within[event.node]
    first, again = all_times(state)
    return Record(first, offered, max(seat.minute for seat in state.seats), again)


def offers_of(graph: Graph) -> tuple[int, ...]:
    """Per scene, every bit that some answer to it can bring."""
    return tuple([_scene_bits(scene) for scene in graph.scenes])


def reachable_bits(graph: Graph, role: int) -> int:
    """Every bit that can come true when only this role is played."""
    bits = _gain_bits(graph.initial)
    for scene in graph.scenes:
        if scene.role == role:
            bits |= _scene_bits(scene) | _gain_bits(scene.learn)
    for reaction in graph.reactions:
        if reaction.to == role and reaction.of != role:
            bits |= _gain_bits(reaction.gains)
    return bits


def _scene_bits(scene: Scene) -> int:
    task = scene.task
    branches: list[Branch] = [branch for option in task.options for branch in option.branches]
    bits = 0
    for branch in (*branches, *task.bands):
        bits |= branch_bits(branch)
    for element in task.elements:
        for gain, passed in zip(element.gains, element.tells, strict=True):
            bits |= reduce(lambda mask, pair: mask | pair[1], passed, gain)
    return bits


def branch_bits(branch: Branch) -> int:
    """Every bit that a branch can bring."""
    effects = branch.effects
    bits = _gain_bits(effects.now) | _gain_bits(effects.learn)
    return reduce(lambda mask, pair: mask | pair[1], effects.later, bits)


def _gain_bits(gains: tuple[Gain, ...]) -> int:
    return reduce(lambda mask, gain: mask | gain.bits, gains, 0)
