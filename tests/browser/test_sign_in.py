"""Coming in and going out as a person of a class does it: by a code, out on a shared machine, back later."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from simulator.language import language
from simulator.store.tables import learners
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.looks import accessible
from tests.browser.serving import House, eventually

CLASS_CODE = "o-grupă-de-probă"
ELSEWHERE = "http://alta.example/"
say = language("ro").text


def people(house: House) -> int:
    """How many learners the store knows."""
    with house.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(learners)).scalar_one())


def come_in(page: Page, label: str, code: str) -> str:
    """Give a code at the door; what the start page says."""
    page.get_by_label(say(label)).fill(code)
    page.get_by_role("button", name=say("Enter"), exact=True).press("Enter")
    page.wait_for_url(re.compile("/start"), wait_until="commit")
    return hands.shown(page)


def test_a_learner_comes_in_by_the_classs_code_goes_out_and_comes_back(visit: Open, house: House) -> None:
    page = visit(door=False).new_page()
    page.goto(house.base)
    accessible(page)
    page.get_by_label(say("Class code")).fill("alt cod")
    page.get_by_role("button", name=say("Enter"), exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)
    assert people(house) == 0, "a wrong code makes nobody"
    come_in(page, "Class code", CLASS_CODE)
    assert people(house) == 1
    play = hands.begin(hands.Mouse(page), "Mâneca trasă peste palmă", "tehnician", "ghidat")
    page.goto(f"{house.base}/data")
    hands.shown(page)

    page.get_by_role("button", name=say("A code for another device")).click()
    (code,) = re.findall(
        r"[A-Za-z0-9_-]{16,}", page.locator(".sim-note", has_text=say("Your code")).inner_text()
    )
    page.get_by_role("link", name=say("Sign out…")).click()
    leave = page.get_by_role("button", name=say("Sign out here"))
    leave.wait_for()
    accessible(page)
    leave.press("Enter")
    page.get_by_text(say("You are signed out. Close this window if others use this computer.")).wait_for()
    accessible(page)
    eventually(lambda: not house.kernels(), "a page that was left ends")
    for address in (f"{house.base}/play?play={play}", f"{house.base}/start"):
        page.goto(address)
        page.get_by_label(say("Class code")).wait_for()
    page.go_back()
    page.wait_for_load_state()
    assert "Mâneca trasă" not in page.inner_text("body"), "nothing of a learner is left in the browser"

    page.goto(house.base)
    said = come_in(page, "Your personal return code, if you have one", code)
    assert "Mâneca trasă peste palmă" in said
    assert page.locator(f'a[href*="{play}"]').count(), "the play that was begun is there"
    assert people(house) == 1


def test_a_link_in_somebody_elses_page_leads_where_it_points(visit: Open, house: House) -> None:
    for known in (False, True):
        page = visit(door=known, beside=ELSEWHERE).new_page()
        page.route(
            ELSEWHERE,
            lambda route: route.fulfill(
                content_type="text/html", body=f'<a href="{house.base}/grid">grila</a>'
            ),
        )
        page.goto(ELSEWHERE)
        page.get_by_role("link").click()
        if not known:
            page.get_by_label(say("Class code")).fill(CLASS_CODE)
            page.get_by_role("button", name=say("Enter"), exact=True).press("Enter")
        page.wait_for_url(f"{house.base}/grid", wait_until="commit")
        hands.shown(page)
        page.close(run_before_unload=True)
