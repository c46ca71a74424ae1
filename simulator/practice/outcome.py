"""Outcomes are ordered, not added up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from simulator.practice.rules import BREACHED, MISSING, Verdict


class Outcome(NamedTuple):
    """Compared from left to right, less is better: breaches of law, breaches of guide rules, duties
    missed, and the rank of the ending (1 is best).
    """

    law: int
    guide: int
    missed: int
    rank: int


def outcome_of(verdicts: Iterable[Verdict], forces: dict[str, str], rank: int) -> Outcome:
    """The outcome of a play; `forces` gives each rule's force."""
    law = guide = missed = 0
    for verdict in verdicts:
        if verdict.kind == MISSING:
            missed += 1
        elif verdict.kind == BREACHED:
            law += forces[verdict.rule] == "law"
            guide += forces[verdict.rule] == "guide"
    return Outcome(law, guide, missed, rank)
