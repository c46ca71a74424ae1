"""Two tabs write in one field: neither's words are lost in silence; who decides knows what stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.events import Decided
from simulator.errors import message
from simulator.store.database import StoreFault
from simulator.store.grids import draft_of, finish_grid, grids_of
from simulator.store.learners import Learner
from simulator.store.plays import append, begin_play, play_of
from simulator.store.texts_and_annotations import Changed, texts_of
from simulator.ui.conflict_drafts import Drafts
from simulator.ui.page_shell import NOWHERE, PageShell
from simulator.ui.place import Place
from tests.support import strings_in
from tests.ui.test_debrief import ABUSE, walked
from tests.ui.test_grid_controller import finish, keep, parts_in
from tests.ui.test_routes import finished, words

LAW = ("law", "strengths")
BUSY = StoreFault(message("the database is busy"), message("wait a moment"))


def other_tab(shell: PageShell, controller: str, place: Place = NOWHERE) -> PageShell:
    """The same learner in another tab."""
    other = PageShell(shell.visit, shell.engine, shell.pages)
    other.open(controller, place)
    return other


def at_law(shell: PageShell) -> PageShell:
    """A tab of the grid in which one domain is open."""
    return other_tab(shell, "grid", Place(part="law"))


def alerts(shell: PageShell) -> list[dict[str, Any]]:
    return parts_in(shell.page.view, "alert")


def fields(shell: PageShell) -> dict[str, Any]:
    """The open domain's form as the page would send it, untouched."""
    held = {field["name"]: field["value"] for field in parts_in(shell.page.view, "textarea")}
    return held | {"level": parts_in(shell.page.view, "choice")[0]["chosen"]}


def hand_in(shell: PageShell, **changed: str) -> None:
    (form,) = parts_in(shell.page.view, "form")
    shell.receive({"do": form["do"], "with": {**form["with"], "fields": {**fields(shell), **changed}}})


def decide(shell: PageShell, *, mine: bool) -> None:
    """Use one of the two buttons beside what another tab changed."""
    (button,) = [b for b in parts_in(alerts(shell), "button") if b["with"]["mine"] is mine]
    shell.receive({"do": button["do"], "with": button["with"]})


def status(shell: PageShell) -> str:
    return str(parts_in(shell.page.view, "status")[0]["text"])


class CaseCatalogue:
    """A place to write that another tab can write to as well."""

    def __init__(self) -> None:
        self.stored: dict[str, str] = {}

    def write(self, place: str, said: str, known: str) -> None:
        if self.stored.get(place, "") not in (said, known):
            raise Changed(self.stored[place])
        self.stored[place] = said


def test_keeps_that_come_before_the_page_has_heard_do_not_write_over_what_was_changed() -> None:
    """A page keeps once a field is left and again with its form: the second says nothing new."""
    shelf = CaseCatalogue()
    held = Drafts(shelf.write)
    assert held.keep("a", "unu")
    shelf.stored["a"] = "cealaltă filă"
    for said in ("unu și", "unu și doi", "unu și doi"):
        assert not held.keep("a", said)
    assert shelf.stored == {"a": "cealaltă filă"}
    assert held.typed("a") == "unu și doi"
    assert held.keep("b", "alt loc")
    assert held.settle("a", mine=True)
    assert shelf.stored["a"] == held.typed("a") == held.known["a"] == "unu și doi"
    assert not held.open_at(["a"])


def test_who_decides_for_what_is_stored_has_it_and_may_write_on() -> None:
    shelf = CaseCatalogue()
    held = Drafts(shelf.write)
    shelf.stored["a"] = "cealaltă filă"
    assert not held.keep("a", "aici")
    assert held.settle("a", mine=False)
    assert held.typed("a") == "cealaltă filă"
    assert held.keep("a", "cealaltă filă și aici")
    assert shelf.stored == {"a": "cealaltă filă și aici"}


