"""The expert's path beside a play: beside each decision, and both ways as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.competence.expert import Comparison
from simulator.engine.events import Decided
from simulator.engine.kinds import kind_of
from simulator.engine.kinds.base import is_offered
from simulator.engine.tasks import rightness
from simulator.graph.graph import Scene
from simulator.language import Language
from simulator.report.answers import answer_lines, answer_of, in_short, is_whole
from simulator.report.debrief.material import Material
from simulator.report.document import (
    Block,
    Cell,
    Details,
    Items,
    Moment,
    Section,
    Text,
    Timeline,
    section_of,
)
from simulator.report.wording import Texts, sentence

SAME, OTHER, AWAY, SILENT = "same", "other", "away", "silent"


class ExpertAnswer(NamedTuple):
    """What somebody did at one moment: when, where, in short lines; why, and from where.

    `called` is the title of the reason: an option's speaks to whoever chose it, and this player perhaps
    did not.
    """

    time: str
    place: str
    lines: tuple[str, ...]
    ordered: bool = False
    why: str = ""
    called: str = ""
    source: str = ""


class ExpertMoment(NamedTuple):
    """One decision beside the expert's: SAME, OTHER, AWAY (never comes there), SILENT (nothing to compare).

    Where it is OTHER, `theirs` is what the expert did, and `parted` whether this is where the ways part.
    """

    state: str
    mine: ExpertAnswer
    theirs: ExpertAnswer | None = None
    parted: bool = False


@dataclass(frozen=True, slots=True)
class ExpertPath:
    """One expert's path: each decision beside it, its ending, all of it."""

    comparison: Comparison
    moments: tuple[ExpertMoment, ...]
    ending: str
    whole: tuple[ExpertAnswer, ...]


ExpertView = tuple[ExpertPath, ...]


def expert_view(material: Material) -> ExpertView:
    """Every expert's path that stands beside the play, the nearest first."""
    return tuple(_path(material.texts, one) for one in material.companions.paths)


def expert_section(material: Material, view: ExpertView) -> Section:
    """Both ways as a whole, or that there is no path to lay beside this play."""
    language = material.language
    text, blocks = language.text, list[Block]()
    for first in view[:1]:
        blocks += [
            *_parting(material.texts, first.comparison),
            Text(first.ending),
            _timeline(first.whole, language),
        ]
    for other in view[1:2]:
        about = text("There is more than one good way here; this is what another one does differently.")
        different = _timeline(_otherwise(view), language)
        blocks.append(
            Details(text("Another good way"), (Text(about, kind="plain"), Text(other.ending), different))
        )
    return section_of(text("The expert's path beside yours"), Text(_about(material)), blocks, key="expert")


def _about(material: Material) -> str:
    text, paths = material.language.text, material.companions.paths
    if not paths:
        none = (
            text("No expert's path has been written for this variant of the case yet.")
            if len(material.judged.findings) == 1
            else text("An expert's path is written for one person; two of you played.")
        )
        return f"{none} {text('What the rules say about each decision is shown above in any case.')}"
    about = text(
        "The authors of the case wrote this path for this very role and for the circumstances you met. "
        "It is a good way, not the only one."
    )
    if not paths[0].exact:
        about += " " + text("It was written for another level; at yours, too, it keeps every rule.")
    return about


def _cell(answer: ExpertAnswer) -> Cell:
    """An answer as a list; one line stands for itself."""
    return answer.lines[0] if len(answer.lines) == 1 else Items(answer.lines, answer.ordered)


def answer_lines_block(answer: ExpertAnswer) -> Block:
    """An answer in a line or a list."""
    cell = _cell(answer)
    return Text(cell, kind="answer") if isinstance(cell, str) else Items(answer.lines, answer.ordered)


def _reasons(answer: ExpertAnswer, language: Language) -> Iterator[Block]:
    """Why the expert acts so, and from where."""
    if answer.why:
        yield Text(answer.why, answer.called)
    if answer.source:
        yield Text(sentence(answer.source), language.text("Source"), "quiet")


def _timeline(answers: Sequence[ExpertAnswer], language: Language) -> Timeline:
    """An expert's answers, one after another."""
    return Timeline(
        tuple(
            Moment(one.time, one.place, (Items(one.lines, one.ordered), *_reasons(one, language)))
            for one in answers
        )
    )


