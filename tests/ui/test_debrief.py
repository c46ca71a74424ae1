"""The debrief: the expert's path, what became of each fact; and nothing of it during a play."""

from __future__ import annotations

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
from simulator.language import language
from simulator.report.wording import Texts
from simulator.store.learners import Learner
from simulator.store.plays import append, begin_play
from simulator.ui.conflict_drafts import Drafts
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from simulator.ui.play_view import play_nodes
from simulator.ui.play_view_model import play_view_model
from tests.support import bundle, our_cases, some_answer, strings_in

ABUSE = bundle("abuse-discovery", "standard")


def words(shell: PageShell) -> str:
    return " ".join(strings_in(dict(shell.page.view)))


def walked(engine: Engine, learner: Learner, name: str, rests_on: Bundle = ABUSE) -> str:
    walk, document = read_walks(case_folders()[rests_on.graph.id])[name]
    log = play_walk(rests_on.graph, walk, document)
    play = begin_play(engine, learner.id, rests_on, log[0])
    append(engine, rests_on, play, 1, log[1:], ended=True)
    return play


def test_the_expert_stands_beside_each_decision_and_the_parting_is_said(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    shell.open("debrief", Place(walked(engine, learner, "naive-technician")))
    said = words(shell)
    assert "Drumul expertului, lângă al dumneavoastră" in said
    assert "rumurile s-au despărțit" in said
    assert said.count("Aici drumurile se despart.") == 1
    assert "Ce a făcut expertul aici" in said
    assert "Explicația pentru cine alege așa:" in said
    assert "Ce a aflat expertul și dumneavoastră nu" in said
    assert "Un alt drum bun" in said
    assert "marți, 17 noiembrie 2026" in said
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert "What the expert did here" in words(shell)
    assert "Tuesday, 17 November 2026" in words(shell)


def test_the_experts_steps_are_numbered_once(shell: PageShell, engine: Engine, learner: Learner) -> None:
    shell.open("debrief", Place(walked(engine, learner, "naive-coordinator")))
    (expert,) = [part for part in dict(shell.page.view)["children"] if part.get("key") == "expert"]
    lists = parts_of(expert, "list")
    assert [part for part in lists if part["ordered"]]
    assert not [words for words in strings_in(lists) if re.match(r"\d+\. ", words)]
    (both,) = parts_of(expert, "table")
    (mine, theirs) = next(row[1:] for row in both["rows"] if row[1]["is"] == "list")
    assert mine["ordered"]
    assert theirs["ordered"]


def test_who_goes_the_experts_way_is_told_so(shell: PageShell, engine: Engine, learner: Learner) -> None:
    shell.open("debrief", Place(walked(engine, learner, "expert-technician")))
    assert "Ați mers pe drumul expertului de la început până la sfârșit" in words(shell)
    assert "la fel ca expertul" in words(shell)
    assert "Aici drumurile se despart." not in words(shell)
    assert "Ce a făcut expertul aici" not in words(shell)


def test_where_no_path_was_written_that_is_said_and_what_was_within_reach(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    without = replace(ABUSE, experts=(), digest="without")
    shell.open("debrief", Place(walked(engine, learner, "naive-technician", without)))
    assert "nu este scris încă un drum al expertului" in words(shell)
    assert "Ce era la îndemână și nu ați aflat" in words(shell)
    assert "la fel ca expertul" not in words(shell)


def test_facts_are_told_with_when_to_whom_and_where(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    shell.open("debrief", Place(walked(engine, learner, "expert-technician")))
    (table,) = [node for node in parts_of(shell.page.view, "table") if node["head"][0] == "Faptul"]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
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
        shell.open("debrief", Place(walked(engine, learner, name)))
        (table,) = [node for node in parts_of(shell.page.view, "table") if node["head"][0] == "Faptul"]
        told += "; ".join(row[2]["text"] for row in table["rows"]) + "; "
    assert "serviciului de urgență 112" in told
    assert "cuiva din afara echipei" in told
    assert "dezvăluie" not in told


def parts_of(node: Any, kind: str) -> list[dict[str, Any]]:
    """Every part of a kind in a view."""
    found = []
    if isinstance(node, dict):
        found = [node] if node.get("is") == kind else []
        node = list(node.values())
    if isinstance(node, list):
        found += [part for inner in node for part in parts_of(inner, kind)]
    return found


def test_of_a_long_answer_what_fits_is_folded_and_what_does_not_is_seen(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    shell.open("debrief", Place(walked(engine, learner, "naive-technician")))
    view = dict(shell.page.view)
    folded = [part for part in parts_of(view, "details") if "ce se potrivește" in part["summary"]]
    again = [part for part in parts_of(view, "table") if "ce e de revăzut" in part["caption"]]
    assert folded, "there are long answers in this walk"
    assert again, "and not all of them are right"
    for part in folded:
        (table,) = parts_of(part, "table")
        assert part["summary"].endswith(f"({len(table['rows'])})")
        assert {row[2]["kind"] for row in table["rows"]} <= {"good", "quiet"}
        assert not part["opened"]
    assert {row[2]["kind"] for part in again for row in part["rows"]} == {"bad"}


def test_a_share_says_what_it_counts_and_a_bad_ending_reads_as_one(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    shell.open("debrief", Place(walked(engine, learner, "naive-technician")))
    said = words(shell)
    found = re.findall(r"Părți potrivite: (\d+) din (\d+), (\d+) %; ce este potrivit oricum", said)
    assert found
    assert all(100 * int(right) // int(judged) == int(percent) for right, judged, percent in found)
    assert "A fost cel mai slab final." in said
    assert "rangul" not in said


def test_of_many_verdicts_on_a_decision_those_that_are_well_are_folded(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    shell.open("debrief", Place(walked(engine, learner, "expert-technician")))
    timeline = parts_of(dict(shell.page.view), "timeline")[0]
    moments = [moment["children"] for moment in timeline["moments"]]
    assert moments
    seen = 0
    for children in moments:
        bare = [part for part in children if part["is"] == "note" and part["kind"] == "good"]
        for part in parts_of(children, "details"):
            if "Reguli respectate aici" in part["summary"]:
                kinds = [verdict["kind"] for verdict in part["children"]]
                assert part["summary"].endswith(f"({len(kinds)})")
                assert kinds == ["good"] * len(kinds)
                assert not bare
                seen += 1
        assert len(bare) <= 2
    assert seen


@pytest.mark.parametrize("case", our_cases())
@pytest.mark.parametrize("role", [0, 1])
@pytest.mark.parametrize("level", ["guided", "standard"])
def test_no_view_of_a_play_depends_on_the_experts_paths(case: str, role: int, level: str) -> None:
    """What is shown during a play is the same whatever the experts do: so nothing of them can be in it."""
    rests_on = bundle(case, level)
    without = replace(rests_on, experts=())
    assert rests_on.experts
    dice, session = random.Random(role), begin(rests_on.graph, role, 3)
    while True:
        for code in ("ro", "en"):
            with_them, alone = (
                play_nodes(
                    play_view_model(one, session.log),
                    Texts(one, language(code)),
                    "p",
                    Drafts(lambda *_: None),
                    "",
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
    assert clock["label"] == "marți, 17 noiembrie 2026 · Program de lucru 08:00–16:30"
    undated = replace(ABUSE, graph=replace(ABUSE.graph, day=""), digest="undated")
    shell.open("play", Place(begin_play(engine, learner.id, undated, session.log[0])))
    (clock,) = parts_of(shell.page.view, "clock")
    assert clock["label"] == "Program de lucru 08:00–16:30"


def test_a_later_day_is_named_by_its_date_or_its_number() -> None:
    texts = Texts(ABUSE, language("ro"))
    assert texts.time(600) == "10:00"
    assert texts.time(1440 + 600) == "miercuri, 18 noiembrie, 10:00"
    undated = Texts(replace(ABUSE, graph=replace(ABUSE.graph, day="")), language("ro"))
    assert undated.time(1440 + 600) == "ziua 2, 10:00"
