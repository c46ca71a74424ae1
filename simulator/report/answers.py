"""What was answered in a scene, in words."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.events import Decided
from simulator.engine.kinds import kind_of
from simulator.engine.kinds.base import ORDER, is_offered, share
from simulator.engine.state import State
from simulator.engine.tasks import rightness
from simulator.graph.graph import ADDRESSING, LEFT_OUT_OR_PUT_IN, Element, Scene
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
    task, base, kind = scene.task, f"scenes.{scene.id}", kind_of(scene.task)
    lines = tuple(answer_lines(texts, scene, event))
    if task.options:
        option = task.options[event.answer[0]]
        return Answer(lines, why=texts.words(f"{base}.options.{option.id}.why"), cite=option.cite)
    why = texts.words(f"{base}.why")
    if kind.open:
        return Answer(lines, why=why, cite=task.cite)
    marks = rightness(task, event.answer, before.bits)
    judged = len(marks) - marks.count(-1)
    parts = () if kind.whole else _parts(texts, scene, event, before)
    ordered = kind.asks == ORDER
    return Answer(lines, ordered, parts, marks.count(1), judged, share(marks), why, task.cite)


def answer_lines(texts: Texts, scene: Scene, event: Decided, only: frozenset[int] | None = None) -> list[str]:
    """An answer in short lines; of a judged task the parts in `only`, or (None) all that was put in."""
    task = scene.task
    if task.options:
        return [texts.words(f"scenes.{scene.id}.options.{task.options[event.answer[0]].id}.text")]
    given = list(zip(task.elements, event.answer, strict=True))
    if kind_of(task).asks == ORDER:
        return [texts.words(element.path) for element, _ in sorted(given, key=lambda pair: pair[1])]
    return [
        _line(texts, element, value)
        for index, (element, value) in enumerate(given)
        if (only is None or index in only)
    ]


def in_short(texts: Texts, scene: Scene, event: Decided) -> Answer:
    """An answer in one or two lines: long papers only by how they are called."""
    kind, form = kind_of(scene.task), scene.task.form
    if kind.whole:
        return Answer(tuple(answer_lines(texts, scene, event)), kind.asks == ORDER)
    return Answer((texts.words(f"forms.{form}" if form else f"scenes.{scene.id}.ask"),))


def is_whole(scene: Scene) -> bool:
    """Whether an answer to the scene is one thing, not parts that are each right or wrong."""
    return kind_of(scene.task).whole


def _line(texts: Texts, element: Element, value: int) -> str:
    text, words = texts.language.text, texts.words(element.path)
    if element.words == LEFT_OUT_OR_PUT_IN:
        if value:
            return text("Put in: {statement}", statement=words)
        return text("Left out: {statement}", statement=words)
    given = _given(texts, element, value)
    heads_value = element.aspect == ADDRESSING or not element.words  # a field, or a question with its figure
    return f"{words}: {given}" if heads_value else f"{given}: {words}"


def _given(texts: Texts, element: Element, value: int) -> str:
    path = element.words[value] if element.words else ""
    return texts.value(path, element.values[value])


def _fitting(texts: Texts, element: Element) -> str:
    """Every value of an element that is right."""
    right = (value for value in range(len(element.values)) if element.right >> value & 1)
    return texts.language.listed(_given(texts, element, value) for value in right)


def _parts(texts: Texts, scene: Scene, event: Decided, before: State) -> tuple[AnswerPart, ...]:
    task = scene.task
    marks = rightness(task, event.answer, before.bits)
    sections = task.sections or ("",) * len(marks)
    return tuple(
        AnswerPart(
            _sort_of(element),
            element.id,
            texts.words(element.path),
            _given(texts, element, value),
            _fitting(texts, element),
            bool(value),
            texts.words(element.why[value if len(element.why) > 1 else 0]) if element.why else "",
            mark,
            section,
        )
        for element, value, mark, section in zip(task.elements, event.answer, marks, sections, strict=True)
        if is_offered(element, before.bits)
    )


def _sort_of(element: Element) -> str:
    """What an element is: a field, a statement of a paper, or an item to be placed."""
    if element.aspect == ADDRESSING:
        return "field"
    return "statement" if element.words == LEFT_OUT_OR_PUT_IN else "item"
