"""What a rule finds in a record: the algebra of moments, stances, exceptions, deadlines, conflicts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph.graph import NEVER
from simulator.practice.record import offers_of, reachable_bits
from simulator.practice.rules import (
    BREACHED,
    CONTESTED,
    LATE,
    MET,
    MISSING,
    NOT_APPLICABLE,
    NOT_FOLLOWED,
    Bound,
    Verdict,
    at_stake,
    possible,
    when,
)
from tests.practice.records import verdicts
from tests.support import small_graph, small_profession

PROFESSION = small_profession().profession


def technician(end: int = 480, *, offered: int = -1, **times: int) -> dict[str, Verdict]:
    """Verdicts on a technician's record; `knows_x=3` stands for `knows:x`, `did_y=4` for `did:y`."""
    return judged("technician", end, {"technician": named(times)}, offered)


def named(times: dict[str, int]) -> dict[str, int]:
    return {name.replace("__", ":").replace("_", ":", 1).replace("_", "-"): at for name, at in times.items()}


def judged(role: str, end: int, times: dict[str, dict[str, int]], offered: int = -1) -> dict[str, Verdict]:
    return verdicts(PROFESSION, role, times, end, offered=offered)


def test_a_duty_begins_with_knowing() -> None:
    assert technician()["abuse-inform-coordinator"].kind == NOT_APPLICABLE
    assert technician(knows_suspected_abuse=10)["abuse-inform-coordinator"].kind == MISSING
    assert technician(end=5, knows_suspected_abuse=10)["abuse-inform-coordinator"].kind == NOT_APPLICABLE


@pytest.mark.parametrize(("at", "kind", "late"), [(10, MET, 0), (25, MET, 0), (26, LATE, 1), (70, LATE, 45)])
def test_a_deadline_counts_from_knowing(at: int, kind: str, late: int) -> None:
    found = judged(
        "technician",
        480,
        {"technician": {"knows:suspected-abuse": 10, "did:inform-coordinator:suspected-abuse": at}},
    )["abuse-inform-coordinator"]
    assert (found.kind, found.late, found.since, found.at) == (kind, late, 10, at)


def test_another_way_of_doing_it_needs_all_its_parts() -> None:
    known = {"knows:suspected-abuse": 10, "did:attempt-coordinator": 12}
    one = judged("technician", 480, {"technician": known})
    both = judged("technician", 480, {"technician": {**known, "did:write-journal": 20}})
    assert one["abuse-inform-coordinator"].kind == MISSING
    assert both["abuse-inform-coordinator"].kind == MET
    assert both["abuse-inform-coordinator"].at == 20


def test_a_term_that_still_runs_is_not_judged() -> None:
    running = technician(end=100, knows_home_observation=10)["report-one-day"]
    over = technician(end=131, knows_home_observation=10)["report-one-day"]
    assert running.kind == NOT_APPLICABLE
    assert over.kind == NOT_FOLLOWED


def test_force_tells_a_breach_from_what_was_not_followed() -> None:
    found = technician(knows_suspected_abuse=10, did_confront_suspect=20, did_diagnose=30)
    assert found["abuse-no-confrontation"].kind == BREACHED
    assert found["no-diagnosis"].kind == NOT_FOLLOWED


def test_what_is_forbidden_is_met_only_where_it_was_offered() -> None:
    assert technician(knows_suspected_abuse=10)["abuse-no-confrontation"].kind == MET
    assert technician(knows_suspected_abuse=10, offered=0)["abuse-no-confrontation"].kind == NOT_APPLICABLE


def test_an_exception_sets_a_rule_aside() -> None:
    known = {"knows_suspected_abuse": 10, "knows_minor": 10}
    assert technician(**known, knows_danger_to_life=10)["minor-notify"].kind == NOT_APPLICABLE
    assert technician(**known, knows_danger_to_life=900)["minor-notify"].kind != NOT_APPLICABLE


def test_an_exception_that_comes_after_the_act_excuses_nothing() -> None:
    found = technician(
        knows_suspected_abuse=10, knows_minor=10, did_notify_authority=20, knows_danger_to_life=30
    )
    assert found["minor-notify"].kind == CONTESTED


def test_an_overriding_rule_is_named() -> None:
    found = technician(knows_suspected_abuse=10, knows_danger_to_life=12)["abuse-inform-coordinator"]
    assert (found.kind, found.because) == (NOT_APPLICABLE, ("danger-call-112",))
    after = technician(knows_suspected_abuse=10, knows_danger_to_life=40)["abuse-inform-coordinator"]
    assert after.kind == MISSING, "the deadline had passed before the danger was known"


