"""Where an estimate lies on the scale of levels, a small drawing for each domain; words stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.report.chart import Axis, Chart, Interval, Point, Shape, dot, line, upright, words

WIDTH, HEIGHT, HEAD, MARGIN = 360, 26, 18, 8
Level = tuple[float, str]
_AXIS = Axis(Point(MARGIN, HEIGHT / 2), Point(WIDTH - MARGIN, HEIGHT / 2))


def scale_head(levels: Sequence[Level]) -> Chart:
    """The names of the levels, each over its part of the scale; a level is where it begins and its name."""
    ends = [start for start, _ in levels[1:]] + [1.0]
    shapes = [
        words("step", name, Point(_AXIS.at((start + end) / 2).x, HEAD / 2))
        for (start, name), end in zip(levels, ends, strict=True)
    ]
    return Chart(WIDTH, HEAD, tuple(shapes))


def scale_row(now: Interval | None, levels: Sequence[Level]) -> Chart:
    """One estimate: a bar with its point; dots where there is too little evidence, nothing where none."""
    return Chart(WIDTH, HEIGHT, (*_ticks(levels), *(_estimate(now) if now else ())))


def _ticks(levels: Sequence[Level]) -> Iterable[Shape]:
    """A line where each level begins, and where the scale ends."""
    for share in (*[start for start, _ in levels], 1.0):
        ends = upright(_AXIS, share, 3, HEIGHT - 3).at
        yield Shape("line", "tick", ends)


def _estimate(now: Interval) -> Iterable[Shape]:
    yield line("range" if now.enough else "few", _AXIS.at(now.low), _AXIS.at(now.high))
    if now.enough:
        yield dot("mean", _AXIS.at(now.mean))
