"""A person's whole way in a real browser, each case in each language: start, play, look back."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from simulator.content.enums import ROLES
from simulator.graph.bundle import Bundle
from simulator.language import language
from simulator.report.wording import Texts, level_word
from simulator.store.learners import own_learner
from simulator.store.plays import play_of
from simulator.store.texts_and_annotations import texts_of
from simulator.ui.play_view_model import play_view_model
from tests.browser import guides, hands
from tests.browser.furnishing import FOUND
from tests.browser.guides import OWN_WORDS, Given, Guide, luck
from tests.browser.hearing import Hearing, not_yet
from tests.browser.keys import Keys
from tests.browser.serving import House
from tests.support import bundle, our_cases

# In Romanian with the mouse, in English with the keyboard alone and in the other role.
ROLE = {"ro": ("coordinator", "technician") * 2, "en": ("technician", "coordinator") * 2}
WAYS = [(case, code, ROLE[code][place]) for code in ROLE for place, case in enumerate(our_cases())]
NAMES = {"ro": "Română", "en": "English"}


@pytest.mark.parametrize(("case", "code", "role"), WAYS)
def test_from_the_start_page_to_the_debrief(
    page: Page, house: House, case: str, code: str, role: str
) -> None:
    hearing, rests_on = Hearing(), bundle(case, "standard")
    hearing.listen(page)
    person: hands.Person = hands.Mouse(page) if code == "ro" else Keys(page)
    play = begun(person, house, case, code, role)
    given, heard = played(person, house, hearing, code)
    nothing_came_early(rests_on, code, [answer.scene for answer in given], hearing.heard, heard)
    kept_is_given(house, play, given)
    looked_back(person, house, play, code)


def test_the_keyboard_meets_every_kind_of_task() -> None:
    met = set[str]()
    for case, code, role in WAYS:
        if code == "en":
            pinned = bundle(case, "standard")
            log = guides.played(pinned, role, {})
            met |= {play_view_model(pinned, log[:count]).sight.task for count in range(1, len(log))}
    assert met == set(FOUND)


def begun(person: hands.Person, house: House, case: str, code: str, role: str) -> str:
    """Begin a case from the start page in a language, and have the switch held by the next page."""
    speaking, page = language(code), person.page
    texts = Texts(bundle(case, "standard"), speaking)
    page.goto(f"{house.base}/start")
    hands.shown(page)
    if page.locator("html").get_attribute("lang") != code:
        person.click(page.get_by_role("button", name=NAMES[code]))
    page.wait_for_selector(f"html[lang={code}] >> text={texts.words('title')}")
    level = level_word("standard", speaking)
    play = hands.begin(person, texts.words("title"), texts.words(f"roles.{role}.name"), level, code)
    assert house.started(play).roles == (ROLES.index(role),)
    assert page.locator("html").get_attribute("lang") == code
    return play


def played(person: hands.Person, house: House, hearing: Hearing, code: str) -> tuple[list[Given], list[int]]:
    """Play to the end; what was answered, and how much had been heard before each answer."""
    page = person.page
    play, given, heard = hands.play_on(page), list[Given](), list[int]()
    stand = hands.stand_on(page, house)
    guide = Guide(stand.bundle.graph.id, stand.sight.role, luck(stand.bundle, house.started(play)))
    while not stand.ended:
        if len(given) == 3:
            page.reload()
            hands.shown(page)
            assert page.locator("html").get_attribute("lang") == code, "a refresh keeps the language"
        place = Texts(stand.bundle, language(code)).words(f"scenes.{stand.sight.node}.place")
        assert place in hands.text(page), "also after a refresh"
        hearing.heard.append(page.content())
        given.append(guide.given(stand, code))
        heard.append(len(hearing.heard))
        person.fill_in(given[-1])
        person.hand_in()
        hands.saved(page, len(given))
        assert hands.at_heading(page), "what is new has the focus"
        stand = hands.stand_on(page, house)
    return given, heard


def nothing_came_early(
    rests_on: Bundle, code: str, scenes: Sequence[str], frames: Sequence[str], heard: Sequence[int]
) -> None:
    """What comes later was in nothing that the browser had received by then."""
    for place, scene in enumerate(scenes):
        early = "\n".join(frames[: heard[place]])
        been = set(scenes[:place])
        came = not_yet(
            rests_on, code, "" if scene in been else scene, {*scenes[place + 1 :]} - {scene} - been
        )
        assert [path for path, words in came.items() if words in early] == []
    told = "\n".join(frames)
    first = not_yet(rests_on, code, "", set(scenes[1:]))
    assert any(words in told for words in first.values()), "what is kept back does come in its time"


def kept_is_given(house: House, play: str, given: Sequence[Given]) -> None:
    """The store has each answer as it was given, own words apart from the log, and the end."""
    decided = house.decisions(play)
    graph = house.bundle(play).graph
    assert [(graph.node_id(d.node), d.answer) for d in decided] == [(g.scene, g.answer) for g in given]
    learner = own_learner(house.engine).id
    asked = {f"step:{step}" for step, g in enumerate(given, 1) if g.words}
    assert texts_of(house.engine, learner, play) == dict.fromkeys(asked, OWN_WORDS)
    assert play_of(house.engine, learner, play).ended is not None


def looked_back(person: hands.Person, house: House, play: str, code: str) -> None:
    """The debrief opens from the ending and speaks of this play in the same language."""
    speaking, page = language(code), person.page
    person.click(page.get_by_role("link", name=speaking.text("To the debrief")))
    page.wait_for_url(re.compile(f"/debrief.play={play}"), wait_until="commit")
    said = hands.shown(page)
    title = Texts(house.bundle(play), speaking).words("title")
    assert title in page.inner_text("h1")
    assert page.locator("html").get_attribute("lang") == code
    assert page.locator(".sim-timeline > li").count() >= len(house.decisions(play))
    assert speaking.text("To remember") in said
    longer = page.evaluate("document.documentElement.scrollHeight > window.innerHeight")
    assert longer, "the page itself must scroll, or printing shows its first screen only"
    last = page.locator(".sim-strip-way").last
    person.click(last)
    key = str(last.get_attribute("href")).removeprefix("#")
    assert page.locator(f"#{key}").get_attribute("open") is not None or page.locator(f"li#{key}").count()
    assert page.url.endswith(f"#{key}")
