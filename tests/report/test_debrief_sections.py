"""Parts of a debrief at their edges: long and short answers, many verdicts and few, nothing to advise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from simulator.competence.advice import Advice, Studied, advice_on
from simulator.competence.debrief import debrief
from simulator.competence.recommendation import RULES, Next, Reason
from simulator.engine.session import begin
from simulator.language import language
from simulator.report.debrief.advice import advice_section
from simulator.report.debrief.answers import answer_blocks, rest_of_answer, share_words
from simulator.report.debrief.day import day_moments, lessons, marks_of
from simulator.report.debrief.expert import OTHER, SAME, ExpertAnswer, ExpertMoment
from simulator.report.debrief.material import Material, material
from simulator.report.debrief.profile import profile_section
from simulator.report.debrief.verdicts import finding_notes
from simulator.report.document import Badge, Block, Details, Items, Note, Reference, Span, Table, Text
from simulator.report.play_data import AnswerPart, VerdictData
from simulator.report.wording import Texts
from tests.support import small_bundle

ENGLISH = language("en")
ANSWERS = ((0,), (1,), (0, 1, 0), (1, 1, 1, 0, 1, 0, 0), (0, 1, 0), (4, 0))
BUNDLE = small_bundle()


def judged_material() -> Material:
    session = begin(BUNDLE.graph, 0, 1, chance={"danger": "none", "line": "free"})
    for answer in ANSWERS:
        session.answer(answer)
    return material(Texts(BUNDLE, ENGLISH), debrief(BUNDLE, session.log))


DECISIONS = {one.scene: one for one in judged_material().play.decisions}


RIGHT = next(one.fitting for one in DECISIONS["t-sort"].parts)


def part(number: int, mark: int) -> AnswerPart:
    first = next(one for one in DECISIONS["t-sort"].parts)
    return replace(
        first, id=f"p{number}", text=f"part {number}", given="put in", mark=mark, why=f"why {number}"
    )


def open_and_folded(*marks: int) -> tuple[list[Block], list[Block]]:
    parts = tuple(part(number, mark) for number, mark in enumerate(marks))
    one = replace(DECISIONS["t-sort"], parts=parts, share=None)
    return list(answer_blocks(one, ENGLISH)), list(rest_of_answer(one, ENGLISH))


def test_of_a_form_only_what_was_wrong_stands_open_with_its_reason() -> None:
    (table,), (rest,) = open_and_folded(1, 0, -1, 0)
    assert isinstance(table, Table) and isinstance(rest, Table)
    assert table.caption == "What to look at again"
    assert table.head == ("Part", "Your answer", "What fits", "Why")
    assert table.rows == (("part 1", "put in", RIGHT, "why 1"), ("part 3", "put in", RIGHT, "why 3"))
    assert rest.caption == "The rest of your answer"
    assert rest.head == ("Part", "Your answer", "How it fits", "Why")


def test_each_folded_part_says_how_it_fits_in_words_and_in_its_mood() -> None:
    _, (rest,) = open_and_folded(1, 0, 0, 0, -1, 0)
    assert isinstance(rest, Table)
    assert [(row[0], row[1], row[3]) for row in rest.rows] == [
        (f"part {number}", "put in", f"why {number}") for number in (0, 4, 5)
    ]
    assert [row[2] for row in rest.rows] == [
        Badge("fits", "good"),
        Badge("either is fine", "quiet"),
        Badge("look again", "bad"),
    ]


def test_three_wrong_parts_stand_open_and_the_others_follow_in_the_rest() -> None:
    (table,), (rest,) = open_and_folded(0, 0, 0, 0, 0)
    assert isinstance(table, Table) and isinstance(rest, Table)
    assert [row[0] for row in table.rows] == ["part 0", "part 1", "part 2"]
    assert [row[0] for row in rest.rows] == ["part 3", "part 4"]
    assert [row[2] for row in rest.rows] == [Badge("look again", "bad")] * 2


def test_where_nothing_is_wrong_nothing_is_to_be_looked_at_again() -> None:
    shown, (rest,) = open_and_folded(1, -1)
    assert shown == []
    assert isinstance(rest, Table) and len(rest.rows) == 2
    assert open_and_folded(0, 0)[1] == []


def test_how_much_is_right_out_of_how_much() -> None:
    sort = replace(DECISIONS["t-sort"], right=2, judged=3, share=66, parts=())
    assert share_words(sort, ENGLISH) == "Right: 2 of 3"
    assert list(answer_blocks(sort, ENGLISH))[-1] == Text("Right: 2 of 3", kind="quiet")


def test_where_nothing_is_right_or_wrong_nothing_is_counted() -> None:
    for scene in ("t-door", "t-act", "t-rate"):
        one = DECISIONS[scene]
        assert (one.right, one.judged, one.share) == (0, 0, None)
    chosen = DECISIONS["t-door"]
    assert list(answer_blocks(chosen, ENGLISH)) == [Text(chosen.lines[0], "You chose", "answer")]
    assert isinstance((*answer_blocks(DECISIONS["t-rate"], ENGLISH),)[0], Items)


# --- Verdicts -----------------------------------------------------------------------------------

WHOLE = judged_material()
DAY = {one.decision.scene: one for one in day_moments(WHOLE, ())}
VERDICT = next(verdict for one in DECISIONS.values() for verdict in one.verdicts)


REASON = "It stands for good reason. This is one."


def verdict(name: str, kind: str, **changed: Any) -> VerdictData:
    plain = replace(VERDICT, rule=name, title=name, verdict=kind, because=(), force_title="rule", ours="")
    return replace(plain, **{"cite": (f"source of {name}",), "stance": "require", "why": REASON, **changed})


def notes_of(*verdicts: VerdictData, why: str = "", well: bool = False) -> list[Block]:
    decision = replace(DAY["t-door"].decision, verdicts=verdicts, why=why)
    return list(finding_notes(WHOLE, replace(DAY["t-door"], decision=decision, well=well)))


def test_headings_say_what_it_is_and_each_kind_has_its_own() -> None:
    notes = notes_of(
        verdict("kept", "met"),
        verdict("contested", "contested"),
        verdict("not followed", "not-followed", force="recommendation"),
        verdict("unlike it", "not-followed", force="example"),
        verdict("missing", "missing"),
        verdict("not done", "breached"),
        verdict("done", "breached", stance="forbid"),
    )
    assert all(isinstance(note, Note) for note in notes)
    found = [
        (n.title, n.mood, [b.text for b in n.blocks if isinstance(b, Reference)])
        for n in notes
        if isinstance(n, Note)
    ]
    assert found == [
        ("What is not done", "bad", ["done"]),
        ("What was lacking", "missed", ["missing", "not done"]),
        ("Otherwise than in the example", "advised", ["unlike it"]),
        ("Recommendation not followed", "advised", ["not followed"]),
        ("Contested", "contested", ["contested"]),
    ]


def test_each_rule_leads_to_its_page_and_says_how_binding_it_is_and_one_source() -> None:
    (note,) = notes_of(verdict("a", "breached", ours="we", cite=("first", "second")))
    assert isinstance(note, Note)
    assert note.blocks == (
        Reference("a", "rule", id="a"),
        Text("rule · first · with our interpretation", kind="quiet"),
        Text("It stands for good reason."),
    )


def test_rules_in_a_row_with_one_source_name_it_once() -> None:
    (note,) = notes_of(
        *(verdict(name, "breached", cite=("one",)) for name in "ab"), verdict("c", "breached", cite=("two",))
    )
    assert isinstance(note, Note)
    assert [block.text for block in note.blocks if isinstance(block, Text)] == [
        "rule · one",
        "rule · two",
        "It stands for good reason.",
    ]


def test_a_card_without_a_reason_of_its_own_has_a_sentence_of_its_first_rule() -> None:
    done, lacking = notes_of(
        verdict("a", "breached", stance="forbid"),
        verdict("b", "missing", why="Because of b. And more."),
        verdict("c", "missing", why="Because of c."),
        why="because",
    )
    assert isinstance(done, Note) and isinstance(lacking, Note)
    assert done.blocks[-1] == Text("because")
    assert [b.text for b in lacking.blocks if isinstance(b, Text) and not b.kind] == ["Because of b."]


def test_what_was_right_is_no_reason_for_a_duty_that_ran_out_beside_it() -> None:
    done = replace(DAY["t-door"].decision, verdicts=(verdict("a", "missing"),), why="because", judged=12)
    for right, told in ((12, ["What was lacking", "Why that was good"]), (11, ["What was lacking"])):
        moment = replace(DAY["t-door"], decision=replace(done, right=right), expert=None, well=True)
        notes = [note for note in finding_notes(WHOLE, moment) if isinstance(note, Note)]
        assert [note.title for note in notes] == told
        assert [note.title for note in notes if Text("because") in note.blocks] == told[-1:]


@pytest.mark.parametrize(
    ("well", "title", "mood"),
    [(True, "Why that was good", "good"), (False, "Why that was not good", "plain")],
)
def test_the_reason_stands_once_under_what_it_says(well: bool, title: str, mood: str) -> None:
    assert notes_of(why="because", well=well) == [Note(title, (Text("because"),), mood=mood)]
    (ill, *others) = notes_of(verdict("a", "breached"), verdict("b", "late"), why="because", well=False)
    assert isinstance(ill, Note) and not others
    assert ill.blocks[-1] == Text("because")


def test_a_good_answer_where_sources_do_not_agree_keeps_its_reason_apart() -> None:
    contested, good = notes_of(verdict("a", "contested"), why="because", well=True)
    assert isinstance(contested, Note) and Text("because") not in contested.blocks
    assert good == Note("Why that was good", (Text("because"),), mood="good")


def test_what_became_of_a_duty_whose_term_ran_out() -> None:
    late = verdict("a", "late", due="10:05", at="10:20", verdict_title="late by 15 minutes", step=7)
    (note,) = notes_of(late)
    assert isinstance(note, Note)
    words = "The term was 10:05; done at 10:20, late by 15 minutes."
    assert note.blocks[1] == Reference(words, "", at="moment-7")
    (here,) = notes_of(replace(late, step=late.stands))
    assert isinstance(here, Note)
    assert here.blocks[1] == Text(words), "no way to where one is"
    (missing,) = notes_of(verdict("a", "missing", due="10:05"))
    assert isinstance(missing, Note)
    assert missing.blocks[1] == Text("The term ran out at 10:05; it was never done.")
    (without,) = notes_of(verdict("a", "missing", due=""))
    assert isinstance(without, Note) and len(without.blocks) == 3


# --- The day ------------------------------------------------------------------------------------


def marks(
    *kinds: str, expert: ExpertMoment | None = None, well: bool = False, right: int = 0, judged: int = 0
) -> list[str]:
    verdicts = tuple(verdict(f"r{at}", kind) for at, kind in enumerate(kinds))
    decision = replace(DAY["t-door"].decision, verdicts=verdicts, right=right, judged=judged)
    moment = replace(DAY["t-door"], decision=decision, expert=expert, well=well)
    return [f"{mark.kind}: {mark.text}" for mark in marks_of(moment, ENGLISH)]


MINE = ExpertAnswer("10:00", "here", ("a",))


@pytest.mark.parametrize(
    ("kinds", "signs"),
    [
        ((), ["none: no rule"]),
        (("met",), ["kept: met"]),
        (("contested",), ["contested: contested"]),
        (("met", "contested"), ["kept: met"]),
        (("met", "not-followed", "contested"), ["advised: not followed"]),
        (("not-followed", "late"), ["missed: late"]),
        (("missing", "met"), ["missed: missing"]),
        (("late", "missing"), ["missed: missing or late"]),
        (("met", "breached"), ["breached: breached"]),
        (("late", "breached"), ["breached: breached", "missed: late"]),
    ],
)
def test_the_gravest_is_what_a_decision_wears(kinds: tuple[str, ...], signs: list[str]) -> None:
    assert marks(*kinds) == signs


def test_a_rule_kept_is_no_praise_where_the_answer_was_not_the_experts() -> None:
    other = ExpertMoment(OTHER, MINE, MINE)
    assert marks("met", expert=other) == ["advised: not as the expert"]
    assert marks("met", expert=other, well=True) == ["kept: met"]
    assert marks("met", expert=ExpertMoment(SAME, MINE)) == ["kept: met"]
    assert marks("breached", expert=other) == ["breached: breached"]


def test_what_is_right_in_part_wears_neither_the_sign_of_good_nor_of_bad() -> None:
    assert marks("met", well=True, right=12, judged=15) == ["partly: partly right"]
    assert marks(well=True, right=1, judged=15) == ["partly: partly right"]
    assert marks("met", well=True, right=15, judged=15) == ["kept: met"]
    assert marks("met", expert=ExpertMoment(OTHER, MINE, MINE), judged=15) == ["advised: not as the expert"]
    assert marks("met", "missing", right=12, judged=15) == ["missed: missing"]
    assert marks("not-followed", right=12, judged=15) == ["advised: not followed"]


def taken(*verdicts: VerdictData) -> list[tuple[str, str]]:
    finding = replace(WHOLE.play.findings[0], verdicts=verdicts)
    made = replace(WHOLE, play=replace(WHOLE.play, findings=(finding,)))
    return [(one.text, one.at or one.id) for one in lessons(made)]


def lesson(name: str, kind: str, stands: int, force: str = "guide") -> VerdictData:
    return verdict(name, kind, lesson=f"lesson {name}", stands=stands, force=force)


def test_three_lessons_the_gravest_first_each_of_another_moment() -> None:
    found = taken(
        lesson("kept", "met", 1),
        lesson("late", "late", 2),
        lesson("guide", "breached", 3),
        lesson("same moment", "breached", 3),
        lesson("law", "breached", 4, "law"),
    )
    assert found == [("lesson law", "moment-4"), ("lesson guide", "moment-3"), ("lesson late", "moment-2")]


def test_no_lesson_twice_nothing_contested_and_of_what_was_kept_where_nothing_went_wrong() -> None:
    assert taken(lesson("x", "contested", 1), lesson("a", "met", 1), lesson("b", "met", 2)) == [
        ("lesson a", "moment-1"),
        ("lesson b", "moment-2"),
    ]
    twice = replace(lesson("b", "missing", 2), lesson="lesson a")
    assert taken(lesson("a", "missing", 1), twice) == [("lesson a", "moment-1")]
    assert taken(lesson("a", "missing", -1)) == [("lesson a", "a")], "at no moment: its rule's page"


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


def test_what_is_advised_can_be_begun() -> None:
    section = advice_section(advice_on({"small": BUNDLE}, Studied(), "2026-11-21"), ENGLISH)
    assert section is not None
    row = section.blocks[2]
    assert [type(block).__name__.lower() for block in getattr(row, "blocks", ())] == ["button"]
