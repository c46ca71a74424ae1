"""The expert's path beside a play in words of one language: what a page shows and a paper prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.competence.expert import OWN, Comparison
from simulator.engine.events import Decided
from simulator.engine.tasks import is_offered, rightness
from simulator.graph.graph import Element, Scene, Task
from simulator.report.wording import Texts, sentence

SAME, OTHER, AWAY, SILENT = "same", "other", "away", "silent"


class Answer(NamedTuple):
    """What somebody did at one moment: when, where, in short lines; why, and from where.

    Lines that are `ordered` are steps in their order; who shows them numbers them. `called` is the title
    of the reason: an option's speaks to whoever chose it, and this player perhaps did not.
    """

    time: str
    place: str
    lines: tuple[str, ...]
    why: str = ""
    source: str = ""
    ordered: bool = False
    called: str = ""


class Here(NamedTuple):
    """One decision beside the expert's: SAME, OTHER, AWAY (never comes there), SILENT (nothing to compare).

    `said` says so in words, `short` in the one or two of a table; where it is OTHER, `theirs` is what
    the expert did, and `parted` whether this is where the ways part.
    """

    state: str
    mine: Answer
    said: str = ""
    short: str = ""
    theirs: Answer | None = None
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """One expert's path: where it parted from the play, each decision beside it, its ending, all of it."""

    parting: tuple[str, ...]
    here: tuple[Here, ...]
    ending: str
    whole: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ExpertSaid:
    """Every path that stands beside a play, the nearest first, and what is said of them.

    `other` is what the second path does otherwise than the first.
    """

    title: str
    about: str
    paths: tuple[Path, ...]
    caption: str
    head: tuple[str, str, str]
    whole_title: str
    other_title: str
    other_about: str
    other: tuple[Answer, ...]


def expert_said(texts: Texts, found: Sequence[Comparison], *, alone: bool) -> ExpertSaid:
    """What is said of experts' paths. `alone`: one person played; that there is no path is said, too."""
    text, paths = texts.language.text, tuple(_path(texts, one) for one in found)
    return ExpertSaid(
        text("The expert's path beside yours"),
        _about(texts, found, alone=alone),
        paths,
        text("The two ways, decision by decision"),
        (text("When and where"), text("You"), text("The expert")),
        text("The expert's whole path"),
        text("Another good way"),
        text("There is more than one good way here; this is what another one does differently."),
        _otherwise(paths),
    )


def _about(texts: Texts, found: Sequence[Comparison], *, alone: bool) -> str:
    text = texts.language.text
    if not found:
        none = (
            text("No expert's path has been written for this variant of the case yet.")
            if alone
            else text("An expert's path is written for one person; two of you played.")
        )
        return f"{none} {text('What the rules say about each decision is shown above in any case.')}"
    about = text(
        "The authors of the case wrote this path for this very role and for the circumstances you met. "
        "It is a good way, not the only one."
    )
    if not found[0].exact:
        about += " " + text("It was written for another level; at yours, too, it keeps every rule.")
    return about


def _otherwise(paths: Sequence[Path]) -> tuple[Answer, ...]:
    """The moments of the second path that the first does not have just so, whatever the time."""
    if len(paths) < 2:
        return ()
    first = {(one.place, one.lines) for one in paths[0].whole}
    return tuple(one for one in paths[1].whole if (one.place, one.lines) not in first)


def _path(texts: Texts, one: Comparison) -> Path:
    here = tuple(_here(texts, one, beside.mine) for beside in one.beside)
    return Path(_parting(texts, one), here, _ending(texts, one), _whole(texts, one))


def _parting(texts: Texts, one: Comparison) -> tuple[str, ...]:
    """Where the ways parted, said plainly."""
    text = texts.language.text
    if not one.parted:
        return (text("You went the expert's way from the beginning to the end."),)
    event, scene = _decided(texts, one.mine.log[one.parted])
    place, time = texts.words(f"scenes.{scene.id}.place"), texts.time(event.minute)
    if one.parted == 1:
        said = text("Your ways parted at the first decision: {time}, {place}.", time=time, place=place)
    else:
        said = text(
            "You went the expert's way until {time}, {place}; there your ways parted.",
            time=time,
            place=place,
        )
    return said, text("It is worth a second look, and you can try the other way from there.")


