"""Chance without a stream: every draw is a function of (seed, learner, step, place).

The mixing is that of splitmix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
generators"); `cohort.draws` computes the same over arrays.
"""

from __future__ import annotations

from functools import lru_cache

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
FIRST = 0xBF58476D1CE4E5B9
SECOND = 0x94D049BB133111EB


def mix(value: int) -> int:
    """One round of mixing; 64 bits in, 64 bits out."""
    value = (value + GOLDEN) & MASK
    value = ((value ^ (value >> 30)) * FIRST) & MASK
    value = ((value ^ (value >> 27)) * SECOND) & MASK
    return value ^ (value >> 31)


def draw(seed: int, learner: int, step: int, place: int) -> int:
    """A whole number of 32 bits for a place in a step of a learner's play."""
    return mix(_stream(seed, learner) ^ (step << 20 | place)) >> 32


@lru_cache(maxsize=256)
def _stream(seed: int, learner: int) -> int:
    """The word that all draws of a learner are made from; many are made one after the other."""
    return mix(mix(seed & MASK) ^ learner)


def pick(weights: tuple[int, ...], number: int) -> int:
    """The index that a 32-bit number falls on when laid over whole weights."""
    target = number * sum(weights) >> 32
    for index, weight in enumerate(weights):
        target -= weight
        if target < 0:
            return index
    raise ValueError("no weight is positive")
