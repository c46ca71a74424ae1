"""The grid in a real browser, by keyboard alone: what is written outlives a reload and is in the history."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from simulator.language import language
from simulator.store.grids import draft_of, grids_of
from simulator.store.learners import own_learner
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.furnishing import at_task
from tests.browser.looks import accessible
from tests.browser.serving import House, eventually

MOST_TABS = 80
AT = "() => (document.activeElement.innerText || document.activeElement.value || '').trim()"
OWN = ("Explic pe înțeles, fără grabă.", "Legea o caut întâi.")


def tab_to(page: Page, words: str) -> None:
    """Tab on until what has the focus begins with these words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(AT).startswith(words):
            return
    raise AssertionError(f"the Tab key does not reach „{words}”")


def use(page: Page, words: str, then: str) -> None:
    """Tab to a button, use it, and be at the heading of what follows."""
    follow(page, words, then)
    page.wait_for_function("() => document.activeElement.tagName === 'H1'")


def follow(page: Page, words: str, then: str) -> None:
    """Tab to a link and follow it."""
    tab_to(page, words)
    page.keyboard.press("Enter")
    page.locator("h1", has_text=then).wait_for()


def to_field(page: Page) -> None:
    """Tab on to the first field for own words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.tagName") == "TEXTAREA":
            return
    raise AssertionError("the Tab key reaches no field")


def test_two_domains_by_keyboard_outlive_a_reload_and_stand_in_the_history(page: Page, house: House) -> None:
    learner = own_learner(house.engine).id
    page.goto(f"{house.base}/grid")
    hands.shown(page)
    follow(page, "Începeți: Informarea", "Informarea și sprijinirea")
    to_field(page)
    page.keyboard.type(OWN[0])
    for _ in range(3):
        page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    use(page, "Salvați și treceți", "Cunoștințe legislative")
    to_field(page)
    page.keyboard.type(OWN[1])
    expect(page.locator("[role=status]")).to_contain_text("Salvat")
    page.wait_for_function("() => document.activeElement.tagName === 'TEXTAREA'")
    kept = {("informing", "strengths"): OWN[0], ("informing", "level"): "3", ("law", "strengths"): OWN[1]}
    assert draft_of(house.engine, learner) == kept

    page.reload()
    page.locator("h1", has_text="Cunoștințe legislative").wait_for()
    assert page.locator("textarea").first.input_value() == OWN[1], "a refresh stays in the domain"
    page.go_back()
    page.locator("h1", has_text="Informarea și sprijinirea").wait_for()
    page.go_back()
    expect(page.locator("[class~=sim-list-ways]")).to_contain_text("text și nivelul 3")
    follow(page, "1. Informarea", "Informarea și sprijinirea")
    assert page.locator("textarea").first.input_value() == OWN[0]
    assert page.locator("input:checked").get_attribute("value") == "3"
    follow(page, "La grila întreagă", "Grila de competențe")

    tab_to(page, "pre")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    tab_to(page, "alone")
    page.keyboard.press("ArrowRight")
    use(page, "Încheiați grila", "Grila de competențe")
    tab_to(page, "La sfârșit, împreună (tehnician și coordonator) · 2 domenii")
    page.keyboard.press("Enter")
    for words in (*OWN, "3: de cele mai multe ori"):
        expect(page.locator("details[open] table")).to_contain_text(words)
    (grid,) = grids_of(house.engine, learner)
    assert (grid.occasion, grid.with_whom, grid.levels) == ("post", "coordinator", {"informing": 3})
    assert draft_of(house.engine, learner) == {}


def test_what_is_chosen_is_kept_without_any_button(page: Page, house: House) -> None:
    page.goto(f"{house.base}/grid")
    hands.shown(page)
    page.get_by_role("link", name="6. Participarea").click()
    page.locator("label", has_text="2: uneori").click()
    expect(page.locator("[role=status]")).to_contain_text("Salvat")
    assert draft_of(house.engine, own_learner(house.engine).id)["emergency", "level"] == "2"


def test_late_answers_bring_back_nothing_that_was_chosen_or_written_before(visit: Open, house: House) -> None:
    """On a slow connection the page still tells an earlier answer while a later one is on its way."""
    page, late = visit().new_page(), list[str | bytes]()
    holding = False

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: late.append(said) if holding else socket.send(said))
        sockets.append(socket)

    sockets: list[WebSocketRoute] = []
    page.route_web_socket(re.compile("/channels"), between)
    page.goto(f"{house.base}/grid")
    hands.shown(page)
    page.get_by_role("link", name="3. Programe").click()
    words, level = page.locator("textarea").first, page.locator("input:checked")
    words.wait_for()
    holding = True
    for so_far in ("Țin", "Țin legătura", "Țin legătura cu familia"):
        words.fill(so_far)
        page.locator("h1").click()
    for row in ("0: ", "1: ", "2: ", "3: "):
        page.locator("label", has_text=row).click()
    page.get_by_role("button", name="Salvați și treceți").focus()
    kept = ("programmes", "level")
    eventually(lambda: draft_of(house.engine, own_learner(house.engine).id).get(kept) == "3", "all is kept")
    assert late
    while late:
        sockets[-1].send(late.pop(0))
        assert (words.input_value(), level.get_attribute("value")) == ("Țin legătura cu familia", "3")
    holding = False
    expect(page.locator("[role=status]")).to_contain_text("Salvat")
    page.get_by_role("button", name="Salvați și treceți").click()
    page.locator("h1", has_text="4 din").wait_for()
    assert draft_of(house.engine, own_learner(house.engine).id)[kept] == "3"


def test_two_tabs_in_one_field_lose_nothing_in_silence(visit: Open, house: House) -> None:
    context, cell = visit(), ("teamwork", "strengths")
    tabs = [context.new_page(), context.new_page()]
    for tab in tabs:
        tab.goto(f"{house.base}/grid")
        hands.shown(tab)
        tab.locator(".sim-list-ways a").nth(8).click()
        tab.locator("textarea").first.wait_for()
    (first, own), (second, other) = [(tab, tab.locator("textarea").first) for tab in tabs]

    def kept() -> str:
        return draft_of(house.engine, own_learner(house.engine).id).get(cell, "")

    own.fill("Prima filă")
    expect(first.locator("[role=status]")).to_contain_text("Salvat")
    other.click()
    other.press_sequentially("A doua filă")
    alert = second.locator("form [role=alert].sim-alert")
    expect(alert).to_contain_text("Prima filă")
    other.press_sequentially(", scrisă mai departe")
    assert other.input_value() == "A doua filă, scrisă mai departe", "the focus stays where one writes"
    expect(second.locator("[role=status]")).to_contain_text("Nu este salvat tot")
    accessible(second)
    second.get_by_role("button", name="Salvați și treceți").click()
    expect(second.locator(".sim-body > [role=alert]")).to_contain_text("nu este încă salvat")
    assert kept() == "Prima filă"
    assert other.input_value() == "A doua filă, scrisă mai departe"
    second.get_by_role("button", name="Păstrați ce ați scris aici").click()
    expect(alert).to_have_count(0)
    expect(second.locator("[role=status]")).to_contain_text("Salvat")
    assert kept() == "A doua filă, scrisă mai departe"

    own.fill("Prima filă, din nou")
    first.locator("h1").click()
    expect(first.locator("form [role=alert].sim-alert")).to_contain_text("scrisă mai departe")
    first.get_by_role("button", name="Preluați ce este salvat").click()
    expect(own).to_have_value("A doua filă, scrisă mai departe")
    own.fill("A doua filă, apoi prima")
    first.get_by_role("button", name="Salvați și treceți").click()
    first.locator("h1", has_text="10 din").wait_for()
    assert kept() == "A doua filă, apoi prima"


@pytest.mark.parametrize("code", ["ro", "en"])
def test_the_grid_is_accessible_whole_and_in_a_domain(page: Page, house: House, code: str) -> None:
    at_task(house, "")
    speaking = language(code)
    page.goto(f"{house.base}/grid")
    hands.shown(page)
    page.locator("button[lang]", has_text={"ro": "Română", "en": "English"}[code]).click()
    page.locator("h1", has_text=speaking.text("The competence grid")).wait_for()
    accessible(page)
    page.locator(".sim-list-ways a").nth(13).click()
    page.locator("textarea").first.wait_for()
    accessible(page)