def _here(texts: Texts, one: Comparison, index: int) -> Here:
    text, beside = texts.language.text, one.beside[index - 1]
    event, scene = _decided(texts, one.mine.log[index])
    mine = _mine(texts, scene, event)
    if scene.task.kind in OWN:
        return Here(SILENT, mine)
    if not beside.theirs:
        said = text("The expert's path never reaches this moment.")
        return Here(AWAY, mine, said, text("does not get here"))
    if beside.same:
        return Here(SAME, mine, text("as the expert did"), text("the same"))
    theirs, scene = _decided(texts, one.expert.log[beside.theirs])
    parted = index == one.parted
    said = text("Here your ways part.") if parted else ""
    answer = _answer(texts, scene, theirs, _missed(one, index, scene.task))
    return Here(OTHER, mine, said, "", answer, parted)


def _mine(texts: Texts, scene: Scene, event: Decided) -> Answer:
    """The player's own answer in short: long papers only by how they are called."""
    form, kind = scene.task.form, scene.task.kind
    lines = [texts.words(f"forms.{form}" if form else f"scenes.{scene.id}.ask")]
    if kind in ("choice", "sequence"):
        lines = answer_lines(texts, scene, event)
    place = texts.words(f"scenes.{scene.id}.place")
    return Answer(texts.time(event.minute), place, tuple(lines), ordered=kind == "sequence")


def _answer(texts: Texts, scene: Scene, event: Decided, only: frozenset[int] | None = None) -> Answer:
    """An answer of the expert's with its reason and its sources."""
    base, cite, text = f"scenes.{scene.id}", scene.task.cite, texts.language.text
    why, called = texts.words(f"{base}.why"), text("Why")
    if scene.task.kind == "choice":
        option = scene.task.options[event.answer[0]]
        why, cite = texts.words(f"{base}.options.{option.id}.why"), option.cite
        called = text("Why, said to whoever chooses so")
    lines = tuple(answer_lines(texts, scene, event, only))
    time, place = texts.time(event.minute), texts.words(f"{base}.place")
    source = texts.cited(cite) if cite else ""
    return Answer(time, place, lines, why, source, scene.task.kind == "sequence", called)


def answer_lines(texts: Texts, scene: Scene, event: Decided, only: frozenset[int] | None = None) -> list[str]:
    """An answer in short lines; of a judged task the parts in `only`, or (None) all that was put in."""
    task, base = scene.task, f"scenes.{scene.id}"
    if task.kind == "choice":
        return [texts.words(f"{base}.options.{task.options[event.answer[0]].id}.text")]
    if task.kind == "sequence":
        order = sorted(zip(event.answer, task.elements, strict=True), key=lambda pair: pair[0])
        return [texts.words(f"{base}.steps.{element.id}") for _, element in order]
    lines = [
        _part(texts, scene, element, value)
        for index, (element, value) in enumerate(zip(task.elements, event.answer, strict=True))
        if (only is None or index in only)
    ]
    return [line for line in lines if line]


def _part(texts: Texts, scene: Scene, element: Element, value: int) -> str:
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


def _missed(one: Comparison, index: int, task: Task) -> frozenset[int] | None:
    """The judged parts in which the expert is right and this play is not; None where all is to be told."""
    if task.kind in ("choice", "sequence"):
        return None
    mine, theirs = one.mine.log[index], one.expert.log[one.beside[index - 1].theirs]
    assert isinstance(mine, Decided)
    assert isinstance(theirs, Decided)
    before, then = one.mine.states[index - 1], one.expert.states[one.beside[index - 1].theirs - 1]
    marks = zip(
        rightness(task, mine.answer, before.bits), rightness(task, theirs.answer, then.bits), strict=True
    )
    return frozenset(
        at
        for at, (own, other) in enumerate(marks)
        if other == 1 and own != 1 and is_offered(task.elements[at], then.bits)
    )


def _decided(texts: Texts, event: object) -> tuple[Decided, Scene]:
    assert isinstance(event, Decided)
    return event, texts.bundle.graph.scenes[event.node]


def _ending(texts: Texts, one: Comparison) -> str:
    text, seat = texts.language.text, one.expert.states[-1].seats[0]
    ending = texts.bundle.graph.ending(seat.node)
    title = texts.words(f"endings.{ending.id}.title")
    return sentence(text("The expert's ending ({time}): {title}", time=texts.time(seat.minute), title=title))


def _whole(texts: Texts, one: Comparison) -> tuple[Answer, ...]:
    """The expert's path from the first scene to the last."""
    decided = [_decided(texts, event) for event in one.expert.log[1:]]
    return tuple(_answer(texts, scene, event) for event, scene in decided if scene.task.kind not in OWN)