def test_what_changed_once_more_is_told_before_it_is_written_over() -> None:
    shelf = CaseCatalogue()
    held = Drafts(shelf.write)
    shelf.stored["a"] = "o dată"
    assert not held.keep("a", "aici")
    shelf.stored["a"] = "de două ori"
    assert not held.settle("a", mine=True)
    assert (shelf.stored["a"], held.conflicts["a"].stored, held.typed("a")) == (
        "de două ori",
        "de două ori",
        "aici",
    )
    assert held.settle("a", mine=True)
    assert shelf.stored["a"] == "aici"


def test_the_same_words_in_both_tabs_are_no_change() -> None:
    shelf = CaseCatalogue()
    held = Drafts(shelf.write)
    shelf.stored["a"] = "la fel"
    assert not held.keep("a", "la")
    assert held.keep("a", "la fel")
    assert not held.open_at(["a"])
    assert held.settle("a", mine=True), "there is nothing left to decide"


def test_what_is_held_outlives_a_store_that_fails_and_another_reading() -> None:
    shelf = CaseCatalogue()
    held = Drafts(shelf.write)
    shelf.stored["a"] = "cealaltă filă"
    assert not held.keep("a", "aici")

    def fails(*_given: str) -> None:
        raise BUSY

    held.write = fails
    with pytest.raises(StoreFault):
        held.settle("a", mine=True)
    assert held.typed("a") == "aici"
    held.read({"a": "încă altceva"})
    assert (held.conflicts["a"].stored, held.typed("a")) == ("încă altceva", "aici")
    held.read({"a": "aici"})
    assert not held.open_at(["a"])


def test_a_second_tab_of_the_grid_is_told_and_overwrites_nothing(shell: PageShell, engine: Engine) -> None:
    first, second = at_law(shell), at_law(shell)
    keep(first, *LAW, "Prima filă")
    keep(second, *LAW, "A doua <b>filă</b>")
    assert draft_of(engine, shell.visit.learner) == {LAW: "Prima filă"}
    (alert,) = alerts(second)
    assert alert["kind"] == "warning"
    assert "„Puncte forte”: între timp s-a scris altceva" in alert["text"]
    assert "Prima filă" in words(second)
    (field, *_) = parts_in(second.page.view, "textarea")
    assert field["value"] == "A doua <b>filă</b>", "what was typed here stays in the field"
    assert status(second) == "Nu este salvat tot ce ați scris aici: alegeți întâi ce se păstrează."
    assert alerts(first) == []
    decide(second, mine=True)
    assert draft_of(engine, shell.visit.learner) == {LAW: "A doua <b>filă</b>"}
    assert (alerts(second), status(second)) == ([], "Salvat (1)")
    keep(first, *LAW, "Prima filă, mai departe")
    assert "A doua <b>filă</b>" in words(first), "now the first tab is told"


def test_the_alert_stands_beside_its_field_and_does_not_change_while_one_writes_on(shell: PageShell) -> None:
    """At the top of the page, or with what is typed in it, it would take the focus out of the field."""
    first, second = at_law(shell), at_law(shell)
    keep(first, *LAW, "Prima filă")
    keep(second, *LAW, "A")
    (form,) = parts_in(second.page.view, "form")
    assert [child["is"] for child in form["children"]] == [
        "textarea",
        "alert",
        "textarea",
        "textarea",
        "choice",
    ]
    before, told = form["children"][0], alerts(second)
    assert [node for node in second.page.view["children"] if node["is"] == "alert"] == []
    keep(second, *LAW, "A doua")
    assert alerts(second) == told
    (form,) = parts_in(second.page.view, "form")
    assert form["children"][0] == {**before, "value": "A doua"}, "or the page would make it anew"


def test_typing_and_handing_in_at_once_decides_nothing(
    shell: PageShell, engine: Engine, sent: list[dict[str, Any]]
) -> None:
    first, second = at_law(shell), at_law(shell)
    keep(first, *LAW, "Prima filă")
    keep(second, *LAW, "A doua filă")
    hand_in(second, develop="Termenele")
    assert second.notice is not None
    assert "nu este încă salvat" in words(second)
    assert [one for one in sent if "go" in one] == [], "the page stays where something is to be decided"
    assert draft_of(engine, shell.visit.learner) == {LAW: "Prima filă", ("law", "develop"): "Termenele"}
    decide(second, mine=True)
    hand_in(second)
    assert sent[-1]["go"]["to"]["part"] != "law"
    assert draft_of(engine, shell.visit.learner)[LAW] == "A doua filă"


