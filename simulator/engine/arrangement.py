"""The order in which what can be chosen is offered: it betrays nothing, and a resumed play shows the same."""

from __future__ import annotations

from dataclasses import replace

from simulator.engine.draws import draw
from simulator.engine.view import Choosable, View


def arranged(seen: View, seed: int, step: int) -> View:
    """The view with its options, steps, statements and picks in an order that betrays nothing.

    The order follows from the seed and the step, so that a resumed play shows the same.
    """
    if seen.task not in ("choice", "sort", "sequence", "form", "message"):
        return seen
    fields = [_shuffled_picks(o, seed, step) for o in seen.options if is_field(o)]
    others = [option for option in seen.options if not is_field(option)]
    order = sorted(range(len(others)), key=lambda index: draw(seed, 0, step, 1000 + index))
    return replace(seen, options=(*fields, *(others[index] for index in order)))


def _shuffled_picks(field: Choosable, seed: int, step: int) -> Choosable:
    order = sorted(range(len(field.values)), key=lambda index: draw(seed, 1, step, 2000 + index))
    return replace(field, values=tuple([field.values[index] for index in order]))


def is_field(option: Choosable) -> bool:
    """Whether a part of a task is a field in which one thing is picked."""
    return ".fields." in option.path
