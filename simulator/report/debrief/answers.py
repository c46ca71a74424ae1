"""An answer in a debrief: what was chosen; of a form only what was wrong, the rest to be opened."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.language import Language
from simulator.report.document import Badge, Block, Cell, Items, Table, Text
from simulator.report.play_data import AnswerPart, DecisionData

MOST_WRONG = 3  # wrong statements that stand open; the others follow in the whole answer
_WIDTHS = (8, 4, 4, 7)


def answer_blocks(one: DecisionData, language: Language) -> Iterator[Block]:
    """What was answered, in short; of what is judged part by part, the parts that were wrong."""
    text = language.text
    if one.chosen:
        yield Text(one.lines[0], text("You chose"), "answer")
    elif not one.parts and one.lines:
        yield Items(one.lines, one.ordered)
    if one.share is not None:
        yield Text(share_words(one, language), kind="quiet")
    wrong = wrong_parts(one)
    if wrong:
        title = text("What to look at again")
        yield Table(title, _head(language), tuple(map(_row, wrong[:MOST_WRONG])), _WIDTHS)


def rest_of_answer(one: DecisionData, language: Language) -> Iterator[Block]:
    """The parts of an answer that do not stand open."""
    wrong = wrong_parts(one)
    rest = [part for part in one.parts if part not in wrong[:MOST_WRONG]]
    if rest:
        head = (
            language.text("Part"),
            language.text("Your answer"),
            language.text("How it fits"),
            language.text("Why"),
        )
        rows = tuple(_marked_row(part, language) for part in rest)
        yield Table(language.text("The rest of your answer"), head, rows, (8, 5, 3, 7))


def wrong_parts(one: DecisionData) -> list[AnswerPart]:
    """The parts of an answer that are not right."""
    return [part for part in one.parts if part.mark == 0]


def share_words(one: DecisionData, language: Language) -> str:
    """How much of an answer is right, out of how much."""
    return language.text("Right: {right} of {judged}", right=one.right, judged=one.judged)


def _head(language: Language) -> tuple[str, ...]:
    text = language.text
    return text("Part"), text("Your answer"), text("What fits"), text("Why")


def _row(part: AnswerPart) -> tuple[Cell, ...]:
    return part.text, part.given, part.fitting, part.why


def _marked_row(part: AnswerPart, language: Language) -> tuple[Cell, ...]:
    text = language.text
    badges = {
        1: Badge(text("fits"), "good"),
        0: Badge(text("look again"), "bad"),
        -1: Badge(text("either is fine"), "quiet"),
    }
    return part.text, part.given, badges[part.mark], part.why
