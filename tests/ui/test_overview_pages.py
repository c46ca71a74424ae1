"""The start page and the pages of cases: where cards lead, what was played, narrowing and dropping."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.engine.session import begin
from simulator.graph.bundle import CaseAbout
from simulator.language import language
from simulator.report.outcomes import rank_words
from simulator.store.learners import Learner, new_learner
from simulator.store.plays import begin_play, bundle_at, play_of, plays_of
from simulator.store.privacy import export_of
from simulator.store.texts_and_annotations import keep_text
from simulator.ui.case_facts import OfferedCase
from simulator.ui.case_shelf import case_shelf, narrows
from simulator.ui.page_shell import PageShell
from simulator.ui.pictures import Pictures
from simulator.ui.place import NO_SUCH, Place
from tests.support import bundle, our_cases, strings_in
from tests.ui.test_debrief import parts_of, walked, words
from tests.ui.test_progress import ended_fork
from tests.ui.test_routes import answer

ROMANIAN = language("ro")
CASE = "abuse-discovery"


def begun(engine: Engine, learner: str, case: str = CASE) -> str:
    rests_on = bundle(case, "guided")
    return begin_play(engine, learner, rests_on, begin(rests_on.graph, 0, 7).log[0])


def shelf(shell: PageShell) -> dict[str, Any]:
    (node,) = parts_of(shell.page.view, "shelf")
    return node


def cards(shell: PageShell) -> dict[str, dict[str, Any]]:
    """The cards with what they are found under, by case."""
    return {one["tile"]["way"]["to"]["id"]: one for one in shelf(shell)["tiles"]}


def test_every_case_is_a_card_that_leads_to_its_page(shell: PageShell) -> None:
    shell.open("start")
    found = cards(shell)
    assert [*found] == our_cases()
    for case, one in found.items():
        assert one["tile"]["way"]["page"] == "case"
        said = " ".join(strings_in(one["tile"]))
        texts = bundle(case, "standard").case_texts["ro"]
        for path in ("title", "hook"):
            assert texts[path] in said
        assert texts["summary"] not in said
        assert "de minute" in said
        assert "Neparcurs" in said


def test_a_card_counts_what_was_finished_by_role_without_what_ifs(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "naive-technician")
    walked(engine, learner, "expert-technician")
    ended_fork(engine, learner, play, 1, 0)
    begun(engine, learner.id, "burnout")
    shell.open("start")
    said = " ".join(strings_in(cards(shell)[CASE]["tile"]))
    assert "Parcurs de 2 ori în rolul de tehnician" in said
    assert "coordonator" in said
    assert "rolul de coordonator" not in said
    assert cards(shell)[CASE]["under"]["new"] == ["coordinator"]
    assert cards(shell)["burnout"]["under"]["new"] == ["technician", "coordinator", ""]


def test_what_makes_no_difference_is_no_way_to_narrow() -> None:
    def offered(minutes: int, checklist: tuple[str, ...]) -> OfferedCase:
        about = CaseAbout(("ethics",), checklist, minutes)
        return OfferedCase(bundle(CASE, "standard"), about, Counter())

    cases = [offered(8, ("burnout",)), offered(18, ("burnout", "signing")), offered(18, ())]
    node = case_shelf(cases, ROMANIAN, Pictures())
    values = {one["name"]: [value["value"] for value in one["values"]] for one in node["facets"]}
    assert values == {
        "subject": ["burnout", "ethics", "signing"],
        "role": ["technician", "coordinator"],
        "length": ["10"],
    }
    assert case_shelf(cases[:2], ROMANIAN, Pictures())["facets"] == []


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("", False),
        ("new", False),
        ("role-technician", False),
        ("subject-burnout--role-coordinator--new", False),
        ("role-mayor", True),
        ("data", True),
        (NO_SUCH, True),
    ],
)
def test_an_address_that_narrows_by_what_is_not_there_is_told(
    shell: PageShell, part: str, told: bool
) -> None:
    shell.open("start", Place(part=part))
    assert ("aici nu există nimic cu acest nume" in words(shell).lower()) is told
    assert [*cards(shell)] == our_cases()


def test_two_cases_need_no_narrowing() -> None:
    one = OfferedCase(bundle(CASE, "standard"), CaseAbout(("ethics",), (), 10), Counter())
    assert not narrows("new", [one, one], ROMANIAN)


def test_a_play_under_way_says_where_it_stands(shell: PageShell, engine: Engine, learner: Learner) -> None:
    play = begun(engine, learner.id)
    shell.open("play", Place(play))
    shell.receive(answer(shell))
    place = bundle(CASE, "guided").case_texts["ro"]
    for page in (("start", Place()), ("case", Place(id=CASE))):
        shell.open(*page)
        (go,) = [node for node in parts_of(shell.page.view, "link") if node["page"] == "play"]
        assert (go["text"], go["to"]) == ("Continuați", {"play": play})
        (line,) = [said for said in strings_in(dict(shell.page.view)) if "scena 2" in said]
        assert line.startswith("tehnician · scena 2 · ")
        assert line.split(", ", 1)[1] in place.values(), "where one is"


def test_finished_plays_are_rows_with_their_ending(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "naive-technician")
    fork = ended_fork(engine, learner, play, 1, 0)
    for page in (("start", Place()), ("case", Place(id=CASE))):
        shell.open(*page)
        (rows,) = [node for node in parts_of(shell.page.view, "list") if node["kind"] == "plays"]
        assert [row[-1]["to"]["play"] for row in rows["items"]] == [fork, play]
        ahead, behind = (" ".join(strings_in(row)) for row in rows["items"])
        assert ("ce ar fi fost dacă" in ahead, "ce ar fi fost dacă" in behind) == (True, False)
        endings = [v for k, v in bundle(CASE, "standard").case_texts["ro"].items() if k.startswith("endings")]
        assert all(row[-2]["text"] in endings for row in rows["items"])
    shell.open("case", Place(id="burnout"))
    assert not [node for node in parts_of(shell.page.view, "list") if node["kind"] == "plays"]


@pytest.mark.parametrize("page", [("start", Place()), ("case", Place(id=CASE))])
def test_a_play_is_dropped_with_its_words_and_others_stay(
    shell: PageShell, engine: Engine, learner: Learner, page: tuple[str, Place]
) -> None:
    play, other = begun(engine, learner.id), begun(engine, learner.id, "burnout")
    keep_text(engine, learner.id, "step:1", "cuvinte", play)
    shell.open(*page)
    (button,) = [one for one in parts_of(shell.page.view, "confirm") if one["with"] == {"play": play}]
    assert "se șterge definitiv" in button["words"]["ask"]
    shell.receive({"do": button["do"], "with": button["with"], "n": 1})
    assert [one.id for one in plays_of(engine, learner.id)] == [other]
    kept = export_of(engine, learner.id)
    assert "cuvinte" not in str(kept)
    assert [one["play"] for one in kept["events"]] == [other]
    alert = next(node for node in shell.page.view["children"] if node["is"] == "alert")
    assert alert["text"].startswith("Ați renunțat la „Mâneca trasă peste palmă”.")
    assert not [one for one in parts_of(shell.page.view, "confirm") if one["with"] == {"play": play}]


def test_what_has_ended_or_is_somebody_elses_is_not_dropped(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "naive-technician")
    others = begun(engine, new_learner(engine).id)
    shell.open("start")
    assert parts_of(shell.page.view, "confirm") == []
    for one, said in ((play, "acest caz este încheiat"), (others, "nu se află printre")):
        shell.receive({"do": "drop", "with": {"play": one}, "n": 1})
        assert said in words(shell).lower()
    assert play_of(engine, learner.id, play).ended is not None
    assert bundle_at(engine, bundle(CASE, "guided").digest)
    assert len(plays_of(engine, shell.visit.learner)) == 1


def test_a_play_dropped_in_another_tab_is_told_in_this_one(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = begun(engine, learner.id)
    shell.open("play", Place(play))
    other = PageShell(replace(shell.visit), engine, shell.pages)
    other.open("start")
    other.receive({"do": "drop", "with": {"play": play}, "n": 1})
    shell.receive(answer(shell))
    assert "nu se află printre cele parcurse" in words(shell)


def test_a_case_says_how_long_it_takes_and_begins_in_a_role_not_played_yet(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    shell.open("case", Place(id=CASE))
    said = words(shell)
    assert "cam 20 de minute, într-un rol" in said
    assert "indicii de abuz sau violență" in said
    assert "Etică și integritate" in said
    assert bundle(CASE, "standard").case_texts["ro"]["summary"] in said
    (form,) = parts_of(shell.page.view, "form")
    assert form["submit"] == "Începeți"
    assert form["children"][0]["chosen"] == "technician"
    assert all(value["about"] for value in form["children"][1]["values"]), "a word on each level"
    walked(engine, learner, "naive-technician")
    shell.open("case", Place(id=CASE))
    (form,) = parts_of(shell.page.view, "form")
    assert form["children"][0]["chosen"] == "coordinator"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Alegeți un caz pe pagina de început."),
        ("zzz", "Aici nu există un caz cu acest nume."),
        (NO_SUCH, "Aici nu există un caz cu acest nume."),
    ],
)
def test_a_case_that_there_is_not_is_told_with_a_way_on(shell: PageShell, name: str, said: str) -> None:
    shell.open("case", Place(id=name))
    assert said in words(shell)
    assert "La pagina de început" in words(shell)


def test_advice_is_not_on_the_start_page_and_data_has_its_own(shell: PageShell, learner: Learner) -> None:
    shell.open("start")
    assert "Ce urmează" not in words(shell)
    assert "Exportați" not in words(shell)
    assert f"Lucrați ca {learner.id}, un pseudonim." in words(shell)
    (way,) = [node for node in parts_of(shell.page.view, "link") if node["page"] == "data"]
    assert way["text"] == "Datele mele"


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        (1, "A fost cel mai bun final."),
        (2, "Se putea încheia mai bine într-un singur fel."),
        (4, "Se putea încheia mai bine în 3 feluri."),
        (5, "A fost cel mai slab final."),
        (9, "Nu s-a ajuns la niciun final."),
    ],
)
def test_a_rank_is_said_in_words_that_read_one_way(rank: int, said: str) -> None:
    assert rank_words(rank, 5, ROMANIAN) == said
