"""Parts of the pages that give an overview: cards that are one link, a shelf of them, plays, scales."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.report.chart import Chart
from simulator.ui.parts import NOWHERE, Node, Value, drawing
from simulator.ui.place import Place, named


class Facet(NamedTuple):
    """A way to narrow a shelf: its name in the address, its words, what can be chosen."""

    name: str
    legend: str
    values: Sequence[Value]


def tile(
    title: str, page: str, place: Place = NOWHERE, children: Iterable[Node] = (), level: int = 3
) -> Node:
    """A card whose whole surface is one link, that of its title; without a page, to a part of this one."""
    way = {"text": title, "page": page, "to": named(place)}
    return {"is": "tile", "way": way, "level": level, "children": list(children)}


def shelf(
    label: str,
    facets: Iterable[Facet],
    tiles: Iterable[tuple[Node, dict[str, list[str]]]],
    words: dict[str, str],
) -> Node:
    """Cards that can be narrowed at once in the browser; the address keeps how.

    With each card stand, by the name of a facet, the values that it is found under; under `new` the
    roles in which it has not been played, and an empty one if in none. `words` has any, new, count
    ({shown}), none and reset.
    """
    return {
        "is": "shelf",
        "label": label,
        "facets": [
            {"name": one.name, "legend": one.legend, "values": [value._asdict() for value in one.values]}
            for one in facets
        ],
        "tiles": [{"tile": node, "under": under} for node, under in tiles],
        "words": words,
        "key": "shelf",
    }


def confirm(text: str, more: str, do: str, fields: Node, words: dict[str, str]) -> Node:
    """A button whose action is asked for once more. `more` is heard after its text; `words`: ask, yes, no."""
    return {"is": "confirm", "text": text, "more": more, "do": do, "with": fields, "words": words}


def terms(rows: Iterable[tuple[str, str]]) -> Node:
    """Short facts, each under its name."""
    return {"is": "terms", "rows": [list(row) for row in rows]}


def ended_on(when: str) -> Node:
    """The day of a moment (UTC), written by the browser in its own time zone."""
    return {"is": "moment", "text": "", "when": when, "kind": "day"}


def scales(head: Sequence[str], scale: Chart, rows: Iterable[tuple[str, Chart, Sequence[Node]]]) -> Node:
    """Named rows, each with its place on one scale and the same in words.

    `head` names the columns; `scale` is drawn once above them all. Drawings are for the eye alone.
    """
    return {
        "is": "scales",
        "head": list(head),
        "scale": drawing("", scale),
        "rows": [
            {"name": name, "at": drawing("", chart), "words": list(words)} for name, chart, words in rows
        ],
    }
