"""The moments of the day: those that differ open, the gravest first; the others a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from simulator.language import Language
from simulator.report.debrief.answers import answer_blocks, rest_of_answer, share_words
from simulator.report.debrief.day import DayMoment, marks_of
from simulator.report.debrief.expert import AWAY, OTHER, ExpertAnswer, answer_lines_block
from simulator.report.debrief.head import save_buttons
from simulator.report.debrief.material import Material
from simulator.report.debrief.verdicts import finding_notes, followed_here
from simulator.report.document import (
    Block,
    Button,
    Details,
    Moment,
    Note,
    Reference,
    Section,
    Text,
    Timeline,
    gathered,
    section_of,
)
from simulator.report.open_words import open_words
from simulator.report.play_data import DecisionData

MOST_OPEN = 6
MOST_WORDS = 1150  # on the whole page before anything is opened; the page's own bar is left its share
MOST_LINE = 14  # words of an answer in a moment's line


def moments_section(material: Material, day: tuple[DayMoment, ...], before: int) -> Section:
    """Every moment; at most six stand open, and only while the page stays short. `before` are the words that
    stand above them.
    """
    text = material.language.text
    closed = [_moment(material, one, day, opened=False) for one in day]
    grave = any(one.grave for one in day)
    went_wrong = text("Open are those where something went wrong.")
    unlike = text("Open are those unlike the expert's.")
    about = Text(went_wrong if grave else unlike, kind="quiet")
    room = MOST_WORDS - before - open_words([about]) - open_words(closed)
    moments = {one.decision.step: shut for one, shut in zip(day, closed, strict=True)}
    for one in _gravest_first(day):
        opened = _moment(material, one, day, opened=True)
        cost = open_words([opened]) - open_words([moments[one.decision.step]])
        if cost <= room and sum(m.opened for m in moments.values()) < MOST_OPEN:
            moments[one.decision.step], room = opened, room - cost
    return _section(material, about, moments.values())


def all_moments(material: Material, day: tuple[DayMoment, ...]) -> Section:
    """Every moment in full, for paper."""
    return _section(material, None, [_moment(material, one, day, opened=True) for one in day])


def moments_in_short(material: Material, day: tuple[DayMoment, ...], before: int) -> Section:
    """The moments as the page shows them, without what it folds away."""
    section = moments_section(material, day, before)
    timeline = next(block for block in section.blocks if isinstance(block, Timeline))
    short = tuple(
        replace(
            one, blocks=tuple(_unfolded_only(one.blocks)) if one.opened else (Text(one.line),), opened=True
        )
        for one in timeline.moments
    )
    return replace(section, blocks=(replace(timeline, moments=short),))


def _section(material: Material, about: Text | None, moments: Iterable[Moment]) -> Section:
    title = material.language.text("The moments of the day")
    return section_of(title, about, Timeline(tuple(moments)), key="moments")


def _unfolded_only(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, blocks=tuple(_unfolded_only(block.blocks)))
        elif not isinstance(block, Details):
            yield block


def _gravest_first(day: tuple[DayMoment, ...]) -> list[DayMoment]:
    """The moments where something was breached or missed, the gravest first; where there is none, those that
    differ, by how much of the answer is not right.
    """
    return sorted(
        [one for one in day if one.grave] or [one for one in day if one.differs],
        key=lambda one: (one.weight, one.decision.judged - one.decision.right, -one.decision.step),
        reverse=True,
    )


def _moment(material: Material, one: DayMoment, day: tuple[DayMoment, ...], *, opened: bool) -> Moment:
    decision, language = one.decision, material.language
    return Moment(
        one.time,
        decision.place,
        tuple(_blocks(material, one, day)),
        marks_of(one, language),
        _line(decision, language),
        one.key,
        opened,
    )


def _line(one: DecisionData, language: Language) -> str:
    """A decision in a line: what was chosen; else what was asked, and how much of the answer is right."""
    words = (one.lines[0] if one.chosen else one.ask).split()
    line = " ".join(words[:MOST_LINE]) + ("…" if len(words) > MOST_LINE else "")
    return line if one.share is None else f"{line} · {share_words(one, language)}"


def _blocks(material: Material, one: DayMoment, day: tuple[DayMoment, ...]) -> Iterator[Block]:
    decision, language = one.decision, material.language
    yield from answer_blocks(decision, language)
    beside = gathered(
        section_of("", finding_notes(material, one), kind="stack"),
        _expert(one, day, language),
    )
    yield section_of("", beside, kind="pair")
    words = language.text("Go on differently from {time}", time=one.time)
    other = Button(words, "fork", (("step", decision.step),), "quiet")
    around = tuple(gathered(_around(material, one), other))
    yield Details(language.text("The situation, and what followed"), around, key=around_key(decision.step))


def around_key(step: int) -> str:
    """The place of what is folded away at a decision; a page fetches it when it is opened."""
    return f"around-{step}"


def _expert(one: DayMoment, day: tuple[DayMoment, ...], language: Language) -> Iterator[Block]:
    """The expert's way where it is another one; of a form the reasons stand with its statements.

    What is told at another moment of the day is not told again.
    """
    text, expert = language.text, one.expert
    if expert is None:
        return
    if expert.state == AWAY:
        yield Text(text("Not on the expert's path."), kind="quiet")
    elif expert.state == OTHER and expert.theirs is not None and not one.decision.parts:
        blocks = tuple(_theirs(one, expert.theirs, day, language))
        yield Note(text("The expert's way"), blocks, mood="expert")


def _theirs(
    one: DayMoment, theirs: ExpertAnswer, day: tuple[DayMoment, ...], language: Language
) -> Iterator[Block]:
    """What the expert did; where it is told at another moment, the way there."""
    text = language.text
    first = next(o for o in day if o.expert is not None and o.expert.theirs == theirs)
    mine = next((o for o in day if o.decision.chosen and o.decision.lines == theirs.lines), None)
    if mine is not None:
        yield Reference(text("What you chose at {time}.", time=mine.time), "", at=mine.key)
    elif first is not one:
        yield Reference(text("The same as at {time}.", time=first.time), "", at=first.key)
    else:
        yield answer_lines_block(theirs)
        if theirs.why and theirs.why != one.decision.why:
            yield Text(theirs.why, text("Why that is good (told to whoever does so)"))


def _around(material: Material, one: DayMoment) -> Iterator[Block]:
    """What was seen and asked, the whole answer, what it led to, what was kept: to be opened."""
    decision, text = one.decision, material.language.text
    letters = [f"{arrived.time} · {arrived.text}" for arrived in decision.messages]
    yield from (Text(words) for words in (*decision.text, *letters))
    yield Text(decision.ask, kind="ask")
    yield from rest_of_answer(decision, material.language)
    yield from _own_words(material, decision)
    if decision.form:
        title = material.texts.words(f"forms.{decision.form}")
        yield section_of("", save_buttons(material, "paper-form", title, step=decision.step), kind="row")
    if decision.then:
        yield Text(decision.then, text("What followed"))
    yield from followed_here(decision, material.language)


def _own_words(material: Material, one: DecisionData) -> Iterator[Block]:
    """What the learner wrote, beside the author's version."""
    text, own = material.language.text, material.own.steps.get(one.step, "")
    notes = [Note(text("Your own words"), (Text(own),))] if own else []
    if one.model:
        notes.append(Note(text("A possible version"), (Text(one.model),)))
    if notes:
        yield section_of("", notes, kind="pair")
