"""What was answered and how each part of it stands, as parts of the debrief."""

from __future__ import annotations

from simulator.engine.events import Decided
from simulator.engine.state import State
from simulator.engine.tasks import is_offered, rightness, share
from simulator.graph.graph import Element, Scene
from simulator.report.wording import Texts
from simulator.ui import parts
from simulator.ui.parts import Node

SHORT = 4


def answered_nodes(texts: Texts, scene: Scene, event: Decided, before: State) -> list[Node]:
    """A decision's answer; parts that are judged with their mark and the reason."""
    task, base, text = scene.task, f"scenes.{scene.id}", texts.language.text
    if task.kind == "choice":
        option = texts.words(f"{base}.options.{task.options[event.answer[0]].id}.text")
        return [parts.paragraph(text("You chose: {option}", option=option), "answer")]
    if task.kind == "reflect":
        return []
    if task.kind == "sequence":
        order = sorted(zip(event.answer, task.elements, strict=True), key=lambda pair: pair[0])
        steps = [texts.words(f"{base}.steps.{element.id}") for _, element in order]
        return [parts.listing(steps, ordered=True), _share(texts, scene, event, before)]
    if task.kind == "rate":
        given = zip(task.elements, event.answer, strict=True)
        rated = [f"{texts.words(f'indicators.{e.id}.question')}: {value}" for e, value in given]
        return [parts.listing(rated)]
    marks = rightness(task, event.answer, before.bits)
    rows = [
        (mark, _row(texts, base, element, (value, mark)))
        for element, value, mark in zip(task.elements, event.answer, marks, strict=True)
        if is_offered(element, before.bits)
    ]
    return [*_tables(texts, rows), _share(texts, scene, event, before)]


def _tables(texts: Texts, rows: list[tuple[int, list[str | Node]]]) -> list[Node]:
    """The parts of an answer; of a long one, those that fit are folded beneath those to look at again."""
    text = texts.language.text
    head = [text("Part"), text("Your answer"), text("How it fits"), text("Why")]
    if len(rows) <= SHORT:
        return [parts.table(text("Your answer, part by part"), head, [row for _, row in rows])]
    again, fitting = [row for mark, row in rows if mark == 0], [row for mark, row in rows if mark != 0]
    nodes = [parts.table(text("Your answer: what to look at again"), head, again)] if again else []
    if fitting:
        title = text("Your answer: what fits")
        folded = f"{title} ({len(fitting)})"
        nodes.append(parts.details(folded, [parts.table(title, head, fitting)]))
    return nodes


def _share(texts: Texts, scene: Scene, event: Decided, before: State) -> Node:
    marks, text = rightness(scene.task, event.answer, before.bits), texts.language.text
    if scene.task.kind == "sequence":
        return parts.paragraph(text("Right: {percent} %", percent=share(marks)), "quiet")
    said = text(
        "Right: {right} of {judged}, {percent} %; what is fine either way is not counted.",
        right=marks.count(1),
        judged=len(marks) - marks.count(-1),
        percent=share(marks),
    )
    return parts.paragraph(said, "quiet")


def _row(texts: Texts, base: str, element: Element, given: tuple[int, int]) -> list[str | Node]:
    value, mark = given
    text, name = texts.language.text, element.values[value]
    if texts.words(f"{base}.items.{element.id}.text"):
        inner = f"{base}.items.{element.id}"
        shown = (
            texts.words(f"{inner}.text"),
            texts.words(f"{base}.bins.{name}"),
            texts.words(f"{inner}.why"),
        )
    elif element.aspect == "addressing":
        inner = f"{base}.fields.{element.id}"
        pick = f"{inner}.picks.{name}"
        shown = (texts.words(f"{inner}.label"), texts.words(f"{pick}.text"), texts.words(f"{pick}.why"))
    else:
        inner = f"{base}.statements.{element.id}"
        put = text("put in") if value else text("left out")
        shown = (texts.words(f"{inner}.text"), put, texts.words(f"{inner}.why"))
    return [shown[0], shown[1], _mark(texts, mark), shown[2]]


def _mark(texts: Texts, mark: int) -> Node:
    text = texts.language.text
    if mark < 0:
        return parts.badge(text("either is fine"), "quiet")
    return parts.badge(text("fits"), "good") if mark else parts.badge(text("look again"), "bad")
