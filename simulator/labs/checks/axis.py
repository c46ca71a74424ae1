"""Checks of the exploration of a cut axis."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import Finding
from simulator.labs.material.axis import drawn_ratio

NEAR = 0.06
CUT = 75  # where the axis of the exercise begins


def how_much_longer(answer: float) -> Iterator[Finding]:
    """How many times longer a bar of 90 is drawn than one of 80, when the axis begins at 75."""
    low, high = 80, 90
    drawn, true = drawn_ratio(CUT, low, high), high / low
    if abs(answer - drawn) <= NEAR:
        yield Finding("right", fine=True)
    elif abs(answer - true) <= 0.02:
        yield Finding("true-ratio")
    elif abs(answer - (true - 1) * 100) <= 0.6:
        yield Finding("percent")
    elif answer == high - low:
        yield Finding("difference")
    elif abs(answer - 1 / drawn) <= 0.02:
        yield Finding("turned")
    else:
        yield Finding("off", {"given": answer})
