"""Checks of the exploration "how sure is a percentage": intervals of a share."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import Finding
from simulator.labs.material.percent import wilson

NEAR = 0.15  # percentage points: what rounding to one decimal may move
OF = 52


def none_of_fifty_two(answer: float) -> Iterator[Finding]:
    """The upper end of Wilson's interval for 0 of 52, in percent."""
    high = 100 * wilson(0, OF)[1]
    exact = [100 * (1 - tail ** (1 / OF)) for tail in (0.05, 0.025)]  # Clopper-Pearson, one- and two-sided
    if abs(answer - high) <= 0.05 + 1e-9 or answer == round(high):
        yield Finding("right", {"high": f"{high:.1f}".replace(".", ",")}, fine=True)
    elif answer == 0:
        yield Finding("zero")
    elif abs(answer - high / 100) <= 0.002:
        yield Finding("fraction")
    elif any(abs(answer - limit) <= 0.06 for limit in exact):
        yield Finding("exact")
    elif abs(answer - 300 / OF) <= NEAR:
        yield Finding("rule-of-three")
    else:
        yield Finding("off", {"given": answer})
