"""Parts of a debrief at their edges: long and short answers, many verdicts and few, nothing to advise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulator.report.debrief.findings import outcome_line

from simulator.competence.advice import Advice, Studied, advice_on
from simulator.competence.debrief import debrief
from simulator.competence.recommendation import RULES, Next, Reason
from simulator.engine.session import begin
from simulator.language import language
from simulator.report.debrief.advice import advice_section
from simulator.report.debrief.material import material
from simulator.report.debrief.moments import answer_blocks, share_words
from simulator.report.debrief.profile import profile_section
from simulator.report.debrief.verdicts import verdict_blocks
from simulator.report.document import Badge, Block, Details, Items, Note, Span, Table, Text
from simulator.report.play_data import AnswerPart, DecisionData, VerdictData
from simulator.report.wording import Texts
from tests.support import small_bundle

ENGLISH = language("en")
ANSWERS = ((0,), (1,), (0, 1, 0), (1, 1, 1, 0, 1, 0, 0), (0, 1, 0), (4, 0))
BUNDLE = small_bundle()


def judged_play() -> tuple[DecisionData, ...]:
    session = begin(BUNDLE.graph, 0, 1, chance={"danger": "none", "line": "free"})
    for answer in ANSWERS:
        session.answer(answer)
    return material(Texts(BUNDLE, ENGLISH), debrief(BUNDLE, session.log)).play.decisions


DECISIONS = {one.scene: one for one in judged_play()}


def part(number: int, mark: int) -> AnswerPart:
    first = next(one for one in DECISIONS["t-sort"].parts)
    return replace(
        first, id=f"p{number}", text=f"part {number}", given="put in", mark=mark, why=f"why {number}"
    )


def rows(table: Block) -> list[tuple[str, str]]:
    assert isinstance(table, Table)
    return [(str(row[0]), row[2].text) for row in table.rows if isinstance(row[2], Badge)]


def of_parts(*marks: int) -> list[Block]:
    parts = tuple(part(number, mark) for number, mark in enumerate(marks))
    return list(answer_blocks(replace(DECISIONS["t-sort"], parts=parts, share=None), ENGLISH))


FITS, AGAIN, EITHER = "fits", "look again", "either is fine"


def test_each_part_says_how_it_fits_in_words_and_in_its_mood() -> None:
    (table,) = of_parts(1, 0, -1)
    assert isinstance(table, Table)
    assert rows(table) == [("part 0", FITS), ("part 1", AGAIN), ("part 2", EITHER)]
    assert [row[2].mood for row in table.rows if isinstance(row[2], Badge)] == ["good", "bad", "quiet"]
    assert [(row[1], row[3]) for row in table.rows] == [("put in", f"why {number}") for number in range(3)]
    assert table.head == ("Part", "Your answer", "How it fits", "Why")


def test_four_parts_stand_whole_and_of_five_those_that_fit_are_folded() -> None:
    (whole,) = of_parts(1, 0, 1, 0)
    assert isinstance(whole, Table)
    assert whole.caption == "Your answer, part by part"
    again, folded = of_parts(1, 0, 1, 0, -1)
    assert rows(again) == [("part 1", AGAIN), ("part 3", AGAIN)]
    assert isinstance(again, Table) and again.caption == "Your answer: what to look at again"
    assert isinstance(folded, Details)
    assert (folded.summary, folded.count) == ("Your answer: what fits", 3)
    assert rows(folded.blocks[0]) == [("part 0", FITS), ("part 2", FITS), ("part 4", EITHER)]


def test_of_a_long_answer_only_what_there_is_is_told() -> None:
    (right,) = of_parts(1, 1, 1, 1, -1)
    assert isinstance(right, Details)
    assert right.count == 5
    (wrong,) = of_parts(0, 0, 0, 0, 0)
    assert rows(wrong) == [(f"part {number}", AGAIN) for number in range(5)]


def test_how_much_is_right_out_of_how_much() -> None:
    sort = replace(DECISIONS["t-sort"], right=2, judged=3, share=66)
    assert share_words(sort, ENGLISH) == "Right: 2 of 3, 66 %; what is fine either way is not counted."
    assert isinstance((*answer_blocks(sort, ENGLISH),)[-1], Text)
    assert (*answer_blocks(sort, ENGLISH),)[-1] == Text(share_words(sort, ENGLISH), kind="quiet")


def test_where_nothing_is_right_or_wrong_nothing_is_counted() -> None:
    for scene in ("t-door", "t-act", "t-rate"):
        one = DECISIONS[scene]
        assert (one.right, one.judged, one.share) == (0, 0, None)
    chosen = DECISIONS["t-door"]
    assert list(answer_blocks(chosen, ENGLISH)) == [Text(f"You chose: {chosen.lines[0]}", kind="answer")]
    assert isinstance((*answer_blocks(DECISIONS["t-rate"], ENGLISH),)[0], Items)


# --- Verdicts -----------------------------------------------------------------------------------

VERDICT = next(verdict for one in DECISIONS.values() for verdict in one.verdicts)


def verdict(name: str, kind: str) -> VerdictData:
    return replace(VERDICT, rule=name, title=name, verdict=kind, because=())


def titles(blocks: tuple[Block, ...] | list[Block]) -> list[str]:
    return [block.title if isinstance(block, Note) else "folded" for block in blocks]


def test_two_that_are_well_stand_open_and_three_are_folded_beneath_what_to_think_about() -> None:
    two = [verdict("a", "met"), verdict("b", "breached"), verdict("c", "met")]
    assert titles(list(verdict_blocks(two, ENGLISH))) == ["a", "b", "c"]
    *open_ones, folded = verdict_blocks([*two, verdict("d", "late"), verdict("e", "met")], ENGLISH)
    assert titles(open_ones) == ["b", "d"]
    assert isinstance(folded, Details)
    assert titles(folded.blocks) == ["a", "c", "e"]
    assert (folded.summary, folded.count) == ("Rules that you followed here", 3)


def test_the_reason_of_what_is_well_is_folded_and_of_what_is_not_stands_open() -> None:
    (well, ill) = verdict_blocks([verdict("a", "met"), verdict("b", "breached")], ENGLISH)
    assert isinstance(well, Note) and isinstance(ill, Note)
    assert [type(block) for block in well.blocks] == [Details]
    assert {type(block) for block in ill.blocks} == {Text}
    assert isinstance(well.blocks[0], Details)
    assert well.blocks[0].blocks == ill.blocks
    assert [badge.text for badge in well.badges] == [VERDICT.verdict_title, VERDICT.force_title]


def test_an_outcome_names_its_four_parts_in_their_order() -> None:
    whole = material(Texts(BUNDLE, ENGLISH), debrief(BUNDLE, begin(BUNDLE.graph, 0, 1).log))
    (finding,), (ending,) = whole.play.findings, whole.play.endings
    outcome = replace(finding.outcome, law=1, guide=2, missed=3, rank=4)
    line = outcome_line(replace(finding, outcome=outcome), replace(ending, ranks=5), ENGLISH)
    assert line.endswith(
        "breaches of the law 1, breaches of the guide's rules 2, duties missed 3, rank of the ending 4 of 5."
    )


def test_an_estimate_stands_between_the_ends_of_its_interval_and_what_was_not_seen_apart() -> None:
    whole = material(Texts(BUNDLE, ENGLISH), debrief(BUNDLE, begin(BUNDLE.graph, 0, 1).log))
    first, *others = whole.play.findings[0].domains
    known = replace(
        first, mean=0.5, low=0.25, high=0.8, weight=2.0, level_title="", rests_on_words=("x", "y")
    )
    finding = replace(whole.play.findings[0], domains=(known, *(replace(one, weight=0.0) for one in others)))
    _, table, folded = profile_section(whole, finding).blocks
    assert isinstance(table, Table)
    (row,) = table.rows
    assert row[:3] == (first.title, "not enough evidence", Span(0.25, 0.8, 0.5, "0.50 (0.25–0.80)"))
    assert row[3] == Details("2 sources", (Items(("x", "y")),))
    assert folded == Details("Not observed in this play", (Items(tuple(one.title for one in others)),))


# --- Advice -------------------------------------------------------------------------------------


def test_where_no_case_can_be_begun_nothing_is_advised() -> None:
    assert advice_section(None, ENGLISH) is None
    assert advice_section(Advice({"small": BUNDLE}, None, (), "2026-11-21"), ENGLISH) is None
    assert advice_section(advice_on({"small": BUNDLE}, Studied(), "2026-11-21"), ENGLISH) is not None


def test_of_many_rules_three_are_named_and_the_others_counted() -> None:
    names = sorted(rule.id for rule in BUNDLE.profession.rules if rule.role == 0)[:5]
    for number, ending in ((3, ""), (4, " and 1 more"), (5, " and 2 more")):
        coming = Next("small", 0, "guided", (Reason(RULES, tuple(names[:number])),))
        section = advice_section(Advice({"small": BUNDLE}, coming, (), "2026-11-21"), ENGLISH)
        assert section is not None
        items = section.blocks[1]
        assert isinstance(items, Items)
        titles_of = [BUNDLE.text(f"rules.{name}.title", "en") for name in names[: min(3, number)]]
        named = "; ".join(f"“{title}”" for title in titles_of)
        assert items.items == (f"It puts to the test rules that slipped past you: {named}{ending}.",)


@pytest.mark.parametrize(("begins", "kind"), [(True, "button"), (False, "link")])
def test_what_is_advised_can_be_begun_or_gone_to(begins: bool, kind: str) -> None:
    section = advice_section(advice_on({"small": BUNDLE}, Studied(), "2026-11-21"), ENGLISH, begins=begins)
    assert section is not None
    row = section.blocks[2]
    assert [type(block).__name__.lower() for block in getattr(row, "blocks", ())] == [kind]
