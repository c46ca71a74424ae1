"""What is chosen and not sent survives whatever becomes of the page, and the page says how it is kept."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page

from simulator.store.learners import new_learner
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.furnishing import at_task
from tests.browser.serving import House, eventually

CLASS_CODE = "o-grupă-de-probă"
CHOSEN = """() => [...document.querySelectorAll("form [data-name]")].map(field => [
  field.dataset.name,
  field.querySelector("select")?.value
    ?? ([...field.querySelectorAll("input:checked")].map(box => box.value).join()
      || [...field.querySelectorAll("li")].map(item => item.dataset.value).join()),
])"""
UNSENT = ("choice", "sort", "sequence", "form", "message", "rate")


@pytest.fixture
def tab(visit: Open, house: House) -> Generator[Callable[[str], Page]]:
    """Opens a new learner's tab where a kind of task is asked."""
    opened: list[Page] = []

    def at(kind: str) -> Page:
        learner = new_learner(house.engine).id
        page = visit(learner).new_page()
        opened.append(page)
        page.goto(f"{house.base}/play?play={at_task(house, kind, 'standard', learner)}")
        hands.shown(page)
        return page

    yield at
    for page in opened:
        with suppress(Error):
            page.close(run_before_unload=True)


def choose(page: Page) -> list[list[str]]:
    """Choose something, not all, and not as it came; what is chosen then."""
    before = page.evaluate(CHOSEN)
    fields = page.locator("form [data-name]")
    for place in range(min(3, fields.count())):
        field = fields.nth(place)
        kind = field.get_attribute("data-kind")
        if kind in ("one", "many"):
            field.locator("input").nth(1).check(force=True)
        elif kind == "order":
            field.locator(".sim-down:not(:disabled)").first.click()
        elif kind == "select":
            field.locator("select").select_option(index=2)
    chosen: list[list[str]] = page.evaluate(CHOSEN)
    assert chosen != before
    return chosen


def states(page: Page, state: str) -> None:
    page.locator(f".sim-status[data-state={state}]").wait_for()


@pytest.mark.parametrize("kind", UNSENT)
def test_a_refresh_keeps_what_is_chosen(tab: Callable[[str], Page], kind: str) -> None:
    page = tab(kind)
    states(page, "saved")
    chosen = choose(page)
    states(page, "draft")
    assert page.locator(".sim-status").inner_text().startswith("Ciornă păstrată")
    page.reload()
    hands.shown(page)
    assert page.evaluate(CHOSEN) == chosen
    states(page, "draft")


def test_what_was_chosen_just_before_a_refresh_is_kept_too(tab: Callable[[str], Page]) -> None:
    page = tab("sort")
    chosen = choose(page)
    page.reload()
    hands.shown(page)
    eventually(lambda: bool(page.evaluate(CHOSEN) == chosen), "the last choice is there", 5)
    states(page, "draft")


def test_another_page_and_back_again_keep_what_is_chosen(tab: Callable[[str], Page], house: House) -> None:
    page = tab("sort")
    chosen = choose(page)
    page.get_by_role("link", name="Grila").first.click()
    page.wait_for_url("**/grid", wait_until="commit")
    hands.shown(page)
    page.go_back()
    hands.shown(page)
    eventually(lambda: bool(page.evaluate(CHOSEN) == chosen), "what was chosen stands there again", 5)
    play = hands.play_on(page)
    page.goto(f"{house.base}/start")
    hands.shown(page)
    page.goto(f"{house.base}/play?play={play}")
    hands.shown(page)
    assert page.evaluate(CHOSEN) == chosen


def test_another_language_keeps_what_is_chosen_and_where_one_is(tab: Callable[[str], Page]) -> None:
    page = tab("form")
    chosen = choose(page)
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()
    assert page.evaluate(CHOSEN) == chosen
    states(page, "draft")
    assert page.evaluate("document.activeElement.innerText") == "English", "the focus is not lost"
    page.reload()
    hands.shown(page)
    assert page.evaluate(CHOSEN) == chosen


def test_an_answer_that_a_killed_kernel_did_not_take_stands_as_chosen(
    tab: Callable[[str], Page], house: House
) -> None:
    page = tab("choice")
    eventually(lambda: len(house.kernels()) == 1, "one page, one kernel")
    (kernel,) = house.kernels()
    os.kill(kernel, signal.SIGSTOP)
    chosen = choose(page)
    states(page, "saving")
    hands.Mouse(page).hand_in()
    states(page, "saving")
    os.kill(kernel, signal.SIGKILL)
    page.locator(".sim-loss button").wait_for()
    states(page, "unsaved")
    assert page.locator(".sim-status").inner_text().startswith("Nesalvat")
    page.get_by_role("button", name="Reîncărcați pagina").click()
    page.locator(".sim-loss").wait_for(state="hidden")
    hands.shown(page)
    assert page.evaluate(CHOSEN) == chosen
    states(page, "draft")
    hands.Mouse(page).hand_in()
    hands.saved(page, 1)
    assert page.evaluate("Object.keys(sessionStorage)") == [], "what was acknowledged is forgotten"


def test_another_learner_in_the_same_tab_meets_nothing_of_it(
    tab: Callable[[str], Page], house: House
) -> None:
    """Also what a browser still holds is only a wish: it is looked through like any other message."""
    page = tab("choice")
    play = hands.play_on(page)
    wished = '{"step":0,"fields":{"option":"77","x":["<b>"]}}'
    for junk in (wished, '{"step":3,"fields":{"option":"1"}}', "[", "7"):
        page.evaluate("([key, value]) => sessionStorage.setItem(key, value)", [f"sim-unsent-{play}", junk])
        page.reload()
        hands.shown(page)
        states(page, "saved")
        assert page.locator("form input:checked").count() == 0
    other = tab("choice")
    other.evaluate(
        "([key, value]) => sessionStorage.setItem(key, value)",
        [f"sim-unsent-{play}", '{"step":0,"fields":{"option":"1"}}'],
    )
    other.reload()
    hands.shown(other)
    assert other.locator("form input:checked").count() == 0
