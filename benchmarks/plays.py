"""What the in-process figures share: the case they play, and decisions drawn beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.transitions_peer import Play
from simulator.cohort.policies import policy
from simulator.cohort.replay import play_one
from simulator.content.folders import case_folders
from simulator.engine.events import Decided, Event, Reply
from simulator.engine.play import decide, evolve
from simulator.engine.state import State
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Graph
from simulator.graph.loading import bundle_of, load_case, load_profession

CASE, LEVEL, SEED = "abuse-discovery", "standard", 1


class Walk(NamedTuple):
    """A random play: where it begins, its answers as our commands and as the peer's triggers."""

    start: State
    replies: tuple[Reply, ...]
    begin: tuple[str, int, tuple[int, ...], tuple[int, ...], int]
    triggers: tuple[Callable[[], bool], ...]


class Unlike(Exception):
    """The peer does not do what ours does, so nothing may be compared."""


def bundle() -> Bundle:
    """The case that the figures play."""
    profession = load_profession()
    return bundle_of(load_case(case_folders()[CASE], profession), profession, LEVEL)


def random_walks(case: Bundle, peer: Play, roles: tuple[int, ...], each: int) -> list[Walk]:
    """Plays of random learners in these roles."""
    walks = []
    for role in roles:
        play = play_one(case, policy("random"), role, SEED)
        walks += [_walk(case.graph, peer, play(number).log) for number in range(each)]
    return walks


def _walk(graph: Graph, peer: Play, log: tuple[Event, ...]) -> Walk:
    start = evolve(graph, None, log[0])
    seat = start.seats[0]
    decided = [event for event in log if isinstance(event, Decided)]
    return Walk(
        start,
        tuple(Reply(event.role, event.node, event.answer) for event in decided),
        (graph.node_id(seat.node), start.bits, start.values, start.due, seat.minute),
        tuple(peer.trigger_for(graph.scenes[event.node].task, event.answer) for event in decided),
    )


def steps_in(walks: list[Walk]) -> int:
    """How many decisions there are in walks."""
    return sum(len(walk.replies) for walk in walks)


def run_ours(graph: Graph, walks: list[Walk]) -> None:
    """Every walk through `decide` and `evolve`."""
    for start, replies, _, _ in walks:
        state = start
        for reply in replies:
            (event,) = decide(graph, state, reply)
            state = evolve(graph, state, event)


def run_peer(peer: Play, walks: list[Walk]) -> None:
    """Every walk through the peer's machine."""
    for _, _, begin, triggers in walks:
        peer.begin(*begin)
        for trigger in triggers:
            trigger()


def prove_alike(graph: Graph, peer: Play, walks: list[Walk]) -> None:
    """After every decision both must stand at the same node with the same bits, values and times.

    Raises `Unlike`.
    """
    for walk in walks:
        state = walk.start
        peer.begin(*walk.begin)
        for reply, trigger in zip(walk.replies, walk.triggers, strict=True):
            (event,) = decide(graph, state, reply)
            state = evolve(graph, state, event)
            moved = trigger()
            seat = state.seats[0]
            ours = (
                True,
                graph.node_id(seat.node),
                state.bits,
                list(state.values),
                list(state.due),
                seat.minute,
            )
            if ours != (moved, peer.state, peer.bits, peer.values, peer.due, peer.minute):
                raise Unlike(f"step {state.step} at {graph.node_id(reply.node)}")
