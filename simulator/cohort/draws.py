"""`engine.draws` over arrays of learners: the same numbers, many at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.engine.draws import FIRST, GOLDEN, MASK, SECOND, mix

Words = NDArray[np.uint64]

_GOLDEN, _FIRST, _SECOND = np.uint64(GOLDEN), np.uint64(FIRST), np.uint64(SECOND)
_30, _27, _31, _32 = (np.uint64(shift) for shift in (30, 27, 31, 32))


def mix_words(words: Words) -> Words:
    """`engine.draws.mix` of every word."""
    words = words + _GOLDEN
    words = (words ^ (words >> _30)) * _FIRST
    words = (words ^ (words >> _27)) * _SECOND
    return words ^ (words >> _31)


def streams(seed: int, learners: NDArray[np.int64]) -> Words:
    """Per learner the word that all its draws are made from."""
    return mix_words(np.uint64(mix(seed & MASK)) ^ learners.astype(np.uint64))


def draw_words(stream: Words, step: int, place: int) -> Words:
    """`engine.draws.draw` for learners with these streams, at one place of one step."""
    return mix_words(stream ^ np.uint64(step << 20 | place)) >> _32


def scaled(words: Words, most: int) -> NDArray[np.int64]:
    """Draws laid over 0 … most-1."""
    return (words * np.uint64(most) >> _32).astype(np.int64)


def pick_rows(weights: NDArray[np.int64], words: Words) -> NDArray[np.int64]:
    """`engine.draws.pick` with a row of weights for each draw."""
    sums = np.cumsum(weights, axis=1)
    target = (words * sums[:, -1].astype(np.uint64) >> _32).astype(np.int64)
    chosen: NDArray[np.int64] = (sums <= target[:, None]).sum(axis=1)
    return chosen
