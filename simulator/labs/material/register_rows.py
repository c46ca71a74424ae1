"""Rows of a learner's copy: which requests are lost, kept twice, replaced, or nobody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.material.register import requests, wanted
from simulator.labs.material.register_copy import Copy, some

NAMESAKES = {103, 120}
UNCLEAR = {106, 125}


def row_findings(copy: Copy) -> Iterator[CheckResult]:
    """What is off with the rows of a copy, as a whole."""
    rows = list(copy.rows())
    counts = Counter(number for _, number in rows if number is not None)
    there, all_of_them = set(counts), requests()
    strangers = [copy.where(row, "number") for row, number in rows if number not in all_of_them]
    if strangers:
        yield CheckResult("stranger", {"where": some(strangers)})
    repeated = [number for number, count in counts.items() if count > 1 and number in all_of_them]
    if repeated:
        yield CheckResult("repeated", {"rows": some(repeated)})
    older = {number for number in there if number in all_of_them and all_of_them[number].replaced}
    newer = {number: all_of_them[number].replaced for number in sorted(older)}
    twice = [f"{old} și {new}" for old, new in newer.items() if new in there]
    if twice:
        yield CheckResult("twice", {"rows": some(twice)})
    instead = {old: new for old, new in newer.items() if new not in there}
    if instead:
        yield CheckResult("older", {"rows": some(instead)})
    yield from _lost(set(wanted()) - there - set(instead.values()))


def _lost(lost: set[int]) -> Iterator[CheckResult]:
    """Requests that are gone, though nothing replaces them."""
    for key, pair in (("namesakes", NAMESAKES), ("unclear", UNCLEAR)):
        if len(lost & pair) == 1:
            yield CheckResult(key, {"rows": some(lost & pair)})
            lost = lost - pair
    if lost:
        yield CheckResult("lost", {"rows": some(sorted(lost))})
