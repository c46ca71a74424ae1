"""The expert's path as parts of the debrief: beside each decision, and both ways as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.competence.expert import OWN, Comparison
from simulator.engine.events import Decided
from simulator.engine.tasks import is_offered, rightness
from simulator.graph.graph import Element, Scene, Task
from simulator.report.texts import Texts, sentence
from simulator.ui import parts
from simulator.ui.parts import Node


def expert_here(texts: Texts, one: Comparison, index: int) -> list[Node]:
    """Beside one decision: the same, another answer with its reason, or a moment the expert does not meet."""
    text = texts.language.text
    beside = one.beside[index - 1]
    if not beside.theirs:
        return [parts.paragraph(text("The expert's path never reaches this moment."), "quiet")]
    event, scene = _their(texts, one, beside.theirs)
    if scene.task.kind in OWN:
        return []
    if beside.same:
        return [parts.section([parts.badge(text("as the expert did"), "good")])]
    nodes = [parts.paragraph(text("Here your ways part."))] if index == one.parted else []
    lines = answer_lines(texts, scene, event, _missed(one, index, scene.task))
    nodes.append(parts.listing(lines) if len(lines) != 1 else parts.paragraph(lines[0], "answer"))
    return [parts.note([*nodes, *_why(texts, scene, event)], title=text("What the expert did here"))]


def expert_section(texts: Texts, found: Sequence[Comparison], *, alone: bool) -> Node:
    """Both ways as a whole. `alone`: one person played; that there is no path is said, too."""
    text = texts.language.text
    title = text("The expert's path beside yours")
    if not found:
        none = (
            text("No expert's path has been written for this variant of the case yet.")
            if alone
            else text("An expert's path is written for one person; two of you played.")
        )
        about = text("What the rules say about each decision is shown above in any case.")
        return parts.section([parts.paragraph(f"{none} {about}")], title=title, key="expert")
    first, *others = found
    about = text(
        "The authors of the case wrote this path for this very role and for the circumstances you met. "
        "It is a good way, not the only one."
    )
    if not first.exact:
        about += " " + text("It was written for another level; at yours, too, it keeps every rule.")
    nodes = [parts.paragraph(about), *_parting(texts, first), _both(texts, first), _ends(texts, first)]
    nodes.append(parts.details(text("The expert's whole path"), [_whole(texts, first)]))
    if others:
        more = text("There is more than one good way here; this one parts from yours as well.")
        told = [_ends(texts, others[0]), _whole(texts, others[0])]
        nodes.append(parts.details(text("Another good way"), [parts.paragraph(more), *told]))
    return parts.section(nodes, title=title, key="expert")


def answer_lines(texts: Texts, scene: Scene, event: Decided, only: frozenset[int] | None = None) -> list[str]:
    """An answer in short lines; of a judged task the parts in `only`, or (None) all that was put in."""
    task, base = scene.task, f"scenes.{scene.id}"
    if task.kind == "choice":
        return [texts.words(f"{base}.options.{task.options[event.answer[0]].id}.text")]
    if task.kind == "sequence":
        order = sorted(zip(event.answer, task.elements, strict=True), key=lambda pair: pair[0])
        return [f"{rank}. {texts.words(f'{base}.steps.{e.id}')}" for rank, (_, e) in enumerate(order, 1)]
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


def _why(texts: Texts, scene: Scene, event: Decided) -> list[Node]:
    """Why the expert acts so, and from where."""
    base, cite = f"scenes.{scene.id}", scene.task.cite
    why = texts.words(f"{base}.why")
    if scene.task.kind == "choice":
        option = scene.task.options[event.answer[0]]
        why, cite = texts.words(f"{base}.options.{option.id}.why"), option.cite
    nodes = parts.prose(why)
    if cite:
        source = texts.language.text("Source: {cited}", cited=sentence(texts.cited(cite)))
        nodes.append(parts.paragraph(source, "quiet"))
    return nodes


def _their(texts: Texts, one: Comparison, index: int) -> tuple[Decided, Scene]:
    event = one.expert.log[index]
    assert isinstance(event, Decided)
    return event, texts.bundle.graph.scenes[event.node]


def _parting(texts: Texts, one: Comparison) -> list[Node]:
    """Where the ways parted, said plainly."""
    text = texts.language.text
    if not one.parted:
        return [parts.paragraph(text("You went the expert's way from the beginning to the end."), "lead")]
    event = one.mine.log[one.parted]
    assert isinstance(event, Decided)
    place = texts.words(f"scenes.{texts.bundle.graph.scenes[event.node].id}.place")
    time = texts.time(event.minute)
    if one.parted == 1:
        said = text("Your ways parted at the first decision: {time}, {place}.", time=time, place=place)
    else:
        said = text(
            "You went the expert's way until {time}, {place}; there your ways parted.",
            time=time,
            place=place,
        )
    return [
        parts.paragraph(said, "lead"),
        parts.paragraph(text("It is worth a second look, and you can try the other way from there.")),
    ]


def _both(texts: Texts, one: Comparison) -> Node:
    """My decisions in their order with the expert's in the same scene."""
    text, rows = texts.language.text, list[list[str | Node]]()
    for beside in one.beside:
        mine = one.mine.log[beside.mine]
        assert isinstance(mine, Decided)
        scene = texts.bundle.graph.scenes[mine.node]
        if scene.task.kind in OWN:
            continue
        where = f"{texts.time(mine.minute)} · {texts.words(f'scenes.{scene.id}.place')}"
        rows.append([where, _short(texts, scene, mine), _theirs(texts, one, beside.mine)])
    head = [text("When and where"), text("You"), text("The expert")]
    return parts.table(text("The two ways, decision by decision"), head, rows)


def _theirs(texts: Texts, one: Comparison, index: int) -> str | Node:
    text, beside = texts.language.text, one.beside[index - 1]
    if not beside.theirs:
        return parts.badge(text("does not get here"), "quiet")
    if beside.same:
        return parts.badge(text("the same"), "good")
    event, scene = _their(texts, one, beside.theirs)
    if scene.task.kind in ("choice", "sequence"):
        return _short(texts, scene, event)
    return parts.listing(answer_lines(texts, scene, event, _missed(one, index, scene.task)))


def _short(texts: Texts, scene: Scene, event: Decided) -> str:
    """An answer in one line: long papers only by how much of them was put in."""
    if scene.task.kind in ("choice", "sequence"):
        return "; ".join(answer_lines(texts, scene, event))
    form = scene.task.form
    return texts.words(f"forms.{form}" if form else f"scenes.{scene.id}.ask")


def _ends(texts: Texts, one: Comparison) -> Node:
    text, seat = texts.language.text, one.expert.states[-1].seats[0]
    ending = texts.bundle.graph.ending(seat.node)
    title = texts.words(f"endings.{ending.id}.title")
    said = text("The expert's ending ({time}): {title}", time=texts.time(seat.minute), title=title)
    return parts.paragraph(sentence(said))


def _whole(texts: Texts, one: Comparison) -> Node:
    """The expert's path from the first scene to the last."""
    moments = []
    for event in one.expert.log[1:]:
        assert isinstance(event, Decided)
        scene = texts.bundle.graph.scenes[event.node]
        if scene.task.kind in OWN:
            continue
        place = parts.heading(texts.words(f"scenes.{scene.id}.place"), 3)
        lines = parts.listing(answer_lines(texts, scene, event))
        moments.append((texts.time(event.minute), [place, lines, *_why(texts, scene, event)]))
    return parts.timeline(moments)
