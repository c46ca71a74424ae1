"""The grid page: nothing written is lost, nothing is judged, a finished grid stays."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from sqlalchemy import Engine, update

from simulator.engine.session import Session
from simulator.store.grids import draft_of, grids_of
from simulator.store.learners import Learner, new_learner
from simulator.store.plays import append, begin_play, fork_play, log_of
from simulator.store.privacy import export_of
from simulator.store.tables import events
from simulator.store.texts_and_annotations import annotate
from simulator.ui.grid_controller import GridController
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place, place_from
from tests.report.reading import words_of_docx
from tests.support import bundle, random_play, some_answer, strings_in
from tests.ui.test_routes import words


def room_of(shell: PageShell) -> GridController:
    assert isinstance(shell.controller, GridController)
    return shell.controller


def keep(shell: PageShell, domain: str, column: str, text: str) -> None:
    shell.receive({"do": "keep", "with": {"domain": domain, "column": column, "text": text}})


def finish(shell: PageShell, occasion: str, with_whom: str = "alone") -> None:
    shell.receive({"do": "finish", "with": {"fields": {"occasion": occasion, "with": with_whom}}})


def played(engine: Engine, learner: Learner, role: int, seed: int = 5) -> str:
    rests_on = bundle("abuse-discovery", "standard")
    log = random_play(rests_on.graph, (role,), seed)
    play = begin_play(engine, learner.id, rests_on, log[0])
    append(engine, rests_on, play, 1, log[1:], ended=True)
    return play


def forked(engine: Engine, learner: Learner, play: str) -> None:
    """A finished "what if" of a play, parted at its first decision."""
    rests_on = bundle("abuse-discovery", "standard")
    made, dice = fork_play(engine, learner.id, play, 1), random.Random(9)
    session = Session(rests_on.graph)
    session.resume(log_of(engine, rests_on, made))
    while (seat := session.at_turn()) is not None:
        assert session.state is not None
        task = rests_on.graph.scenes[seat.node].task
        session.answer(some_answer(task, session.state, seat.minute, dice))
    append(engine, rests_on, made, 1, session.log[1:], ended=True)


def parts_in(value: Any, kind: str) -> list[dict[str, Any]]:
    """Every part of a kind in a view."""
    if isinstance(value, dict):
        here = [value] if value.get("is") == kind else []
        return here + [part for inner in value.values() for part in parts_in(inner, kind)]
    return [part for inner in value for part in parts_in(inner, kind)] if isinstance(value, list) else []


def test_what_is_written_is_kept_at_once_and_there_after_a_reload(shell: PageShell, engine: Engine) -> None:
    shell.open("grid", Place(part="law"))
    keep(shell, "law", "strengths", " <b>Știu</b> legea ")
    assert "Salvat (1)" in words(shell)
    keep(shell, "law", "level", "3")
    assert draft_of(engine, shell.visit.learner) == {
        ("law", "strengths"): "<b>Știu</b> legea",
        ("law", "level"): "3",
    }
    shell.open("grid")
    assert "text și nivelul 3" in words(shell)
    shell.open("grid", Place(part="law"))
    assert parts_in(shell.page.view, "textarea")[0]["value"] == "<b>Știu</b> legea"
    assert parts_in(shell.page.view, "choice")[0]["chosen"] == "3"


def test_one_leads_to_the_next_and_the_last_back_to_the_grid(
    shell: PageShell, sent: list[dict[str, Any]]
) -> None:
    shell.open("grid")
    controller = room_of(shell)
    to, seen = {"part": controller.domains[0]}, []
    while to:
        shell.open("grid", place_from(to))
        controller = room_of(shell)
        seen.append(controller.at)
        assert shell.page.view["scene"] == f"grid/{controller.at}"
        (form,) = parts_in(shell.page.view, "form")
        fields = {"strengths": f"La {controller.at}", "develop": "", "support": "", "level": "none"}
        shell.receive({"do": form["do"], "with": {**form["with"], "fields": fields}})
        went = sent[-1]["go"]
        assert went["page"] == "grid"
        to = went["to"]
    shell.open("grid")
    assert seen == controller.domains
    assert len(room_of(shell).draft) == 15


def test_a_level_can_be_taken_back(shell: PageShell, engine: Engine) -> None:
    shell.open("grid")
    keep(shell, "law", "level", "0")
    assert draft_of(engine, shell.visit.learner) == {("law", "level"): "0"}
    keep(shell, "law", "level", "none")
    assert room_of(shell).draft == {}
    assert draft_of(engine, shell.visit.learner) == {}


@pytest.mark.parametrize(
    ("domain", "column", "text"),
    [("nope", "strengths", "x"), ("law", "nope", "x"), ("law", "level", "5"), ("law", "level", "-1")],
)
def test_only_the_grids_places_are_written_to(
    shell: PageShell, engine: Engine, domain: str, column: str, text: str
) -> None:
    shell.open("grid")
    keep(shell, domain, column, text)
    assert shell.notice is not None
    assert draft_of(engine, shell.visit.learner) == {}


def test_a_finished_grid_is_appended_and_the_history_shows_change(shell: PageShell, engine: Engine) -> None:
    shell.open("grid")
    keep(shell, "law", "level", "1")
    keep(shell, "law", "develop", "Termenele")
    finish(shell, "pre")
    assert "încheiată și păstrată" in words(shell)
    assert room_of(shell).draft == {}
    keep(shell, "law", "level", "3")
    finish(shell, "post")
    assert [grid.occasion for grid in grids_of(engine, shell.visit.learner)] == ["pre", "post"]
    said = words(shell)
    assert "Mai sus în 1 domeniu." in said
    assert "Termenele" in said
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert "Higher in 1 domain." in words(shell)


def test_the_history_says_with_whom_a_grid_was_filled_in(shell: PageShell, engine: Engine) -> None:
    shell.open("grid")
    keep(shell, "law", "level", "1")
    finish(shell, "pre", "boss")
    assert "puneți cu cine ați completat-o" in words(shell)
    assert grids_of(engine, shell.visit.learner) == []
    finish(shell, "pre")
    keep(shell, "law", "level", "3")
    (asked,) = [c for c in parts_in(shell.page.view, "choice") if c["name"] == "with"]
    assert [value["value"] for value in asked["values"]] == ["alone", "coordinator"]
    assert asked["chosen"] == "alone"
    finish(shell, "post", "coordinator")
    assert [grid.with_whom for grid in grids_of(engine, shell.visit.learner)] == ["alone", "coordinator"]
    unfolded = [part["summary"] for part in parts_in(shell.page.view, "details")]
    assert unfolded == [
        "La sfârșit, împreună (tehnician și coordonator) · 1 domeniu",
        "La început, pe cont propriu · 1 domeniu",
    ]
    assert "o diferență poate veni și de aici" in words(shell)
    keep(shell, "law", "level", "3")
    finish(shell, "post")
    assert "o diferență poate veni și de aici" not in words(shell)


WITH_COORDINATOR = ("împreună cu coordonatorul", "pe cont propriu sau cu coordonatorul dumneavoastră")
WITH_TECHNICIAN = ("împreună cu tehnicianul", "pe cont propriu sau cu tehnicianul pe care îl coordonați")
TOGETHER = ("împreună (tehnician și coordonator)", "pe cont propriu sau împreună, nu un verdict")
IN_ENGLISH = {
    WITH_COORDINATOR: ("together with the coordinator", "alone or with your coordinator"),
    WITH_TECHNICIAN: ("together with the technician", "alone or with your technician"),
    TOGETHER: ("together (technician and coordinator)", "alone or together, and not"),
}
SIGNS_TOO = {
    WITH_COORDINATOR: "Împreună cu (asistent social coordonator): ",
    WITH_TECHNICIAN: "Împreună cu (tehnician): ",
    TOGETHER: "Împreună cu: ",
}


@pytest.mark.parametrize(
    ("roles", "chosen", "fits"),
    [
        ((), "", TOGETHER),
        ((0,), "", WITH_COORDINATOR),
        ((1,), "", WITH_TECHNICIAN),
        ((0, 1), "", TOGETHER),
        ((0, 1), "technician", WITH_COORDINATOR),
        ((0, 1), "coordinator", WITH_TECHNICIAN),
    ],
)
def test_who_it_was_filled_in_with_is_said_to_fit_the_role(
    shell: PageShell,
    engine: Engine,
    learner: Learner,
    sent: list[dict[str, Any]],
    roles: tuple[int, ...],
    chosen: str,
    fits: tuple[str, str],
) -> None:
    for role in roles:
        played(engine, learner, role)
    shell.open("grid")
    shell.receive({"do": "roles", "with": {"role": chosen}})
    for occasion, with_whom in (("pre", "alone"), ("post", "coordinator")):
        keep(shell, "law", "level", "1")
        finish(shell, occasion, with_whom)
    keep(shell, "law", "level", "2")
    (asked,) = [c for c in parts_in(shell.page.view, "choice") if c["name"] == "with"]
    assert [(value["value"], value["text"]) for value in asked["values"]] == [
        ("alone", "pe cont propriu"),
        ("coordinator", fits[0]),
    ]
    shell.receive({"do": "paper", "with": {"kind": "docx"}})
    paper = "\n".join(words_of_docx(sent[-1]["buffers"][0]))
    assert SIGNS_TOO[fits] in paper
    company = f"Una dintre cele două a fost completată {fits[0]}, cealaltă nu"
    for shown in (words(shell), paper):
        for said in (f"la sfârșit, {fits[0]}", company, fits[1]):
            assert said.lower() in shown.lower(), said
        for other in {WITH_COORDINATOR, WITH_TECHNICIAN, TOGETHER} - {fits}:
            assert [said for said in other if said in shown] == []
    shell.receive({"do": "language", "with": {"code": "en"}})
    for said in IN_ENGLISH[fits]:
        assert said in words(shell)
    kept = [json.loads(rating["body"])["with"] for rating in export_of(engine, learner.id)["ratings"]]
    assert sorted(kept) == ["alone", "coordinator"], "what is stored is the same for everybody"


def test_nothing_is_finished_without_an_occasion_or_twice(shell: PageShell, engine: Engine) -> None:
    shell.open("grid")
    finish(shell, "pre")
    assert shell.notice is not None
    keep(shell, "law", "level", "1")
    finish(shell, "someday")
    assert shell.notice is not None
    assert grids_of(engine, shell.visit.learner) == []
    other = PageShell(shell.visit, engine, shell.pages)
    other.open("grid")
    finish(shell, "pre")
    finish(other, "pre")
    assert "altă filă" in words(other)
    assert len(grids_of(engine, shell.visit.learner)) == 1


def test_said_stands_beside_what_was_seen_of_this_learner_alone(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    played(engine, new_learner(engine), 0)
    shell.open("grid")
    assert "Niciunul dintre cazurile încheiate" in words(shell)
    played(engine, learner, 0)
    shell.open("grid")
    assert "Se sprijină pe 1 caz încheiat" in words(shell)
    assert parts_in(shell.page.view, "span")


def test_a_what_if_does_not_count(shell: PageShell, engine: Engine, learner: Learner) -> None:
    first = played(engine, learner, 0)
    shell.open("grid")
    before = room_of(shell).grid({})
    forked(engine, learner, first)
    shell.open("grid")
    assert room_of(shell).grid({}) == before
    played(engine, learner, 0, seed=6)
    shell.open("grid")
    assert room_of(shell).grid({}) != before


def test_one_role_can_be_looked_at(shell: PageShell, engine: Engine, learner: Learner) -> None:
    played(engine, learner, 0)
    shell.open("grid")
    assert not [b for b in parts_in(shell.page.view, "button") if b["do"] == "roles"]
    played(engine, learner, 1)
    shell.open("grid")
    assert len([b for b in parts_in(shell.page.view, "button") if b["do"] == "roles"]) == 3
    assert room_of(shell).grid({}).plays == 2
    shell.receive({"do": "roles", "with": {"role": "coordinator"}})
    assert room_of(shell).grid({}).roles == (1,)
    assert room_of(shell).grid({}).plays == 1


def test_what_was_seen_is_folded_away_until_something_is_said(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    played(engine, learner, 0)
    shell.open("grid")
    assert [d["key"] for d in parts_in(shell.page.view, "details")] == ["early"]
    keep(shell, "law", "level", "2")
    assert "early" not in [d["key"] for d in parts_in(shell.page.view, "details")]


def test_all_figures_of_the_drawing_stand_in_the_table(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    played(engine, learner, 0)
    shell.open("grid")
    keep(shell, "law", "level", "2")
    (drawing,) = parts_in(shell.page.view, "drawing")
    table = next(t for t in parts_in(shell.page.view, "table") if len(t["rows"]) == 15)
    kinds = [shape["kind"] for shape in drawing["shapes"]]
    assert len(parts_in(table, "span")) == kinds.count("range") + kinds.count("thin")
    assert kinds.count("self") == 1
    assert table["rows"][1][1]["text"] == "2: uneori"
    assert "tabelul" in drawing["label"]


def test_erasing_words_asks_first(shell: PageShell, engine: Engine) -> None:
    shell.open("grid")
    keep(shell, "law", "develop", "Ceva personal")
    keep(shell, "law", "level", "2")
    finish(shell, "between")
    (grid,) = grids_of(engine, shell.visit.learner)
    shell.receive({"do": "forget", "with": {"grid": grid.id}})
    assert shell.notice is not None
    assert "Ceva personal" in words(shell)
    shell.receive({"do": "ask-forget", "with": {"grid": grid.id}})
    shell.receive({"do": "forget", "with": {"grid": grid.id}})
    assert "Ceva personal" not in words(shell)
    assert grids_of(engine, shell.visit.learner)[0].levels == {"law": 2}


def test_start_and_debrief_lead_to_the_grid(shell: PageShell, engine: Engine, learner: Learner) -> None:
    play = played(engine, learner, 0)
    for controller in ("start", "debrief"):
        shell.open(controller, Place(play, part="profile") if controller == "debrief" else Place())
        (_bar, *rest) = shell.page.view["children"]
        ways = [*parts_in(rest, "link"), *(tile["way"] for tile in parts_in(rest, "tile"))]
        assert [way for way in ways if way["page"] == "grid"], controller


def test_a_play_that_cannot_be_read_is_left_out(shell: PageShell, engine: Engine, learner: Learner) -> None:
    played(engine, learner, 0)
    broken = played(engine, learner, 0, seed=6)
    with engine.begin() as connection:
        connection.execute(
            update(events).where(events.c.play == broken, events.c.sequence == 1).values(body="{}")
        )
    shell.open("grid")
    assert "Se sprijină pe 1 caz încheiat" in words(shell)


def test_a_teachers_correction_is_what_counts(shell: PageShell, engine: Engine, learner: Learner) -> None:
    play = played(engine, learner, 0)
    shell.open("grid")
    before = room_of(shell).grid({})
    (piece, *_) = room_of(shell).plays[0].debrief.findings[0].evidence
    body = {
        "indicator": piece.indicator,
        "source": piece.source,
        "step": piece.step,
        "right": 1 - piece.right,
    }
    annotate(engine, play, "evidence", body, "T", "seen in class")
    shell.open("grid")
    changed = [
        line.domain.id
        for line, other in zip(room_of(shell).grid({}).lines, before.lines, strict=True)
        if line.played != other.played
    ]
    assert changed == [piece.indicator.partition(".")[0]]


def test_the_grid_goes_on_with_what_is_still_empty(shell: PageShell) -> None:
    shell.open("grid")
    first = open_domain(shell)
    keep(shell, first, "level", "1")
    shell.open("grid")
    assert open_domain(shell) != first
    keep(shell, open_domain(shell), "seen", "Am stat lângă ea")
    shell.open("grid")
    assert len({first, open_domain(shell)}) == 2


def open_domain(shell: PageShell) -> str:
    """The domain to which the main button leads."""
    ways = [one for one in parts_in(shell.page.view, "link") if one["kind"] == "main"]
    (way,) = [one for one in ways if one["page"] == "grid"]
    return str(way["to"]["part"])


def test_a_finished_grid_keeps_the_domain_where_only_words_were_written(shell: PageShell) -> None:
    shell.open("grid")
    keep(shell, "law", "level", "1")
    keep(shell, "digital", "develop", "Semnătura electronică")
    finish(shell, "pre")
    (table,) = [one for one in parts_in(shell.page.view, "table") if one["caption"] == "Ce ați spus"]
    assert len(table["rows"]) == 2
    assert "Semnătura electronică" in str(table["rows"])


def test_a_domain_shows_what_one_would_see_of_a_good_practitioner(shell: PageShell) -> None:
    shell.open("grid", Place(part="crisis"))
    folded = [part for part in parts_in(shell.page.view, "details") if part["key"] == "observables"]
    said = " ".join(strings_in(folded))
    observables = [
        words
        for path, words in room_of(shell).profession.texts["ro"].items()
        if path.startswith("indicators.crisis.") and path.endswith(".observable")
    ]
    assert len(observables) >= 2
    assert all(words in said for words in observables)


def test_what_is_to_develop_leads_to_a_case_and_to_rules(
    shell: PageShell, sent: list[dict[str, Any]]
) -> None:
    shell.open("grid", Place(part="emergency"))
    assert [link for link in parts_in(shell.page.view, "link") if link["page"] == "case"] == []
    keep(shell, "emergency", "develop", "Primul apel")
    (case,) = [link for link in parts_in(shell.page.view, "link") if link["page"] == "case"]
    assert case["to"] == {"id": "abuse-discovery"}
    shell.open("grid")
    ways = parts_in(shell.page.view, "link")
    assert {"case", "rule", "plan"} <= {way["page"] for way in ways}
    assert "Coordonarea în situații de urgență" in words(shell)
    shell.receive({"do": "paper", "with": {"kind": "docx"}})
    paper = "\n".join(words_of_docx(sent[-1]["buffers"][0]))
    assert "„Mâneca trasă peste palmă”" in paper
    assert "Coordonarea în situații de urgență" in paper
    keep(shell, "emergency", "develop", "")
    assert [link for link in parts_in(shell.page.view, "link") if link["page"] == "case"] == []
