"""The exploration of a threshold: its four groups counted anew, each share that may be taken for another."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from simulator.labs.lab import open_lab
from simulator.labs.material.threshold import (
    ABLE,
    CASES,
    LEARNERS,
    ConfusionCounts,
    counts_at,
    learners,
    scores_after,
    threshold_view,
)


def said(answer: object) -> str:
    return " ".join(remark.text for remark in open_lab("threshold").check("by-chance", answer).remarks)


def test_everybody_is_in_one_group() -> None:
    for threshold in range(30, 105, 5):
        counts = counts_at(threshold, 2)
        assert sum(counts) == LEARNERS
        assert counts.able_in + counts.able_out == learners()[1].sum()


@pytest.mark.parametrize("threshold", [80, 100])
def test_the_groups_are_what_a_loop_counts(threshold: int) -> None:
    scores, able = learners()
    found = ConfusionCounts(0, 0, 0, 0)._asdict()
    for score, one in zip(scores[0], able, strict=True):
        found[f"{'able' if one else 'other'}_{'in' if score >= threshold else 'out'}"] += 1
    assert ConfusionCounts(**found) == counts_at(threshold)
    assert counts_at(80) == ConfusionCounts(338, 83, 69, 510)


def test_scores_lie_between_their_ends_and_know_something_of_ability() -> None:
    scores, able = learners()
    assert scores.shape == (len(CASES), LEARNERS)
    assert scores.min() >= 0 and scores.max() <= 100
    assert scores[0][able].mean() > scores[0][~able].mean() + 15
    assert scores_after(4) == pytest.approx(np.mean(scores, axis=0))
    assert 0 < ABLE < 100


def test_a_higher_threshold_trades_one_mistake_for_the_other() -> None:
    all_counts = [counts_at(threshold) for threshold in range(30, 105, 5)]
    for before, now in itertools.pairwise(all_counts):
        assert now.able_out >= before.able_out
        assert now.other_in <= before.other_in


def test_what_the_notebook_tells_of_more_cases_holds() -> None:
    assert counts_at(70, 4).able_out < counts_at(70).able_out
    assert counts_at(70, 4).other_in < counts_at(70).other_in
    assert counts_at(80, 4).able_out > counts_at(80).able_out
    assert counts_at(60) == ConfusionCounts(415, 6, 290, 289)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("17,0 %", "69 din 407"),
        (17, "69 din 407"),
        (12.4, "pornește invers"),
        (7.2, "toți cei o mie"),
        (19.7, "cealaltă greșeală"),
        (83, "Se cere cealaltă parte"),
        (69, "sunt oameni, nu procente"),
        (50, "Nu 50 %"),
    ],
)
def test_each_share_has_its_sentence(answer: object, words: str) -> None:
    assert words in said(answer)
    assert open_lab("threshold").check("by-chance", answer).passed == (answer in ("17,0 %", 17))


def test_the_view_tells_the_table() -> None:
    view = threshold_view(60, "1")
    assert "rămân pe dinafară 1 %" in view.sentences and "trec 50 %" in view.sentences
    assert view.tables[0].frame.to_numpy().tolist() == [[415, 6, 421], [290, 289, 579]]
    assert view.html().count("<img") == 1
