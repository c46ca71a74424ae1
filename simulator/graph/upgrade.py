"""What was compiled before elements carried the places of their words, or before graphs knew their acts."""

from __future__ import annotations

from dataclasses import replace

from simulator.graph.graph import ADDRESSING, LEFT_OUT_OR_PUT_IN, Element, Graph, Scene, Task
from simulator.graph.profession import Profession


def upgraded(graph: Graph) -> Graph:
    """The graph with the places of all words; itself where none lacks them."""
    if all(element.path for scene in graph.scenes for element in scene.task.elements):
        return graph
    return replace(graph, scenes=tuple(_scene(scene) for scene in graph.scenes))


def upgraded_rules(graph: Graph, profession: Profession) -> Profession:
    """Rules of a time when the first act counted, whenever it was done, as they were judged then."""
    if graph.acts or all(rule.earlier for rule in profession.rules):
        return profession
    return replace(profession, rules=tuple(replace(rule, earlier=True) for rule in profession.rules))


def _scene(scene: Scene) -> Scene:
    elements = tuple(_element(scene.task, f"scenes.{scene.id}", element) for element in scene.task.elements)
    return replace(scene, task=replace(scene.task, elements=elements))


def _element(task: Task, base: str, element: Element) -> Element:
    """An element of one of the kinds of task that there were then."""
    if task.kind == "rate":
        return replace(element, path=f"indicators.{element.id}.question")
    if task.kind == "sequence":
        return replace(element, path=f"{base}.steps.{element.id}")
    if element.aspect == ADDRESSING:
        field = f"{base}.fields.{element.id}"
        words, why = (
            [f"{field}.picks.{value}.{part}" for value in element.values] for part in ("text", "why")
        )
        return replace(element, path=f"{field}.label", words=tuple(words), why=tuple(why))
    if task.kind == "sort":
        inner, bins = f"{base}.items.{element.id}", tuple(f"{base}.bins.{value}" for value in element.values)
        return replace(element, path=f"{inner}.text", words=bins, why=(f"{inner}.why",))
    inner = f"{base}.statements.{element.id}"
    return replace(element, path=f"{inner}.text", words=LEFT_OUT_OR_PUT_IN, why=(f"{inner}.why",))
