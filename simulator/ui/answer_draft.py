"""An answer under way: what is chosen and not handed in, by its place in the shuffled row.

It comes from a browser, twice: when it is kept and, from the store, when it is shown again. So it is
looked through both times, and what does not fit the task is no draft.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from simulator.engine.kinds.base import BINS, COMPOSE, OPTION, ORDER, SCALE
from simulator.engine.view import View
from simulator.errors import Refused, message
from simulator.store.plays import ANSWER_DRAFT

Given = dict[str, Any]
Slots = dict[str, tuple[str, int]]
ONE, MANY, ALL = "one", "many", "all"  # one place of a row, any number of places, all of them in an order


def place_of_draft(step: int) -> str:
    """Under which name an answer under way to a decision (from 1) is kept."""
    return f"{ANSWER_DRAFT}:{step}"


def fitting_draft(sight: View, fields: Mapping[str, Any]) -> Given:
    """What is chosen so far; what is empty is left out. Raises `Refused` if a part does not fit the task."""
    slots = _SLOTS[sight.asks](sight) if sight.asks in _SLOTS else {}
    for name, value in fields.items():
        kind, count = slots.get(name, ("", 0))
        places = [value] if kind == ONE else value
        if not kind or not isinstance(places, list) or not _distinct(places, count):
            raise Refused(message("this answer does not fit the task"))
        if kind == ALL and len(places) != count:
            raise Refused(message("this answer does not fit the task"))
    return {name: value for name, value in fields.items() if value != []}


def draft_from(sight: View, body: str) -> Given:
    """A draft as it was kept; empty if nothing was, or nothing that fits the task."""
    try:
        fields = json.loads(body or "{}")
        return fitting_draft(sight, fields) if isinstance(fields, dict) else {}
    except (ValueError, Refused):
        return {}


def draft_text(given: Given) -> str:
    """A draft as it is kept; empty if nothing is chosen."""
    return json.dumps(given, sort_keys=True) if given else ""


def _distinct(places: list[Any], count: int) -> bool:
    row = {str(place) for place in range(count)}
    return all(isinstance(place, str) and place in row for place in places) and len({*places}) == len(places)


def _of_choice(sight: View) -> Slots:
    return {"option": (ONE, len(sight.options))}


def _of_each(sight: View) -> Slots:
    return {f"part{i}": (ONE, len(part.values)) for i, part in enumerate(sight.options)}


def _of_order(sight: View) -> Slots:
    return {"order": (ALL, len(sight.options))}


def _of_composed(sight: View) -> Slots:
    picked = [part for part in sight.options if part.picked]
    slots = {f"field{i}": (ONE, len(part.values)) for i, part in enumerate(picked)}
    return {**slots, "statements": (MANY, len(sight.options) - len(picked))}


_SLOTS: dict[str, Callable[[View], Slots]] = {
    OPTION: _of_choice,
    BINS: _of_each,
    SCALE: _of_each,
    ORDER: _of_order,
    COMPOSE: _of_composed,
}
