"""From cards to a case and back, narrowing, dropping: by mouse, on a phone, with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator.store.learners import own_learner
from simulator.store.plays import play_of
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.furnishing import at_task
from tests.browser.keys import Keys
from tests.browser.looks import WIDER, fits
from tests.browser.serving import House

CASE = "Mâneca trasă peste palmă"
OTHER = "Lumina de la biroul din colț"


def cards(page: Page) -> Locator:
    """The cards that can be seen."""
    return page.locator(".sim-tiles > li:not([hidden]) .sim-tile")


def start(page: Page, house: House, query: str = "") -> None:
    page.goto(f"{house.base}/start{query}")
    hands.shown(page)


@pytest.fixture(params=[1200, 360])
def page(visit: Open, request: pytest.FixtureRequest) -> Page:
    return visit(viewport={"width": request.param, "height": 740}).new_page()


def test_the_whole_card_leads_to_its_case_and_the_case_to_its_play(page: Page, house: House) -> None:
    start(page, house)
    fits(page, "start")
    card = cards(page).filter(has_text=OTHER)
    box = card.bounding_box()
    assert box is not None
    card.click(position={"x": box["width"] - 6, "y": box["height"] - 6})
    page.wait_for_url("**/case?id=burnout", wait_until="commit")
    hands.shown(page)
    expect(page.locator("h1")).to_contain_text(OTHER)
    fits(page, "case")
    page.get_by_role("radio", name="standard").check()
    page.get_by_role("button", name="Începeți", exact=True).click()
    page.wait_for_url(re.compile(r"/play\?play="), wait_until="commit")
    hands.shown(page)
    play = play_of(house.engine, own_learner(house.engine).id, hands.play_on(page))
    assert (play.case, play.level) == ("burnout", "standard")


def test_cards_are_narrowed_at_once_and_back_and_refresh_keep_it(page: Page, house: House) -> None:
    at_task(house, "", "guided")
    start(page, house)
    expect(cards(page)).to_have_count(4)
    page.get_by_label("Subiect").select_option(label="presiune emoțională")
    expect(cards(page)).to_have_count(3)
    expect(page.get_by_role("status").filter(has_text="3 din 4 cazuri")).to_be_visible()
    page.get_by_label("Rolul").select_option(label="tehnician")
    page.get_by_label("Numai cele neparcurse").check()
    expect(cards(page)).to_have_count(2)
    assert page.url.endswith("/start?part=subject-emotional-pressure--role-technician--new")
    page.reload()
    hands.shown(page)
    expect(cards(page)).to_have_count(2)
    cards(page).first.click()
    page.locator("h1", has_text="Caz").wait_for()
    page.go_back()
    page.wait_for_url("**/start?part=**")
    hands.shown(page)
    expect(cards(page)).to_have_count(2)
    expect(page.get_by_label("Numai cele neparcurse")).to_be_checked()
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()
    expect(cards(page)).to_have_count(2)
    expect(page.get_by_label("Subject")).to_have_value("emotional-pressure")
    page.get_by_role("button", name="Română").click()
    page.locator("html[lang=ro]").wait_for()
    page.get_by_label("Rolul").select_option(label="coordonator")
    expect(cards(page)).to_have_count(3)
    page.get_by_role("button", name="Arătați toate cazurile").click()
    expect(cards(page)).to_have_count(4)
    expect(page.get_by_label("Subiect")).to_be_focused()
    assert page.url.endswith("/start")


def test_an_address_that_narrows_to_nothing_says_so(page: Page, house: House) -> None:
    start(page, house, "?part=subject-burnout--length-20")
    expect(cards(page)).to_have_count(1)
    page.get_by_label("Durată").select_option(label="cel mult 20 de minute")
    page.get_by_label("Subiect").select_option(label="semnătura beneficiarului")
    expect(cards(page)).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Niciun caz nu se potrivește.")).to_be_visible()
    start(page, house, "?part=zzz")
    expect(page.get_by_role("alert")).to_contain_text("nu există nimic cu acest nume")
    expect(cards(page)).to_have_count(4)


def test_a_play_is_dropped_after_one_question(page: Page, house: House) -> None:
    kept, gone = at_task(house, "choice"), at_task(house, "form")
    start(page, house)
    drop = page.locator(f"a[href*='{gone}'] + .sim-confirm > button")
    drop.click()
    assert page.evaluate(WIDER) <= 0
    page.get_by_role("button", name="Nu, o păstrez").click()
    expect(drop).to_be_focused()
    assert gone in house.plays()
    drop.click()
    page.keyboard.press("Escape")
    expect(drop).to_be_focused()
    drop.click()
    page.get_by_role("button", name="Da, renunț").click()
    expect(page.get_by_role("alert")).to_contain_text("Ați renunțat la „Mâneca trasă peste palmă”.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(drop).to_have_count(0)
    assert gone not in house.plays()
    assert kept in house.plays()
    page.goto(f"{house.base}/play?play={gone}")
    assert "Acest caz nu se află printre cele parcurse" in hands.shown(page)


def test_with_the_keyboard_alone(page: Page, house: House) -> None:
    play, keys = at_task(house, "choice"), Keys(page)
    start(page, house)
    keys.click(page.locator(f"a[href*='{play}'] + .sim-confirm > button"))
    expect(page.get_by_role("button", name="Nu, o păstrez")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    assert play not in house.plays()
    keys.to(page.get_by_label("Subiect"))
    page.keyboard.type("epu")
    expect(cards(page)).to_have_count(1)
    keys.click(cards(page).get_by_role("link"))
    page.wait_for_url("**/case?id=burnout", wait_until="commit")
    hands.shown(page)
    keys.click(page.get_by_role("button", name="Începeți", exact=True))
    page.wait_for_url(re.compile(r"/play\?play="), wait_until="commit")
    hands.shown(page)


def test_what_is_advised_is_what_begins(page: Page, house: House) -> None:
    page.goto(f"{house.base}/progress")
    said = hands.shown(page)
    page.get_by_role("button", name=re.compile("Începeți: ")).click()
    page.wait_for_url(re.compile(r"/play\?play="), wait_until="commit")
    hands.shown(page)
    begun = house.bundle(hands.play_on(page))
    assert f"„{begun.text('title', 'ro')}”" in said


@pytest.mark.parametrize("address", ["play?play=zzz", "debrief?play=zzz", "case?id=zzz"])
def test_what_is_not_there_is_told_with_a_way_on(page: Page, house: House, address: str) -> None:
    at_task(house, "choice")
    at_task(house, "")
    page.goto(f"{house.base}/{address}")
    hands.shown(page)
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("link", name="La pagina de început").click()
    page.wait_for_url("**/start", wait_until="commit")
