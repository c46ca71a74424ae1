"""Checks of the exploration "level or interval": how much evidence a level asks for."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.material.level import estimate, level_label
from simulator.language import language

SECURE = 0.6  # where the level "secure" begins (ours)
MOST = 60


def least_streak() -> int:
    """The fewest decisions, all of them right, after which the whole interval is at or above `SECURE`."""
    return next(number for number in range(1, MOST) if estimate(number, number).low >= SECURE)


def check_streak(answer: float) -> Iterator[CheckResult]:
    """The fewest decisions in a row, all right, that bring the low end of the interval to 0.6."""
    least = least_streak()
    if not answer.is_integer() or not 1 <= answer <= MOST:
        yield CheckResult("whole", {"most": MOST})
        return
    number = int(answer)
    expected = estimate(number, number)
    low, mean = (language("ro").number(value, 2) for value in (expected.low, expected.mean))
    values = {"given": number, "low": low, "mean": mean, "level": level_label(expected.level)}
    if number == least:
        yield CheckResult("right", values, fine=True)
    elif number > least:
        yield CheckResult("more", values)
    elif not expected.level:
        yield CheckResult("thin", values)
    else:
        yield CheckResult("by-the-mean", values)
