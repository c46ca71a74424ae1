"""The exploration of a level and its interval, against SciPy and the hand."""

from __future__ import annotations

import pytest
from scipy.stats import beta

from simulator.labs.checks.level import MOST, SECURE, least_streak
from simulator.labs.lab import open_lab
from simulator.labs.material.level import PEOPLE, estimate, level_view, thresholds


def said(answer: object) -> str:
    return " ".join(remark.text for remark in open_lab("level").check("streak", answer).remarks)


@pytest.mark.parametrize(("decisions", "right"), [*PEOPLE.values(), (0, 0), (4, 4), (6, 4), (24, 0)])
def test_an_interval_is_that_of_the_beta_distribution(decisions: int, right: int) -> None:
    ours = estimate(decisions, right)
    low, high = beta(1 + right, 1 + decisions - right).interval(0.8)
    assert (ours.low, ours.high) == (pytest.approx(low), pytest.approx(high))
    assert ours.mean == pytest.approx((right + 1) / (decisions + 2))


def test_two_people_of_one_word_are_known_to_a_different_extent() -> None:
    ana, bogdan = (estimate(*PEOPLE[name]) for name in ("ana", "bogdan"))
    assert ana.level == bogdan.level == "secure"
    assert ana.mean == pytest.approx(bogdan.mean) == pytest.approx(0.6)
    assert ana.high - ana.low > 1.9 * (bogdan.high - bogdan.low)
    reached = [start for start, _ in thresholds() if start <= ana.high]
    assert ana.low < thresholds()[1][0], "Ana's interval begins in the first level"
    assert len(reached) == len(thresholds()) == 4, "and ends in the last"


def test_the_streak_is_that_of_a_hand_computation() -> None:
    # After n right decisions the distribution is Beta(n + 1, 1), whose low end is the (n + 1)th root of 0.1.
    ends = {number: 0.1 ** (1 / (number + 1)) for number in range(1, 10)}
    assert min(number for number, low in ends.items() if low >= SECURE) == least_streak() == 4


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("4", "intervalul pornește de la 0,63"),
        (1, "niciun nivel"),
        (2, "media este 0,75 și cuvântul este „sigur”"),
        (3, "media este 0,80"),
        (5, "mai devreme"),
        (3.5, "număr întreg"),
        (0, "număr întreg"),
        (MOST + 1, "număr întreg"),
    ],
)
def test_each_streak_has_its_sentence(answer: object, words: str) -> None:
    assert words in said(answer)
    assert open_lab("level").check("streak", answer).passed == (answer == "4")


def test_the_view_says_what_it_draws_and_more_cannot_be_right_than_were_judged() -> None:
    view = level_view(3, 20)
    assert "3 din 3" in view.sentences
    html = view.html()
    assert html.count("<img") == 1 and 'alt="' in html and "<caption>" in html
    assert level_view(0, 0).sentences.startswith("A treia persoană, 0 din 0: dovezi prea puține")
