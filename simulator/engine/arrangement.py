"""The order in which what can be chosen is offered: it betrays nothing, and a resumed play shows the same."""

from __future__ import annotations

from dataclasses import replace

from simulator.engine.draws import draw
from simulator.engine.kinds import KINDS
from simulator.engine.view import Choosable, View


def arranged(sight: View, seed: int, step: int) -> View:
    """The view with its options, steps, statements and picks in an order that betrays nothing.

    The order follows from the seed and the step, so that a resumed play shows the same.
    """
    if not sight.task or not KINDS[sight.task].shuffled:
        return sight
    fields = [_shuffled_picks(o, seed, step) for o in sight.options if o.picked]
    others = [option for option in sight.options if not option.picked]
    order = sorted(range(len(others)), key=lambda index: draw(seed, 0, step, 1000 + index))
    return replace(sight, options=(*fields, *(others[index] for index in order)))


def _shuffled_picks(field: Choosable, seed: int, step: int) -> Choosable:
    order = sorted(range(len(field.values)), key=lambda index: draw(seed, 1, step, 2000 + index))
    words = tuple([field.words[index] for index in order])
    return replace(field, values=tuple([field.values[index] for index in order]), words=words)
