"""What stands beside a play in its debrief on paper: expert, facts, corrections, "what if", what next."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.language import Language
from simulator.report.beside import Beside
from simulator.report.document import Block, Cell, Heading, Items, Note, Table, Text
from simulator.report.expert_said import AWAY, SILENT, Answer, ExpertSaid, Here, Path
from simulator.report.facts_said import FactsSaid
from simulator.report.wording import sentence


def expert_here(here: Here, language: Language) -> list[Block]:
    """Beside one decision: the same, another answer with its reason, or a moment the expert does not meet."""
    if here.state == SILENT:
        return []
    if here.theirs is None:
        return [Text(sentence(here.said), kind="quiet" if here.state == AWAY else "")]
    told, inner = _told(here.theirs), list[Text | Items]()
    if here.parted:
        inner.append(Text(here.said))
    inner += [Text(told) if isinstance(told, str) else told, *_why(here.theirs, language)]
    return [Note(language.text("What the expert did here"), tuple(inner))]


def expert_blocks(said: ExpertSaid, language: Language) -> list[Block]:
    """Both ways as a whole, or that there is no path to lay beside this play."""
    blocks: list[Block] = [Heading(said.title), Text(said.about)]
    for first in said.paths[:1]:
        blocks += [Text(words) for words in first.parting]
        blocks += [_both(said, first), Text(first.ending)]
        blocks += [Heading(said.whole_title, 3), *_moments(first.whole, language)]
    for other in said.paths[1:2]:
        blocks += [Heading(said.other_title, 3), Text(said.other_about), Text(other.ending)]
        blocks += _moments(said.other, language)
    return blocks


def _both(said: ExpertSaid, path: Path) -> Table:
    """My decisions in their order with the expert's in the same scene."""
    rows = [
        (
            f"{here.mine.time} · {here.mine.place}",
            _told(here.mine),
            _told(here.theirs) if here.theirs else here.short,
        )
        for here in path.here
        if here.state != SILENT
    ]
    return Table(said.caption, said.head, tuple(rows), (4, 6, 6))


def _told(answer: Answer) -> Cell:
    """An answer as a list, numbered if it is an order; one line stands for itself."""
    if len(answer.lines) == 1:
        return answer.lines[0]
    return Items(answer.lines, answer.ordered)


def _why(answer: Answer, language: Language) -> list[Text]:
    """Why the expert acts so, and from where."""
    texts = [Text(answer.why, answer.called)] if answer.why else []
    return [*texts, *([Text(answer.source, language.text("Source"), "quiet")] if answer.source else [])]


def _moments(answers: Sequence[Answer], language: Language) -> list[Block]:
    """An expert's answers, one after another."""
    blocks: list[Block] = []
    for one in answers:
        blocks += [
            Heading(f"{one.time} · {one.place}", 4),
            Items(one.lines, one.ordered),
            *_why(one, language),
        ]
    return blocks


def facts_blocks(found: Sequence[FactsSaid]) -> list[Block]:
    """What each role observed, reported and used, and what it did not come to know."""
    blocks: list[Block] = []
    for said in found:
        rows = tuple((row.fact, row.met, row.passed, row.used) for row in said.rows)
        blocks += [Heading(said.title), Text(said.about), Table(said.caption, said.head, rows, (7, 4, 4, 4))]
        if said.unseen:
            blocks += [Heading(said.unseen_title, 3), Items(said.unseen)]
    return blocks


def corrections_blocks(beside: Beside) -> list[Block]:
    """What a teacher corrected, if anything."""
    said = beside.corrections
    if said is None:
        return []
    rows = tuple((row.what, row.found.words, row.corrected.words, row.who) for row in said.rows)
    return [Heading(said.title), Text(said.about), Table(said.caption, said.head, rows, (7, 3, 3, 6))]


def what_if_blocks(beside: Beside) -> list[Block]:
    """A "what if" beside its play, if it is one and that play has ended."""
    said = beside.what_if
    if said is None:
        return []
    turned: list[Block] = [Text(said.turned)] if said.turned else []
    answers: list[Block] = [Items(said.answers)] if said.answers else []
    table = Table(said.caption, said.head, said.rows, (3, 6, 6))
    return [Heading(said.title), *turned, *answers, table, Text(said.verdict)]


def advice_blocks(beside: Beside) -> list[Block]:
    """What to play next, why, and when to play what again, if that is known."""
    said = beside.advice
    if said is None:
        return []
    blocks: list[Block] = [Heading(said.title), Text(said.lead), Items(said.reasons)]
    if said.again:
        again = said.again
        blocks += [Heading(again.title, 3), Text(again.about)]
        blocks.append(Table(again.caption, again.head, again.rows, (8, 4, 6)))
    return [*blocks, Text(said.rests, said.rests_title, "quiet"), Text(said.as_of, kind="quiet")]
