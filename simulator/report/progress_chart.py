"""How estimates moved from the first play to now: a row per domain. The same stands in a table beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.report.chart import (
    TICKS,
    Axis,
    Chart,
    Interval,
    Point,
    Shape,
    dot,
    interval,
    square,
    upright,
    words,
)

WIDTH, ROW, TOP, LEFT, RIGHT = 400, 26, 22, 40, 384


class Row(NamedTuple):
    """One domain: its number, the first mean (None without), the estimate now."""

    name: str
    first: float | None
    now: Interval


def progress_chart(rows: Sequence[Row], marks: Sequence[str]) -> Chart:
    """The drawing. `marks` are the words of the scale's three ticks."""
    bottom, axis = TOP + ROW * len(rows), _axis(TOP - 10)
    shapes: list[Shape] = []
    for tick, mark in zip(TICKS, marks, strict=True):
        shapes.append(upright(axis, tick, TOP - 6, bottom))
        shapes.append(words("scale", mark, axis.at(tick), 0))
    for index, row in enumerate(rows):
        shapes += _row(row, TOP + ROW * index + ROW // 2)
    return Chart(WIDTH, bottom + 8, tuple(shapes))


def _axis(y: float) -> Axis:
    return Axis(Point(LEFT, y), Point(RIGHT, y))


def _row(row: Row, y: int) -> list[Shape]:
    axis = _axis(y)
    shapes = [words("name", row.name, Point(LEFT // 2, y), 5), interval(axis, row.now)]
    if row.first is not None:
        shapes.append(square(axis.at(row.first)))
    return [*shapes, dot("mean", axis.at(row.now.mean))]
