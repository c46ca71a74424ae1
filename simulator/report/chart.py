"""What every chart is drawn with: an axis from 0 to 1, and what stands on it.

A chart is a few shapes. A page draws them with its own colours; `svg` writes them for paper and for a
notebook. Where a share lies is decided in one place, whether an axis lies flat or points from a middle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from simulator.report.templates import rendered

TICKS = (0.0, 0.5, 1.0)
MARK, DOT = 10, 4  # the side of a square, the radius of a circle
_PAPER = {
    "ring": "fill:none;stroke:#bbb;stroke-width:1",
    "spoke": "stroke:#ddd;stroke-width:1",
    "self-line": "stroke:#000;stroke-width:1.5",
    "self": "fill:#fff;stroke:#000;stroke-width:2",
    "range": "stroke:#555;stroke-width:6;stroke-linecap:round",
    "thin": "stroke:#555;stroke-width:2;stroke-dasharray:3 4",
    "mean": "fill:#fff;stroke:#333;stroke-width:2",
    "name": "font:13px sans-serif;text-anchor:middle;fill:#000",
    "scale": "font:10px sans-serif;text-anchor:middle;fill:#555",
}
_NOTEBOOK = {
    "spoke": "stroke:currentColor;stroke-opacity:.2",
    "range": "stroke:currentColor;stroke-width:3;stroke-opacity:.45",
    "mean": "fill:currentColor;stroke:currentColor",
    "hollow": "fill:none;stroke:currentColor",
    "label": "font:13px sans-serif;text-anchor:end;fill:currentColor",
    "scale": "font:13px sans-serif;text-anchor:middle;fill:currentColor",
}
INKS = {"paper": _PAPER, "notebook": _NOTEBOOK}


class Point(NamedTuple):
    """A point of a chart."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shape:
    """One sign: an SVG element with its places, the kind that says how it looks, and its words."""

    tag: str
    kind: str
    at: tuple[tuple[str, float], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: its size and its shapes, in the order in which they are drawn."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


class Interval(NamedTuple):
    """An estimate between 0 and 1; `enough` is whether there is evidence enough to name a level."""

    low: float
    high: float
    mean: float
    enough: bool


class Axis(NamedTuple):
    """Where 0 and where 1 lies."""

    start: Point
    end: Point

    def at(self, share: float, beside: float = 0) -> Point:
        """The place of a share (kept between 0 and 1), so far beside the axis, to the right of its way."""
        share = min(1.0, max(0.0, share))
        dx, dy = self.end.x - self.start.x, self.end.y - self.start.y
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        x = self.start.x + dx * share - dy / length * beside
        y = self.start.y + dy * share + dx / length * beside
        return Point(round(x, 1), round(y, 1))


def shape(tag: str, kind: str, text: str = "", **at: float) -> Shape:
    """A shape of a kind, at its places."""
    return Shape(tag, kind, tuple(at.items()), text)


def line(kind: str, one: Point, other: Point) -> Shape:
    """A line between two places."""
    return shape("line", kind, x1=one.x, y1=one.y, x2=other.x, y2=other.y)


def dot(kind: str, place: Point) -> Shape:
    """A circle, which stands for an estimate."""
    return shape("circle", kind, cx=place.x, cy=place.y, r=DOT)


def square(place: Point) -> Shape:
    """A square, which stands for what somebody gave or where an estimate first was."""
    x, y = (round(value - MARK / 2, 1) for value in place)
    return shape("rect", "self", x=x, y=y, width=MARK, height=MARK)


def words(kind: str, text: str, place: Point, lower: float = 4) -> Shape:
    """Words at a place, so much lower that their middle lies on it."""
    return shape("text", kind, text, x=place.x, y=round(place.y + lower, 1))


def interval(axis: Axis, of: Interval, beside: float = 0) -> Shape:
    """The line from the low to the high end of an interval: thin where there is too little evidence."""
    return line("range" if of.enough else "thin", axis.at(of.low, beside), axis.at(of.high, beside))


def upright(axis: Axis, share: float, top: float, bottom: float) -> Shape:
    """A line across a flat axis at a share."""
    x = axis.at(share).x
    return line("spoke", Point(x, top), Point(x, bottom))


def samples() -> dict[str, Chart]:
    """A small drawing of each sign, for a legend: `self`, `range`, `thin`."""
    axis = Axis(Point(4, 10), Point(44, 10))
    middle, whole = axis.at(0.5), (axis.at(0), axis.at(1))
    drawn: dict[str, Iterable[Shape]] = {
        "self": [line("self-line", *whole), square(middle)],
        "range": [line("range", *whole), dot("mean", middle)],
        "thin": [line("thin", *whole)],
    }
    return {name: Chart(48, 20, tuple(shapes)) for name, shapes in drawn.items()}


def svg(chart: Chart, title: str, ink: str = "paper") -> str:
    """The chart as an SVG document, its title for those who do not see it.

    Inks: `paper` is black on white, `notebook` takes the colour of the words around it.
    """
    return rendered("chart.svg.j2", chart=chart, title=title, ink=INKS[ink])
