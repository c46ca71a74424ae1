"""Pictures as parts of a page: none where they are not wanted, within the page where no server has them."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.store.learners import Learner
from simulator.ui.actions import RAISE_VARIABLE
from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import NOWHERE, PageShell
from simulator.ui.place import Place
from simulator.ui.session_context import SessionContext
from tests.support import our_cases
from tests.ui.reading import parts_of
from tests.ui.test_overview_pages import begun

CASE = "abuse-discovery"
ALINA = "face/long.concerned.-.-.svg"


def files(shell: PageShell) -> list[str]:
    """The drawings that the page shows."""
    found = parts_of(shell.page.view, "face") + parts_of(shell.page.view, "picture")
    return [one["file"] for one in found if one["file"]]


def pages(engine: Engine, learner: Learner) -> list[tuple[str, Place]]:
    return [("start", NOWHERE), ("case", Place(id=CASE)), ("play", Place(begun(engine, learner.id)))]


def test_a_face_stands_on_each_card_and_on_the_page_of_the_case(shell: PageShell) -> None:
    shell.open("start")
    assert len(files(shell)) == len(set(files(shell))) == len(our_cases())
    assert ALINA in files(shell)
    shell.open("case", Place(id=CASE))
    assert files(shell) == [ALINA]


def test_a_learner_who_wants_no_pictures_has_none_on_any_page(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    everywhere = pages(engine, learner)
    for page, place in everywhere:
        shell.open(page, place)
        assert files(shell), page
    shell.open("start")
    (switch,) = [one for one in parts_of(shell.page.view, "button") if one["do"] == "pictures"]
    shell.receive({"do": "pictures", "with": switch["with"]})
    for page, place in everywhere:
        shell.open(page, place)
        assert files(shell) == [], page
        assert page == "play" or not parts_of(shell.page.view, "face"), "nor a letter in its place"
    (back,) = [one for one in parts_of(shell.page.view, "button") if one["do"] == "pictures"]
    shell.receive({"do": "pictures", "with": back["with"]})
    assert files(shell)


@pytest.mark.parametrize("on", ["off", 0, None])
def test_a_wish_that_is_none_changes_nothing(
    shell: PageShell, monkeypatch: pytest.MonkeyPatch, on: Any
) -> None:
    monkeypatch.delenv(RAISE_VARIABLE)
    shell.open("start")
    shell.receive({"do": "pictures", "with": {"on": on}})
    assert files(shell)


def test_without_our_server_pictures_come_with_the_page(engine: Engine, learner: Learner, sent: Any) -> None:
    alone = PageShell(SessionContext(learner.id, "start", NOWHERE, (), verified=False), engine, PAGES)
    for page, place in pages(engine, learner):
        alone.open(page, place)
        drawn = parts_of(alone.page.view, "face") + parts_of(alone.page.view, "picture")
        assert any(one["file"] for one in drawn)
        for one in drawn:
            if not one["file"]:
                continue
            kind, _, data = one["data"].partition(",")
            assert kind == "data:image/svg+xml;base64"
            assert b"<svg" in base64.b64decode(data)[:300]
