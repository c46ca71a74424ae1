"""What comes next and when to repeat: a pure function of plays and the day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.competence.advice import Studied, advice_on
from simulator.competence.debrief import judgements
from simulator.competence.evidence import Evidence
from simulator.competence.recommendation import (
    AGAIN,
    CITED,
    DOMAINS,
    FIRST,
    LEVEL_UP,
    OTHER_ROLE,
    REFLECT,
    RULES,
    SPACING_DAYS,
    Next,
    Offer,
    Past,
    next_case,
    offers_in,
    past_of,
    repeats,
    thin_domains,
)
from simulator.content.enums import LEVELS
from simulator.practice.outcome import Outcome
from tests.support import bundle, our_cases, random_play, small_profession

WELL, BADLY = Outcome(0, 0, 0, 1), Outcome(1, 0, 0, 3)
A, B, C = (
    Offer("a", 0, frozenset({"r1"}), frozenset({"d1"})),
    Offer("b", 0, frozenset({"r2"}), frozenset({"d1", "d2"})),
    Offer("a", 1, frozenset({"r3"}), frozenset({"d3"})),
)
OFFERS = (A, B, C)


def past(
    case: str,
    level: str = "guided",
    day: str = "2026-11-20",
    outcome: Outcome = WELL,
    role: int = 0,
    slipped: tuple[str, ...] = (),
    honoured: tuple[str, ...] = (),
) -> Past:
    return Past(case, role, level, day, outcome, slipped, honoured)


def kinds(found: Next | None) -> list[str]:
    assert found is not None
    return [reason.kind for reason in found.reasons]


def after(*pasts: Past, thin: tuple[str, ...] = (), today: str = "2026-11-21") -> Next:
    found = next_case(OFFERS, pasts, thin, today)
    assert found is not None
    return found


def test_a_beginner_gets_the_guided_level_as_a_worked_example() -> None:
    found = after(thin=("d1", "d2", "d3"))
    assert (found.case, found.level) == ("b", "guided")  # it shows most of what has not been seen
    assert kinds(found) == [FIRST, DOMAINS]
    assert found.reasons[1].names == ("d1", "d2")
    assert next_case((), (), (), "2026-11-21") is None


def test_what_has_not_been_played_comes_before_what_has() -> None:
    assert after(past("a"), past("b")).role == 1
    assert OTHER_ROLE in kinds(after(past("a"), past("b")))


def test_what_is_under_way_is_not_advised_anew() -> None:
    cases = {name: bundle(name, "standard") for name in our_cases()}
    first = advice_on(cases, Studied(), "2026-11-21").coming
    assert first is not None
    other = advice_on(cases, Studied(), "2026-11-21", [(first.case, first.role)]).coming
    assert other is not None
    assert (other.case, other.role) != (first.case, first.role)
    everything = [(offer.case, offer.role) for found in cases.values() for offer in offers_in(found)]
    assert advice_on(cases, Studied(), "2026-11-21", everything).coming is None


def test_rules_that_slipped_draw_to_where_they_are_tested_until_they_are_honoured() -> None:
    slip = past("x", slipped=("r2",), outcome=BADLY)
    found = after(slip)
    assert (found.case, kinds(found)) == ("b", [FIRST, RULES])
    assert found.reasons[1].names == ("r2",)
    mended = past("x", day="2026-11-21", honoured=("r2",))
    assert RULES not in kinds(after(slip, mended))
    assert RULES in kinds(after(slip._replace(day="2026-11-22"), mended))


@pytest.mark.parametrize(
    ("pasts", "level"),
    [
        ((past("x", outcome=BADLY),), "guided"),
        ((past("x"),), "standard"),
        ((past("x", "standard"),), "standard"),
        ((past("x", "standard"), past("y", "standard")), "hard"),
        ((past("x", "standard"), past("x", "hard")), "standard"),
    ],
)
def test_the_level_follows_from_what_was_done_well(pasts: tuple[Past, ...], level: str) -> None:
    assert after(*pasts).level == level


def test_a_case_done_well_comes_again_a_step_harder_when_its_day_has_come() -> None:
    pasts = (past("a"), past("b", day="2026-11-19"), past("a", role=1))
    found = after(*pasts, today="2026-11-26")
    assert (found.case, found.level, kinds(found)) == ("b", "standard", [AGAIN, LEVEL_UP])
    assert after(past("b", "hard"), past("a"), past("a", role=1)).level == "standard"
    harder = after(past("a", "standard"), past("b", "standard"), past("a", "standard", role=1))
    assert (harder.level, kinds(harder)) == ("hard", [LEVEL_UP, REFLECT])


def test_a_case_done_badly_comes_again_at_its_level() -> None:
    found = after(past("b", "standard", outcome=BADLY, day="2026-11-01"))
    assert (found.case, found.level, kinds(found)) == ("b", "standard", [AGAIN])


def test_repeats_are_evenly_spaced_and_end() -> None:
    days = ["2026-11-01"]
    for _ in range(3):
        (due,) = repeats([past("a", day=day, outcome=BADLY) for day in days])
        assert (due.case, due.role) == ("a", 0)
        days.append(due.day)
    assert days == ["2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"]
    assert SPACING_DAYS == 7
    assert repeats([past("a", day=day) for day in days]) == ()
    assert repeats([past("a", "hard")]) == ()
    assert repeats([past("a", "hard", outcome=BADLY)])


def test_playing_twice_on_one_day_is_one_repetition() -> None:
    many = [
        past("a", day="2026-11-20", outcome=BADLY)._replace(ended=f"2026-11-20T10:0{i}") for i in range(9)
    ]
    assert [one.day for one in repeats(many)] == ["2026-11-27"]


def test_a_domain_is_thin_until_it_has_weight_enough() -> None:
    model = small_profession().profession.model
    first = model.domains[0]
    everything = {domain.id for domain in model.domains}
    assert thin_domains(model, ()) == everything
    piece = Evidence(first.indicators[0], "author:x", 1, model.enough / 2, 1.0)
    assert thin_domains(model, [piece]) == everything
    assert thin_domains(model, [piece, piece]) == everything - {first.id}


@pytest.mark.parametrize("case", our_cases())
def test_our_cases_offer_something_in_both_roles_and_a_play_is_remembered(case: str) -> None:
    rests_on = bundle(case, "standard")
    offers = offers_in(rests_on)
    assert [offer.role for offer in offers] == [0, 1]
    for offer in offers:
        log = random_play(rests_on.graph, (offer.role,), 4)
        (judged,) = judgements(rests_on, log)
        found = past_of(case, "standard", "2026-11-21", judged)
        assert {*found.slipped, *found.honoured} <= offer.rules
        touched = {name.partition(".")[0] for name in (piece.indicator for piece in judged.evidence)}
        assert touched <= offer.domains
    known = rests_on.profession_texts["ro"]
    assert all(f"sources.{name}" in known for name in CITED)


PASTS = st.lists(
    st.builds(
        past,
        st.sampled_from("ab"),
        st.sampled_from(LEVELS),
        st.dates().map(lambda day: day.isoformat()).filter(lambda day: "1000" < day < "9000"),
        st.sampled_from([WELL, BADLY]),
        st.sampled_from([0, 1]),
        st.sampled_from([(), ("r1",), ("r2", "r3")]),
        st.sampled_from([(), ("r1",), ("r3",)]),
    ),
    max_size=8,
)


@given(PASTS, st.sets(st.sampled_from(["d1", "d2", "d3"])))
def test_something_that_is_offered_always_comes_next_and_in_the_same_way(
    pasts: list[Past], thin: set[str]
) -> None:
    found = next_case(OFFERS, pasts, thin, "2026-11-21")
    assert found == next_case(OFFERS, list(pasts), sorted(thin), "2026-11-21")
    assert found is not None
    assert (found.case, found.role) in {(offer.case, offer.role) for offer in OFFERS}
    assert found.level in LEVELS
