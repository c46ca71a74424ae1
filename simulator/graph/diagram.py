"""A case drawn as SVG: scenes as boxes in layers, endings rounded, arrows named by what leads along them.

The layout is the layered one (Sugiyama, Tagawa, Toda 1981): layers by longest way, long arrows
through empty places, few crossings by medians. Pure: a graph and words in, text out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from simulator.graph.diagram_layout import Edge, Layers, layered
from simulator.graph.graph import Branch, Graph, Scene

BOX, GAP, LANE, MARGIN = 190, 34, 26, 70
LINE, PAD, ROW = 15, 9, 74
SIGNS, MOST_LINES, MOST_NAMES = 26, 4, 38
BOLD = ' font-weight="600"'
INK = "#16232b"


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says: titles of nodes by id, headings of roles, the whole's title and description."""

    title: str
    about: str
    roles: tuple[str, str]
    node: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn: its place, its lines of text, whether it is an ending."""

    id: str
    left: float
    top: float
    lines: tuple[str, ...]
    ending: bool

    @property
    def height(self) -> float:
        """From its number of lines."""
        return LINE * len(self.lines) + 2 * PAD


@dataclass(slots=True)
class DiagramDrawing:
    """The parts of a drawing so far, and how far down and right it reaches."""

    parts: list[str] = field(default_factory=list)
    bottom: float = 70.0
    right: float = 400.0


def diagram(graph: Graph, words: Words) -> str:
    """The SVG of a case, a panel per role, one below the other."""
    drawing = DiagramDrawing()
    for role, entry in enumerate(graph.entry):
        if entry >= 0:
            _panel(drawing, graph, words, role)
    width, height = drawing.right + 30, drawing.bottom + 30
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title map-about" '
            f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
            'font-family="system-ui, sans-serif" font-size="12">',
            f'<title id="map-title">{escape(words.title)}</title>',
            f'<desc id="map-about">{escape(words.about)}</desc>',
            '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
            'orient="auto"><path d="M0 0 10 5 0 10z" fill="#3b4a54"/></marker></defs>',
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
            f'<text x="30" y="40" font-size="18"{BOLD} fill="{INK}">{escape(words.title)}</text>',
            *drawing.parts,
            "</svg>",
            "",
        ]
    )


def _panel(drawing: DiagramDrawing, graph: Graph, words: Words, role: int) -> None:
    """One role's scenes, drawn below what is there."""
    edges = list(ways(graph, role))
    nodes = nodes_of(graph, role)
    layers = layered(graph.entry[role], nodes, edges)
    top = drawing.bottom + 20
    drawing.parts.append(
        f'<text x="30" y="{top:.0f}" font-size="15" font-weight="600" fill="#16232b">'
        f"{escape(words.roles[role])}</text>"
    )
    places = _placed(layers, graph, words, top + 24)
    boxes = {slot: place for slot, place in places.items() if isinstance(place, Box)}
    right = max(box.left + BOX for box in boxes.values()) + MARGIN
    drawing.parts += [_arrow(layers.route(edge), places, right) for edge in edges]
    drawing.parts += [_box(box) for box in boxes.values()]
    drawing.parts += [_label(edge, layers.route(edge), places, edges) for edge in edges if edge.label]
    drawing.bottom = max(box.top + box.height for box in boxes.values()) + 20
    drawing.right = max(drawing.right, right)


def nodes_of(graph: Graph, role: int) -> list[int]:
    """The nodes of a role: its scenes, then its endings."""
    scenes = [index for index, scene in enumerate(graph.scenes) if scene.role == role]
    endings = [len(graph.scenes) + i for i, ending in enumerate(graph.endings) if ending.role == role]
    return [*scenes, *endings]


def ways(graph: Graph, role: int) -> Iterator[Edge]:
    """Every way from a scene of a role to another node, with the names of the answers that lead along it."""
    for index, scene in enumerate(graph.scenes):
        if scene.role != role:
            continue
        names: dict[int, list[str]] = {}
        for name, branch in _answers(scene):
            for route in branch.effects.to:
                known = names.setdefault(route.to, [])
                if name and name not in known:
                    known.append(name)
        for target, labels in names.items():
            yield Edge(index, target, ", ".join(labels))


