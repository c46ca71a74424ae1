"""Where in a day each verdict stands, and which decision mattered most."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.competence.debrief import debrief
from simulator.engine.events import Decided
from simulator.graph.graph import NEVER
from simulator.practice.placing import Placed, Weight, decisive, placed, weights
from simulator.practice.record import offers_of
from simulator.practice.rules import (
    BREACHED,
    CONTESTED,
    KINDS,
    LATE,
    MET,
    MISSING,
    NOT_FOLLOWED,
    BoundRule,
    Verdict,
    at_stake,
)
from tests.support import all_cases, bundle, random_play, seats, small_graph, small_profession

GRAPH = small_graph()
NODES = {scene.id: node for node, scene in enumerate(GRAPH.scenes)}
OFFERS = offers_of(GRAPH)
OFFERED = OFFERS[NODES["t-act"]] & ~OFFERS[NODES["t-sort"]]
PLAIN = at_stake(small_profession().profession, GRAPH, 0)[0]
# What a day was: offers at 10:00 and 12:00, then twice something else.
DAY = ((600, "t-act"), (720, "t-act"), (780, "t-sort"), (840, "t-reflect"))


def bound(deadline: int) -> BoundRule:
    """A rule about something that `t-act` offers."""
    return replace(PLAIN, rule=replace(PLAIN.rule, deadline=deadline), act_bits=OFFERED)


def place(
    kind: str, *, deadline: int = -1, since: int = 600, at: int = NEVER, step: int = -1, role: int = 0
) -> Placed:
    """Where a verdict stands in the day, with another person's decisions between."""
    mine = [(minute, 0, node) for minute, node in DAY]
    theirs = [(minute + 30, 1, "c-desk") for minute, _ in DAY]
    log = [
        Decided(number, whose, NODES[node], (), minute)
        for number, (minute, whose, node) in enumerate(sorted([*mine, *theirs]), 1)
    ]
    verdict = Verdict("r", role, kind, since, at, 0, step)
    (one,) = placed(GRAPH, log, (bound(deadline),), (verdict,))
    assert one.verdict is verdict
    return one


@pytest.mark.parametrize("kind", [LATE, MISSING])
@pytest.mark.parametrize(
    ("since", "deadline", "step"),
    [
        (600, 0, 1),  # at the very minute of the first decision
        (600, 119, 1),  # the last minute before the second
        (600, 120, 3),  # the minute of the second
        (600, 200, 5),
        (500, 20, 1),  # before the first decision: at the first
        (840, 600, 7),  # after the last one: at the last
    ],
)
def test_a_term_that_ran_out_stands_at_the_decision_then_under_way(
    kind: str, since: int, deadline: int, step: int
) -> None:
    done = {"at": 800, "step": 7} if kind == LATE else {}
    found = place(kind, deadline=deadline, since=since, **done)
    assert (found.step, found.due) == (step, since + deadline)


def test_what_came_late_is_told_where_its_term_ran_out_and_keeps_where_it_was_done() -> None:
    found = place(LATE, deadline=15, at=780, step=5)
    assert (found.step, found.verdict.step) == (1, 5)


@pytest.mark.parametrize(("since", "step"), [(0, 3), (600, 3), (601, 3), (721, 5), (781, 7), (900, 7)])
def test_what_was_never_done_without_a_term_stands_where_it_was_offered_last(since: int, step: int) -> None:
    """Else at the first decision after the duty arose; else at the last."""
    found = place(MISSING, since=since)
    assert (found.step, found.due) == (step, NEVER)
    assert place(NOT_FOLLOWED, since=since).step == step, "a recommendation never followed, too"


def test_a_recommendation_broken_by_an_act_stands_at_the_act() -> None:
    assert place(NOT_FOLLOWED, at=720, step=3) == Placed(place(NOT_FOLLOWED, at=720, step=3).verdict, 3)
    assert place(NOT_FOLLOWED, deadline=30).step == 1, "and one with a term where that ran out"


@pytest.mark.parametrize("kind", [MET, CONTESTED])
def test_a_limit_kept_stands_where_it_could_be_broken_last(kind: str) -> None:
    assert place(kind).step == 3
    assert place(kind, at=780, step=5).step == 5, "what was done stands where it was done"
    assert place(kind, role=1).step == -1, "nothing of it was ever offered to that role"


