"""What is typed is read with patience, and never without end."""

from __future__ import annotations

import pytest

from simulator.cli.console import MOST_TRIES, Stopped, number_in, numbers_in
from tests.cli.typing import console, endless


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("2", 2),
        (" 3. ", 3),
        ("1)", 1),
        ("0", None),
        ("4", None),
        ("x", None),
        ("", None),
        ("²", None),
        ("9" * 99, None),
    ],
)
def test_a_number_within_bounds_or_none(line: str, number: int | None) -> None:
    assert number_in(line, 1, 3) == number


@pytest.mark.parametrize(
    ("line", "numbers"),
    [("3 1 2", [3, 1, 2]), ("1,2; 3", [1, 2, 3]), ("", []), ("1 1", None), ("1 x", None), ("4", None)],
)
def test_numbers_each_once_or_none(line: str, numbers: list[int] | None) -> None:
    assert numbers_in(line, 3) == numbers


def test_asks_again_politely() -> None:
    asked, out = console("seven", "9", "2")
    assert asked.number(1, 3) == 2
    assert out.getvalue().count("Please write a number from 1 to 3.") == 2


@pytest.mark.parametrize("typed", [("q",), ("Q",), (" q ",), ()])
def test_q_and_the_end_of_input_stop(typed: tuple[str, ...]) -> None:
    asked, _ = console(*typed)
    with pytest.raises(Stopped):
        asked.number(1, 3)


def test_a_question_mark_shows_the_notes_and_asks_again() -> None:
    asked, out = console("?", "1")
    asked.notes = lambda: "all that you know"
    assert asked.number(1, 3) == 1
    assert "all that you know" in out.getvalue()


def test_input_that_never_fits_comes_to_an_end() -> None:
    asked, out = console()
    lines = endless("no")
    asked.source = type("Endless", (), {"readline": lambda self, _size: next(lines)})()
    with pytest.raises(Stopped):
        asked.number(1, 3)
    assert out.getvalue().count("Please write") == MOST_TRIES
