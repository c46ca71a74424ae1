"""Days are the learner's own: what ends late in the evening (UTC) has the same date on page and paper."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, update

from simulator.language import HOME_ZONE, day_of, is_zone, language
from simulator.store.grids import grids_of
from simulator.store.learners import Learner
from simulator.store.tables import plays, ratings
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from tests.report.reading import words_of_docx
from tests.support import strings_in
from tests.ui.test_debrief import parts_of, walked, words
from tests.ui.test_grid_controller import finish, keep
from tests.ui.test_progress import ended_fork, tables

Sent = list[dict[str, Any]]
LATE = "2026-11-27T22:30:00.000+00:00"
HERE, THERE = "sâmbătă, 28 noiembrie 2026", "vineri, 27 noiembrie 2026"


def tell_zone(shell: PageShell, name: object) -> None:
    shell.page._receive(None, {"do": "zone", "with": {"name": name}, "n": 0}, [])


@pytest.fixture
def late(engine: Engine, learner: Learner) -> str:
    """A play that ended at 22:30 UTC."""
    play = walked(engine, learner, "naive-technician")
    with engine.begin() as connection:
        connection.execute(update(plays).where(plays.c.id == play).values(ended=LATE))
    return play


def test_a_moment_falls_on_the_day_of_its_zone() -> None:
    assert day_of(LATE) == day_of(LATE, HOME_ZONE) == "2026-11-28"
    assert day_of(LATE, "America/New_York") == day_of(LATE, "UTC") == "2026-11-27"
    assert day_of("2026-11-27T22:30:00", "Asia/Tokyo") == "2026-11-28"
    assert day_of("2026-11-27") == "2026-11-27"
    assert day_of("no moment at all") == "no moment at all"
    assert language("ro").date_of(LATE) == HERE
    assert language("ro", "UTC").date_of(LATE) == THERE


@pytest.mark.parametrize("name", ["Europe/Bucharest", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_known(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Europe", "../UTC", "/etc/passwd", "Mars/Base", "U" * 65, "\0", 3, None]
)
def test_what_is_no_zone_is_not_taken_for_one(name: object) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize(("zone", "day"), [(None, HERE), ("Europe/Bucharest", HERE), ("UTC", THERE)])
def test_the_progress_page_tells_the_learners_own_day(
    shell: PageShell, late: str, zone: str | None, day: str
) -> None:
    shell.open("progress")
    if zone is not None:
        tell_zone(shell, zone)
    ((row,),) = tables(shell, "Cazurile încheiate, cel mai recent întâi")
    assert row[0]["text"] == day


@pytest.mark.parametrize(("zone", "day"), [(None, HERE), ("UTC", THERE)])
def test_page_and_paper_of_a_what_if_tell_the_same_day(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, late: str, zone: str | None, day: str
) -> None:
    fork = ended_fork(engine, learner, late, 3, 0)
    shell.open("debrief", Place(fork))
    if zone is not None:
        tell_zone(shell, zone)
    shell.receive({"do": "paper", "with": {"kind": "docx", "extent": "whole"}})
    paper = " ".join(words_of_docx(sent[-1]["buffers"][0]))
    (line,) = {line for line in strings_in(dict(shell.page.view)) if day in line}
    assert line in paper
    assert (THERE if day == HERE else HERE) not in words(shell)


@pytest.mark.parametrize(("zone", "day"), [(None, "5 decembrie"), ("UTC", "4 decembrie")])
def test_the_next_repetition_is_counted_from_the_learners_own_day(
    shell: PageShell, late: str, zone: str | None, day: str
) -> None:
    shell.open("progress")
    if zone is not None:
        tell_zone(shell, zone)
    ((row,),) = tables(shell, "Când să îl parcurgeți din nou")
    assert day in row[2]["text"]


def test_the_start_page_gives_the_browser_the_moment_itself(shell: PageShell, late: str) -> None:
    shell.open("start")
    assert LATE in [node["when"] for node in parts_of(shell.page.view, "moment")]


@pytest.mark.parametrize(("zone", "day"), [(None, HERE), ("UTC", THERE)])
def test_a_grid_on_paper_bears_the_learners_own_day(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, zone: str | None, day: str
) -> None:
    shell.open("grid")
    keep(shell, "law", "strengths", "Știu legea")
    finish(shell, "pre")
    (grid,) = grids_of(engine, learner.id)
    with engine.begin() as connection:
        connection.execute(update(ratings).where(ratings.c.id == grid.id).values(made=LATE))
    shell.open("grid")
    if zone is not None:
        tell_zone(shell, zone)
    shell.receive({"do": "paper", "with": {"kind": "docx"}})
    assert day in " ".join(words_of_docx(sent[-1]["buffers"][0]))


def test_what_no_browser_would_tell_changes_nothing_and_takes_no_notice_away(shell: PageShell) -> None:
    shell.open("debrief", Place("0" * 32))
    before = dict(shell.page.view)
    assert "alert" in {node["is"] for node in before["children"]}
    for name in ("Mars/Base", 3, None, HOME_ZONE):
        tell_zone(shell, name)
    assert shell.visit.zone == HOME_ZONE
    tell_zone(shell, "UTC")
    assert (shell.visit.zone, shell.speaking.zone) == ("UTC", "UTC")
    shell.receive({"do": "zone"})
    shell.receive({"do": "zone", "with": []})
    assert dict(shell.page.view) == before


def test_another_language_stays_in_the_same_zone(shell: PageShell, late: str) -> None:
    shell.open("progress")
    tell_zone(shell, "UTC")
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert "Friday, 27 November 2026" in words(shell)
