"""Item analysis and the order of outcomes over a cohort."""

import numpy as np
import pytest

from simulator.cohort.analysis import as_good_as, clean, endings, items, verdict_counts, word_of
from simulator.cohort.policies import policy
from simulator.cohort.replay import play_cohort
from simulator.practice.rules import KINDS, NOT_APPLICABLE
from tests.support import bundle


@pytest.fixture(scope="module")
def cohort():  # type: ignore[no-untyped-def]
    return play_cohort(bundle("abuse-discovery", "standard"), policy("profile"), 0, 2, 800)


def test_counts_add_up(cohort) -> None:  # type: ignore[no-untyped-def]
    graph = bundle("abuse-discovery", "standard").graph
    assert sum(endings(graph, cohort).values()) == 800
    for row, (rule, counts) in zip(cohort.verdicts.kinds, verdict_counts(cohort).items(), strict=True):
        silent = int((row == KINDS.index(NOT_APPLICABLE)).sum())
        assert sum(counts.values()) + silent == 800, rule


def test_the_order_of_outcomes_is_lexical(cohort) -> None:  # type: ignore[no-untyped-def]
    rows = [tuple(row) for row in cohort.outcome.T.tolist()]
    for mark in ((0, 0, 0, 1), (0, 0, 0, 9), (0, 1, 0, 1), (0, 2, 9, 3)):
        assert as_good_as(cohort, mark) == pytest.approx(np.mean([row <= mark for row in rows]))
    assert clean(cohort) == pytest.approx(np.mean([row[:3] == (0, 0, 0) for row in rows]))


def test_a_decision_that_ability_drives_discriminates(cohort) -> None:  # type: ignore[no-untyped-def]
    graph = bundle("abuse-discovery", "standard").graph
    found = {item.scene: item for item in items(graph, cohort)}
    assert found["t-sheet"].discrimination > 0.3
    assert 0 < found["t-sheet"].facility < 1
    chance = play_cohort(bundle("abuse-discovery", "standard"), policy("random"), 0, 2, 800)
    assert {i.scene: i for i in items(graph, chance)}["t-sheet"].discrimination < 0.2


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.4, "very-good"),
        (0.39, "good"),
        (0.3, "good"),
        (0.29, "marginal"),
        (0.19, "poor"),
        (float("nan"), "none"),
    ],
)
def test_words_of_discrimination(value: float, word: str) -> None:
    assert word_of(value) == word
