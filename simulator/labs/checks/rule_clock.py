"""Checks of the exploration "what a rule sees": minutes beyond a deadline."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.material.rule_clock import RULE, deadline_of, minutes_late

SEEN, LEFT, CALLED = 11 * 60 + 50, 12 * 60 + 20, 12 * 60 + 41  # of the exercise's story


def check_late_by(answer: float) -> Iterator[CheckResult]:
    """By how many minutes the call of the story comes too late, as the rule itself finds."""
    late, tolerance = minutes_late(SEEN, CALLED), deadline_of(RULE)
    mistakes = {
        CALLED - SEEN: "without-tolerance",
        CALLED - LEFT: "from-the-gate",
        CALLED - LEFT - tolerance: "gate-and-tolerance",
        CALLED - SEEN - deadline_of("abuse-report-two-hours"): "other-term",
    }
    if answer == late:
        yield CheckResult("right", {"late": late, "tolerance": tolerance}, fine=True)
    else:
        yield CheckResult(mistakes.get(int(answer), "off"), {"given": answer})
