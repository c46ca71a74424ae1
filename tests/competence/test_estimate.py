"""From evidence to an estimate: against scipy's Beta distribution, and what must never turn round."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.competence.estimate import BetaBinomial, Estimate, central_interval, profile_of
from simulator.competence.evidence import Evidence
from simulator.graph.loading import load_profession
from tests.support import small_profession

MODEL = small_profession().profession.model
USING = BetaBinomial(MODEL)


def piece(weight: float, right: float, indicator: str = "reporting.terms", step: int = 1) -> Evidence:
    return Evidence(indicator, "author:x", step, weight, right)


PIECES = st.builds(piece, st.floats(0.05, 2), st.floats(0, 1))
EVIDENCE = st.lists(PIECES, max_size=12)


@given(st.floats(0.2, 60), st.floats(0.2, 60), st.floats(0.5, 0.99))
@settings(max_examples=80)
def test_the_interval_is_that_of_the_beta_distribution(alpha: float, beta: float, share: float) -> None:
    from scipy.stats import beta as distribution

    low, high = central_interval(alpha, beta, share)
    assert (low, high) == pytest.approx(distribution.interval(share, alpha, beta), abs=1e-7)


def test_without_evidence_it_says_so() -> None:
    empty = USING.estimate("reporting", [])
    assert (empty.level, empty.weight, empty.mean) == ("", 0, 0.5)
    assert (empty.low, empty.high) == pytest.approx((0.1, 0.9))


def test_too_little_evidence_names_no_level() -> None:
    assert USING.estimate("x", [piece(1, 1)]).level == ""
    assert USING.estimate("x", [piece(1, 1), piece(0.99, 1)]).level == ""
    assert USING.estimate("x", [piece(1, 1), piece(1, 1)]).level == "secure"
    assert USING.estimate("x", [piece(1, 0), piece(1, 0)]).level == "starting"


@given(EVIDENCE)
def test_mean_within_interval_within_bounds(evidence: list[Evidence]) -> None:
    found = USING.estimate("x", evidence)
    assert 0 <= found.low <= found.mean <= found.high <= 1
    assert found.evidence == tuple(evidence)
    assert found.weight == pytest.approx(sum(e.weight for e in evidence))


@given(EVIDENCE, st.floats(0.05, 2))
def test_more_that_was_right_never_lowers_the_mean(evidence: list[Evidence], weight: float) -> None:
    before, after = USING.estimate("x", evidence), USING.estimate("x", [*evidence, piece(weight, 1)])
    assert after.mean >= before.mean - 1e-12
    worse = USING.estimate("x", [*evidence, piece(weight, 0)])
    assert worse.mean <= before.mean + 1e-12


@given(EVIDENCE, st.integers(0, 11), st.floats(0, 1))
def test_better_evidence_never_gives_a_lower_estimate(
    evidence: list[Evidence], at: int, better: float
) -> None:
    if at >= len(evidence):
        return
    raised = evidence[at]._replace(right=max(better, evidence[at].right))
    changed = [*evidence[:at], raised, *evidence[at + 1 :]]
    before, after = USING.estimate("x", evidence), USING.estimate("x", changed)
    assert after.mean >= before.mean - 1e-12
    assert after.low >= before.low - 1e-9


@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(2, 5))
def test_more_of_the_same_narrows_the_interval(evidence: list[Evidence], times: int) -> None:
    def width(found: Estimate) -> float:
        return found.high - found.low

    share = sum(e.weight * e.right for e in evidence) / sum(e.weight for e in evidence)
    if not 0.2 < share < 0.8 or sum(e.weight for e in evidence) < 1:
        return  # far from the prior an interval may first widen
    assert width(USING.estimate("x", evidence * times)) < width(USING.estimate("x", evidence))


@given(EVIDENCE)
def test_the_order_of_evidence_does_not_matter(evidence: list[Evidence]) -> None:
    one, two = USING.estimate("x", evidence), USING.estimate("x", evidence[::-1])
    assert (one.mean, one.low, one.high) == pytest.approx((two.mean, two.low, two.high))
    assert one.level == two.level


def test_a_profile_has_all_domains_in_order_and_indicators_with_evidence() -> None:
    profile = profile_of(MODEL, [piece(1, 1), piece(1, 0, "emergency.limits"), piece(1, 1, step=2)])
    assert [domain.name for domain in profile.domains] == ["emergency", "reporting", "teamwork"]
    assert [indicator.name for indicator in profile.indicators] == ["emergency.limits", "reporting.terms"]
    assert profile.domains[1].weight == 2
    assert profile.domains[2].level == ""


def test_another_estimator_can_stand_beside_it() -> None:
    class Naive:
        def estimate(self, name: str, evidence: object) -> Estimate:
            return Estimate(name, "any", 0, 0, 0, 0, ())

    profile = profile_of(MODEL, [piece(1, 1)], Naive())
    assert {estimate.level for estimate in (*profile.domains, *profile.indicators)} == {"any"}


def test_levels_of_the_profession_rise_from_nothing() -> None:
    levels = load_profession().profession.model.levels
    assert levels[0][0] == 0
    assert [least for least, _ in levels] == sorted({least for least, _ in levels})
