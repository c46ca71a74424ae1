"""How estimates moved from the first play to now, as a few shapes: a row per domain.

A page draws them with its own colours; the same stands in a table beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

WIDTH, ROW, TOP, LEFT, RIGHT = 400, 26, 22, 40, 384
TICKS = (0.0, 0.5, 1.0)
Shape = dict[str, Any]


class Row(NamedTuple):
    """One domain: its number, the first mean (None without), the mean now with its interval (0-1).

    `enough` is whether there is evidence enough to name a level.
    """

    name: str
    first: float | None
    low: float
    high: float
    mean: float
    enough: bool


def progress_chart(rows: Sequence[Row], marks: Sequence[str]) -> dict[str, Any]:
    """The drawing: its size and its shapes in order. `marks` are the words of the scale's three ticks."""
    bottom = TOP + ROW * len(rows)
    shapes: list[Shape] = []
    for tick, mark in zip(TICKS, marks, strict=True):
        shapes.append(_shape("line", "spoke", x1=_x(tick), y1=TOP - 6, x2=_x(tick), y2=bottom))
        shapes.append(_shape("text", "scale", mark, x=_x(tick), y=TOP - 10))
    for index, row in enumerate(rows):
        shapes += _row(row, TOP + ROW * index + ROW // 2)
    return {"width": WIDTH, "height": bottom + 8, "shapes": shapes}


def _row(row: Row, y: int) -> list[Shape]:
    kind = "range" if row.enough else "thin"
    shapes = [
        _shape("text", "name", row.name, x=LEFT // 2, y=y + 5),
        _shape("line", kind, x1=_x(row.low), y1=y, x2=_x(row.high), y2=y),
    ]
    if row.first is not None:
        shapes.append(_shape("rect", "self", x=_x(row.first) - 5, y=y - 5, width=10, height=10))
    return [*shapes, _shape("circle", "mean", cx=_x(row.mean), cy=y, r=4)]


def _x(value: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, value)), 1)


def _shape(tag: str, kind: str, text: str = "", **at: float) -> Shape:
    return {"tag": tag, "kind": kind, "text": text, "at": at}
