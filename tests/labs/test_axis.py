"""The exploration of a cut axis: what is drawn, what is said of the answer."""

from __future__ import annotations

import pytest

from simulator import open_lab
from simulator.labs.material.axis import MOST_CUT, YEARS_ONLINE, bars, drawn_ratio, line_chart


def test_the_ratio_seen_is_that_of_the_values_only_from_zero() -> None:
    assert drawn_ratio(0) == pytest.approx(92.6 / 84.8)
    assert drawn_ratio(80) == pytest.approx(12.6 / 4.8)
    assert "2,63" in bars(80).alternative


def test_the_years_are_those_of_the_releases() -> None:
    assert YEARS_ONLINE == {2020: 78.2, 2021: 80.8, 2022: 82.1, 2024: 88.6, 2025: 89.1}


def test_no_dial_cuts_a_value_off() -> None:
    assert MOST_CUT["line"] < min(YEARS_ONLINE.values())
    assert MOST_CUT["bars"] < 84.8


@pytest.mark.parametrize("draw", [bars, line_chart])
def test_words_and_table_hold_every_number(draw) -> None:  # type: ignore[no-untyped-def]
    shown = draw(0)
    assert all(value in shown.alternative for value in shown.table.iloc[:, 0])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("3", "de trei ori"),
        ("1,125", "raportul valorilor"),
        ("12,5", "12,5 %"),
        ("10", "puncte procentuale"),
        ("0,33", "invers"),
        ("5", "Nu de 5 ori"),
    ],
)
def test_each_answer_has_its_own_sentence(answer: str, said: str) -> None:
    feedback = open_lab("axis").check("how-much-longer", answer)
    assert said in repr(feedback)
    assert feedback.passed == (answer == "3")
