"""On a phone: a low head, everything at hand, and after an answer the next question within one screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from simulator.content.enums import ROLES
from simulator.engine.events import Start
from simulator.engine.session import Session
from simulator.store.learners import own_learner
from simulator.store.plays import begin_play
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.furnishing import at_task
from tests.browser.guides import Guide, luck
from tests.browser.looks import violations
from tests.browser.serving import House
from tests.support import bundle, our_cases

PHONE = {"width": 360, "height": 740}
# How far below what is scrolled to the first thing to answer stands.
DOWN = """() => {
  const first = document.querySelector("form .sim-row, form li, form textarea, form select");
  return first.getBoundingClientRect().top - document.activeElement.getBoundingClientRect().top;
}"""


@pytest.fixture(scope="module")
def phone(visit: Open) -> Page:
    return visit(viewport=PHONE).new_page()


def begun(house: House, case: str, role: str, seed: int) -> str:
    pinned, session = bundle(case, "standard"), Session(bundle(case, "standard").graph)
    session.do(Start((ROLES.index(role),), seed, 0, ()))
    return begin_play(house.engine, own_learner(house.engine).id, pinned, session.log[0])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("case", our_cases())
def test_after_an_answer_the_first_option_is_at_most_one_screen_down(
    phone: Page, house: House, case: str, role: str
) -> None:
    play = begun(house, case, role, 1)
    phone.goto(f"{house.base}/play?play={play}")
    hands.shown(phone)
    stand, far = hands.stand_on(phone, house), {}
    guide = Guide(case, role, luck(stand.bundle, house.started(play)))
    while not stand.ended:
        hands.Mouse(phone).fill_in(guide.given(stand, "ro"))
        hands.Mouse(phone).hand_in()
        hands.saved(phone, stand.step + 1)
        stand = hands.stand_on(phone, house)
        if not stand.ended:
            far[stand.sight.node] = phone.evaluate(DOWN)
    assert {node: down for node, down in far.items() if down > PHONE["height"]} == {}


BAR = "() => document.querySelector('.sim-section-bar').getBoundingClientRect().height"


@pytest.mark.parametrize("kind", ["choice", "sort", "form", ""])
def test_the_head_takes_at_most_a_fifth_of_the_first_screen(phone: Page, house: House, kind: str) -> None:
    phone.goto(f"{house.base}/play?play={at_task(house, kind, 'standard')}")
    hands.shown(phone)
    assert phone.evaluate("scrollY") == 0
    top = phone.locator(".sim-section-top").bounding_box()
    assert top is not None
    assert top["y"] + top["height"] <= PHONE["height"] / 5


@pytest.mark.parametrize("name", ["start", "grid", "progress", "debrief"])
def test_the_bar_of_other_pages_is_as_low(phone: Page, house: House, name: str) -> None:
    phone.goto(f"{house.base}/{name}?play={at_task(house, '')}")
    hands.shown(phone)
    assert phone.evaluate(BAR) <= PHONE["height"] / 5


def test_what_is_folded_can_be_unfolded_and_read_on_from_there(phone: Page, house: House) -> None:
    phone.goto(f"{house.base}/play?play={at_task(house, 'sequence', 'standard')}")
    hands.shown(phone)
    more = phone.locator(".sim-more")
    more.first.focus()
    phone.keyboard.press("Enter")
    assert not more.count(), "one press is enough"
    assert phone.evaluate("document.activeElement.matches('.sim-section-stage *')")
    assert phone.locator(".sim-section-stage [hidden]").count() == 0
    phone.reload()
    hands.shown(phone)
    assert more.count()
    phone.set_viewport_size({"width": 1200, "height": 800})
    assert not more.count(), "on a wide screen there is room"
    phone.set_viewport_size(PHONE)


def test_notes_and_messages_are_laid_over_the_form_and_closed_again(phone: Page, house: House) -> None:
    phone.goto(f"{house.base}/play?play={at_task(house, 'form', 'standard')}")
    hands.shown(phone)
    sheet, notes = phone.locator("dialog"), phone.get_by_role("button", name="Notițe (")
    notes.focus()
    phone.keyboard.press("Enter")
    sheet.wait_for()
    assert phone.evaluate("document.activeElement.innerText") == "Înapoi la fișă"
    box = sheet.bounding_box()
    assert box is not None
    assert abs(box["height"] - PHONE["height"] * 0.66) < 5
    known = hands.stand_on(phone, house).sight.known
    assert sheet.locator("li").count() == len(known) > 0
    assert violations(phone) == []
    sheet.get_by_role("button", name="Mesaje").click()
    assert sheet.get_attribute("aria-label").startswith("Mesaje")
    phone.keyboard.press("Escape")
    sheet.wait_for(state="detached")
    assert phone.evaluate("document.activeElement.innerText").startswith("Notițe (")
    phone.get_by_role("button", name="Mesaje (").click()
    sheet.get_by_role("button", name="Înapoi la fișă").click()
    sheet.wait_for(state="detached")
    assert phone.evaluate("document.activeElement.innerText").startswith("Mesaje (")


def test_the_bar_hands_in_and_says_what_is_missing(phone: Page, house: House) -> None:
    phone.goto(f"{house.base}/play?play={at_task(house, 'sort', 'standard')}")
    hands.shown(phone)
    hand_in = phone.locator(".sim-dock button[type=submit]")
    count = phone.locator(".sim-count")
    rows = phone.locator(".sim-segments")
    assert count.inner_text().startswith(f"0 din {rows.count()} așezate")
    hand_in.click()
    assert phone.locator(".sim-missing").inner_text() == "Vă rugăm să alegeți aici un răspuns."
    for row in rows.all():
        row.locator(".sim-row").first.click()
    assert count.inner_text().startswith(f"{rows.count()} din {rows.count()} așezate")
    height = phone.evaluate("document.querySelector('.sim-sort').getBoundingClientRect().height")
    assert height <= 2 * PHONE["height"]
    step = hands.stand_on(phone, house).step
    hand_in.click()
    hands.saved(phone, step + 1)


def test_a_low_window_has_no_bar_that_covers_the_form(phone: Page, house: House) -> None:
    """As with 400 % zoom: everything stands one beneath the other."""
    phone.set_viewport_size({"width": 320, "height": 256})
    phone.goto(f"{house.base}/play?play={at_task(house, 'choice', 'standard')}")
    hands.shown(phone)
    assert not phone.locator(".sim-dock").is_visible()
    assert phone.locator(".sim-section-desk").is_visible()
    assert phone.locator("form > button[type=submit]").is_visible()
    phone.set_viewport_size(PHONE)
