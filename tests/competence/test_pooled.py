"""Evidence of many plays: a decision counts once, also where a play was forked from another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.competence.debrief import debrief
from simulator.competence.estimate import profile_of
from simulator.competence.evidence import Correction
from simulator.competence.pooled import Finished, finished, pooled
from simulator.engine.events import Event
from simulator.engine.session import Session
from tests.support import bundle, random_play, small_bundle, some_answer

BUNDLE = small_bundle()
MODEL = BUNDLE.profession.model
SEEDS = st.integers(0, 60)


def played(seed: int, roles: tuple[int, ...] = (0, 1)) -> Finished:
    return finished("small", debrief(BUNDLE, random_play(BUNDLE.graph, roles, seed)))


def forked(log: tuple[Event, ...], step: int, seed: int) -> tuple[Event, ...]:
    """Another play with what came before a decision, then on at random."""
    import random

    dice, session = random.Random(seed), Session(BUNDLE.graph)
    session.resume(log[:step])
    for _ in range(60):
        seat = session.at_turn()
        if seat is None:
            break
        assert session.state is not None
        task = BUNDLE.graph.scenes[seat.node].task
        session.answer(some_answer(task, session.state, seat.minute, dice))
    return tuple(session.log)


@given(SEEDS)
@settings(max_examples=25)
def test_one_play_pooled_shows_what_its_debrief_shows(seed: int) -> None:
    judged = debrief(BUNDLE, random_play(BUNDLE.graph, (0,), seed))
    pieces = pooled([finished("small", judged)])
    assert profile_of(MODEL, [piece.evidence for piece in pieces]) == judged.findings[0].profile


@given(st.lists(SEEDS, min_size=1, max_size=4))
@settings(max_examples=25)
def test_the_same_play_again_changes_nothing(seeds: list[int]) -> None:
    plays = [played(seed) for seed in seeds]
    assert pooled([*plays, *plays]) == pooled(plays)


@given(SEEDS, SEEDS, st.data())
@settings(max_examples=40)
def test_a_decision_shared_with_a_fork_counts_once(seed: int, other: int, data: st.DataObject) -> None:
    log = random_play(BUNDLE.graph, (0, 1), seed)
    step = data.draw(st.integers(1, len(log) - 1))
    fork = finished("small", debrief(BUNDLE, forked(log, step, other)))
    first = finished("small", debrief(BUNDLE, log))
    pieces = pooled([first, fork])
    assert {p for p in pieces if p.play == 0} == set(pooled([first]))
    parts = next((i for i, (e, f) in enumerate(zip(log, fork.log, strict=False)) if e != f), len(log))
    mine = {(e, role) for role, shown in fork.shown for e in shown if e.step >= 0}
    counted = {(p.evidence, p.role) for p in pieces if p.play == 1 and p.evidence.step >= 0}
    assert {pair for pair in mine if pair[0].step >= parts} <= counted
    known = {(e.indicator, e.step, role) for role, shown in first.shown for e in shown if e.step < parts}
    assert not known & {(e.indicator, e.step, role) for e, role in counted}


def test_what_was_not_done_counts_once_for_a_play_and_its_forks() -> None:
    counted = []
    for seed in range(40):
        log = random_play(BUNDLE.graph, (0,), seed)
        plays = [finished("small", debrief(BUNDLE, forked(log, 1, s))) for s in (1, 2, 3)]
        pieces = [p for p in pooled(plays) if p.evidence.step < 0]
        names = [(p.evidence.indicator, p.evidence.source) for p in pieces]
        assert len(names) == len(set(names))
        counted += names
    assert counted


@given(SEEDS, SEEDS)
@settings(max_examples=20)
def test_different_plays_add_up(one: int, other: int) -> None:
    first, second = played(one), played(other)
    if first.log[0] == second.log[0]:
        return
    weight = sum(p.evidence.weight for p in pooled([first, second]))
    each = [sum(e.weight for _, shown in play.shown for e in shown) for play in (first, second)]
    assert weight == pytest.approx(sum(each))


def test_the_same_log_on_another_bundle_is_another_play() -> None:
    judged = debrief(BUNDLE, random_play(BUNDLE.graph, (0,), 5))
    plays = [finished("one", judged), finished("two", judged)]
    assert len(pooled(plays)) == 2 * len(pooled(plays[:1])) > 0


def test_only_the_roles_asked_for_are_looked_at() -> None:
    play = played(5)
    both, one, other = (pooled([play], roles) for roles in ((0, 1), (0,), (1,)))
    assert {piece.role for piece in one} == {0}
    assert set(one) | set(other) == set(both)
    assert pooled([play], ()) == ()


def test_what_a_teacher_corrected_is_what_counts() -> None:
    rests_on = bundle("abuse-discovery", "standard")
    judged = debrief(rests_on, random_play(rests_on.graph, (0,), 5))
    piece = judged.findings[0].evidence[0]
    word = Correction(piece.indicator, piece.source, piece.step, 0.25, "T", "seen in class")
    (first, *_) = pooled([finished("x", judged, [word])])
    assert first.evidence.right == 0.25
