"""What a learner has afterwards: answers and a grid that are kept, files that open and hold the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from simulator.engine.codec import log_from_json
from simulator.language import language
from simulator.store.grids import draft_of, grids_of
from simulator.store.learners import own_learner
from simulator.store.texts_and_annotations import texts_of
from tests.browser import hands
from tests.browser.furnishing import at_task
from tests.browser.looks import accessible
from tests.browser.serving import House
from tests.report.reading import words_of_docx, words_of_pdf

say = language("ro").text
MINE = "Aș fi sunat mai devreme; „încet” nu înseamnă <b>deloc</b> & {{nimic}}."


def downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    """The file that a button gives: its name, and what is in it."""
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture(scope="module")
def play(house: House) -> str:
    return at_task(house, "", "standard")


def test_answers_are_kept_and_stand_in_the_documents(page: Page, house: House, play: str) -> None:
    page.goto(f"{house.base}/debrief?play={play}&part=questions")
    hands.shown(page)
    field = page.locator("form.sim-form textarea").last
    field.fill(MINE)
    field.blur()
    page.locator(".sim-status").filter(has_text="Salvat").wait_for()
    assert MINE in texts_of(house.engine, own_learner(house.engine).id, play).values()
    title = house.bundle(play).text("title", "ro")
    page.goto(f"{house.base}/debrief?play={play}&part=paper")
    hands.shown(page)
    for kind in ("DOCX", "PDF"):
        button = page.get_by_role("button", name=re.compile(rf"^{say('Everything')}.*{kind}$"))
        name, data = downloaded(page, button)
        assert name.startswith(say("Debrief"))
        assert name.endswith(kind.lower())
        words = " ".join(words_of_docx(data)) if kind == "DOCX" else words_of_pdf(data)
        assert title in words
        assert MINE in words


def test_the_grid_is_kept_place_by_place_and_finished(page: Page, house: House, play: str) -> None:
    learner = own_learner(house.engine).id
    page.get_by_role("navigation").get_by_role("link", name=say("The grid"), exact=True).click()
    page.get_by_role("heading", name=say("The competence grid")).wait_for()
    page.locator(".sim-link-main").first.click()
    page.locator("form.sim-form textarea").first.wait_for()
    first = draft_of(house.engine, learner)
    assert first == {}
    for number, field in enumerate(page.locator("form.sim-form textarea").all()):
        field.fill(f"{number}: {MINE}")
    page.locator(".sim-row").nth(3).click()
    page.locator(".sim-status").filter(has_text="Salvat").wait_for()
    hands.Mouse(page).hand_in()
    page.locator(".sim-about").filter(has_text="2").wait_for()
    kept = draft_of(house.engine, learner)
    assert sorted(kept.values()) == sorted([*(f"{n}: {MINE}" for n in range(3)), "2"])
    page.reload()
    hands.shown(page)
    page.get_by_role("link", name=say("To the whole grid")).click()
    page.get_by_role("button", name=say("Finish the grid")).wait_for()
    page.get_by_role("button", name=say("Finish the grid")).click()
    page.locator(".sim-note-good").wait_for()
    (done,) = grids_of(house.engine, learner)
    assert draft_of(house.engine, learner) == {}
    assert {**done.words, **{(d, "level"): str(v) for d, v in done.levels.items()}} == kept
    page.locator("details summary").last.click()
    page.get_by_role("button", name=say("Erase what you wrote in this grid")).click()
    page.get_by_role("alert").wait_for()
    accessible(page)


def test_everything_about_me_is_one_file_that_can_be_read(page: Page, house: House, play: str) -> None:
    page.goto(f"{house.base}/data")
    hands.shown(page)
    name, data = downloaded(page, page.get_by_role("button", name=say("Export everything about me")))
    assert name == say("everything-about-me.json")
    text = data.decode("utf-8")
    everything = json.loads(text)
    assert json.dumps(MINE, ensure_ascii=False) in text
    assert play in {one["id"] for one in everything["plays"]}
    events = [event["body"] for event in everything["events"] if event["play"] == play]
    assert log_from_json(house.bundle(play).graph, {"events": events}) == house.log(play)
    assert everything["ratings"]