@pytest.mark.parametrize("did", [{}, {"did_notify_authority": 20}])
def test_where_rules_conflict_neither_way_is_held_against_one(did: dict[str, int]) -> None:
    found = technician(knows_suspected_abuse=10, knows_minor=11, **did)
    assert found["minor-notify"].kind == found["minor-no-direct-notice"].kind == CONTESTED
    assert found["minor-notify"].because == ("minor-no-direct-notice",)


def test_a_conflict_counts_though_what_the_other_rule_forbids_was_never_offered() -> None:
    found = technician(knows_suspected_abuse=10, knows_minor=11, offered=0)
    assert found["minor-no-direct-notice"].kind == NOT_APPLICABLE
    assert found["minor-notify"].kind == CONTESTED


def test_a_rule_that_is_set_aside_contests_nothing() -> None:
    known = {"knows_suspected_abuse": 10, "knows_minor": 11, "knows_danger_to_life": 12}
    assert technician(**known, offered=0)["minor-notify"].kind == NOT_APPLICABLE
    assert technician(knows_suspected_abuse=10, offered=0)["minor-notify"].kind == NOT_APPLICABLE


def test_order_matters_where_a_rule_says_so() -> None:
    def found(assessed: int | None, planned: int | None) -> str:
        did = {"did:assess-risk": assessed, "did:lead-plan": planned}
        times = {"knows:suspected-abuse": 5, **{k: v for k, v in did.items() if v is not None}}
        return judged("coordinator", 480, {"coordinator": times})["assess-first"].kind

    assert found(10, 20) == MET
    assert found(10, 10) == MET
    assert found(20, 10) == BREACHED
    assert found(None, 10) == MISSING
    assert found(10, None) == MET


def test_what_is_allowed_is_never_held_against_one() -> None:
    assert technician()["adjustment-allowed"].kind == NOT_APPLICABLE
    assert technician(did_propose_adjustment=9)["adjustment-allowed"].kind == MET


def test_one_roles_rule_may_look_at_the_other() -> None:
    times = {"technician": {"did:inform-coordinator:suspected-abuse": 10}, "coordinator": {}}
    assert judged("coordinator", 480, times)["feedback-given"].kind == NOT_FOLLOWED
    times["coordinator"] = {"did:give-feedback": 30}
    assert judged("coordinator", 480, times)["feedback-given"].kind == MET


# --- The algebra ---------------------------------------------------------------------------------

MOMENTS = st.recursive(
    st.integers(-1, 5).map(lambda bit: Bound(0, bit, ())),
    lambda inner: st.builds(
        lambda kind, parts: Bound(kind, -1, tuple(parts)),
        st.sampled_from([1, 2]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=10,
)
TIMES = st.dictionaries(st.integers(0, 5), st.tuples(st.integers(0, 99), st.integers(0, 9)))


@given(MOMENTS, TIMES)
def test_a_moment_comes_only_if_it_can(moment: Bound, first: dict[int, tuple[int, int]]) -> None:
    within = sum(1 << bit for bit in first)
    assert (when(moment, first)[0] < NEVER) is possible(moment, within)


@given(MOMENTS, TIMES, st.integers(0, 5))
def test_more_that_happened_brings_no_moment_later(
    moment: Bound, first: dict[int, tuple[int, int]], bit: int
) -> None:
    more = {bit: (0, 0), **first}
    assert when(moment, more) <= when(moment, first)


def test_any_is_the_earliest_and_all_the_latest() -> None:
    first = {0: (5, 1), 1: (9, 2)}
    parts = (Bound(0, 0, ()), Bound(0, 1, ()))
    assert when(Bound(1, -1, parts), first) == (5, 1)
    assert when(Bound(2, -1, parts), first) == (9, 2)
    assert when(Bound(2, -1, (*parts, Bound(0, -1, ()))), first) == (NEVER, -1)


# --- What a case puts at stake ---------------------------------------------------------------------


def test_rules_at_stake_are_those_that_a_case_can_put_to_the_test() -> None:
    found = {bound.rule.id for bound in at_stake(PROFESSION, small_graph(), 0)}
    assert {"danger-call-112", "abuse-no-confrontation", "minor-notify", "no-diagnosis"} <= found
    assert "adjustment-allowed" not in found, "no option proposes an adjustment"
    assert "assess-first" not in found, "it binds the coordinator"


def test_what_scenes_offer_and_what_can_be_reached() -> None:
    graph = small_graph()
    offers = offers_of(graph)
    confront = 1 << graph.symbols["technician/act:confront-suspect"]
    assert [scene.id for scene, bits in zip(graph.scenes, offers, strict=True) if bits & confront] == [
        "t-act"
    ]
    feedback = 1 << graph.symbols["coordinator/act:give-feedback"]
    assert reachable_bits(graph, 0) & feedback, "the partner gives it by itself"
    assert not reachable_bits(graph, 0) & 1 << graph.symbols["coordinator/act:assess-risk"]
