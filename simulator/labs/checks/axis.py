"""Checks of the exploration of a cut axis."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.material.axis import drawn_ratio

NEAR = 0.06
CUT = 75  # where the axis of the exercise begins


def check_how_much_longer(answer: float) -> Iterator[CheckResult]:
    """How many times longer a bar of 90 is drawn than one of 80, when the axis begins at 75."""
    low, high = 80, 90
    drawn, true = drawn_ratio(CUT, low, high), high / low
    if abs(answer - drawn) <= NEAR:
        yield CheckResult("right", fine=True)
    elif abs(answer - true) <= 0.02:
        yield CheckResult("true-ratio")
    elif abs(answer - (true - 1) * 100) <= 0.6:
        yield CheckResult("percent")
    elif answer == high - low:
        yield CheckResult("difference")
    elif abs(answer - 1 / drawn) <= 0.02:
        yield CheckResult("turned")
    else:
        yield CheckResult("off", {"given": answer})
