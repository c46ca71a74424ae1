"""Checks of the exploration "level or interval": how much evidence a level asks for."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import Finding
from simulator.labs.material.level import estimate, level_word
from simulator.language import language

SECURE = 0.6  # where the level "secure" begins (ours)
MOST = 60


def least_streak() -> int:
    """The fewest decisions, all of them right, after which the whole interval is at or above `SECURE`."""
    return next(number for number in range(1, MOST) if estimate(number, number).low >= SECURE)


def streak(answer: float) -> Iterator[Finding]:
    """The fewest decisions in a row, all right, that bring the low end of the interval to 0.6."""
    least = least_streak()
    if not answer.is_integer() or not 1 <= answer <= MOST:
        yield Finding("whole", {"most": MOST})
        return
    number = int(answer)
    found = estimate(number, number)
    low, mean = (language("ro").number(value, 2) for value in (found.low, found.mean))
    values = {"given": number, "low": low, "mean": mean, "level": level_word(found.level)}
    if number == least:
        yield Finding("right", values, fine=True)
    elif number > least:
        yield Finding("more", values)
    elif not found.level:
        yield Finding("thin", values)
    else:
        yield Finding("by-the-mean", values)
