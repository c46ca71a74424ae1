"""Checks of the exploration "how sure is a percentage": intervals of a share."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import Finding
from simulator.labs.material.percent import wilson

NEAR = 0.15  # percentage points: what rounding to one decimal may move


def none_of_fifty_two(answer: float) -> Iterator[Finding]:
    """The upper end of Wilson's interval for 0 of 52, in percent."""
    high = 100 * wilson(0, 52)[1]
    if abs(answer - high) <= NEAR:
        yield Finding("right", {"high": f"{high:.1f}".replace(".", ",")}, fine=True)
    elif answer == 0:
        yield Finding("zero")
    elif abs(answer - 300 / 52) <= NEAR:
        yield Finding("rule-of-three")
    else:
        yield Finding("off", {"given": answer})