def _answers(scene: Scene) -> Iterator[tuple[str, Branch]]:
    for option in scene.task.options:
        yield from ((option.id, branch) for branch in option.branches)
    for band in scene.task.bands:
        yield f"≥ {band.at_least} %" if len(scene.task.bands) > 1 else "", band


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a long arrow passes through a row: straight down between its two ends."""

    across: float
    top: float
    bottom: float


Point = tuple[float, float]
Placed = dict[int, Box | Passage]


def _placed(layers: Layers, graph: Graph, words: Words, top: float) -> Placed:
    """Where every slot of every layer stands: boxes for nodes, passages for long arrows."""
    places: Placed = {}
    widest = max(sum(_width(layers, slot) for slot in row) for row in layers.rows)
    for row in layers.rows:
        left = MARGIN + (widest - sum(_width(layers, slot) for slot in row)) / 2
        lefts = {}
        for slot in row:
            lefts[slot], left = left, left + _width(layers, slot)
        boxes = {s: _box_of(s, graph, words, (lefts[s], top)) for s in row if layers.is_node(s)}
        bottom = top + max((box.height for box in boxes.values()), default=LINE)
        places.update(boxes)
        places.update({s: Passage(lefts[s] + LANE / 2, top, bottom) for s in row if s not in boxes})
        top = bottom + ROW
    return places


def _width(layers: Layers, slot: int) -> float:
    return BOX + GAP if layers.is_node(slot) else LANE


def _box_of(node: int, graph: Graph, words: Words, at: Point) -> Box:
    name = graph.node_id(node)
    lines = textwrap.wrap(words.node(name), SIGNS, max_lines=MOST_LINES - 1, placeholder="…")
    return Box(name, at[0], at[1], (name, *lines), graph.ended(node))


def _box(box: Box) -> str:
    fill, radius = ("#e6f2ea", 16) if box.ending else ("#eef3f7", 3)
    lines = [
        f'<tspan x="{box.left + PAD:.0f}" y="{box.top + PAD + LINE * (index + 0.75):.0f}"'
        f"{BOLD if index == 0 else ''}>{escape(line)}</tspan>"
        for index, line in enumerate(box.lines)
    ]
    return (
        f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{BOX}" height="{box.height:.0f}" rx="{radius}" '
        f'fill="{fill}" stroke="#3b4a54"/><text fill="#16232b">{"".join(lines)}</text>'
    )


def _arrow(route: Sequence[int], places: Placed, width: float) -> str:
    """A curve from the lower edge of a box through its passages to the upper edge of another.

    A way that leads back up runs beside the boxes; `width` is that of the panel.
    """
    start, end = places[route[0]], places[route[-1]]
    if isinstance(start, Box) and isinstance(end, Box) and end.top <= start.top:
        return _path(_back(start, end, width))
    x, y = _leaves(start)
    curve = f"M{x:.0f} {y:.0f}"
    for slot in route[1:]:
        place = places[slot]
        x1, y1 = _enters(place)
        bend = (y1 - y) / 2
        curve += f"C{x:.0f} {y + bend:.0f} {x1:.0f} {y1 - bend:.0f} {x1:.0f} {y1:.0f}"
        x, y = _leaves(place)
        if slot != route[-1]:
            curve += f"V{y:.0f}"
    return _path(curve)


def _back(start: Box, end: Box, width: float) -> str:
    """A way back up, on the side that is nearer; a loop stays close to its box."""
    y0, y1 = start.top + start.height / 2 + 5, end.top + end.height / 2 - 5
    right = start is end or end.left + BOX / 2 >= width / 2
    x0, x1 = (start.left + BOX, end.left + BOX) if right else (start.left, end.left)
    reach = GAP if start is end else 3 * LANE
    lane = max(x0, x1) + reach if right else min(x0, x1) - reach
    return f"M{x0:.0f} {y0:.0f}C{lane:.0f} {y0:.0f} {lane:.0f} {y1:.0f} {x1:.0f} {y1:.0f}"


def _path(curve: str) -> str:
    return f'<path d="{curve}" fill="none" stroke="#3b4a54" marker-end="url(#tip)"/>'


def _leaves(place: Box | Passage) -> Point:
    if isinstance(place, Box):
        return (place.left + BOX / 2, place.top + place.height)
    return (place.across, place.bottom)


def _enters(place: Box | Passage) -> Point:
    return (place.left + BOX / 2 if isinstance(place, Box) else place.across, place.top)


def _label(edge: Edge, route: Sequence[int], places: Placed, edges: Sequence[Edge]) -> str:
    """The names beside an arrow, near where it starts; those of one scene below one another."""
    siblings = [other for other in edges if other.start == edge.start and other.label]
    x0, y0 = _leaves(places[route[0]])
    x1, y1 = _enters(places[route[1]])
    y = y0 + 14 + 13 * siblings.index(edge)
    share = min(1.0, (y - y0) / ROW)
    x = x0 + (x1 - x0) * share * share if y1 > y0 else x0 + BOX / 2
    short = textwrap.shorten(edge.label, MOST_NAMES, placeholder="…")
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-size="10" fill="{INK}" stroke="#ffffff" '
        f'stroke-width="3" paint-order="stroke">{escape(short)}<title>{escape(edge.label)}</title></text>'
    )
