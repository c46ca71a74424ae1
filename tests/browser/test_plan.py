"""From the grid to a printed plan with a day in the calendar; the checklist before a decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, ViewportSize, expect

from simulator.language import language
from simulator.store.learners import own_learner
from simulator.store.plans import plan_of
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.looks import accessible
from tests.browser.serving import House, eventually

PHONE: ViewportSize = {"width": 360, "height": 740}


def test_from_the_grid_to_a_plan_on_paper_and_in_the_calendar(page: Page, house: House) -> None:
    learner = own_learner(house.engine).id
    page.goto(f"{house.base}/grid?part=emergency")
    hands.shown(page)
    page.locator("label", has_text="1: rar").click()
    page.locator("summary", has_text="Ce s-ar vedea").click()
    expect(page.locator("details[open]")).to_contain_text("cheamă întâi 112")
    page.get_by_role("link", name="La grila întreagă").click()
    page.get_by_role("link", name="Faceți un plan").click()
    page.get_by_role("button", name="Un obiectiv din: 6.").click()
    what = page.locator("textarea").first
    expect(what).to_have_value("Participarea la intervenții de urgență")
    what.fill("Sun în cinci minute")
    until = page.locator("input[type=date]").first
    until.focus()
    page.keyboard.type("01152027")  # the fields of a day, month first in this browser
    eventually(
        lambda: plan_of(house.engine, learner).get((1, "until")) == "2027-01-15", "the day is kept as typed"
    )
    expect(until).to_be_focused()
    page.reload()
    hands.shown(page)
    expect(page.locator("textarea").first).to_have_value("Sun în cinci minute")
    expect(page.locator("input[type=date]").first).to_have_value("2027-01-15")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Puneți zilele în calendar").click()
    made = Calendar.from_ical(Path(taken.value.path()).read_bytes())
    assert [str(event["summary"]) for event in made.walk("VEVENT")] == [
        "Planul meu: Sun în cinci minute",
        "Revin la planul meu",
    ]
    with page.expect_download() as taken:
        page.get_by_role("button", name="Planul meu: salvați ca PDF").click()
    assert taken.value.suggested_filename == "Planul meu.pdf"
    page.go_back()
    page.locator("h1", has_text="Grila de competențe").wait_for()


@pytest.mark.parametrize("code", ["ro", "en"])
def test_plan_and_checklist_are_accessible_on_a_phone(visit: Open, house: House, code: str) -> None:
    page, speaking = visit(viewport=PHONE).new_page(), language(code)
    page.goto(f"{house.base}/plan")
    hands.shown(page)
    page.locator("button[lang]", has_text={"ro": "Română", "en": "English"}[code]).click()
    page.locator("h1", has_text=speaking.text("My plan")).wait_for()
    accessible(page)
    page.goto(f"{house.base}/checklist?id=abuse-signs")
    hands.shown(page)
    (opened,) = page.locator(".sim-body > details[open]").all()
    expect(opened).to_contain_text("112")
    opened.locator("details > summary").click()
    accessible(page)
    page.reload()
    hands.shown(page)
    assert page.locator(".sim-body > details[open]").count() == 1
    page.set_viewport_size(PHONE)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
