"""The decision that made an ending certain: after it no better one is within reach, before it one is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.events import Answer, Decided, Event, Reply, Started
from simulator.engine.play import decide, evolve
from simulator.engine.session import states
from simulator.engine.state import State, turn
from simulator.engine.tasks import fits
from simulator.graph.graph import Graph
from simulator.practice.sealing import sealing_step
from tests.support import bundle, our_cases, some_answer

TRIES = 40
Known = dict[int, set[Answer]]


def plays(case: str) -> Iterator[tuple[str, Graph, tuple[Event, ...]]]:
    for name, (walk, written) in read_walks(case_folders()[case]).items():
        graph = bundle(case, walk.level).graph
        yield name, graph, tuple(play_walk(graph, walk, written))


def answers(logs: Sequence[tuple[Event, ...]]) -> Known:
    """The answers that were given in each scene."""
    given: Known = {}
    for event in (event for log in logs for event in log if isinstance(event, Decided)):
        given.setdefault(event.node, set()).add(event.answer)
    return given


def best_from(graph: Graph, begun: State, role: int, known: Sequence[Known]) -> int:
    """The best rank of many ways of playing on: as the expert, as others did, and by chance."""
    ranks = []
    for attempt in range(TRIES):
        dice, state, tried = random.Random(attempt), begun, known[attempt % len(known)]
        wild = dice.choice((0.0, 0.1, 0.3, 0.6))
        while (seat := turn(graph, state)) is not None:
            task = graph.scenes[seat.node].task
            fitting = [
                one
                for one in sorted(tried.get(seat.node, ()))
                if fits(task, one, state.bits, state.values, seat.minute)
            ]
            known_way = fitting and dice.random() > wild
            answer = dice.choice(fitting) if known_way else some_answer(task, state, seat.minute, dice)
            (event,) = decide(graph, state, Reply(seat.role, seat.node, answer))
            state = evolve(graph, state, event)
        ranks.append(graph.ending(state.seat(role).node).rank)
    return min(ranks)


@pytest.mark.parametrize("case", our_cases())
def test_after_it_no_better_ending_is_within_reach_and_before_it_one_is(case: str) -> None:
    found = list(plays(case))
    sealed = unreached = 0
    for name, graph, log in found:
        begun, states_then = log[0], states(graph, log)
        assert isinstance(begun, Started)
        if len(begun.roles) > 1:
            continue
        (role,) = begun.roles
        step = sealing_step(graph, log, states_then, role)
        if step < 0:
            continue
        known = [
            answers([one for other, level, one in found if level is graph and begins in other])
            for begins in ("", "expert")
        ]
        rank = graph.ending(states_then[-1].seat(role).node).rank
        assert best_from(graph, states_then[step], role, known) >= rank, name
        unreached += best_from(graph, states_then[step - 1], role, known) >= rank
        sealed += 1
    assert sealed > 10
    assert unreached <= 1, "an attempt may miss the one better way there is"


@pytest.mark.parametrize("case", our_cases())
def test_the_best_ending_and_one_not_reached_are_no_decisions(case: str) -> None:
    best = 0
    for _name, graph, log in plays(case):
        begun, states_then = log[0], states(graph, log)
        assert isinstance(begun, Started)
        for role in begun.roles:
            node = states_then[-1].seat(role).node
            if graph.ended(node) and graph.ending(node).rank == 1:
                assert sealing_step(graph, log, states_then, role) == -1
                best += 1
            assert sealing_step(graph, log[:2], states_then[:2], role) == -1
    assert best > 1
