"""What a cohort says about a case: outcomes, endings, verdicts, and how well each decision separates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.cohort.judging import CODE
from simulator.cohort.replay import Cohort
from simulator.graph.graph import Graph
from simulator.practice.rules import KINDS

LEAST_ANSWERS = 30
SAME = 1e-6  # scores are of 32 bits: what differs by less does not vary


@dataclass(frozen=True, slots=True)
class Item:
    """How a scene's decision works as an item.

    `facility` is the mean of what it showed (0-1), `discrimination` its correlation with the rest
    of the play (-1 … 1, NaN where it cannot be computed), `answers` a count.
    `word` follows Ebel & Frisbie: very-good (≥ .40), good (.30), marginal (.20), poor.
    """

    scene: str
    answers: int
    facility: float
    discrimination: float
    word: str


def items(graph: Graph, cohort: Cohort) -> tuple[Item, ...]:
    """Every judged decision that enough learners took, against the mean of their other decisions."""
    scores = cohort.scores
    answered = ~np.isnan(scores)
    total, count = np.nansum(scores, axis=0), answered.sum(axis=0)
    items = []
    for index, scene in enumerate(graph.scenes):
        who = answered[index] & (count > 1)
        if who.sum() < LEAST_ANSWERS:
            continue
        own = scores[index, who]
        rest = (total[who] - own) / (count[who] - 1)
        value = correlation(own, rest)
        items.append(Item(scene.id, int(who.sum()), float(own.mean()), value, word_of(value)))
    return tuple(items)


def correlation(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Pearson's correlation; NaN where one side does not vary."""
    left, right = left.astype(np.float64), right.astype(np.float64)
    if np.ptp(left) < SAME or np.ptp(right) < SAME:
        return float("nan")
    return float(np.corrcoef(left, right)[0, 1])


def word_of(discrimination: float) -> str:
    """Ebel & Frisbie's word for a discrimination."""
    if np.isnan(discrimination):
        return "none"
    for least, word in ((0.40, "very-good"), (0.30, "good"), (0.20, "marginal")):
        if discrimination >= least:
            return word
    return "poor"


def endings(graph: Graph, cohort: Cohort) -> dict[str, int]:
    """How many learners came to each ending, most first."""
    nodes, counts = np.unique(cohort.nodes, return_counts=True)
    pairs = sorted(zip(nodes, counts, strict=True), key=lambda pair: -pair[1])
    return {graph.node_id(int(node)): int(count) for node, count in pairs}


def verdict_counts(cohort: Cohort) -> dict[str, dict[str, int]]:
    """Per rule how often each kind of verdict was found, without those that did not apply."""
    table = {}
    for row, bound in zip(cohort.verdicts.kinds, cohort.rules, strict=True):
        counts = np.bincount(row, minlength=len(KINDS))
        table[bound.rule.id] = {kind: int(counts[CODE[kind]]) for kind in KINDS[1:] if counts[CODE[kind]]}
    return table


def as_good_as(cohort: Cohort, outcome: tuple[int, ...]) -> float:
    """The share of learners (0-1) whose outcome is at least as good as this one, in the order of outcomes."""
    width = 1 << 12
    key = np.zeros(cohort.outcome.shape[1], np.int64)
    mark = 0
    for row, part in zip(cohort.outcome, outcome, strict=True):
        key = key * width + row
        mark = mark * width + part
    return float((key <= mark).mean())


def unbreached(cohort: Cohort) -> float:
    """The share of learners (0-1) who breached no law and no rule of the guide."""
    return float((cohort.outcome[:2].sum(axis=0) == 0).mean())


def clean(cohort: Cohort) -> float:
    """The share of learners (0-1) without any breach or missed duty."""
    return float((cohort.outcome[:3].sum(axis=0) == 0).mean())
