"""The drawing of a case: well-formed, whole, escaped, readable also for a large case."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from simulator.graph.diagram import BOX, Words, diagram, ways
from simulator.graph.diagram_layout import Edge, layered
from simulator.graph.graph import Branch, Effects, Ending, Graph, Option, Route, Scene, Task
from tests.support import all_cases, bundle, small_graph

SVG = "{http://www.w3.org/2000/svg}"


def drawn(graph: Graph, node: str = "place") -> ElementTree.Element:
    words = Words("A <title> & more", "What it shows", ("technician", "coordinator"), lambda name: node)
    return ElementTree.fromstring(diagram(graph, words))


def texts(root: ElementTree.Element) -> set[str]:
    return {text.text or "" for text in root.iter(f"{SVG}tspan")}


@pytest.mark.parametrize("case", all_cases())
def test_every_scene_and_ending_is_drawn_once(case: str) -> None:
    graph = bundle(case, "standard").graph
    root = drawn(graph)
    names = [graph.node_id(node) for node in range(len(graph.scenes) + len(graph.endings))]
    shown = [span.text for span in root.iter(f"{SVG}tspan") if span.text in names]
    assert sorted(filter(None, shown)) == sorted(names)
    rounded = [box for box in root.iter(f"{SVG}rect") if box.get("rx") == "16"]
    assert len(rounded) == len(graph.endings)
    count = sum(len(list(ways(graph, role))) for role in (0, 1))
    assert len([path for path in root.iter(f"{SVG}path") if path.get("marker-end")]) == count


def test_it_has_a_title_and_a_description_and_words_are_escaped() -> None:
    root = drawn(small_graph(), "<script>alert('&')</script>")
    assert root.findtext(f"{SVG}title") == "A <title> & more"
    assert root.findtext(f"{SVG}desc") == "What it shows"
    assert root.get("role") == "img"
    assert root.find(f".//{SVG}script") is None


def large(count: int) -> Graph:
    """A case of many scenes, each with ways to the next, to a far one, back to the first, and to itself."""

    def option(name: str, to: int) -> Option:
        effects = Effects(1, -1, (), (), (), (), (Route(None, to),))
        return Option(name, None, (Branch("", 0, None, effects),), (), ())

    def scene(index: int) -> Scene:
        there = [index + 1, min(index + 7, count), 0, index]
        options = tuple(option(f"option-{n}-of-{index}", to) for n, to in enumerate(there))
        return Scene(f"scene-{index}", 0, (), (), Task("choice", options))

    return replace(
        small_graph(),
        scenes=tuple(scene(index) for index in range(count)),
        endings=(Ending("the-end", 0, 1, ()),),
        entry=(0, -1),
    )


@pytest.mark.parametrize("count", [1, 2, 60, 120])
def test_a_large_case_stays_on_the_sheet_and_boxes_do_not_overlap(count: int) -> None:
    root = drawn(
        large(count), "a rather long name of a place that has to be wrapped over several lines of text"
    )
    width, height = (float(root.get(side) or 0) for side in ("width", "height"))
    boxes = [
        tuple(float(box.get(side) or 0) for side in ("x", "y", "width", "height"))
        for box in root.iter(f"{SVG}rect")
        if box.get("rx")
    ]
    assert len(boxes) == count + 1
    for index, (x, y, w, h) in enumerate(boxes):
        assert w == BOX
        assert x >= 0
        assert x + w <= width
        assert y + h <= height
        for x2, y2, w2, h2 in boxes[index + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    for path in root.iter(f"{SVG}path"):
        if path.get("marker-end"):
            assert all(float(number) >= 0 for number in re.findall(r"-?\d+", path.get("d") or ""))


def test_layers_put_every_node_below_those_that_lead_to_it() -> None:
    edges = [Edge(0, 1, ""), Edge(1, 2, ""), Edge(0, 2, ""), Edge(2, 0, ""), Edge(2, 3, ""), Edge(1, 1, "")]
    layers = layered(0, [0, 1, 2, 3], edges)
    row = {slot: index for index, slots in enumerate(layers.rows) for slot in slots}
    assert [row[node] for node in range(4)] == [0, 1, 2, 3]
    assert len(layers.route(edges[2])) == 3
    assert layers.route(edges[3]) == [2, 0]


def test_layers_uncross_what_can_be_uncrossed() -> None:
    edges = [Edge(0, 1, ""), Edge(0, 2, ""), Edge(1, 4, ""), Edge(2, 3, "")]
    layers = layered(0, [0, 1, 2, 3, 4], edges)
    place = {slot: index for slots in layers.rows for index, slot in enumerate(slots)}
    assert (place[1] < place[2]) == (place[4] < place[3])


def test_the_same_case_gives_the_same_drawing() -> None:
    words = Words("t", "d", ("a", "b"), str)
    assert diagram(small_graph(), words) == diagram(small_graph(), words)
