"""The debrief: the expert's path, what became of each fact; and nothing of it during a play."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.session import Session, begin
from simulator.graph.bundle import Bundle
from simulator.graph.experts import ExpertStep
from simulator.language import language
from simulator.report.wording import Texts
from simulator.store.learners import Learner
from simulator.store.plays import append, begin_play
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place, place_from
from simulator.ui.play_view import play_nodes
from simulator.ui.play_view_model import play_view_model
from tests.support import bundle, our_cases, some_answer, strings_in
from tests.ui.reading import parts_of
from tests.ui.test_task_form import NOTHING_UNSENT

ABUSE = bundle("abuse-discovery", "standard")


def words(shell: PageShell) -> str:
    return " ".join(strings_in(dict(shell.page.view)))


def walked(engine: Engine, learner: Learner, name: str, rests_on: Bundle = ABUSE) -> str:
    walk, document = read_walks(case_folders()[rests_on.graph.id])[name]
    log = play_walk(rests_on.graph, walk, document)
    play = begin_play(engine, learner.id, rests_on, log[0])
    append(engine, rests_on, play, 1, log[1:], ended=True)
    return play


def opened(shell: PageShell, play: str, part: str = "") -> str:
    """A part of a debrief, opened; its words."""
    shell.open("debrief", Place(play, part=part))
    assert shell.notice is None
    return words(shell)


def table_of(shell: PageShell, first: str) -> list[list[str]]:
    """The words of the cells of the table whose first column is called so."""
    (table,) = [node for node in parts_of(shell.page.view, "table") if node["head"][0] == first]
    return [[cell["text"] for cell in row] for row in table["rows"]]


def test_each_part_has_an_address_and_comes_again_as_it_was(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "naive-technician")
    opened(shell, play)
    (tabs,) = parts_of(shell.page.view, "tabs")
    assert [(one["text"], one["page"], one["to"].get("part", "")) for one in tabs["items"]] == [
        ("Momente", "debrief", ""),
        ("Fapte", "debrief", "facts"),
        ("Expert", "debrief", "expert"),
        ("Reguli", "debrief", "rules"),
        ("Profil", "debrief", "profile"),
        ("Întrebări", "debrief", "questions"),
        ("Tipărire", "debrief", "paper"),
    ]
    shown = set()
    for one in tabs["items"]:
        place = place_from(one["to"])
        assert place.play == play
        opened(shell, play, place.part)
        view = dict(shell.page.view)
        (here,) = parts_of(view, "tabs")
        assert [way["text"] for way in here["items"] if way["here"]] == [one["text"]]
        opened(shell, play, place.part)
        assert dict(shell.page.view) == view, "a refresh changes nothing"
        shown.add(json.dumps(view["children"], sort_keys=True))
        assert len(words(shell)) > 600
    assert len(shown) == len(tabs["items"]), "no two are the same"


def test_a_part_that_there_is_not_is_told(shell: PageShell, engine: Engine, learner: Learner) -> None:
    shell.open("debrief", Place(walked(engine, learner, "naive-technician"), part="nothing"))
    (alert,) = parts_of(shell.page.view, "alert")
    assert alert["text"] == "Analiza finală nu are o astfel de parte."
    assert [node for node in parts_of(shell.page.view, "link") if node["page"] == "start"]


def test_a_case_without_questions_has_no_part_for_them(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    texts = {
        code: {path: text for path, text in one.items() if not path.startswith("questions.")}
        for code, one in ABUSE.case_texts.items()
    }
    without = replace(ABUSE, case_texts=texts, digest="unasked")
    play = walked(engine, learner, "naive-technician", without)
    opened(shell, play)
    (tabs,) = parts_of(shell.page.view, "tabs")
    assert "questions" not in [one["to"].get("part") for one in tabs["items"]]


def test_the_expert_is_told_as_a_whole_and_the_parting_plainly(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "naive-technician")
    told = opened(shell, play, "expert")
    assert "Drumul expertului, lângă al dumneavoastră" in told
    assert told.count("rumurile s-au despărțit") == 1
    assert "Ce spune cazul despre această alegere" in told
    assert "Un alt drum bun" in told
    assert "Ce a aflat expertul și dumneavoastră nu" in opened(shell, play, "facts")
    assert "marți, 17 noiembrie 2026" in words(shell)
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert "What the expert found out and you did not" in words(shell)
    assert "Tuesday, 17 November 2026" in words(shell)


def test_the_experts_steps_are_numbered_once(shell: PageShell, engine: Engine, learner: Learner) -> None:
    opened(shell, walked(engine, learner, "naive-coordinator"))
    (note,) = [
        part
        for part in parts_of(shell.page.view, "note")
        if part["title"] == "Data viitoare: drumul expertului"
        and [one for one in parts_of(part, "list") if one["ordered"]]
    ]
    assert not [words for words in strings_in(parts_of(note, "list")) if re.match(r"\d+\. ", words)]


def test_who_goes_the_experts_way_is_told_so(shell: PageShell, engine: Engine, learner: Learner) -> None:
    play = walked(engine, learner, "expert-technician")
    told = opened(shell, play)
    (line,) = parts_of(shell.page.view, "timeline")
    assert not [one for one in line["moments"] if one["opened"]]
    assert "De ce a fost bine" in told
    assert "Ați mers pe drumul expertului de la început până la sfârșit" in opened(shell, play, "expert")
    titles = {part["title"] for part in parts_of(line, "note")}
    assert titles <= {"De ce a fost bine", "O variantă posibilă", "Discutabil"}


def test_where_no_path_was_written_that_is_said_and_what_was_within_reach(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    without = replace(ABUSE, experts=(), digest="without")
    play = walked(engine, learner, "naive-technician", without)
    assert "nu este scris încă un drum al expertului" in opened(shell, play, "expert")
    assert "Cei șapte pași" not in words(shell), "nothing to tell a reproach by"
    assert "Ce era la îndemână și nu ați aflat" in opened(shell, play, "facts")
    assert "Drumul expertului" not in opened(shell, play)


def test_facts_are_told_with_when_to_whom_and_where(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    opened(shell, walked(engine, learner, "expert-technician"), "facts")
    rows = table_of(shell, "Faptul")
    bruises = next(row for row in rows if row[0] == ABUSE.text("facts.bruises.text", "ro"))
    assert bruises[1].startswith("09:43, ")
    assert bruises[2].startswith("09:53, Ruxandra")
    assert "Fișă de observație" in bruises[3]
    assert rows[0][1] == "știut de la început"
    assert rows[0][2] == "nimănui"


def test_whom_a_fact_was_told_is_a_person_or_a_service(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    told = ""
    for name in ("expert-technician-danger", "naive-technician-own-car", "breaks-privacy"):
        opened(shell, walked(engine, learner, name), "facts")
        told += "; ".join(row[2] for row in table_of(shell, "Faptul")) + "; "
    assert "serviciului de urgență 112" in told
    assert "cuiva din afara echipei" in told
    assert "dezvăluie" not in told


def test_a_moment_can_be_played_on_from_and_no_other_step(
    shell: PageShell, engine: Engine, learner: Learner, sent: list[dict[str, Any]]
) -> None:
    play = walked(engine, learner, "naive-technician")
    opened(shell, play)
    (line,) = parts_of(shell.page.view, "timeline")
    folded = [part for part in parts_of(line, "details") if "later" in part]
    assert len(folded) == len(line["moments"])
    for step, part in enumerate(folded, 1):
        assert part["children"] == []
        shell.receive({"do": part["later"]["do"], "with": part["later"]["with"]})
        filled = sent[-1]["fill"]
        assert filled["key"] == part["key"]
        forks = [one for one in parts_of(filled["children"], "button") if one["do"] == "fork"]
        assert [one["with"]["step"] for one in forks] == [step]
        assert len(filled["children"]) > 2, "what was seen and asked, and what followed"
    shell.receive({"do": "unfold", "with": {"step": len(folded) + 1}})
    assert shell.notice is not None
    for step in (0, len(line["moments"]) + 1):
        shell.receive({"do": "fork", "with": {"step": step}})
        assert shell.notice is not None


@pytest.mark.parametrize("case", our_cases())
@pytest.mark.parametrize("role", [0, 1])
@pytest.mark.parametrize("level", ["guided", "standard"])
def test_no_view_of_a_play_depends_on_the_experts_paths(case: str, role: int, level: str) -> None:
    """What is shown during a play is the same whatever the experts do: nothing but how long they take."""
    rests_on = bundle(case, level)
    nothing = ExpertStep("", "", {})
    blank = [replace(expert, steps=(nothing,) * len(expert.steps)) for expert in rests_on.experts]
    without = replace(rests_on, experts=tuple(blank))
    assert rests_on.experts
    dice, session = random.Random(role), begin(rests_on.graph, role, 3)
    while True:
        for code in ("ro", "en"):
            with_them, alone = (
                play_nodes(
                    play_view_model(one, session.log),
                    Texts(one, language(code)),
                    "p",
                    NOTHING_UNSENT,
                )
                for one in (rests_on, without)
            )
            assert with_them == alone
        seat = session.at_turn()
        if seat is None:
            break
        assert session.state is not None
        session.answer(some_answer(rests_on.graph.scenes[seat.node].task, session.state, seat.minute, dice))


@pytest.mark.parametrize("controller", ["play", "debrief", "start", "progress"])
def test_no_page_about_a_play_under_way_tells_more_than_the_role_knows(
    shell: PageShell, engine: Engine, learner: Learner, controller: str
) -> None:
    session = begin(ABUSE.graph, 0, 7, chance={"danger": "none", "coordinator": "reachable"})
    play = begin_play(engine, learner.id, ABUSE, session.log[0])
    for answer in ((0,), (0,)):
        append(engine, ABUSE, play, len(session.log), session.answer(answer))
    shell.open(controller, Place(play))
    said = words(shell)
    assert session.state is not None
    unknown = [fact for fact in ABUSE.graph.facts if not session.state.bits >> fact.known[0] & 1]
    assert unknown
    for fact in unknown:
        assert ABUSE.text(f"facts.{fact.id}.text", "ro") not in said
    if controller in ("play", "debrief"):
        assert "xpertul" not in said
    for ending in ABUSE.graph.endings:
        assert ABUSE.text(f"endings.{ending.id}.title", "ro") not in said


def test_the_page_of_a_play_says_which_day_it_is(shell: PageShell, engine: Engine, learner: Learner) -> None:
    session = Session(ABUSE.graph)
    session.resume(begin(ABUSE.graph, 0, 7).log)
    play = begin_play(engine, learner.id, ABUSE, session.log[0])
    shell.open("play", Place(play))
    (clock,) = parts_of(shell.page.view, "clock")
    assert clock["time"] == "09:40"
    assert clock["label"] == "marți, 17 noiembrie"
    undated = replace(ABUSE, graph=replace(ABUSE.graph, day=""), digest="undated")
    shell.open("play", Place(begin_play(engine, learner.id, undated, session.log[0])))
    (clock,) = parts_of(shell.page.view, "clock")
    assert clock["label"] == ""


def test_a_later_day_is_named_by_its_date_or_its_number() -> None:
    texts = Texts(ABUSE, language("ro"))
    assert texts.time(600) == "10:00"
    assert texts.time(1440 + 600) == "miercuri, 18 noiembrie, 10:00"
    undated = Texts(replace(ABUSE, graph=replace(ABUSE.graph, day="")), language("ro"))
    assert undated.time(1440 + 600) == "ziua 2, 10:00"
