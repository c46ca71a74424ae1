"""Checks of the exploration "how sure is a percentage": intervals of a share."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.material.percent import wilson

NEAR = 0.15  # percentage points: what rounding to one decimal may move
OF = 52


def check_none_of_fifty_two(answer: float) -> Iterator[CheckResult]:
    """The upper end of Wilson's interval for 0 of 52, in percent."""
    high = 100 * wilson(0, OF)[1]
    exact = [100 * (1 - tail ** (1 / OF)) for tail in (0.05, 0.025)]  # Clopper-Pearson, one- and two-sided
    if abs(answer - high) <= 0.05 + 1e-9 or answer == round(high):
        yield CheckResult("right", {"high": f"{high:.1f}".replace(".", ",")}, fine=True)
    elif answer == 0:
        yield CheckResult("zero")
    elif abs(answer - high / 100) <= 0.002:
        yield CheckResult("fraction")
    elif any(abs(answer - limit) <= 0.06 for limit in exact):
        yield CheckResult("exact")
    elif abs(answer - 300 / OF) <= NEAR:
        yield CheckResult("rule-of-three")
    else:
        yield CheckResult("off", {"given": answer})
