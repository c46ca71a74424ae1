"""The radar of a grid: what one gives oneself, and the estimate of one's plays with its interval.

Nothing is drawn where there is neither, and the middle of the drawing is not the bottom of the scale:
nothing is not zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.report.chart import (
    Axis,
    Chart,
    Interval,
    Point,
    Shape,
    dot,
    interval,
    line,
    shape,
    square,
    words,
)

SIZE, MIDDLE, INNER, OUTER, NUMBERS = 400, 200, 34, 164, 184
RINGS = 4
BESIDE, SCALE_BESIDE = 5.0, -12.0


class Spoke(NamedTuple):
    """One domain: its number, the level given (0-1, None without), the estimate (None without evidence)."""

    name: str
    given: float | None
    played: Interval | None


def radar(spokes: Sequence[Spoke]) -> Chart:
    """The drawing, a spoke for each domain."""
    axes = [_axis(index / len(spokes)) for index in range(len(spokes))]
    shapes = [*_rings()]
    for index, (axis, spoke) in enumerate(zip(axes, spokes, strict=True)):
        shapes.append(line("spoke", axis.at(0), axis.at(1)))
        shapes.append(words("name", spoke.name, _point(index / len(spokes), NUMBERS)))
    if axes:
        shapes += [words("scale", str(n), axes[0].at(n / RINGS, SCALE_BESIDE)) for n in range(RINGS + 1)]
    for axis, spoke in zip(axes, spokes, strict=True):
        shapes += _estimate(axis, spoke.played)
    shapes += _given(axes, [spoke.given for spoke in spokes])
    return Chart(SIZE, SIZE, tuple(shapes))


def _point(turn: float, reach: float) -> Point:
    """A place so far from the middle, in the direction of a share of a full turn from above."""
    angle = 2 * math.pi * turn
    return Point(round(MIDDLE + reach * math.sin(angle), 1), round(MIDDLE - reach * math.cos(angle), 1))


def _axis(turn: float) -> Axis:
    angle = 2 * math.pi * turn
    ends = [
        Point(MIDDLE + reach * math.sin(angle), MIDDLE - reach * math.cos(angle)) for reach in (INNER, OUTER)
    ]
    return Axis(*ends)


def _rings() -> Iterable[Shape]:
    """A ring for each level."""
    for level in range(RINGS + 1):
        reach = INNER + (OUTER - INNER) * level / RINGS
        yield shape("circle", "ring", cx=MIDDLE, cy=MIDDLE, r=reach)


def _estimate(axis: Axis, played: Interval | None) -> Iterable[Shape]:
    """The interval beside its spoke, so that the sign of what was given does not cover it."""
    if played is None:
        return
    yield interval(axis, played, BESIDE)
    if played.enough:
        yield dot("mean", axis.at(played.mean, BESIDE))


def _given(axes: Sequence[Axis], given: Sequence[float | None]) -> list[Shape]:
    """A square at each level given, joined to its neighbour where that has one too."""
    points = [None if level is None else axis.at(level) for axis, level in zip(axes, given, strict=True)]
    around = [*points[1:], *points[:1]]
    lines = [
        line("self-line", one, other)
        for one, other in zip(points, around, strict=True)
        if one is not None and other is not None and one != other
    ]
    return [*lines, *[square(point) for point in points if point is not None]]
