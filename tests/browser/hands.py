"""What a person does with a mouse, and what they read; every „Salvat” is compared with the store."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError

from simulator.language import language
from simulator.ui.play_view_model import PlayViewModel, play_view_model
from tests.browser.guides import Given
from tests.browser.serving import House

BODY = "#page"
WATCH = """
new MutationObserver(() => {
  const { state, step } = document.querySelector(".sim-status")?.dataset ?? {};
  const said = state === "saved" ? step : "";
  if (said !== window.lastSaid) { window.lastSaid = said; window.heardSaved?.(location.search, said); }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
DOING = """() => JSON.stringify({
  state: document.readyState,
  cells: document.querySelector("#page")?.outerHTML.slice(0, 2000),
  fetched: performance.getEntriesByType("resource").map((e) => [e.name, e.startTime | 0, e.responseEnd | 0]),
  now: performance.now() | 0,
})"""
HAND_IN = "button[type=submit]:visible"


@dataclass
class Promises:
    """Each time the page says that a step is saved, the store is asked at once whether it is."""

    house: House
    heard: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Hear what this page says from now on."""
        page.expose_function("heardSaved", self._hear)
        page.add_init_script(WATCH)

    def _hear(self, query: str, said: str) -> None:
        self.heard.append(said)
        play = parse_qs(query.lstrip("?")).get("play", [""])[0]
        if said and play and len(self.house.decisions(play)) < int(said):
            self.broken.append(said)


def text(page: Page, within: str = BODY) -> str:
    """All that the page says now."""
    return page.inner_text(within)


def shown(page: Page, within: str = BODY) -> str:
    """Wait until the page has spoken; its words. A page that does not is asked what it was doing."""
    try:
        page.wait_for_selector(f"{within} h1")
    except TimeoutError as fault:
        raise AssertionError(f"{page.url} shows nothing: {page.evaluate(DOING)}") from fault
    return text(page, within)


def play_on(page: Page) -> str:
    """The play that the address names."""
    return parse_qs(urlsplit(page.url).query).get("play", [""])[0]


def stand_on(page: Page, house: House) -> PlayViewModel:
    """Where the play on this page stands in the store."""
    play = play_on(page)
    return play_view_model(house.bundle(play), house.log(play))


class Person(Protocol):
    """Somebody at a page, with a mouse or with a keyboard."""

    page: Page

    def click(self, goal: Locator) -> None:
        """Use a button, a link or a summary."""

    def pick(self, place: Locator, words: str) -> None:
        """Choose a radio button by its words."""

    def fill_in(self, given: Given) -> None:
        """Put an answer on the page without handing it in."""

    def hand_in(self) -> None:
        """Send what has been filled in."""


def begin(person: Person, case: str, role: str, level: str, code: str = "ro") -> str:
    """Begin a case from the start page, all by their words on the screen; the play."""
    choose(person, case, role, level, code)
    person.page.wait_for_url(re.compile(r"/play\?play=[0-9a-f]{32}"), wait_until="commit")
    shown(person.page)
    return play_on(person.page)


def choose(person: Person, case: str, role: str, level: str, code: str = "ro") -> None:
    """From the start page to a case's page, a role and a level there, and ask for the case to begin."""
    page = person.page
    person.click(page.locator(".sim-tile").get_by_role("link", name=case, exact=True))
    form = page.locator(".sim-section form")
    form.wait_for()
    for place, words in zip(form.locator("fieldset").all(), (role, level), strict=True):
        person.pick(place, words)
    person.click(form.get_by_role("button", name=language(code).text("Begin"), exact=True))


class Mouse:
    """A mouse on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def click(self, goal: Locator) -> None:
        """Click."""
        goal.click()

    def pick(self, place: Locator, words: str) -> None:
        """Click the row that reads so."""
        place.locator(".sim-row").filter(has=self.page.get_by_text(words, exact=True)).click()

    def fill_in(self, given: Given) -> None:
        """Put an answer on the page."""
        for ask, words in given.chosen:
            place = question(self.page, ask)
            if place.locator("select").count():
                place.locator("select").select_option(label=words)
            else:
                self.pick(place, words)
        for words in given.ticked:
            self.pick(self.page.locator(".sim-toggles"), words)
        for place_wanted, words in enumerate(given.ordered):
            for _ in range(steps(self.page).index(words) - place_wanted):
                step(self.page, words).locator(".sim-up").click()
        if given.words:
            self.page.locator("form.sim-form textarea").fill(given.words)

    def hand_in(self) -> None:
        """Click the button of the form."""
        self.page.locator(HAND_IN).click()


def steps(page: Page) -> list[str]:
    """The steps of a sequence, top to bottom."""
    return page.locator(".sim-step").all_inner_texts()


def step(page: Page, words: str) -> Locator:
    """The step that reads so."""
    return page.locator(".sim-sequence li").filter(has=page.get_by_text(words, exact=True))


def question(page: Page, words: str) -> Locator:
    """The group or field that asks so."""
    asked = page.locator("legend, .sim-field > label").filter(has_text=exactly(words))
    return page.locator("[data-name]").filter(has=asked).last


def exactly(words: str) -> re.Pattern[str]:
    """These words and no others, however they are spaced."""
    return re.compile(r"^\s*" + r"\s+".join(map(re.escape, words.split())) + r"\s*$")


def saved(page: Page, step: int) -> None:
    """Wait until the page says that so many decisions are saved."""
    page.locator(f'.sim-status[data-state=saved][data-step="{step}"]').wait_for()


def at_heading(page: Page) -> str:
    """The heading that has the focus; empty if the focus is elsewhere."""
    found: str = page.evaluate(
        "() => /^H[1-6]$/.test(document.activeElement.tagName) ? document.activeElement.innerText : ''"
    )
    return found
