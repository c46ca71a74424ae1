"""Checks of the exploration "the threshold of a grid": which share is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.material.threshold import ConfusionCounts, counts_at

THRESHOLD = 80
NEAR = 0.6  # percentage points: an answer may be rounded to a whole number


def check_by_chance(answer: float) -> Iterator[CheckResult]:
    """Of those whose score reaches the threshold, the share (%) who are not able yet."""
    counts = counts_at(THRESHOLD)
    passed = counts.able_in + counts.other_in
    if abs(answer - 100 * counts.other_in / passed) <= NEAR:
        yield CheckResult("right", {"passed": passed, "lucky": counts.other_in}, fine=True)
        return
    near = [key for key, share in mistakes(counts).items() if abs(answer - share) <= NEAR]
    yield CheckResult(near[0] if near else "off", {"given": answer, "passed": passed})


def mistakes(counts: ConfusionCounts) -> dict[str, float]:
    """What other shares (%) of the same table one may take for the one that is asked for."""
    passed, everybody = counts.able_in + counts.other_in, sum(counts)
    return {
        "of-the-unable": 100 * counts.other_in / (counts.other_in + counts.other_out),
        "of-everybody": 100 * counts.other_in / everybody,
        "left-out": 100 * counts.able_out / (counts.able_in + counts.able_out),
        "the-able": 100 * counts.able_in / passed,
        "a-count": counts.other_in,
    }
