"""A whole play judged: one value, also for a prefix, for one role or two."""

from __future__ import annotations

from simulator.competence.debrief import debrief
from simulator.engine.session import states
from tests.support import random_play, small_bundle

BUNDLE = small_bundle()


def test_a_finding_per_role_that_was_played() -> None:
    for roles in ((0,), (1,), (0, 1)):
        judged = debrief(BUNDLE, random_play(BUNDLE.graph, roles, 5))
        assert tuple(finding.role for finding in judged.findings) == roles


def test_states_are_those_of_the_log() -> None:
    log = random_play(BUNDLE.graph, (0, 1), 5)
    judged = debrief(BUNDLE, log)
    assert judged.log == log
    assert list(judged.states) == states(BUNDLE.graph, log)
    assert judged.record.end == max(seat.minute for seat in judged.states[-1].seats)


def test_before_an_ending_the_outcome_has_the_worst_rank() -> None:
    log = random_play(BUNDLE.graph, (0,), 5)
    assert debrief(BUNDLE, log[:2]).findings[0].outcome.rank == 9
    assert debrief(BUNDLE, log).findings[0].outcome.rank in (1, 2, 3, 4)


def test_judging_twice_gives_the_same() -> None:
    log = random_play(BUNDLE.graph, (0, 1), 8)
    assert debrief(BUNDLE, log) == debrief(BUNDLE, log)
