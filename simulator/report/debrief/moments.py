"""What was done, decision by decision, with what the rules and the expert say of each."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.language import Language
from simulator.report.debrief.expert import ExpertView, expert_here
from simulator.report.debrief.head import save_buttons
from simulator.report.debrief.material import Material
from simulator.report.debrief.verdicts import source_text, verdict_blocks
from simulator.report.document import (
    Badge,
    Block,
    Button,
    Cell,
    Details,
    Items,
    Moment,
    Note,
    Section,
    Table,
    Text,
    Timeline,
    gathered,
    section_of,
)
from simulator.report.play_data import AnswerPart, DecisionData

SHORT = 4  # parts of an answer that are shown whole
_WIDTHS = (8, 5, 3, 7)


def moments_section(material: Material, expert: ExpertView) -> Section:
    """Each decision with what is said of it."""
    text = material.language.text
    about = text(
        "Each decision with what the rules say about it. From any of them you can go on in another way; "
        "this play stays as it is."
    )
    moments = tuple(
        Moment(one.time, one.place, tuple(_moment(material, expert, index, one)))
        for index, one in enumerate(material.play.decisions)
    )
    return section_of(text("What you did"), Text(about), Timeline(moments), key="moments")


def _moment(material: Material, expert: ExpertView, index: int, one: DecisionData) -> Iterator[Block]:
    language = material.language
    text = language.text
    letters = [f"{arrived.time} · {arrived.text}" for arrived in one.messages]
    situation = tuple(Text(words) for words in (*one.text, *letters))
    if situation:
        yield Details(text("The situation"), situation)
    yield Text(one.ask, kind="ask")
    yield from answer_blocks(one, language)
    yield from _own_words(material, one)
    if one.form:
        title = material.texts.words(f"forms.{one.form}")
        yield section_of("", save_buttons(material, "paper-form", title, step=one.step), kind="row")
    if one.why:
        why = gathered(Text(one.why), source_text(one.cite, language) if one.cite else None)
        yield Note(text("To think about"), tuple(why))
    if one.then:
        yield Details(text("What followed"), (Text(one.then),))
    yield from verdict_blocks(one.verdicts, language)
    yield from expert_here(expert, index, language)
    other = text("What if I had… (go on from {time})", time=one.time)
    yield Button(other, "fork", (("step", one.step),), "quiet")


def _own_words(material: Material, one: DecisionData) -> Iterator[Block]:
    """What the learner wrote, beside the author's version."""
    text, own = material.language.text, material.own.steps.get(one.step, "")
    notes = [Note(text("Your own words"), (Text(own),))] if own else []
    if one.model:
        notes.append(Note(text("A possible version"), (Text(one.model),)))
    if notes:
        yield section_of("", notes, kind="pair")


def answer_blocks(one: DecisionData, language: Language) -> Iterator[Block]:
    """An answer; parts that are judged with their mark and the reason."""
    text = language.text
    if one.chosen:
        yield Text(text("You chose: {option}", option=one.lines[0]), kind="answer")
    elif one.parts:
        yield from _tables(one.parts, language)
    elif one.lines:
        yield Items(one.lines, one.ordered)
    if one.share is not None:
        yield Text(share_words(one, language), kind="quiet")


def share_words(one: DecisionData, language: Language) -> str:
    """How much of an answer is right, out of how much."""
    return language.text(
        "Right: {right} of {judged}, {percent} %; what is fine either way is not counted.",
        right=one.right,
        judged=one.judged,
        percent=one.share,
    )


def _tables(parts: tuple[AnswerPart, ...], language: Language) -> Iterator[Block]:
    """The parts of an answer; of a long one, those that fit are folded beneath those to look at again."""
    text = language.text
    head = (text("Part"), text("Your answer"), text("How it fits"), text("Why"))
    if len(parts) <= SHORT:
        yield Table(text("Your answer, part by part"), head, tuple(_row(p, language) for p in parts), _WIDTHS)
        return
    again = tuple(_row(part, language) for part in parts if part.mark == 0)
    fitting = tuple(_row(part, language) for part in parts if part.mark != 0)
    if again:
        yield Table(text("Your answer: what to look at again"), head, again, _WIDTHS)
    if fitting:
        title = text("Your answer: what fits")
        yield Details(title, (Table(title, head, fitting, _WIDTHS),), len(fitting))


def _row(part: AnswerPart, language: Language) -> tuple[Cell, ...]:
    text = language.text
    badges = {
        1: Badge(text("fits"), "good"),
        0: Badge(text("look again"), "bad"),
        -1: Badge(text("either is fine"), "quiet"),
    }
    return part.text, part.given, badges[part.mark], part.why
