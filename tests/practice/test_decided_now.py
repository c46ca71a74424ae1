"""What is told of a decision while the play goes on holds at its end, whatever is done in between."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.events import Decided, Event
from simulator.engine.session import begin, states
from simulator.graph.bundle import Bundle
from simulator.practice.decided_now import GRAVEST_FIRST, decided_now
from simulator.practice.record import record_of
from simulator.practice.rules import MISSING, Verdict, at_stake, judge
from tests.support import bundle, our_cases, some_answer


def played(case: str) -> Iterator[tuple[Bundle, tuple[Event, ...]]]:
    """All walks of a case, and random plays."""
    for walk, document in read_walks(case_folders()[case]).values():
        pinned = bundle(case, walk.level)
        yield pinned, tuple(play_walk(pinned.graph, walk, document))
    pinned = bundle(case, "guided")
    for seed in range(12):
        dice = random.Random(seed)
        session = begin(pinned.graph, dice.choice((0, 1)), seed)
        while (seat := session.at_turn()) is not None and len(session.log) < 40:
            assert session.state is not None
            task = pinned.graph.scenes[seat.node].task
            session.answer(some_answer(task, session.state, seat.minute, dice))
        yield pinned, tuple(session.log)


@cache
def told(case: str) -> tuple[tuple[Verdict, Verdict], ...]:
    """What is told after each decision, beside what the rule finds in the end."""
    found = []
    for pinned, log in played(case):
        profession, graph = pinned.profession, pinned.graph
        folded = states(graph, log)
        record = record_of(graph, log, folded[-1])
        for count, event in enumerate(log, 1):
            if isinstance(event, Decided):
                verdicts = judge(at_stake(profession, graph, event.role), record)
                final = {verdict.rule: verdict for verdict in verdicts}
                now = decided_now(profession, graph, log[:count], folded[count - 1])
                assert all((v.step, v.role) == (event.step, event.role) for v in now)
                found += [(verdict, final[verdict.rule]) for verdict in now]
    return tuple(found)


@pytest.mark.parametrize("case", our_cases())
def test_what_is_told_holds_at_the_end(case: str) -> None:
    assert len(told(case)) > 40
    assert [pair for pair in told(case) if pair[0].kind != pair[1].kind] == []


def test_each_kind_is_told_somewhere_and_nothing_that_is_only_missing() -> None:
    kinds = {now.kind for case in our_cases() for now, _ in told(case)}
    assert kinds == {*GRAVEST_FIRST}
    assert MISSING not in kinds


@pytest.mark.parametrize("case", our_cases())
def test_nothing_is_told_at_the_beginning(case: str) -> None:
    pinned = bundle(case, "guided")
    session = begin(pinned.graph, 0, 1)
    assert session.state is not None
    assert decided_now(pinned.profession, pinned.graph, session.log, session.state) == ()
