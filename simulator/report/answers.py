"""What was answered in a scene, in words: the one place of a debrief that asks for the kind of a task."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.events import Decided
from simulator.engine.state import State
from simulator.engine.tasks import is_offered, rightness, share
from simulator.graph.graph import Element, Scene
from simulator.report.play_data import AnswerPart
from simulator.report.wording import Texts


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in short lines (steps in their order if `ordered`), and part by part where it is judged.

    `right` of `judged` parts are right; `share` is their percentage, None where nothing is right or wrong.
    """

    lines: tuple[str, ...]
    ordered: bool = False
    parts: tuple[AnswerPart, ...] = ()
    right: int = 0
    judged: int = 0
    share: int | None = None
    why: str = ""
    cite: tuple[str, ...] = ()


def answer_of(texts: Texts, scene: Scene, event: Decided, before: State) -> Answer:
    """What was answered; `before` is the state in which it was."""
    task, base = scene.task, f"scenes.{scene.id}"
    if task.kind == "choice":
        option = task.options[event.answer[0]]
        path = f"{base}.options.{option.id}"
        return Answer((texts.words(f"{path}.text"),), why=texts.words(f"{path}.why"), cite=option.cite)
    why, lines = texts.words(f"{base}.why"), answer_lines(texts, scene, event)
    if task.kind in ("rate", "reflect"):
        return Answer(tuple(lines), why=why, cite=task.cite)
    marks = rightness(task, event.answer, before.bits)
    judged = len(marks) - marks.count(-1)
    parts = () if task.kind == "sequence" else _parts(texts, scene, event, before)
    return Answer(
        tuple(lines),
        task.kind == "sequence",
        parts,
        marks.count(1),
        judged,
        share(marks),
        why,
        task.cite,
    )


def answer_lines(texts: Texts, scene: Scene, event: Decided, only: frozenset[int] | None = None) -> list[str]:
    """An answer in short lines; of a judged task the parts in `only`, or (None) all that was put in."""
    task, base = scene.task, f"scenes.{scene.id}"
    if task.kind == "choice":
        return [texts.words(f"{base}.options.{task.options[event.answer[0]].id}.text")]
    if task.kind == "sequence":
        order = sorted(zip(event.answer, task.elements, strict=True), key=lambda pair: pair[0])
        return [texts.words(f"{base}.steps.{element.id}") for _, element in order]
    if task.kind == "rate":
        given = zip(task.elements, event.answer, strict=True)
        return [f"{texts.words(f'indicators.{e.id}.question')}: {value}" for e, value in given]
    lines = [
        _line(texts, scene, element, value)
        for index, (element, value) in enumerate(zip(task.elements, event.answer, strict=True))
        if (only is None or index in only)
    ]
    return [line for line in lines if line]


def in_short(texts: Texts, scene: Scene, event: Decided) -> Answer:
    """An answer in one or two lines: long papers only by how they are called."""
    form, kind = scene.task.form, scene.task.kind
    if kind in ("choice", "sequence"):
        return Answer(tuple(answer_lines(texts, scene, event)), kind == "sequence")
    return Answer((texts.words(f"forms.{form}" if form else f"scenes.{scene.id}.ask"),))


def is_whole(scene: Scene) -> bool:
    """Whether an answer to the scene is one thing, not parts that are each right or wrong."""
    return scene.task.kind in ("choice", "sequence")


def _line(texts: Texts, scene: Scene, element: Element, value: int) -> str:
    base, text, name = f"scenes.{scene.id}", texts.language.text, element.values[value]
    if scene.task.kind == "sort":
        chosen = texts.words(f"{base}.bins.{name}")
        return f"{chosen}: {texts.words(f'{base}.items.{element.id}.text')}"
    if element.aspect == "addressing":
        label = texts.words(f"{base}.fields.{element.id}.label")
        return f"{label}: {texts.words(f'{base}.fields.{element.id}.picks.{name}.text')}"
    statement = texts.words(f"{base}.statements.{element.id}.text")
    if value:
        return text("Put in: {statement}", statement=statement)
    return text("Left out: {statement}", statement=statement)


def _parts(texts: Texts, scene: Scene, event: Decided, before: State) -> tuple[AnswerPart, ...]:
    task = scene.task
    marks = rightness(task, event.answer, before.bits)
    sections = task.sections or ("",) * len(marks)
    return tuple(
        _part(texts, scene, element, (value, mark, section))
        for element, value, mark, section in zip(task.elements, event.answer, marks, sections, strict=True)
        if is_offered(element, before.bits)
    )


def _part(texts: Texts, scene: Scene, element: Element, given: tuple[int, int, str]) -> AnswerPart:
    value, mark, section = given
    base, name, text = f"scenes.{scene.id}", element.values[value], texts.language.text
    if scene.task.kind == "sort":
        kind, inner = "item", f"{base}.items.{element.id}"
        asked, put, why = f"{inner}.text", texts.words(f"{base}.bins.{name}"), f"{inner}.why"
    elif element.aspect == "addressing":
        kind, inner = "field", f"{base}.fields.{element.id}"
        pick = f"{inner}.picks.{name}"
        asked, put, why = f"{inner}.label", texts.words(f"{pick}.text"), f"{pick}.why"
    else:
        kind, inner = "statement", f"{base}.statements.{element.id}"
        put = text("put in") if value else text("left out")
        asked, why = f"{inner}.text", f"{inner}.why"
    return AnswerPart(kind, element.id, texts.words(asked), put, bool(value), texts.words(why), mark, section)
