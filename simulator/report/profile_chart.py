"""The radar of a grid as a few shapes: what one says of oneself, and what was seen with its interval.

A page draws them with its own colours; `svg` writes them for paper. Nothing is drawn where nothing
was said or seen, and the middle of the drawing is not the bottom of the scale: nothing is not zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

SIZE, MIDDLE, INNER, OUTER, NUMBERS = 400, 200, 34, 164, 184
RINGS = 4
BESIDE = 5.0
_INK = {
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
Shape = dict[str, Any]


class Spoke(NamedTuple):
    """One domain: its number, the level given (0-1, None without), the estimate (0-1).

    `seen` is whether there is evidence, `enough` whether it suffices for a mean.
    """

    name: str
    said: float | None
    low: float
    high: float
    mean: float
    seen: bool
    enough: bool


def radar(spokes: Sequence[Spoke]) -> dict[str, Any]:
    """The drawing: its size and its shapes, in the order in which they are drawn."""
    shapes = [_shape("circle", "ring", cx=MIDDLE, cy=MIDDLE, r=_reach(i / RINGS)) for i in range(RINGS + 1)]
    turns = [index / len(spokes) for index in range(len(spokes))]
    for turn, spoke in zip(turns, spokes, strict=True):
        shapes.append(_line("spoke", _at(turn, 0), _at(turn, 1)))
        x, y = _point(turn, NUMBERS)
        shapes.append(_shape("text", "name", spoke.name, x=x, y=y + 4))
    shapes += _scale()
    for turn, spoke in zip(turns, spokes, strict=True):
        shapes += _seen(turn, spoke)
    shapes += _said(turns, [spoke.said for spoke in spokes])
    return {"width": SIZE, "height": SIZE, "shapes": shapes}


def samples() -> dict[str, dict[str, Any]]:
    """A small drawing of each sign, for a legend: `self`, `range`, `thin`."""
    ends = (4, 10), (44, 10)
    drawn = {
        "self": [_line("self-line", *ends), _square(24, 10)],
        "range": [_line("range", *ends), _shape("circle", "mean", cx=24, cy=10, r=4)],
        "thin": [_line("thin", *ends)],
    }
    return {name: {"width": 48, "height": 20, "shapes": shapes} for name, shapes in drawn.items()}


def svg(drawing: dict[str, Any], title: str) -> str:
    """The drawing as an SVG document in black on white, its title for those who do not see it."""
    inner = "".join(_written(shape) for shape in drawing["shapes"])
    box = f'viewBox="0 0 {drawing["width"]} {drawing["height"]}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img"><title>{escape(title)}</title>'
    return f"{head}{inner}</svg>"


def _written(shape: Shape) -> str:
    places = "".join(f" {name}={quoteattr(str(value))}" for name, value in shape["at"].items())
    style = quoteattr(_INK[shape["kind"]])
    return f"<{shape['tag']}{places} style={style}>{escape(shape['text'])}</{shape['tag']}>"


def _reach(share: float) -> float:
    return INNER + (OUTER - INNER) * share


def _point(turn: float, reach: float, beside: float = 0) -> tuple[float, float]:
    """A place so far from the middle, in the direction of a share of a full turn from above."""
    angle = 2 * math.pi * turn
    x = MIDDLE + reach * math.sin(angle) + beside * math.cos(angle)
    y = MIDDLE - reach * math.cos(angle) + beside * math.sin(angle)
    return round(x, 1), round(y, 1)


def _at(turn: float, share: float, beside: float = 0) -> tuple[float, float]:
    return _point(turn, _reach(share), beside)


def _shape(tag: str, kind: str, text: str = "", **at: float) -> Shape:
    return {"tag": tag, "kind": kind, "at": at, "text": text}


def _line(kind: str, one: tuple[float, float], other: tuple[float, float]) -> Shape:
    return _shape("line", kind, x1=one[0], y1=one[1], x2=other[0], y2=other[1])


def _square(x: float, y: float) -> Shape:
    return _shape("rect", "self", x=round(x - 5, 1), y=round(y - 5, 1), width=10, height=10)


def _scale() -> Iterable[Shape]:
    """The levels, written beside the first spoke."""
    for level in range(RINGS + 1):
        x, y = _at(0, level / RINGS, -12)
        yield _shape("text", "scale", str(level), x=x, y=y + 4)


def _seen(turn: float, spoke: Spoke) -> Iterable[Shape]:
    """The interval beside its spoke, so that the sign of what was said does not cover it."""
    if not spoke.seen:
        return
    ends = _at(turn, spoke.low, BESIDE), _at(turn, spoke.high, BESIDE)
    yield _line("range" if spoke.enough else "thin", *ends)
    if spoke.enough:
        x, y = _at(turn, spoke.mean, BESIDE)
        yield _shape("circle", "mean", cx=x, cy=y, r=4)


def _said(turns: Sequence[float], said: Sequence[float | None]) -> list[Shape]:
    """A square at each level given, joined to its neighbour where that has one too."""
    points = [None if level is None else _at(turn, level) for turn, level in zip(turns, said, strict=True)]
    around = [*points[1:], *points[:1]]
    lines = [
        _line("self-line", one, other)
        for one, other in zip(points, around, strict=True)
        if one is not None and other is not None and one != other
    ]
    return [*lines, *[_square(*point) for point in points if point is not None]]
