"""axe-core finds nothing on any page and in any state, at both widths, light and dark."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from playwright.sync_api import Page

from simulator.language import language
from simulator.serve.assets import Assets
from simulator.serve.error_pages import code_form, forms_html, notice, status_sentence
from tests.browser import hands
from tests.browser.furnishing import FOUND, WORST, at_task, walked
from tests.browser.looks import accessible
from tests.browser.serving import House


@pytest.mark.parametrize("kind", FOUND)
def test_each_kind_of_task_with_and_without_faults(page: Page, house: House, kind: str) -> None:
    page.goto(f"{house.base}/play?play={at_task(house, kind)}")
    hands.shown(page)
    accessible(page)
    if kind in ("sequence", "reflect"):
        return  # nothing can be left out of them
    hands.Mouse(page).hand_in()
    assert page.locator(".sim-missing").inner_text()
    accessible(page)


def test_an_ending_and_the_progress(page: Page, house: House) -> None:
    play = at_task(house, "")
    for name in ("play", "progress"):
        page.goto(f"{house.base}/{name}?play={play}")
        hands.shown(page)
        accessible(page)


@pytest.mark.parametrize("part", ["", "facts", "expert", "rules", "profile", "questions", "paper"])
def test_each_part_of_a_debrief(page: Page, house: House, part: str) -> None:
    page.goto(f"{house.base}/debrief?play={walked(house, *WORST)}&part={part}")
    hands.shown(page)
    accessible(page)


@pytest.mark.parametrize("rule", ["abuse-inform-coordinator", "minor-no-direct-notice", "no-such-rule"])
def test_the_page_of_a_rule(page: Page, house: House, rule: str) -> None:
    walked(house, *WORST)
    page.goto(f"{house.base}/rule?id={rule}")
    hands.shown(page)
    accessible(page)


@pytest.mark.parametrize(
    "address", ["play", "debrief", "play?play=" + "0" * 32, "debrief?play=zzz", "case?id=zzz"]
)
def test_pages_with_nothing_to_show(page: Page, house: House, address: str) -> None:
    page.goto(f"{house.base}/{address}")
    hands.shown(page)
    accessible(page)


def test_the_start_page_with_all_that_it_can_show(page: Page, house: House) -> None:
    at_task(house, "choice")
    at_task(house, "")
    page.goto(f"{house.base}/start")
    hands.shown(page)
    page.locator(".sim-facet select").first.select_option("burnout")
    page.get_by_text("1 din 4 cazuri").wait_for()
    page.locator(".sim-link-main").first.hover()
    accessible(page)
    page.locator(".sim-facet-new input").check()
    page.get_by_role("button", name="Renunțați").first.click()
    page.get_by_role("dialog").wait_for()
    accessible(page)
    page.get_by_role("button", name="Da, renunț").click()
    page.get_by_role("alert").wait_for()
    accessible(page)


def test_the_page_of_a_case_and_that_of_ones_data(page: Page, house: House) -> None:
    at_task(house, "choice")
    at_task(house, "")
    page.goto(f"{house.base}/case?id=abuse-discovery")
    hands.shown(page)
    accessible(page)
    page.goto(f"{house.base}/data")
    hands.shown(page)
    assert page.get_by_role("button", name="Un cod pentru alt dispozitiv").count() == 0
    page.get_by_role("button", name="Ștergeți tot despre mine…").click()
    page.get_by_role("alert").wait_for()
    accessible(page)


@pytest.mark.parametrize("address", ["nothing-here", "enter?door=" + "A" * 32])
def test_addresses_that_lead_nowhere(page: Page, house: House, address: str) -> None:
    page.goto(f"{house.base}/{address}")
    hands.shown(page, "body")
    accessible(page)


@pytest.mark.parametrize("code", ["ro", "en"])
def test_the_pages_at_the_door(page: Page, house: House, code: str) -> None:
    speech, style = language(code), f"{house.base}{Assets().address}/notice.css"
    for status in (200, 403, 404, 421, 500):
        page.set_content(notice(status_sentence(status, speech), speech, style, warn=status != 200))
        accessible(page)
    form = forms_html([code_form(speech, "/start")], Markup(""))
    page.set_content(notice("", speech, style, form, home=False))
    accessible(page)
