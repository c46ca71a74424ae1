"""Every walk of every case, looked back on: short before anything is opened, and true of what was played."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Engine

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.language import language
from simulator.report.debrief.material import Material
from simulator.report.debrief.profile import steps_at_stake
from simulator.report.document import Text
from simulator.report.reading_order import linear
from simulator.store.learners import choose_language, new_learner
from simulator.store.plays import append, begin_play
from simulator.ui.debrief_controller import PAPERS, DebriefController
from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import NOWHERE, PageShell
from simulator.ui.parts import Node
from simulator.ui.place import Place
from simulator.ui.session_context import SessionContext
from tests.support import bundle, our_cases
from tests.ui.reading import open_texts, parts_of, sentences_in, words_in

MOST_WORDS, MOST_FIRST, MOST_OPEN = 1200, 120, 6
LEAST = 6  # words of a sentence that is not to stand twice
CODES = ("ro", "en")
# Cases whose walks do something only after its term, at a later decision.
WITH_LATE = ("abuse-discovery", "burnout", "coordination-conflict")


class Shown(NamedTuple):
    """A walk's debrief in one language: the page, what it is built from, how to ask it for more."""

    walk: str
    code: str
    shell: PageShell
    material: Material

    @property
    def nodes(self) -> list[Node]:
        return list(self.shell.page.view["children"])

    @property
    def head(self) -> Node:
        """The first screen."""
        (head,) = [node for node in self.nodes if node.get("key") == "head"]
        return head

    @property
    def moments(self) -> list[Node]:
        (line,) = parts_of(self.nodes, "timeline")
        return list(line["moments"])

    def moment(self, key: str) -> Node:
        (one,) = [one for one in self.moments if one["key"] == key]
        return one


@cache
def walks(case: str) -> dict[str, tuple[Any, Any]]:
    return read_walks(case_folders()[case])


def debriefs(engine: Engine, case: str, begins: str = "") -> Iterator[Shown]:
    """The debrief of each walk of a case, in both languages, as a page shows it."""
    for name, (played, written) in walks(case).items():
        if not name.startswith(begins):
            continue
        rests_on = bundle(case, played.level)
        log = play_walk(rests_on.graph, played, written)
        learner = new_learner(engine)
        play = begin_play(engine, learner.id, rests_on, log[0], verified=True)
        append(engine, rests_on, play, 1, log[1:], ended=True, verified=True)
        for code in CODES:
            choose_language(engine, learner.id, code)
            visit = SessionContext(learner.id, "debrief", NOWHERE, (), verified=True)
            shell = PageShell(visit, engine, PAGES)
            shell.open("debrief", Place(play))
            assert shell.notice is None
            assert isinstance(shell.controller, DebriefController)
            yield Shown(name, code, shell, shell.controller._material())


@pytest.mark.parametrize("case", our_cases())
def test_it_is_short_before_anything_is_opened(engine: Engine, case: str) -> None:
    for shown in debriefs(engine, case):
        where = (shown.walk, shown.code)
        bar = [node for node in shown.nodes if node.get("kind") == "bar"]
        assert words_in(open_texts([*bar, shown.head])) <= MOST_FIRST, where
        assert words_in(open_texts(shown.nodes)) <= MOST_WORDS, where
        assert sum(one["opened"] for one in shown.moments) <= MOST_OPEN, where


@pytest.mark.parametrize("case", our_cases())
def test_no_sentence_stands_twice(engine: Engine, case: str) -> None:
    """Labels (sources, what is joined by a dot) and the names of places may; what is a sentence may not."""
    for shown in debriefs(engine, case):
        texts = [text for text in open_texts(shown.nodes) if " · " not in text and text[-1:] in ".!?…”"]
        twice = [one for one, times in Counter(sentences_in(texts, LEAST)).items() if times > 1]
        assert twice == [], (shown.walk, shown.code)


def gravity(shown: Shown, key: str) -> tuple[int, ...]:
    """How much went wrong at a moment, by what its verdicts are."""
    found = Counter(
        {"breached": f"breached-{v.force == 'law'}"}.get(v.verdict, v.verdict)
        for finding in shown.material.play.findings
        for v in finding.verdicts
        if f"moment-{v.stands}" == key
    )
    kinds = ("breached-True", "breached-False", "missing", "late", "not-followed")
    return tuple(found[kind] for kind in kinds)


