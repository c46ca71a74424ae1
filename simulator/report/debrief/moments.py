"""The moments of the day: those that differ open, the gravest first; the others a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from simulator.language import Language
from simulator.practice.rules import BREACHED, CONTESTED, LATE, MISSING, NOT_FOLLOWED
from simulator.report.debrief.answers import answer_blocks, rest_of_answer, share_words
from simulator.report.debrief.day import FORCES, DayMoment, marks_of, several_days
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
from simulator.report.wording import binding_words, sentence

MOST_OPEN = 6
MOST_WORDS = 1150  # on the whole page before anything is opened; the page's own bar is left its share
MOST_LINE = 14  # words of an answer in a moment's line


def moments_section(material: Material, day: tuple[DayMoment, ...], before: int) -> Section:
    """Every moment; at most six stand open, and only while the page stays short. `before` are the words that
    stand above them.
    """
    closed = [_moment(material, one, day, opened=False) for one in day]
    about = [Text(_which_are_open(day, material.language), kind="quiet"), *_how_binding(material)]
    room = MOST_WORDS - before - open_words(about) - open_words(closed)
    moments = {one.decision.step: shut for one, shut in zip(day, closed, strict=True)}
    for one in _gravest_first(day):
        opened = _moment(material, one, day, opened=True)
        cost = open_words([opened]) - open_words([moments[one.decision.step]])
        if cost <= room and sum(m.opened for m in moments.values()) < MOST_OPEN:
            moments[one.decision.step], room = opened, room - cost
    return _section(material, day, about, moments.values())


def _which_are_open(day: tuple[DayMoment, ...], language: Language) -> str:
    grave, sealed = any(one.grave for one in day), any(one.sealed and not one.grave for one in day)
    if grave:
        also = language.text("Open are those where something went wrong, and where the ending was decided.")
        return also if sealed else language.text("Open are those where something went wrong.")
    if sealed:
        return language.text("Open is the one where the ending was decided.")
    return language.text("Open are those unlike the expert's.")


def _how_binding(material: Material) -> Iterator[Text]:
    """What the words beside the rules bind one to: those of rules that were not kept."""
    text, said = material.language.text, (BREACHED, MISSING, LATE, NOT_FOLLOWED, CONTESTED)
    found = [v for one in material.play.findings for v in one.verdicts if v.verdict in said]
    forces = {v.force for v in found}
    words = [binding_words(force, material.language) for force in FORCES if force in forces]
    if any(v.ours for v in found):
        words.append(text("with our interpretation: what the source leaves open is filled in by us"))
    if words:
        yield Text(sentence("; ".join(words)), text("How binding a rule is"), "quiet")


def all_moments(material: Material, day: tuple[DayMoment, ...]) -> Section:
    """Every moment in full, for paper."""
    moments = [_moment(material, one, day, opened=True) for one in day]
    return _section(material, day, _how_binding(material), moments)


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


def _section(
    material: Material, day: tuple[DayMoment, ...], about: Iterable[Text], moments: Iterable[Moment]
) -> Section:
    text = material.language.text
    title = text("The moments of these days") if several_days(day) else text("The moments of the day")
    return section_of(title, about, Timeline(tuple(moments)), key="moments")


def _unfolded_only(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, blocks=tuple(_unfolded_only(block.blocks)))
        elif not isinstance(block, Details):
            yield block


def _gravest_first(day: tuple[DayMoment, ...]) -> list[DayMoment]:
    """The moment from which to go on and the one that decided the ending, then those where something was
    breached or missed, the gravest first; where there are none, those that differ, by how much of the answer
    is not right.
    """

    def gravity(one: DayMoment) -> tuple[Any, ...]:
        wrong = one.decision.judged - one.decision.right
        return one.chosen or one.sealed, one.weight, wrong, -one.decision.step

    grave = [one for one in day if one.grave or one.sealed]
    return sorted(grave or [one for one in day if one.differs], key=gravity, reverse=True)


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
    if one.chosen:
        words = language.text("From here, all that went wrong could still be avoided.")
        yield Text(words, language.text("This decision mattered most"), "turn")
    if one.sealed:
        words = language.text("From here on, no better one was within reach.")
        yield Text(words, language.text("The ending was decided here"), "turn")
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
        yield Note(text("Next time: the expert's way"), blocks, mood="expert")


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
            yield Text(theirs.why, text("What the case says of this choice"))


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
