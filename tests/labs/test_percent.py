"""The exploration of a percentage: intervals against published and independent values, answers judged."""

from __future__ import annotations

import pytest

from simulator import open_lab
from simulator.labs.material.percent import caught, share_picture, wald, wilson

PUBLISHED = {4: (3.0, 18.2), 7: (6.7, 25.3), 26: (36.9, 63.1), 0: (0.0, 6.9)}  # of 52, Wilson, 95 %


@pytest.mark.parametrize("count", PUBLISHED)
def test_wilson_is_as_computed_elsewhere_and_as_scipy_has_it(count: int) -> None:
    from scipy.stats import binomtest

    low, high = wilson(count, 52)
    assert (round(100 * low, 1), round(100 * high, 1)) == PUBLISHED[count]
    other = binomtest(count, 52).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((other.low, other.high), abs=1e-9)


def test_wald_is_the_formula_of_the_school_books() -> None:
    share, away = 4 / 52, 1.959964 * (4 / 52 * 48 / 52 / 52) ** 0.5
    assert wald(4, 52) == pytest.approx((share - away, share + away), abs=1e-6)
    assert wald(0, 52) == (0, 0)


def test_the_notebook_says_how_often_the_intervals_hold_the_truth() -> None:
    assert round(caught(0.02, 52, "wald"), 2) == 0.65  # Wald misses whenever nothing was seen: 0.98 ** 52
    assert round(caught(0.02, 52, "wilson"), 2) == 0.98


def test_more_that_have_it_than_were_visited_is_drawn_as_all() -> None:
    assert "8 din 8" in share_picture(80, 8).alternative


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("6,9", "până la 6,9 %"),
        ("7", "până la 6,9 %"),
        ("0", "o casă din 50"),
        ("0,069", "o sută de ori"),
        ("5,8", "trei împărțit la n"),
        ("5,6", "Clopper"),
        ("12", "12 %"),
    ],
)
def test_each_answer_has_its_own_sentence(answer: str, said: str) -> None:
    feedback = open_lab("percent").check("none-of-fifty-two", answer)
    assert said in repr(feedback)
    assert feedback.passed == (answer in ("6,9", "7"))
