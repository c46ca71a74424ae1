"""The page of the laboratories, and where else they are led to: ours, a lecturer's own, what is finished."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from sqlalchemy import Engine

from simulator.content.lab_shelf import our_labs
from simulator.store.laboratories import note_exercise
from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import PageShell
from tests.ui.test_grid_controller import parts_in
from tests.ui.test_routes import words

OURS = our_labs()
NOTED = "Ce terminați se notează așa cum spune pagina: neverificat de nimeni"


def lab_ways(shell: PageShell, name: str = "laboratories") -> dict[str, str]:
    """The laboratories that a page leads to, by id, each with the words of its link."""
    shell.open(name)
    links = [*(part["way"] for part in parts_in(shell.page.view, "tile")), *parts_in(shell.page.view, "link")]
    return {one["to"]["id"]: one["text"] for one in links if one["page"] == "laboratory"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A lecturer's folder: a notebook with a heading, one that is none."""
    cells = [nbformat.v4.new_markdown_cell("# Lecția a treia")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "Lecție 3.ipynb")
    (tmp_path / "stricat.ipynb").write_text("{", "utf-8")
    (tmp_path / "note.txt").write_text("x", "utf-8")
    return tmp_path


def given(shell: PageShell, engine: Engine, **parts: Any) -> PageShell:
    return PageShell(replace(shell.visit, **parts), engine, PAGES)


def test_every_laboratory_of_ours_has_a_card_with_what_it_is_and_how_long_it_takes(shell: PageShell) -> None:
    assert lab_ways(shell) == {name: lab.title for name, lab in OURS.items()}
    said = words(shell)
    for lab in OURS.values():
        assert lab.written is not None
        assert lab.written.about in said
    assert "5 minute · Programe de cercetare" in said
    assert "Ale cursului dumneavoastră" not in said


def test_a_lecturers_own_stand_apart_with_whom_one_trusts(
    shell: PageShell, engine: Engine, own: Path
) -> None:
    other = given(shell, engine, notebooks=own)
    assert lab_ways(other) == {name: lab.title for name, lab in OURS.items()} | {
        "own-lectie-3": "Lecția a treia",
        "own-stricat": "stricat",
    }
    assert "le acordați încrederea pe care i-o acordați autorului" in words(other)


def test_what_is_finished_is_told_on_the_page_and_apart_on_the_progress_page(
    shell: PageShell, engine: Engine
) -> None:
    learner, lab = shell.visit.learner, OURS["percent"]
    assert lab.written is not None
    exercises = list(lab.written.exercises)
    assert lab_ways(shell, "progress") == {}
    assert NOTED not in words(shell)
    note_exercise(engine, learner, "percent", exercises[0])
    note_exercise(engine, learner, "percent", "an exercise of an older edition")
    lab_ways(shell)
    part = "1 exercițiu terminat din" if len(exercises) > 1 else "Laborator terminat"
    assert part in words(shell)
    assert lab_ways(shell, "progress") == {"percent": lab.title}
    assert part in words(shell)
    assert NOTED in words(shell)
    for name in exercises:
        note_exercise(engine, learner, "percent", name)
    lab_ways(shell)
    assert "Laborator terminat" in words(shell)


def test_without_a_server_nobody_notes_anything_and_the_page_does_not_say_so(
    shell: PageShell, engine: Engine
) -> None:
    lab_ways(shell)
    assert NOTED in words(shell)
    alone = given(shell, engine, verified=False)
    lab_ways(alone)
    assert NOTED not in words(alone)


def test_in_english_the_page_says_that_they_are_in_romanian(shell: PageShell) -> None:
    shell.open("laboratories")
    assert "The laboratories are in Romanian." not in words(shell)
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert "The laboratories are in Romanian." in words(shell)


def test_the_start_page_and_the_bar_lead_there(shell: PageShell) -> None:
    shell.open("start")
    ways = [part["way"]["page"] for part in parts_in(shell.page.view, "tile")]
    assert "laboratories" in ways
    (bar,) = [part for part in parts_in(shell.page.view, "section") if part["kind"] == "bar"]
    assert "laboratories" in [part.get("page") for part in bar["children"]]


def test_a_domain_to_be_developed_leads_to_its_laboratories(shell: PageShell) -> None:
    shell.open("grid", shell.visit.place._replace(part="digital"))
    fields = {"strengths": "", "develop": "tabele", "support": "", "level": "none"}
    (form,) = parts_in(shell.page.view, "form")
    shell.receive({"do": form["do"], "with": {**form["with"], "fields": fields}})
    ways = lab_ways(shell, "grid")
    assert 0 < len(ways) <= 3
    assert ways.items() <= {name: f"Un laborator: {lab.title}" for name, lab in OURS.items()}.items()
