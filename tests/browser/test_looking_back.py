"""Looking back in a browser: marks and addresses lead to their moments; a phone shows first things first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser import hands
from tests.browser.furnishing import WORST, walked
from tests.browser.serving import House

PHONE, MOST_DOWN = {"width": 360, "height": 740}, 1110  # one and a half screens
WORST_WALKS = (
    WORST,
    ("abuse-discovery", "naive-coordinator-danger"),
    ("abuse-discovery", "breaks-lone-intervention"),
    ("signature-request", "breaks-silence"),
    ("burnout", "naive-coordinator"),
    ("coordination-conflict", "naive-technician"),
)
# Where the focus is, whether everything around it is unfolded, and whether it can be seen.
AT = """
() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const around = [...document.querySelectorAll("details")].filter((one) => one.contains(here));
  const seen = box.top < innerHeight && box.bottom > 0;
  return { id: here.id, open: around.every((one) => one.open), seen };
}
"""


@pytest.fixture
def debrief(page: Page, house: House) -> str:
    """The address of the debrief of a bad play; the page stands there."""
    address = f"{house.base}/debrief?play={walked(house, *WORST)}"
    page.goto(address)
    hands.shown(page)
    return address


def folded(page: Page) -> list[str]:
    """The places of the moments that are folded."""
    keys: list[str] = page.locator(".sim-timeline > li > details:not([open])").evaluate_all(
        "found => found.map(one => one.id)"
    )
    return keys


def test_a_mark_of_the_strip_opens_its_moment_and_goes_there(page: Page, debrief: str) -> None:
    ways = page.locator(".sim-strip-way")
    closed, count = folded(page), ways.count()
    assert closed and count > len(closed)
    for at in range(count):
        way = ways.nth(at)
        key = str(way.get_attribute("href")).removeprefix("#")
        way.click()
        assert page.evaluate(AT) == {"id": key, "open": True, "seen": True}
        assert page.url == f"{debrief}#{key}"
    assert folded(page) == []
    page.reload()
    hands.shown(page)
    page.wait_for_function("key => document.activeElement.id === key", arg=page.url.partition("#")[2])


def test_an_address_leads_to_a_moment_also_to_a_folded_one(page: Page, house: House, debrief: str) -> None:
    for key in [*folded(page)[:1], "part-moment-3"]:
        page.goto(f"{house.base}/start")
        hands.shown(page)
        page.goto(f"{debrief}#{key}")
        hands.shown(page)
        page.wait_for_function("key => document.activeElement.id === key", arg=key)
        assert page.evaluate(AT) == {"id": key, "open": True, "seen": True}


def test_parts_are_left_by_back_and_stay_after_a_refresh(page: Page, debrief: str) -> None:
    page.get_by_role("link", name="Reguli", exact=True).click()
    page.wait_for_url(re.compile("part=rules"), wait_until="commit")
    page.get_by_role("heading", name="Regulile puse la încercare").wait_for()
    page.reload()
    page.get_by_role("heading", name="Regulile puse la încercare").wait_for()
    assert page.locator(".sim-ways [aria-current=page]").inner_text() == "Reguli"
    rule = page.locator(".sim-table th .sim-link").first
    title = rule.inner_text()
    rule.click()
    page.wait_for_url(re.compile("/rule"), wait_until="commit")
    hands.shown(page)
    assert title in page.inner_text("h1")
    page.go_back()
    page.get_by_role("heading", name="Regulile puse la încercare").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Momentele acestor zile").wait_for()
    assert page.url.partition("#")[0].removesuffix("&part=") == debrief


def test_what_came_late_leads_to_where_it_was_done_and_back(page: Page, house: House) -> None:
    page.goto(f"{house.base}/debrief?play={walked(house, 'abuse-discovery', 'breaks-112-ensured')}")
    hands.shown(page)
    page.get_by_role("link", name=re.compile("^Termenul era")).click()
    there = page.evaluate(AT)
    assert there["open"] and there["seen"] and page.url.endswith(f"#{there['id']}")
    page.locator(f"#{there['id']}").get_by_role("link", name=re.compile("^Făcut târziu aici")).click()
    back = page.evaluate(AT)
    assert back["id"] != there["id"] and back["seen"]
    assert page.locator(f"#{back['id']}").get_by_role("link", name=re.compile("^Termenul era")).count() == 1


def test_the_button_goes_on_from_the_moment_that_the_strip_marks(
    page: Page, house: House, debrief: str
) -> None:
    chosen = page.locator(".sim-strip .sim-chosen .sim-strip-time").inner_text()
    button = page.locator(".sim-section-take .sim-button-main")
    assert button.inner_text() == f"Continuați altfel de la {chosen}"
    button.click()
    page.wait_for_url(re.compile(r"/play\?play=[0-9a-f]{32}"), wait_until="commit")
    hands.shown(page)
    assert page.locator(".sim-now").inner_text() == chosen


@pytest.mark.parametrize(("case", "walk"), WORST_WALKS)
def test_on_a_phone_the_button_stands_within_a_screen_and_a_half(
    page: Page, house: House, case: str, walk: str
) -> None:
    page.goto(f"{house.base}/debrief?play={walked(house, case, walk)}")
    hands.shown(page)
    button = page.locator(".sim-section-take .sim-button-main")
    page.set_viewport_size({"width": 1200, "height": 800})
    wide = button.bounding_box()
    page.set_viewport_size(PHONE)
    narrow = button.bounding_box()
    page.set_viewport_size({"width": 1200, "height": 900})
    assert wide is not None and wide["y"] + wide["height"] <= 800
    assert narrow is not None and narrow["y"] + narrow["height"] <= MOST_DOWN