@pytest.mark.parametrize("case", our_cases())
def test_what_went_wrong_stands_open_the_gravest_first_while_there_is_room(engine: Engine, case: str) -> None:
    for shown in debriefs(engine, case):
        where, moments = (shown.walk, shown.code), shown.moments
        grave = {one["key"]: gravity(shown, one["key"]) for one in moments}
        opened = [one for one in moments if one["opened"]]
        for one in opened:
            assert any(grave[one["key"]]) or parts_of(one["children"], "note"), where
        least = min((grave[one["key"]] for one in opened if one["key"] != sealed_at(shown)), default=())
        for one in moments:
            if one["opened"] or len(opened) == MOST_OPEN or not any(grave[one["key"]][:-1]):
                continue
            more = words_in(open_texts(one["children"])) - words_in([one["line"]])
            assert words_in(open_texts(shown.nodes)) + more > MOST_WORDS - 80, (*where, one["time"])
        if len(opened) == MOST_OPEN:
            graver = [one for one in moments if not one["opened"] and grave[one["key"]] > least]
            assert len(graver) <= 1, "only one that is too long for the page"


@pytest.mark.parametrize("case", our_cases())
def test_strip_button_and_paper_name_one_decision(engine: Engine, case: str) -> None:
    """The first at which all that is grave could still be avoided; it says so and stands open."""
    some = 0
    for shown in debriefs(engine, case):
        (strip,) = parts_of(shown.head, "strip")
        chosen = [one["at"] for one in strip["moments"] if one["chosen"]]
        buttons = [one for one in parts_of(shown.head, "button") if one["do"] == "fork"]
        text = language(shown.code).text
        short = PAPERS["short"](shown.material)
        told = [block.text for block in linear(short.blocks) if isinstance(block, Text)]
        if not chosen:
            assert not buttons and parts_of(shown.head, "link")
            assert not any(any(gravity(shown, one["key"])) for one in shown.moments), shown.walk
            assert sealed_at(shown) == ""
            continue
        some += 1
        (moment,) = [one for one in shown.moments if one["key"] == chosen[0]]
        assert moment["opened"], (shown.walk, shown.code)
        marked = [one["key"] for one in shown.moments if said_there(one, text("This decision mattered most"))]
        assert marked == chosen, (shown.walk, shown.code)
        (button,) = buttons
        assert f"moment-{button['with']['step']}" == moment["key"]
        assert button["text"] == text("Go on differently from {time}", time=moment["time"])
        words = "The decision that mattered most: {time}, {place}."
        assert text(words, time=moment["time"], place=moment["title"]) in told
        grave = {one["key"] for one in shown.moments if any(gravity(shown, one["key"])[:-1])}
        grave |= {sealed_at(shown)} - {""}
        grave = grave or {one["key"] for one in shown.moments if any(gravity(shown, one["key"]))}
        assert moment["key"] == next(one["key"] for one in shown.moments if one["key"] in grave)
    assert some > 10


def sealed_at(shown: Shown) -> str:
    """The moment that decided the ending; empty where none did."""
    (ending,) = shown.material.play.endings
    return f"moment-{ending.sealed}" if ending.sealed >= 0 else ""


@pytest.mark.parametrize("case", our_cases())
def test_what_decided_the_ending_is_marked_and_open_whatever_the_rules_say_of_it(
    engine: Engine, case: str
) -> None:
    marked = 0
    for shown in debriefs(engine, case):
        key, text = sealed_at(shown), language(shown.code).text
        told = {one["key"] for one in shown.moments if said_there(one, text("The ending was decided here"))}
        (strip,) = parts_of(shown.head, "strip")
        below = {one["at"] for one in strip["moments"] if text("ending") in one["below"].split(", ")}
        assert told == below == ({key} if key else set()), shown.walk
        if key:
            assert shown.moment(key)["opened"], shown.walk
            marked += 1
    assert marked > 20


def said_there(moment: dict[str, Any], label: str) -> bool:
    return any(one.get("label") == label for one in parts_of(moment["children"], "paragraph"))


@pytest.mark.parametrize("case", our_cases())
def test_how_binding_a_rule_is_is_said_once_of_every_force_that_speaks(engine: Engine, case: str) -> None:
    some = 0
    for shown in debriefs(engine, case):
        text = language(shown.code).text
        said = [
            one["text"]
            for one in parts_of(shown.nodes, "paragraph")
            if one.get("label") == text("How binding a rule is")
        ]
        spoken = {
            v.force_title
            for finding in shown.material.play.findings
            for v in finding.verdicts
            if v.verdict not in ("met", "not-applicable")
        }
        assert len(said) == bool(spoken), shown.walk
        assert all(f"{force}: " in said[0].lower() for force in spoken), shown.walk
        some += bool(spoken)
    assert some > 10


