"""The plan page: suggested from the grid, kept place by place, on paper, in a calendar; erased with all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import Engine

from simulator.report.plan import MOST_GOALS
from simulator.store.grids import keep_draft
from simulator.store.learners import Learner, new_learner
from simulator.store.plans import plan_of
from simulator.store.privacy import erase, export_of
from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import PageShell
from tests.report.reading import words_of_docx
from tests.ui.test_grid_controller import parts_in
from tests.ui.test_routes import words


@pytest.fixture
def rated(engine: Engine, learner: Learner) -> None:
    """Two domains that are to be developed, and one that is not."""
    keep_draft(engine, learner.id, "emergency", "level", "1")
    keep_draft(engine, learner.id, "law", "develop", "Termenele")
    keep_draft(engine, learner.id, "law", "support", "un curs")
    keep_draft(engine, learner.id, "culture", "level", "4")


def begin(shell: PageShell, domain: str) -> None:
    shell.receive({"do": "begin", "with": {"domain": domain}})


def keep(shell: PageShell, goal: int, column: str, text: str) -> None:
    shell.receive({"do": "keep", "with": {"goal": goal, "column": column, "text": text}})


def offered(shell: PageShell) -> list[str]:
    return [b["with"]["domain"] for b in parts_in(shell.page.view, "button") if b["do"] == "begin"]


@pytest.mark.usefixtures("rated")
def test_a_goal_is_suggested_from_what_the_grid_says(shell: PageShell, engine: Engine) -> None:
    shell.open("plan")
    assert offered(shell) == ["emergency", "law", ""]
    begin(shell, "law")
    plan = plan_of(engine, shell.visit.learner)
    assert plan[1, "what"] == "Cunoștințe legislative și procedurale: Termenele"
    assert plan[1, "means"].startswith("Parcurg cazul „")
    assert "Citesc: " in plan[1, "means"]
    assert plan[1, "means"].endswith("Un curs.")
    assert plan[1, "sign"].startswith("Recunoaște ce regulă se aplică")
    day = (date.today() + timedelta(days=42)).isoformat()
    assert abs((date.fromisoformat(plan[1, "until"]) - date.fromisoformat(day)).days) <= 1
    assert plan[0, "back"] == plan[1, "until"]
    assert offered(shell) == ["emergency", ""], "what is in the plan is not offered again"
    shell.open("plan")
    assert [field["value"] for field in parts_in(shell.page.view, "textarea")] == [
        plan[1, "what"],
        plan[1, "means"],
        plan[1, "sign"],
    ]


@pytest.mark.usefixtures("rated")
def test_a_plan_has_three_goals_at_most(shell: PageShell, engine: Engine) -> None:
    shell.open("plan")
    for domain in ("emergency", "law", ""):
        begin(shell, domain)
    assert len(parts_in(shell.page.view, "textarea")) == 3 * MOST_GOALS
    assert offered(shell) == []
    keep(shell, 3, "what", "Scriu mai scurt")
    begin(shell, "")
    assert shell.notice is not None
    assert {goal for goal, _ in plan_of(engine, shell.visit.learner)} == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("goal", "column", "text"),
    [
        (4, "what", "x"),
        (-1, "what", "x"),
        (0, "what", "x"),
        (1, "domain", "x"),
        (1, "back", "x"),
        (1, "until", "mâine"),
        (1, "until", "2026-02-30"),
        (0, "back", "20261128"),
    ],
)
def test_only_the_plans_places_are_written_to(
    shell: PageShell, engine: Engine, goal: int, column: str, text: str
) -> None:
    shell.open("plan")
    keep(shell, goal, column, text)
    assert shell.notice is not None
    assert plan_of(engine, shell.visit.learner) == {}


def test_what_another_tab_wrote_is_not_written_over_in_silence(shell: PageShell, engine: Engine) -> None:
    other = PageShell(shell.visit, engine, PAGES)
    for tab in (shell, other):
        tab.open("plan")
        begin(tab, "")
    keep(shell, 1, "until", "2027-01-15")
    keep(other, 1, "until", "2027-02-20")
    assert "15 ianuarie 2027" in words(other)
    assert plan_of(engine, shell.visit.learner) == {(1, "until"): "2027-01-15"}
    other.receive({"do": "calendar", "with": {}})
    assert other.notice is not None
    other.receive({"do": "settle", "with": {"goal": 1, "column": "until", "mine": True}})
    assert plan_of(engine, shell.visit.learner) == {(1, "until"): "2027-02-20"}


def test_the_plan_is_printed_and_its_days_go_into_a_calendar(
    shell: PageShell, sent: list[dict[str, Any]]
) -> None:
    shell.open("plan")
    shell.receive({"do": "calendar", "with": {}})
    assert "alegeți întâi o zi" in words(shell).lower()
    begin(shell, "")
    keep(shell, 1, "what", "Sun mai repede, ș; ț, „ă”\nși scriu")
    keep(shell, 1, "means", "Parcurg cazul")
    keep(shell, 1, "until", "2027-01-15")
    keep(shell, 1, "sign", "În 15 minute știe coordonatorul")
    keep(shell, 0, "back", "2027-01-18")
    shell.receive({"do": "paper", "with": {"kind": "docx"}})
    paper = "\n".join(words_of_docx(sent[-1]["buffers"][0]))
    for said in ("Sun mai repede", "Parcurg cazul", "15 ianuarie 2027", "În 15 minute", "18 ianuarie 2027"):
        assert said in paper
    shell.receive({"do": "calendar", "with": {}})
    file = sent[-1]
    assert file["file"] == {"name": "Planul meu.ics", "type": "text/calendar"}
    made = file["buffers"][0]
    assert shell.visit.learner.encode() not in made
    until, back = Calendar.from_ical(made).walk("VEVENT")
    assert until.decoded("dtstart") == date(2027, 1, 15)
    assert until.decoded("dtend") == date(2027, 1, 16)
    assert str(until["summary"]) == "Planul meu: Sun mai repede, ș; ț, „ă”\nși scriu"
    assert "Cum voi ști că am reușit: În 15 minute știe coordonatorul" in str(until["description"])
    assert back.decoded("dtstart") == date(2027, 1, 18)
    (alarm,) = back.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-1)
    shell.receive({"do": "calendar", "with": {}})
    again = Calendar.from_ical(sent[-1]["buffers"][0]).walk("VEVENT")
    assert [str(one["uid"]) for one in again] == [str(one["uid"]) for one in (until, back)]
    assert until["uid"] != back["uid"]


def test_the_plan_is_exported_and_erased_with_everything_else(shell: PageShell, engine: Engine) -> None:
    dan = new_learner(engine).id
    shell.open("plan")
    begin(shell, "")
    keep(shell, 1, "what", "Ceva numai al meu")
    assert "Ceva numai al meu" in str(export_of(engine, shell.visit.learner))
    assert plan_of(engine, dan) == {}
    assert erase(engine, shell.visit.learner)
    assert plan_of(engine, shell.visit.learner) == {}