def _otherwise(view: ExpertView) -> tuple[ExpertAnswer, ...]:
    """The moments of the second path that the first does not have just so, whatever the time."""
    first = {(one.place, one.lines) for one in view[0].whole}
    return tuple(one for one in view[1].whole if (one.place, one.lines) not in first)


def _parting(texts: Texts, one: Comparison) -> Iterator[Text]:
    """Where the ways parted, said plainly."""
    text = texts.language.text
    if not one.parted:
        yield Text(text("You went the expert's way from the beginning to the end."), kind="lead")
        return
    event, scene = _decided(texts, one.mine.log[one.parted])
    place, time = texts.words(f"scenes.{scene.id}.place"), texts.time(event.minute)
    if one.parted == 1:
        lead = text("Your ways parted at the first decision: {time}, {place}.", time=time, place=place)
    else:
        lead = text(
            "You went the expert's way until {time}, {place}; there your ways parted.",
            time=time,
            place=place,
        )
    yield Text(lead, kind="lead")
    yield Text(text("It is worth a second look, and you can try the other way from there."))


def _path(texts: Texts, one: Comparison) -> ExpertPath:
    moments = tuple(_moment(texts, one, pair.mine) for pair in one.beside)
    return ExpertPath(one, moments, _ending(texts, one), _whole(texts, one))


def _moment(texts: Texts, one: Comparison, index: int) -> ExpertMoment:
    pair = one.beside[index - 1]
    event, scene = _decided(texts, one.mine.log[index])
    short = in_short(texts, scene, event)
    place = texts.words(f"scenes.{scene.id}.place")
    mine = ExpertAnswer(texts.time(event.minute), place, short.lines, short.ordered)
    if kind_of(scene.task).open:
        return ExpertMoment(SILENT, mine)
    if not pair.theirs:
        return ExpertMoment(AWAY, mine)
    if pair.same:
        return ExpertMoment(SAME, mine)
    theirs = _answer(texts, one, pair.theirs, _missed(texts, one, index))
    return ExpertMoment(OTHER, mine, theirs, index == one.parted)


def _answer(texts: Texts, one: Comparison, index: int, only: frozenset[int] | None = None) -> ExpertAnswer:
    """An answer of the expert's with its reason and its sources; of a judged task the parts in `only`."""
    (event, scene), text = _decided(texts, one.expert.log[index]), texts.language.text
    answer = answer_of(texts, scene, event, one.expert.states[index - 1])
    chosen = scene.task.options != ()
    return ExpertAnswer(
        texts.time(event.minute),
        texts.words(f"scenes.{scene.id}.place"),
        tuple(answer_lines(texts, scene, event, only)),
        answer.ordered,
        answer.why,
        text("What the case says of this choice") if chosen else text("Why"),
        texts.cited(answer.cite) if answer.cite else "",
    )


def _missed(texts: Texts, one: Comparison, index: int) -> frozenset[int] | None:
    """The judged parts in which the expert is right and this play is not; None where all is to be told."""
    there = one.beside[index - 1].theirs
    (mine, scene), (theirs, _) = _decided(texts, one.mine.log[index]), _decided(texts, one.expert.log[there])
    if is_whole(scene):
        return None
    before, then = one.mine.states[index - 1], one.expert.states[there - 1]
    own = rightness(scene.task, mine.answer, before.bits)
    other = rightness(scene.task, theirs.answer, then.bits)
    return frozenset(
        at
        for at, (ours, expert) in enumerate(zip(own, other, strict=True))
        if expert == 1 and ours != 1 and is_offered(scene.task.elements[at], then.bits)
    )


def _decided(texts: Texts, event: object) -> tuple[Decided, Scene]:
    assert isinstance(event, Decided)
    return event, texts.bundle.graph.scenes[event.node]


def _ending(texts: Texts, one: Comparison) -> str:
    text, seat = texts.language.text, one.expert.states[-1].seats[0]
    ending = texts.bundle.graph.ending(seat.node)
    title = texts.words(f"endings.{ending.id}.title")
    return sentence(text("The expert's ending ({time}): {title}", time=texts.time(seat.minute), title=title))


def _whole(texts: Texts, one: Comparison) -> tuple[ExpertAnswer, ...]:
    """The expert's path from the first scene to the last."""
    decided = [_decided(texts, event) for event in one.expert.log[1:]]
    return tuple(
        _answer(texts, one, index)
        for index, (_, scene) in enumerate(decided, 1)
        if not kind_of(scene.task).open
    )