def test_what_somebody_else_did_stands_at_the_own_decision_then_under_way() -> None:
    """The others decide half an hour after each of this role's decisions."""
    assert place(MET, since=0, at=750, step=4).step == 3
    assert place(MET, since=790, at=750, step=4).step == 5, "not before its duty arose"


def test_a_breach_stands_at_its_decision() -> None:
    assert place(BREACHED, at=780, step=5).step == 5


def test_where_nobody_decided_nothing_stands_anywhere() -> None:
    verdicts = [Verdict("r", 0, kind, 600) for kind in KINDS]
    for deadline in (-1, 15):
        found = placed(GRAPH, (), [bound(deadline)] * len(verdicts), verdicts)
        assert {one.step for one in found} == {-1}


# --- Which mattered most ------------------------------------------------------------------------


def test_each_kind_weighs_in_its_place_and_what_was_kept_or_is_contested_in_none() -> None:
    assert weights(
        [
            (1, BREACHED, "law"),
            (1, BREACHED, "law"),
            (1, BREACHED, "guide"),
            (2, MISSING, "law"),
            (2, LATE, "guide"),
            (3, NOT_FOLLOWED, "example"),
            (4, MET, "law"),
            (5, CONTESTED, "law"),
            (-1, MISSING, "law"),
        ]
    ) == {1: Weight(law=2, guide=1), 2: Weight(missing=1, late=1), 3: Weight(not_followed=1)}


ORDER = [
    (BREACHED, "law"),
    (BREACHED, "guide"),
    (MISSING, "guide"),
    (LATE, "guide"),
    (NOT_FOLLOWED, "recommendation"),
]


@pytest.mark.parametrize(("graver", "lesser"), list(pairwise(ORDER)))
def test_one_that_is_graver_outweighs_many_that_are_less(
    graver: tuple[str, str], lesser: tuple[str, str]
) -> None:
    by_step = weights([(9, *graver), *[(1, *lesser)] * 5])
    assert by_step[9] > by_step[1]


@pytest.mark.parametrize("graver", ORDER[:-1])
def test_one_goes_on_from_the_first_decision_at_which_something_grave_could_be_avoided(
    graver: tuple[str, str],
) -> None:
    """However much graver it is what came of it later."""
    assert decisive(weights([(2, *graver), *[(5, BREACHED, "law")] * 3])) == 2
    assert decisive(weights([(1, *ORDER[-1]), (5, *graver)])) == 5, "what was only advised is not grave"
    assert decisive(weights([(5, *graver)]), [3]) == 3, "an ending made certain earlier"
    assert decisive(weights([(5, *graver)]), [7, -1]) == 5


def test_else_from_the_first_that_was_advised_and_from_none_where_nothing_went_wrong() -> None:
    assert decisive(weights([(4, *ORDER[-1]), (2, *ORDER[-1])])) == 2
    assert decisive({}, [6]) == 6
    assert decisive(weights([(1, MET, "law"), (2, CONTESTED, "law"), (-1, BREACHED, "law")])) == -1
    assert decisive({}) == -1


@given(case=st.sampled_from(all_cases()), seed=st.integers(0, 10**6), way=st.integers(0, 2))
def test_whatever_is_played_every_verdict_stands_at_a_decision_of_its_role_or_at_none(
    case: str, seed: int, way: int
) -> None:
    rests_on = bundle(case, "standard")
    ways = seats(rests_on.graph)
    log = random_play(rests_on.graph, ways[way % len(ways)], seed)
    judged = debrief(rests_on, log)
    for finding in judged.findings:
        own = {event.step for event in log[1:] if isinstance(event, Decided) and event.role == finding.role}
        for one in placed(rests_on.graph, log, finding.rules, finding.verdicts):
            assert one.step in own | {-1}
            if one.verdict.kind in (LATE, MISSING, BREACHED):
                assert one.step in own, "what went wrong has its moment"
            if one.verdict.kind == LATE:
                assert one.due < one.verdict.at
                assert one.step <= one.verdict.step
