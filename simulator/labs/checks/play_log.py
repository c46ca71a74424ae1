"""Checks of the laboratory "a log, read step by step": where a term runs out."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.api.rules import open_rule
from simulator.labs.feedback import CheckResult
from simulator.labs.material.play_log import ChangedWalk, play_changed_walk
from simulator.language import clock

RULE = "abuse-inform-coordinator"


def lost_at() -> tuple[int, str]:
    """The decision (from 1) after which the term for informing is over, and the minute it ran out."""
    play, rule = play_changed_walk(ChangedWalk()), open_rule(RULE)
    start = next(moment.minute for moment in play.moments if any(one.id == "bruises" for one in moment.known))
    assert rule.deadline is not None
    limit = start + rule.deadline
    return next(moment.step for moment in play.moments if moment.minute > limit), clock(limit)


def check_deadline_lost(answer: float) -> Iterator[CheckResult]:
    """The decision during which the coordinator could last have been told in time."""
    step, limit = lost_at()
    keys = {step - 1: "begins", step + 1: "promise", step + 2: "phone"}
    if answer == step:
        yield CheckResult("right", {"limit": limit}, fine=True)
    elif answer in keys:
        yield CheckResult(keys[int(answer)])
    elif answer > len(play_changed_walk(ChangedWalk()).decisions) or not answer.is_integer() or answer < 1:
        yield CheckResult("a-step", {"most": len(play_changed_walk(ChangedWalk()).decisions)})
    else:
        yield CheckResult("off", {"given": answer})
