"""Draws over arrays are those of the engine."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.cohort.draws import draw_words, pick_rows, scaled, streams
from simulator.engine.draws import draw, pick


@given(
    seed=st.integers(-(2**70), 2**70),
    learner=st.integers(0, 2**40 - 1),
    step=st.integers(0, 511),
    place=st.integers(0, 1100),
)
def test_one_draw_is_the_same_alone_and_in_an_array(seed: int, learner: int, step: int, place: int) -> None:
    many = draw_words(streams(seed, np.array([learner, 0], np.int64)), step, place)
    assert int(many[0]) == draw(seed, learner, step, place)
    assert int(many[1]) == draw(seed, 0, step, place)


@given(
    weights=st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(any),
    number=st.integers(0, 2**32 - 1),
)
def test_picking_by_weight_is_the_same_alone_and_in_rows(weights: list[int], number: int) -> None:
    rows = np.array([weights, weights], np.int64)
    chosen = pick_rows(rows, np.array([number, number], np.uint64))
    assert chosen.tolist() == [pick(tuple(weights), number)] * 2
    assert weights[chosen[0]] > 0


def test_draws_are_spread_evenly() -> None:
    words = draw_words(streams(11, np.arange(60_000)), 3, 2)
    counts = np.bincount(scaled(words, 6), minlength=6)
    assert counts.min() > 9_500
    assert counts.max() < 10_500


def test_neighbouring_learners_steps_and_places_draw_apart() -> None:
    words = [
        draw(1, learner, step, place) for learner in range(20) for step in range(20) for place in range(20)
    ]
    assert len(set(words)) > 0.999 * len(words)