def test_what_is_saved_can_be_taken_over_into_a_field_that_the_page_makes_anew(
    shell: PageShell, engine: Engine
) -> None:
    first, second = at_law(shell), at_law(shell)
    keep(first, *LAW, "Prima filă")
    keep(second, *LAW, "A doua filă")
    before = parts_in(second.page.view, "textarea")
    decide(second, mine=False)
    after = parts_in(second.page.view, "textarea")
    assert after[0]["value"] == "Prima filă"
    assert after[0]["key"] != before[0]["key"]
    assert after[1:] == before[1:]
    assert draft_of(engine, shell.visit.learner) == {LAW: "Prima filă"}
    keep(second, *LAW, "Prima filă, apoi a doua")
    assert draft_of(engine, shell.visit.learner) == {LAW: "Prima filă, apoi a doua"}


def test_a_form_does_not_bring_back_what_it_was_made_with(shell: PageShell, engine: Engine) -> None:
    first, second = at_law(shell), at_law(shell)
    keep(first, *LAW, "Prima filă")
    hand_in(second, develop="Termenele")
    assert second.notice is None
    assert draft_of(engine, shell.visit.learner) == {LAW: "Prima filă", ("law", "develop"): "Termenele"}


def test_a_level_is_told_in_words(shell: PageShell, engine: Engine) -> None:
    first, second = at_law(shell), at_law(shell)
    keep(first, "law", "level", "3")
    keep(second, "law", "level", "1")
    assert "3: de cele mai multe ori" in strings_in(alerts(second))
    assert parts_in(second.page.view, "choice")[0]["chosen"] == "1"
    decide(second, mine=False)
    assert parts_in(second.page.view, "choice")[0]["chosen"] == "3"
    keep(second, "law", "level", "none")
    assert draft_of(engine, shell.visit.learner) == {}


def test_what_is_held_waits_in_its_domain_which_leads_nowhere_until_it_is_decided(
    shell: PageShell, engine: Engine, sent: list[dict[str, Any]]
) -> None:
    first, second = at_law(shell), at_law(shell)
    keep(first, *LAW, "Prima filă")
    (ways,) = [part for part in parts_in(second.page.view, "section") if part["key"] == "ways"]
    assert len(parts_in(ways, "link")) == 2
    keep(second, *LAW, "A doua filă")
    assert [part for part in parts_in(second.page.view, "section") if part["key"] == "ways"] == []
    hand_in(second)
    assert [one for one in sent if "go" in one] == []
    finish(second, "pre")
    assert second.notice is not None
    assert grids_of(engine, shell.visit.learner) == []
    assert parts_in(second.page.view, "textarea")[0]["value"] == "A doua filă"
    decide(second, mine=True)
    finish(second, "pre")
    (grid,) = grids_of(engine, shell.visit.learner)
    assert grid.words == {LAW: "A doua filă"}


def test_a_domain_opens_with_what_another_tab_wrote_there(shell: PageShell) -> None:
    first = at_law(shell)
    keep(first, *LAW, "Prima filă")
    second = at_law(shell)
    assert parts_in(second.page.view, "textarea")[0]["value"] == "Prima filă"
    keep(first, *LAW, "Prima filă, altfel")
    keep(second, *LAW, "Prima filă, de aici")
    assert alerts(second), "a page that stays as it is knows no more than it shows"


def test_words_of_a_grid_that_another_tab_finished_are_not_saved_in_silence(
    shell: PageShell, engine: Engine
) -> None:
    second = at_law(shell)
    keep(second, *LAW, "De aici")
    finish_grid(engine, shell.visit.learner, shell.visit.learner, "pre")
    keep(second, *LAW, "De aici, mai departe")
    assert "Acolo nu (mai) este scris nimic." in words(second)
    assert draft_of(engine, shell.visit.learner) == {}
    decide(second, mine=True)
    assert draft_of(engine, shell.visit.learner) == {LAW: "De aici, mai departe"}


