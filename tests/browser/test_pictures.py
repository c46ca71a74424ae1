"""Faces and places: light, and not asked for by whoever wants none."""

from __future__ import annotations

import gzip
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Response

from simulator.content.enums import ROLES
from simulator.language import language
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.looks import accessible
from tests.browser.serving import House
from tests.browser.test_phone import begun
from tests.support import our_cases

MOST = 40_000  # bytes that the pictures of a first scene weigh as they travel
say = language("ro").text


def drawings(page: Page) -> list[Response]:
    """The pictures that a page asks for from now on."""
    found: list[Response] = []
    page.on("response", lambda one: found.append(one) if one.url.endswith(".svg") else None)
    return found


def settled(page: Page) -> None:
    """All that is in sight has come, also what is loaded late."""
    page.evaluate("() => document.querySelectorAll('img').forEach((one) => { one.loading = 'eager'; })")
    page.wait_for_function("() => [...document.images].every((one) => one.complete)")


def weight(response: Response) -> int:
    """What travels: as its head says, else what the server's compression makes of it."""
    told = response.header_value("content-length")
    return int(told) if told else len(gzip.compress(response.body()))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("case", our_cases())
def test_the_pictures_of_a_first_scene_are_light(visit: Open, house: House, case: str, role: str) -> None:
    page = visit().new_page()
    found = drawings(page)
    page.goto(f"{house.base}/play?play={begun(house, case, role, 1)}")
    hands.shown(page)
    settled(page)
    assert found, "there is something to look at"
    assert {one.url: one.status for one in found if one.status != 200} == {}
    assert sum(map(weight, found)) <= MOST
    broken = "() => [...document.images].filter((one) => !one.naturalWidth).map((one) => one.src)"
    assert page.evaluate(broken) == []
    page.close(run_before_unload=True)


def test_whoever_wants_no_pictures_is_sent_none(visit: Open, house: House) -> None:
    page = visit().new_page()
    play = begun(house, our_cases()[0], ROLES[0], 1)
    page.goto(f"{house.base}/start")
    hands.shown(page)
    settled(page)
    assert page.locator(".sim-tile img.sim-face").count() == len(our_cases())
    accessible(page)
    page.get_by_role("button", name=say("Without pictures")).click()
    page.get_by_role("button", name=say("With pictures")).wait_for()
    assert page.locator("img").count() == 0
    found = drawings(page)
    for way in ("start", f"case?id={our_cases()[0]}", f"play?play={play}"):
        page.goto(f"{house.base}/{way}")
        hands.shown(page)
        settled(page)
        accessible(page)
    assert [unquote(one.url) for one in found] == []
    page.get_by_role("button", name=say("With pictures")).click()
    page.get_by_role("button", name=say("Without pictures")).wait_for()
    settled(page)
    assert found
    accessible(page)
    page.close(run_before_unload=True)