@pytest.mark.parametrize("case", our_cases())
def test_every_sign_of_the_strip_is_counted_or_explained(engine: Engine, case: str) -> None:
    """Where the first screen has no room for all, the plainest go without."""
    left_out = total = 0
    for shown in debriefs(engine, case):
        (strip,) = parts_of(shown.head, "strip")
        wanted = {mark["kind"] for one in strip["moments"] for mark in one["marks"]}
        wanted |= {"pause" for one in strip["moments"] if one["pause"]}
        told = {mark["kind"] for mark in strip["legend"]}
        lacking = wanted - {"breached", "missed", "kept"} - told
        assert told <= wanted and lacking <= {"none", "pause"}, (shown.walk, shown.code)
        left_out, total = left_out + bool(lacking), total + 1
    assert left_out <= total / 10


@pytest.mark.parametrize("case", our_cases())
def test_figures_are_what_the_rules_found_and_what_is_contested_is_not_counted(
    engine: Engine, case: str
) -> None:
    left_out = 0
    for shown in debriefs(engine, case):
        kinds = Counter(v.verdict for one in shown.material.play.findings for v in one.verdicts)
        (counts,) = parts_of(shown.head, "counts")
        assert [(one["mark"]["kind"], one["number"]) for one in counts["entries"]] == [
            ("breached", kinds["breached"]),
            ("missed", kinds["missing"] + kinds["late"]),
            ("kept", kinds["met"]),
        ]
        left_out += kinds["not-followed"] + kinds["contested"]
        wrong = {one["key"] for one in shown.moments if any(gravity(shown, one["key"])[:-1])}
        (strip,) = parts_of(shown.head, "strip")
        signs = {one["at"]: {mark["kind"] for mark in one["marks"]} for one in strip["moments"]}
        assert {at for at, kinds_at in signs.items() if kinds_at & {"breached", "missed"}} == wrong
        assert list(signs) == [one["key"] for one in shown.moments]
        for one in shown.moments:
            assert {mark["kind"] for mark in one["marks"]} == signs[one["key"]], "the same on both"
    assert left_out


@pytest.mark.parametrize("case", our_cases())
def test_what_came_late_leads_to_where_it_was_done_and_back(engine: Engine, case: str) -> None:
    ways = 0
    for shown in debriefs(engine, case):
        for verdict in (v for one in shown.material.play.findings for v in one.verdicts):
            if verdict.verdict not in ("late", "missing"):
                continue
            at = shown.moment(f"moment-{verdict.stands}")
            links = parts_of(at["children"], "link")
            assert verdict.title in [one["text"] for one in links]
            if verdict.verdict == "missing":
                continue
            forth = [one["to"]["at"] for one in links if not one["page"] and verdict.at in one["text"]]
            if verdict.step == verdict.stands:
                assert forth == [], "no way to where one is"
                continue
            assert f"moment-{verdict.step}" in forth, (shown.walk, verdict.rule)
            done = parts_of(shown.moment(f"moment-{verdict.step}")["children"], "link")
            back = [one for one in done if not one["page"] and verdict.title in one["text"]]
            assert [one["to"]["at"] for one in back] == [f"moment-{verdict.stands}"]
            ways += 1
    assert ways or case not in WITH_LATE


@pytest.mark.parametrize("case", our_cases())
def test_an_experts_walk_is_not_reproached(engine: Engine, case: str) -> None:
    some = 0
    for shown in debriefs(engine, case, "expert"):
        some += 1
        (counts,) = parts_of(shown.head, "counts")
        assert [one["number"] for one in counts["entries"]][:2] == [0, 0], shown.walk
        assert not [one for one in parts_of(shown.head, "button") if one["do"] == "fork"], shown.walk
        assert not [one for one in shown.moments if one["opened"]], shown.walk
        kinds = {mark["kind"] for one in shown.moments for mark in one["marks"]}
        assert kinds <= {"kept", "none", "contested"}, shown.walk
        steps = steps_at_stake(shown.material)
        assert {step.state for _, step in steps} <= {"done"}, shown.walk
        assert steps
    assert some >= 8


@pytest.mark.parametrize("case", our_cases())
def test_of_a_bad_play_three_different_things_are_taken_along(engine: Engine, case: str) -> None:
    for begins in ("naive", "breaks"):
        for shown in debriefs(engine, case, begins):
            (taken,) = [one for one in parts_of(shown.head, "list") if one["ordered"]]
            ways = [way for (way,) in taken["items"]]
            assert len({way["text"] for way in ways}) == len(ways) == 3, shown.walk
            keys = {one["key"] for one in shown.moments}
            for way in ways:
                assert way["page"] == "rule" or way["to"]["at"] in keys, shown.walk
            if begins == "naive":
                assert ways[0]["to"]["at"] in keys, shown.walk
