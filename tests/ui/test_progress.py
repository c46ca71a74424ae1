"""The progress page, a "what if" beside its play, corrections, and what comes next on every page."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.competence.advice import Studied
from simulator.competence.aggregate import PlayEvidence
from simulator.competence.debrief import debrief, judgements
from simulator.competence.estimate import Estimate
from simulator.competence.evidence import Evidence
from simulator.competence.progress import Moved, habits, moved
from simulator.content.enums import ROLES
from simulator.engine.session import Session
from simulator.graph.loading import load_profession
from simulator.language import language
from simulator.practice.rules import BREACHED, CONTESTED, LATE, MET, MISSING, Verdict
from simulator.report.wording import level_word, role_word
from simulator.store.learners import Learner, new_learner
from simulator.store.plays import append, bundle_at, fork_play, log_of, play_of
from simulator.store.texts_and_annotations import annotate
from simulator.ui.debrief_controller import DebriefController
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place, place_from
from simulator.ui.progress_view import Progress, Trajectory, _late, movement
from tests.support import small_profession, some_answer, strings_in
from tests.ui.test_debrief import ABUSE, parts_of, walked, words

MODEL = small_profession().profession.model
MODEL_OF_OURS = load_profession().profession.model
Sent = list[dict[str, Any]]


def ended_fork(engine: Engine, learner: Learner, play: str, step: int, way: int) -> str:
    """A "what if" that goes another way at a decision and then takes whatever comes first."""
    fork = fork_play(engine, learner.id, play, step)
    rests_on = bundle_at(engine, play_of(engine, learner.id, fork).bundle)
    session = Session(rests_on.graph)
    session.resume(log_of(engine, rests_on, fork))
    before = len(session.log)
    session.answer((way,))
    dice = random.Random(1)
    while (seat := session.at_turn()) is not None:
        assert session.state is not None
        session.answer(some_answer(rests_on.graph.scenes[seat.node].task, session.state, seat.minute, dice))
    append(engine, rests_on, fork, before, session.log[before:], ended=True)
    return fork


def tables(shell: PageShell, caption: str) -> list[list[list[Any]]]:
    return [node["rows"] for node in parts_of(shell.page.view, "table") if node["caption"] == caption]


def test_before_the_first_ending_the_page_says_so_and_advises_a_worked_example(shell: PageShell) -> None:
    shell.open("progress")
    assert "Încă nu ați încheiat niciun caz" in words(shell)
    assert "exemplu rezolvat" in words(shell)
    assert parts_of(shell.page.view, "table") == []


def test_plays_domains_and_rules_stand_on_the_page_in_both_languages(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    naive = walked(engine, learner, "naive-technician")
    walked(engine, learner, "expert-technician")
    shell.open("progress")
    said = words(shell)
    assert "Aici se iau în seamă 2 cazuri încheiate." in said
    (plays,) = tables(shell, "Cazurile încheiate, cel mai recent întâi")
    assert len(plays) == 2
    assert plays[0][3]["text"] == "nicio încălcare, nicio îndatorire neîndeplinită"
    (slipped,) = tables(shell, "Regulile scăpate cel mai des din vedere")
    assert {row[3]["to"]["play"] for row in slipped} == {naive}
    (domains,) = tables(shell, "Domeniile, din toate cazurile parcurse")
    assert any(row[3]["text"].startswith("a urcat de la 0,") for row in domains)
    (scales,) = parts_of(shell.page.view, "scales")
    names = [row["name"] for row in scales["rows"]]
    assert len(names) == len(MODEL_OF_OURS.domains)
    assert {row[0]["text"] for row in domains} < {*names}
    for row in scales["rows"]:
        kinds = {shape["kind"] for shape in row["at"]["shapes"]} - {"tick"}
        meant = {"neobservat": set(), "dovezi puține": {"few"}}.get(
            row["words"][0]["text"], {"range", "mean"}
        )
        assert kinds == meant, row["name"]
    assert {"neobservat", "dovezi puține"} <= {row["words"][0]["text"] for row in scales["rows"]}
    assert not re.search(r"\d[.,]\d", " ".join(strings_in(scales["rows"]))), "no numbers on the scale"
    assert "Pune la încercare" in said or "Arată ceva" in said
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert "2 finished plays count here." in words(shell)
    assert "risen from 0." in words(shell)


def test_a_level_after_one_case_says_so_and_a_hair_is_no_movement(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    walked(engine, learner, "expert-technician")
    shell.open("progress")
    (domains,) = tables(shell, "Domeniile, din toate cazurile parcurse")
    levels = {row[1]["text"] for row in domains} - {"dovezi insuficiente"}
    assert levels
    assert all(level.endswith(", după un singur caz") for level in levels)
    now = Estimate("informing", "secure", 0.64, 0.4, 0.8, 3.0, ())
    romanian = language("ro")
    for first, told in ((0.60, "aproape ca la început"), (0.55, "a urcat"), (0.70, "a coborât")):
        before = replace(now, mean=first)
        assert movement(Moved(now, before, 2), romanian).startswith(told)


def test_a_what_if_is_marked_and_does_not_count(shell: PageShell, engine: Engine, learner: Learner) -> None:
    play = walked(engine, learner, "naive-technician")
    shell.open("progress")
    before = tables(shell, "Domeniile, din toate cazurile parcurse")
    ended_fork(engine, learner, play, 1, 0)
    shell.open("progress")
    assert tables(shell, "Domeniile, din toate cazurile parcurse") == before
    (again,) = tables(shell, "Când să îl parcurgeți din nou")
    assert len(again) == 1
    assert "Aici se ia în seamă 1 caz încheiat. 1 parcurgere „ce ar fi fost dacă”" in words(shell)
    assert words(shell).count("ce ar fi fost dacă: nu se ia în seamă") == 1
    shell.open("start")
    assert "ce ar fi fost dacă" in words(shell)


def test_somebody_elses_plays_are_not_there(shell: PageShell, engine: Engine) -> None:
    walked(engine, new_learner(engine), "naive-technician")
    shell.open("progress")
    assert "Încă nu ați încheiat niciun caz" in words(shell)


def test_a_what_if_under_way_says_of_which_play_it_is(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    play = walked(engine, learner, "naive-technician")
    shell.open("debrief", Place(play))
    shell.receive({"do": "fork", "with": {"step": 2}})
    shell.open("play", place_from(sent[-1]["go"]["to"]))
    assert "Un „ce ar fi fost dacă” pornit din parcurgerea dumneavoastră" in words(shell)
    links = [node for node in parts_of(shell.page.view, "link") if node["to"].get("play") == play]
    assert [node["page"] for node in links] == ["debrief"]
    shell.open("debrief", Place(play))
    assert "Ce s-ar fi întâmplat" not in words(shell)


def test_a_finished_what_if_is_compared_with_its_play(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "expert-technician")
    fork = ended_fork(engine, learner, play, 1, 1)
    shell.open("debrief", Place(fork))
    said = words(shell)
    assert "Ce s-ar fi întâmplat" in said
    assert "cele două parcurgeri sunt la fel; acolo ați hotărât altfel" in said
    assert "Pe această cale, rezultatul este mai slab" in said
    (rows,) = tables(shell, "La ce a dus fiecare")
    assert [row[0]["text"] for row in rows] == ["Final", "Rezultatul"]
    assert rows[1][1]["text"] == "nicio încălcare, nicio îndatorire neîndeplinită"
    assert rows[1][2]["text"] != rows[1][1]["text"]
    back = ended_fork(engine, learner, fork, 1, 0)
    shell.open("debrief", Place(back))
    assert isinstance(shell.controller, DebriefController)


def test_a_teachers_correction_stands_beside_what_was_found(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "naive-technician")
    judged = debrief(ABUSE, log_of(engine, ABUSE, play))
    piece = next(one for one in judged.findings[0].evidence if one.right == 0.0)
    body = {"indicator": piece.indicator, "source": piece.source, "step": piece.step, "right": 1}
    shell.open("debrief", Place(play))
    assert "Corecturile formatorului" not in words(shell)
    shell.open("debrief", Place(play, part="profile"))
    before = tables(shell, "Ce a arătat această parcurgere")
    assert before
    annotate(engine, play, "evidence", body | {"right": 0.5}, by="C-PROF", why="prima citire")
    annotate(engine, play, "evidence", body, by="C-PROF", why="<i>a explicat</i> oral")
    shell.open("debrief", Place(play))
    (rows,) = tables(shell, "Ce s-a corectat")
    assert [cell["text"] for cell in rows[0][1:]] == [
        "nedovedit",
        "dovedit",
        "C-PROF: <i>a explicat</i> oral.",
    ]
    shell.open("debrief", Place(play, part="profile"))
    after = tables(shell, "Ce a arătat această parcurgere")
    assert after and after != before


@pytest.mark.parametrize("controller", ["debrief", "progress"])
def test_what_comes_next_stands_on_every_page_that_looks_ahead(
    shell: PageShell, engine: Engine, learner: Learner, controller: str
) -> None:
    play = walked(engine, learner, "naive-technician")
    shell.open(controller, Place(play, part="profile"))
    assert "Ce urmează" in words(shell)
    assert "Intervalul de 7 zile este ales de noi" in words(shell)
    assert "g 0,74" in words(shell)


@pytest.mark.parametrize("controller", ["debrief", "progress"])
def test_what_is_advised_is_what_its_button_begins(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, controller: str
) -> None:
    play = walked(engine, learner, "naive-technician")
    shell.open(controller, Place(play, part="profile" if controller == "debrief" else ""))
    (button,) = [node for node in parts_of(shell.page.view, "button") if node["do"] == "begin"]
    shell.receive({"do": "begin", "with": button["with"]})
    begun = play_of(engine, learner.id, sent[-1]["go"]["to"]["play"])
    rests_on = bundle_at(engine, begun.bundle)
    role = log_of(engine, rests_on, begun.id)[0].roles[0]
    advised = f"„{rests_on.text('title', 'ro')}” · {role_word(ROLES[role], language('ro'))}"
    level = level_word(begun.level, language("ro"))
    assert f"{advised} · nivel: {level}" in words(shell)


def test_what_is_under_way_is_not_advised_to_be_begun(shell: PageShell, sent: Sent) -> None:
    def advised() -> dict[str, Any]:
        shell.open("progress")
        (button,) = [node for node in parts_of(shell.page.view, "button") if node["do"] == "begin"]
        fields: dict[str, Any] = button["with"]
        return fields

    first = advised()
    shell.receive({"do": "begin", "with": first})
    assert sent[-1]["go"]["page"] == "play"
    assert advised() != first


def shown(play: str, ended: str, index: int, right: float) -> PlayEvidence:
    name = MODEL.domains[index].indicators[0]
    return PlayEvidence(play, ended, (Evidence(name, "author:x", 1, 1.0, right),))


def test_a_domain_moves_from_where_it_was_first_shown() -> None:
    plays = [shown("a", "1", 0, 0.0), shown("b", "2", 1, 1.0), shown("c", "3", 0, 1.0)]
    first, second = moved(MODEL, plays)
    assert (first.plays, second.plays) == (2, 1)
    assert isinstance(first.first, Estimate)
    assert round(first.first.mean, 2) == 0.33
    assert first.now.mean == 0.5
    assert second.first is None
    assert moved(MODEL, []) == ()


def test_the_least_honoured_rule_comes_first_with_where_it_slipped_last() -> None:
    plays = [
        ("p", [Verdict("a", 0, MET), Verdict("b", 0, BREACHED), Verdict("c", 0, CONTESTED)]),
        ("q", [Verdict("a", 0, LATE, late=20), Verdict("b", 0, MISSING)]),
        ("r", [Verdict("a", 0, MET), Verdict("b", 0, MET)]),
    ]
    worst, other = habits(plays)
    assert (worst.rule, worst.slipped, worst.met, worst.last) == ("b", 2, 1, "q")
    assert (other.rule, other.late, other.met, other.bad, other.last) == ("a", [20], 2, 1, "q")


def test_a_what_if_is_not_studied_for_what_comes_next(engine: Engine, learner: Learner) -> None:
    play = walked(engine, learner, "naive-technician")
    fork = ended_fork(engine, learner, play, 1, 0)
    for name, count in ((play, 1), (fork, 0)):
        found, studied = play_of(engine, learner.id, name), Studied()
        for one in judgements(ABUSE, log_of(engine, ABUSE, name)):
            studied.add(found, one, one.evidence)
        assert len(studied.pasts) == count
        assert bool(studied.evidence) == bool(count)


def test_the_duty_most_often_late_comes_first() -> None:
    profession = small_profession()
    once, twice = list(profession.profession.rules)[:2]
    late = [Verdict(one.id, 0, LATE, late=5) for one in (once, twice, twice)]
    missed = [Verdict(once.id, 0, MISSING)] * 3
    trajectory = Trajectory((), habits([("p", [*late, *missed])]))
    assert [one.rule for one in trajectory.habits] == [once.id, twice.id]
    page = Progress(profession, [], trajectory, language("en"))
    (listing,) = [one for one in _late(page)[0]["children"] if one["is"] == "list"]
    titles = [page.words(f"rules.{one.id}.title") for one in (twice, once)]
    said = [item[0]["text"] for item in listing["items"]]
    assert [line.startswith(title) for line, title in zip(said, titles, strict=True)] == [True, True]
