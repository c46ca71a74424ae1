"""Whole debriefs of real walks: what each section holds of the play, and every word in every renderer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from simulator.cohort.walks import play_walk
from simulator.competence.advice import Studied, advice_on
from simulator.competence.corrections import with_corrections
from simulator.competence.debrief import Debrief, debrief
from simulator.competence.evidence import Correction
from simulator.competence.expert import comparisons
from simulator.competence.fact_trace import traces
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.graph.bundle import Bundle
from simulator.language import clock, language
from simulator.report.debrief.material import Companions, Material, Original, OwnWords, material
from simulator.report.debrief.profile import steps_at_stake
from simulator.report.debrief.whole import debrief_document
from simulator.report.document import (
    Badge,
    Block,
    Button,
    Counts,
    Details,
    Document,
    Heading,
    Items,
    Note,
    Reference,
    References,
    Section,
    Slot,
    Span,
    Strip,
    Table,
    Text,
    Timeline,
)
from simulator.report.outcomes import rank_words
from simulator.report.text_renderer import text_of
from simulator.report.wording import Texts, level_word, role_word, unverified_words
from simulator.report.write_docx import docx_of
from simulator.store.plays import PlayRecord
from simulator.ui.render_document import page_nodes
from tests.report.reading import words_of_docx
from tests.report.test_document import flat, in_order, pages_without_feet, strings
from tests.support import bundle, our_cases

WALKS = ("naive-technician", "expert-coordinator", "naive-coordinator")
PLAYS = [
    (case, walk, code) for case in our_cases() for walk, code in zip(WALKS, ("ro", "en", "ro"), strict=True)
]
PLAY = "a" * 32
BEGAN = "2026-11-20T08:00:00.000+00:00"


def judged_walk(case: str, walk: str) -> tuple[Bundle, Debrief]:
    """A walk, judged; the first of those whose names begin so."""
    walks = read_walks(case_folders()[case])
    name = min((name for name in walks if name.startswith(walk)), key=len)
    played, written = walks[name]
    rests_on = bundle(case, played.level)
    return rests_on, debrief(rests_on, play_walk(rests_on.graph, played, written))


@cache
def rich(case: str, walk: str, code: str) -> Material:
    """A walk with all that can stand beside it: another way, corrections, advice, own words."""
    rests_on, judged = judged_walk(case, walk)
    _, other = judged_walk(case, walk.replace("naive", "expert"))
    first, second = judged.findings[0].evidence[:2]
    corrections = (
        Correction(first.indicator, first.source, first.step, 1 - first.right, "Ana Pop", "s-a văzut"),
        Correction(second.indicator, second.source, second.step, 0.5, "Ion Dan", "pe jumătate"),
    )
    play = PlayRecord("p", "l", case, "standard", "b", BEGAN, BEGAN, len(other.log), verified=True)
    beside = Companions(
        comparisons(rests_on, judged),
        advice_on({case: rests_on}, Studied(), "2026-11-21"),
        Original(play, other),
        judged,
        corrections,
        verified=False,
        play=PLAY,
    )
    model = rests_on.profession.model
    plain = material(Texts(rests_on, language(code)), with_corrections(judged, model, corrections), beside)
    own = OwnWords(
        {one.step: f"cuvintele mele, {one.step}" for one in plain.play.decisions},
        {name: f"răspuns la {name}" for name in plain.questions},
    )
    return material(plain.texts, plain.judged, beside, own)


@cache
def document_of(case: str, walk: str, code: str) -> Document:
    return debrief_document(rich(case, walk, code))


# --- Every word of the tree, in its order, in every renderer --------------------------------------


def on_tree(blocks: Iterable[Any]) -> Iterator[str]:
    """The words of a tree as a page should show them, in order; what a page fills in itself left out."""
    for block in blocks:
        match block:
            case str():
                yield block
            case Section():
                yield from (block.title, *on_tree(block.blocks))
            case Details():
                yield f"{block.summary}({block.count})" if block.count else block.summary
                yield from on_tree(block.blocks)
            case Timeline():
                for one in block.moments:
                    yield from (one.time, one.title, *on_tree(one.marks), one.line, *on_tree(one.blocks))
            case Strip():
                yield block.title
                for one in block.moments:
                    yield from (one.time, *on_tree(one.marks), one.below)
            case Counts():
                yield from (f"{number}{mark.text}" for number, mark in block.counts)
            case References():
                yield from on_tree(block.items)
            case Table():
                yield from (block.caption, *block.head)
                yield from (word for row in block.rows for word in on_tree(row))
            case Note():
                yield from (block.title, *on_tree(block.badges), *on_tree(block.blocks))
            case Text():
                yield f"{block.label}:{block.text}" if block.label else block.text
            case Items():
                yield from block.items
            case Slot():
                continue
            case _:
                yield block.text


WORDED = ("time", "title", "summary", "caption", "head", "number", "text")
WITHIN = ("mark", "marks", "line", "below", "children", "items", "rows", "moments", "entries")


def on_page(node: Any) -> Iterator[str]:
    """The words of parts of a page, in the order in which they stand on it."""
    if isinstance(node, str | int):
        yield str(node)
    elif isinstance(node, list):
        for one in node:
            yield from on_page(one)
    else:
        if node.get("is") == "paragraph" and node.get("label"):
            node = {**node, "text": f"{node['label']}:{node['text']}"}
        for name in (*WORDED, *WITHIN):
            yield from on_page(node.get(name, []))


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_a_page_shows_every_word_in_its_order_and_no_other(case: str, walk: str, code: str) -> None:
    document = document_of(case, walk, code)
    wanted = [flat(word) for word in on_tree(document.blocks)]
    assert len(wanted) > 200
    assert flat("".join(on_page(page_nodes(document.blocks)))) == "".join(wanted)


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_a_terminal_and_a_word_processor_say_every_word(case: str, walk: str, code: str) -> None:
    document = document_of(case, walk, code)
    assert in_order(strings(document), flat("".join(words_of_docx(docx_of(document))))) == []
    # In a terminal a row's cells come after their columns' titles: each line stands there, once or more.
    printed = flat(text_of(document)).lower()
    firsts = {table.head[0] for table in inner(document.blocks, Table)}
    lost = [line for line in strings(document) if line not in firsts and flat(line).lower() not in printed]
    assert lost == []


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS[:: len(WALKS)][:2] + PLAYS[1 :: len(WALKS)][2:])
def test_a_pdf_says_every_word_in_its_order(case: str, walk: str, code: str) -> None:
    document = document_of(case, walk, code)
    assert in_order(strings(document), pages_without_feet(document)) == []


def test_two_languages_tell_the_same_tree() -> None:
    """The same kinds of blocks in the same places, and hardly a word in common."""

    def shape(value: Any) -> Any:
        if isinstance(value, tuple):
            return [shape(one) for one in value]
        fields = getattr(value, "__dataclass_fields__", {})
        return [type(value).__name__, *[shape(getattr(value, name)) for name in fields]] if fields else ""

    ro, en = (document_of("burnout", "naive-technician", code) for code in ("ro", "en"))
    assert json.dumps(shape(ro.blocks)) == json.dumps(shape(en.blocks))
    titles = [{one.title for one in inner(document.blocks, Section)} for document in (ro, en)]
    assert not titles[0] & titles[1] - {""}


# --- What each section holds of the play ---------------------------------------------------------------


def inner(blocks: Iterable[Any], kind: type[Any]) -> list[Any]:
    """All blocks of a kind within others, in order."""
    there: list[Any] = []
    for block in blocks:
        if isinstance(block, kind):
            there.append(block)
        there += inner(getattr(block, "blocks", ()), kind)
        for moment in getattr(block, "moments", ()):
            there += inner(getattr(moment, "blocks", ()), kind)
    return there


def section(document: Document, key: str) -> Section:
    (there,) = [one for one in document.blocks if isinstance(one, Section) and one.key == key]
    return there


def words_in(*blocks: Block) -> str:
    return "\n".join(on_tree(blocks))


NAIVE = ("abuse-discovery", "naive-technician", "ro")


def test_the_sections_in_their_order() -> None:
    document = document_of(*NAIVE)
    assert [(one.key, one.title) for one in document.blocks if isinstance(one, Section)] == [
        ("head", ""),
        ("corrections", "Corecturile formatorului"),
        ("what-if", "Ce s-ar fi întâmplat"),
        ("circumstances", "Rolul dumneavoastră în acest caz"),
        ("moments", "Momentele acestor zile"),
        ("expert", "Drumul expertului, lângă al dumneavoastră"),
        ("facts-technician", "Observat, raportat, folosit: tehnician"),
        ("findings-technician", "Regulile puse la încercare: tehnician"),
        ("steps", "Cei șapte pași"),
        ("profile-technician", "Profil pe domenii: tehnician"),
        ("questions", "Întrebări pentru reflecție"),
        ("next", "Ce urmează"),
    ]
    assert all(isinstance(one, Section) for one in document.blocks)


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_no_section_is_empty(case: str, walk: str, code: str) -> None:
    for one in document_of(case, walk, code).blocks:
        assert isinstance(one, Section)
        assert inner([one], Text) or inner([one], Table), one.key


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_above_the_title_stands_who_played_at_which_level_in_which_variant(
    case: str, walk: str, code: str
) -> None:
    play, document = rich(case, walk, code).play, document_of(case, walk, code)
    assert document.above == document.about
    assert play.variant and all(play.variant)
    role, level = role_word(play.roles[0].role, language(code)), level_word(play.level, language(code))
    for expected in (role, level, *play.variant):
        assert expected in document.above


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_the_head_says_how_it_ended_and_what_came_of_each_rule_and_decision(
    case: str, walk: str, code: str
) -> None:
    play, head = rich(case, walk, code).play, section(document_of(case, walk, code), "head")
    ending, unverified, *_ = inner(head.blocks, Text)
    assert ending.label == play.endings[0].title
    assert ending.text == play.endings[0].gist != ""
    assert unverified.text == unverified_words(language(code))
    (counts,), (strip,) = inner(head.blocks, Counts), inner(head.blocks, Strip)
    kinds = Counter(v.verdict for v in play.findings[0].verdicts)
    assert [(mark.kind, number) for number, mark in counts.counts] == [
        ("breached", kinds["breached"]),
        ("missed", kinds["missing"] + kinds["late"]),
        ("kept", kinds["met"]),
    ]
    for one, decision in zip(strip.moments, play.decisions, strict=True):
        assert (one.time, one.at) == (clock(decision.minute % 1440), f"moment-{decision.step}")
        assert one.chosen == (decision.step == play.decisive)
    (taken,) = inner(head.blocks, References)
    assert taken.ordered and 1 <= len(taken.items) <= 3
    lessons = {v.lesson for v in play.findings[0].verdicts}
    assert {one.text for one in taken.items} <= lessons


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_the_circumstances_are_told_with_the_part_the_day_and_the_whole_ending(
    case: str, walk: str, code: str
) -> None:
    play, texts = rich(case, walk, code).play, rich(case, walk, code).texts
    part = section(document_of(case, walk, code), "circumstances")
    first, *others = [one for one in part.blocks if isinstance(one, Text)]
    assert texts.day() in first.text
    chance = [" ".join(play.circumstances)] if play.circumstances else []
    assert [one.text for one in others] == [*chance, play.roles[0].brief]
    assert others[-1].label == play.roles[0].name
    (ending,) = [one for one in part.blocks if isinstance(one, Section) and one.kind == "after"]
    *story, rank = [one.text for one in ending.blocks if isinstance(one, Text)]
    assert story == list(play.endings[0].text)
    assert rank == rank_words(play.endings[0].rank, play.endings[0].ranks, language(code))


HEADINGS = {
    "breached": ("What is not done", "What was lacking"),
    "missing": ("What was lacking",),
    "late": ("What was lacking",),
    "not-followed": ("Recommendation not followed",),
    "contested": ("Contested",),
}
EXAMPLE = ("Otherwise than in the example",)


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_each_decision_has_its_moment_with_all_that_is_told_of_it(case: str, walk: str, code: str) -> None:
    built = rich(case, walk, code)
    (line,) = [
        one for one in section(document_of(case, walk, code), "moments").blocks if isinstance(one, Timeline)
    ]
    for moment, decision in zip(line.moments, built.play.decisions, strict=True):
        weeks = built.play.decisions[-1].minute >= 7 * 1440
        short = (built.texts.time if weeks else built.texts.short_time)(decision.minute)
        assert (moment.time, moment.title, moment.key) == (short, decision.place, f"moment-{decision.step}")
        words = words_in(*moment.blocks)
        assert [one.text for one in inner(moment.blocks, Text) if one.kind == "ask"] == [decision.ask]
        for expected in (*decision.text, decision.then, f"cuvintele mele, {decision.step}"):
            assert expected in words
        for part in decision.parts:
            assert part.text in words
            assert part.why in words
        if decision.why:
            assert words.count(decision.why) == 1, "why, once"
        forks = [one for one in inner(moment.blocks, Button) if one.do == "fork"]
        assert [one.fields for one in forks] == [(("step", decision.step),)]


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_each_rule_stands_in_its_moment_under_a_heading_that_says_what_it_is(
    case: str, walk: str, code: str
) -> None:
    built, text = rich(case, walk, code), language(code).text
    (line,) = inner(section(document_of(case, walk, code), "moments").blocks, Timeline)
    for moment, decision in zip(line.moments, built.play.decisions, strict=True):
        notes = {one.title: one for one in inner(moment.blocks, Note)}
        for verdict in decision.verdicts:
            if verdict.verdict == "met":
                (around,) = [one for one in moment.blocks if isinstance(one, Details)]
                at = around.blocks.index(Heading(text("Rules kept here"), 4))
                kept = around.blocks[at + 1]
                assert isinstance(kept, References)
                ways = [(one.text, one.page, one.id) for one in kept.items]
                assert (verdict.title, "rule", verdict.rule) in ways
                continue
            example = verdict.verdict == "not-followed" and verdict.force == "example"
            headings = EXAMPLE if example else HEADINGS[verdict.verdict]
            note = notes[text(headings[0] if verdict.stance == "forbid" else headings[-1])]
            ways = [one for one in note.blocks if isinstance(one, Reference) and one.page == "rule"]
            assert (verdict.title, verdict.rule) in [(one.text, one.id) for one in ways]
            sources = words_in(*note.blocks)
            assert verdict.force_title in sources and verdict.cite[0] in sources
        if not decision.verdicts:
            titles = {text(one) for headings in (EXAMPLE, *HEADINGS.values()) for one in headings}
            assert not set(notes) & (titles - {text("What was lacking")})


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_each_table_has_a_row_for_each_thing_that_it_is_about(case: str, walk: str, code: str) -> None:
    built, document = rich(case, walk, code), document_of(case, walk, code)
    play, role = built.play, built.play.findings[0].role
    (steps,) = inner(section(document, "steps").blocks, Table)
    stake = steps_at_stake(built)
    assert stake and [step for _, step in stake if step.state == "done"] == [
        one for one in play.steps if one.state == "done"
    ]
    assert [(row[0], row[1].text != "", row[2]) for row in steps.rows] == [
        (f"{number}. {one.title}", True, one.time or "–") for number, one in stake
    ]
    (facts,) = inner(section(document, f"facts-{role}").blocks, Table)
    known = traces(
        built.texts.bundle.graph, built.judged.log, built.judged.states, built.judged.findings[0].role
    )
    assert [row[0] for row in facts.rows] == [built.texts.words(f"facts.{one.fact}.text") for one in known]
    corrected = inner(section(document, "corrections").blocks, Table)[0].rows
    assert [row[3] for row in corrected] == ["Ana Pop: S-a văzut.", "Ion Dan: Pe jumătate."]
    uncorrected = built.companions.uncorrected
    assert uncorrected is not None
    moods = {1.0: "good", 0.0: "bad"}
    for row, piece, word in zip(
        corrected, uncorrected.findings[0].evidence, built.companions.corrections, strict=False
    ):
        assert [badge.mood for badge in row[1:3] if isinstance(badge, Badge)] == [
            moods.get(right, "open") for right in (piece.right, word.right)
        ]


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_an_interval_stands_with_its_ends_and_its_middle_in_their_places(
    case: str, walk: str, code: str
) -> None:
    finding = rich(case, walk, code).play.findings[0]
    profile = section(document_of(case, walk, code), f"profile-{finding.role}")
    (table,) = inner(profile.blocks, Table)
    observed = [one for one in finding.domains if one.weight]
    assert observed
    for row, one in zip(table.rows, observed, strict=True):
        assert row[0] == one.title
        span = row[2]
        assert isinstance(span, Span)
        assert (span.low, span.middle, span.high) == (one.low, one.mean, one.high)
        assert one.low < one.mean < one.high
        numbers = [language(code).number(value, 2) for value in (one.mean, one.low, one.high)]
        places = [span.text.find(number) for number in numbers]
        assert all(place >= 0 for place in places)
        assert numbers[1] in span.text[places[0] + 1 :] and numbers[2] in span.text
    unseen = [
        title for one in profile.blocks if isinstance(one, Details) for title in inner([one], Items)[0].items
    ]
    assert unseen == [one.title for one in finding.domains if not one.weight]


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_each_rule_put_to_the_test_has_a_row_the_gravest_first_with_a_way_to_where_it_stands(
    case: str, walk: str, code: str
) -> None:
    built = rich(case, walk, code)
    finding, times = built.play.findings[0], {one.step: one.time for one in built.play.decisions}
    part = section(document_of(case, walk, code), f"findings-{finding.role}")
    (table,) = [one for one in part.blocks if isinstance(one, Table)]
    rows = {row[0].id: row for row in table.rows if isinstance(row[0], Reference)}
    assert len(table.rows) == len(rows) == len(finding.verdicts)
    for verdict in finding.verdicts:
        name, what, where, force = rows[verdict.rule]
        assert (name.text, name.page, what.text, force) == (
            verdict.title,
            "rule",
            verdict.verdict_title,
            verdict.force_title,
        )
        if isinstance(where, Reference):
            assert (where.page, where.play, where.at) == ("debrief", PLAY, f"moment-{verdict.stands}")
            assert where.text == times[verdict.stands]
        else:
            assert verdict.stands < 0 or verdict.because
    kinds = {verdict.rule: verdict.verdict for verdict in finding.verdicts}
    order = ["breached", "missing", "late", "not-followed", "contested", "met", "not-applicable"]
    graded = [order.index(kinds[row[0].id]) for row in table.rows if isinstance(row[0], Reference)]
    assert graded == sorted(graded)
    contested = [verdict for verdict in finding.verdicts if verdict.verdict == "contested"]
    pairs = {frozenset((verdict.rule, other.rule)) for verdict in contested for other in verdict.because}
    sides = [one for one in inner(part.blocks, Note) if one.mood == "contested"]
    assert len(sides) == 2 * len(pairs)
    assert all(len(inner(one.blocks, Text)) >= 2 for one in sides), "why, and where it comes from"


def test_own_answers_stand_under_their_questions_on_paper() -> None:
    built, document = rich(*NAIVE), document_of(*NAIVE)
    (slot,) = [one for one in section(document, "questions").blocks if isinstance(one, Slot)]
    assert slot.name == "questions"
    assert [one.text for one in slot.instead if isinstance(one, Text)] == [
        word
        for name in built.questions
        for word in (built.texts.words(f"questions.{name}"), f"răspuns la {name}")
    ]


def test_a_what_if_lays_both_plays_side_by_side() -> None:
    part = section(document_of(*NAIVE), "what-if")
    (table,) = inner(part.blocks, Table)
    _, other = judged_walk("abuse-discovery", "expert-technician")
    play = rich(*NAIVE).play
    ending = other.states[-1].seats[0].node
    texts = rich(*NAIVE).texts
    theirs = texts.words(f"endings.{texts.bundle.graph.ending(ending).id}.title")
    assert table.rows[0][1:] == (theirs, play.endings[0].title)
    assert len(table.rows) == 2
    assert table.rows[1][1] != table.rows[1][2]


def test_the_experts_path_is_told_from_the_first_scene_to_the_last() -> None:
    built = rich(*NAIVE)
    line, *_ = inner(section(document_of(*NAIVE), "expert").blocks, Timeline)
    first = built.companions.paths[0].expert
    assert len(line.moments) >= len(first.log) - 3
    assert all(inner(one.blocks, Items)[0].items for one in line.moments)
    assert sum(bool(inner(one.blocks, Text)) for one in line.moments) == len(line.moments), "with its reasons"


def test_above_each_table_of_answers_stands_how_much_is_right() -> None:
    built, text = rich(*NAIVE), language("ro").text
    (line,) = inner(section(document_of(*NAIVE), "moments").blocks, Timeline)
    judged = [one for one in built.play.decisions if one.share is not None]
    assert judged
    for moment, decision in zip(line.moments, built.play.decisions, strict=True):
        share = text("Right: {right} of {judged}", right=decision.right, judged=decision.judged)
        assert (share in words_in(*moment.blocks)) == (decision.share is not None)
        assert (share in moment.line) == (decision.share is not None)


# --- Told alike everywhere -------------------------------------------------------------------------------


@pytest.mark.parametrize(("case", "walk", "code"), PLAYS)
def test_a_time_of_a_later_day_is_told_by_its_date_and_never_by_a_number(
    case: str, walk: str, code: str
) -> None:
    document, texts = document_of(case, walk, code), rich(case, walk, code).texts
    words = words_in(*document.blocks)
    assert "+1 " not in words and "+7 " not in words
    later = [one for one in rich(case, walk, code).play.decisions if one.minute >= 1440]
    for one in later:
        assert one.time.startswith(texts.day(one.minute, year=False))
    for one, after in pairwise(rich(case, walk, code).play.decisions):
        assert one.minute <= after.minute


HEADS = {
    "corrections": ("What", "As found", "As corrected", "Who, and why"),
    "what if": ("Compared", "That play", "This “what if”"),
    "facts": ("Fact", "Seen or heard", "Passed on", "Used in"),
    "rules": ("Rule", "Finding", "Where", "How binding"),
    "steps": ("Step", "State", "When", "Who"),
    "profile": ("Domain", "Level", "Estimate (0–1), with its interval", "Rests on"),
}


def test_the_columns_of_every_table_are_named_in_their_order() -> None:
    document = document_of("burnout", "naive-coordinator", "en")
    tables = inner(
        [one for one in document.blocks if getattr(one, "key", "") not in ("moments", "next")], Table
    )
    assert [table.head for table in tables] == list(HEADS.values())
    answers = inner(section(document, "moments").blocks, Table)
    assert {table.head for table in answers} == {
        ("Part", "Your answer", "What fits", "Why"),
        ("Part", "Your answer", "How it fits", "Why"),
    }


@pytest.mark.parametrize(
    ("case", "walk", "code", "days"),
    [
        ("abuse-discovery", "naive-technician", "ro", ["marți", "miercuri"]),
        ("burnout", "naive-coordinator", "ro", ["25 noi.", "2 dec."]),
        ("burnout", "naive-coordinator", "en", ["25 Nov.", "2 Dec."]),
    ],
)
def test_days_are_told_apart_by_weekday_and_where_weeks_pass_by_date(
    case: str, walk: str, code: str, days: list[str]
) -> None:
    (strip,) = inner(document_of(case, walk, code).blocks, Strip)
    assert [one.day for one in strip.moments if one.day] == days
