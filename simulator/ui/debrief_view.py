"""The debrief page as parts: one part of the document, with the ways to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.report.debrief.material import Material
from simulator.report.debrief.moments import around_key
from simulator.report.debrief.questions import QUESTIONS
from simulator.report.debrief.whole import MOMENTS, debrief_part, debrief_parts
from simulator.ui import parts
from simulator.ui.conflict_drafts import Drafts, field_nodes
from simulator.ui.parts import Node
from simulator.ui.place import Place
from simulator.ui.render_document import page_nodes

ABOVE = 20  # words of the bar, the title and the ways to the parts that stand on every part, at most


def place_of_answer(question: str) -> str:
    """Under which name the answer to a question is kept."""
    return f"question:{question}"


def debrief_nodes(material: Material, place: Place, drafts: Drafts[str], saved: str) -> list[Node]:
    """One part of the page. `drafts` are own words by place; `saved` says what is stored."""
    slots = {QUESTIONS: lambda: [_questions(material, drafts), parts.status(saved)]}
    document = debrief_part(material, place.part, ABOVE + len(material.play.title.split()))
    nodes = page_nodes(document.blocks, slots)
    heading = parts.heading(material.play.title, 1, focus=True, about=document.about)
    tabs = _tabs(material, place)
    if place.part == MOMENTS:
        first, *others = nodes
        first["children"].insert(0, heading)
        return [first, tabs, *(_fetching(node, material) for node in others)]
    return [heading, tabs, *nodes]


def around(material: Material, step: int) -> list[Node]:
    """What a page fetches of one decision when it is opened."""
    document = debrief_part(material, MOMENTS)
    key = around_key(step)
    return next(node["children"] for node in _inside(page_nodes(document.blocks)) if node.get("key") == key)


def _inside(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _inside(node.get("children", []))
        yield from _inside(part for one in node.get("moments", []) for part in one.get("children", []))


def _fetching(node: Node, material: Material) -> Node:
    """The same without what is folded away at each moment, which is two thirds of the page's bytes."""
    steps = {around_key(one.step): one.step for one in material.play.decisions}
    for part in _inside([node]):
        for one in part.get("moments", []) if part["is"] == "timeline" else []:
            one["children"] = [
                parts.fetched(child, "unfold", {"step": steps[child["key"]]})
                if child.get("key") in steps
                else child
                for child in one["children"]
            ]
    return node


def _tabs(material: Material, place: Place) -> Node:
    ways = [
        (title, "debrief", Place(place.play, part=part), part == place.part)
        for part, title in debrief_parts(material)
    ]
    return parts.tabs(material.language.text("Parts of the debrief"), ways)


def _questions(material: Material, drafts: Drafts[str]) -> Node:
    fields = list[Node]()
    for index, name in enumerate(material.questions):
        place, asked = place_of_answer(name), {"question": index}
        field = parts.textarea(
            f"q{index}",
            material.texts.words(f"questions.{name}"),
            drafts.typed(place),
            keep={"do": "keep", "with": asked},
        )
        settle = {"do": "settle", "with": asked}
        fields += field_nodes(field, drafts, place, settle, material.language)
    return parts.form(
        "questions", "keep-answers", {}, fields, submit=material.language.text("Save my answers")
    )