def test_saved_is_not_said_of_words_that_another_tab_has_replaced(shell: PageShell) -> None:
    first, second = at_law(shell), at_law(shell)
    keep(second, *LAW, "De aici")
    keep(first, *LAW, "De aici")
    keep(first, *LAW, "De dincolo")
    keep(second, *LAW, "De aici")
    assert status(second).startswith("Nu este salvat")


def test_answers_to_questions_are_not_written_over_either(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = finished(engine, learner)
    questions = Place(play, part="questions")
    first, second = (other_tab(shell, "debrief", questions) for _ in range(2))
    first.receive({"do": "keep", "with": {"question": 0, "text": "Prima filă"}})
    second.receive({"do": "keep", "with": {"question": 0, "text": "A doua filă"}})
    second.receive({"do": "keep-answers", "with": {"fields": {"q0": "A doua filă", "q1": "Altă întrebare"}}})
    assert second.notice is not None
    assert sorted(texts_of(engine, learner.id, play).values()) == ["Altă întrebare", "Prima filă"]
    assert "Prima filă" in words(second)
    assert status(second).startswith("Nu este salvat")
    decide(second, mine=True)
    assert sorted(texts_of(engine, learner.id, play).values()) == ["A doua filă", "Altă întrebare"]
    first.receive({"do": "keep", "with": {"question": 0, "text": "Prima filă, mai departe"}})
    decide(first, mine=False)
    assert parts_in(first.page.view, "textarea")[0]["value"] == "A doua filă"


def at_words(engine: Engine, learner: Learner) -> tuple[str, int]:
    """A play that stands where nothing but own words is asked for, and its step."""
    walk, document = read_walks(case_folders()["abuse-discovery"])["expert-technician"]
    log = play_walk(ABUSE.graph, walk, document)
    asked = [isinstance(e, Decided) and ABUSE.graph.scenes[e.node].task.kind == "reflect" for e in log]
    at = asked.index(True)
    play = begin_play(engine, learner.id, ABUSE, log[0])
    append(engine, ABUSE, play, 1, log[1:at])
    return play, at - 1


def test_own_words_of_a_scene_are_decided_on_before_the_answer_is_taken(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play, step = at_words(engine, learner)
    first, second = (other_tab(shell, "play", Place(play)) for _ in range(2))
    before = play_of(engine, learner.id, play).events
    first.receive({"do": "keep", "with": {"step": step, "text": "Prima filă"}})
    second.receive({"do": "answer", "with": {"step": step, "fields": {"words": "A doua filă"}}})
    assert second.notice is not None
    assert play_of(engine, learner.id, play).events == before, "the answer waits, too"
    assert list(texts_of(engine, learner.id, play).values()) == ["Prima filă"]
    assert parts_in(second.page.view, "textarea")[0]["value"] == "A doua filă"
    assert status(second).startswith("Nu este salvat")
    decide(second, mine=True)
    second.receive({"do": "answer", "with": {"step": step, "fields": {"words": "A doua filă"}}})
    assert second.notice is None
    assert play_of(engine, learner.id, play).events == before + 1
    assert list(texts_of(engine, learner.id, play).values()) == ["A doua filă"]


@pytest.mark.parametrize(
    ("controller", "with_"),
    [
        ("grid", {"domain": "law", "column": "nope"}),
        ("grid", {"domain": "nope", "column": "strengths"}),
        ("debrief", {"question": 99}),
        ("play", {"step": 0}),
    ],
)
def test_nothing_is_decided_where_there_is_no_field(
    shell: PageShell, engine: Engine, learner: Learner, controller: str, with_: dict[str, Any]
) -> None:
    plays: dict[str, Callable[[], str]] = {
        "debrief": lambda: walked(engine, learner, "naive-technician"),
        "play": lambda: at_words(engine, learner)[0],
    }
    shell.open(controller, Place(plays.get(controller, str)()))
    shell.receive({"do": "settle", "with": {**with_, "mine": True}})
    assert shell.notice is not None
