"""Pages for those who read otherwise: with Tab alone, large, in a narrow window, without movement."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from simulator.store.learners import own_learner
from simulator.store.plans import keep_plan, plan_of
from tests.browser import hands
from tests.browser.furnishing import FOUND, WORST, at_task, walked
from tests.browser.keys import STOPS, Keys
from tests.browser.looks import fits
from tests.browser.serving import House  # The size of ordinary words.

SIZE = "() => parseFloat(getComputedStyle(document.querySelector('.sim-p')).fontSize)"
# What moves by style, and how the page scrolls to what is new.
MOVING = """
() => [...document.querySelectorAll(".sim, .sim *")].filter(element => {
  const style = getComputedStyle(element);
  const lasts = value => value.split(",").some(part => parseFloat(part) > 0);
  return lasts(style.transitionDuration) || lasts(style.animationDuration);
}).map(element => element.className)
"""
LISTEN = """
() => {
  const scroll = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (how) {
    window.scrolled.push(how?.behavior ?? "auto");
    scroll.call(this, how);
  };
}
"""


def opened(page: Page, house: House, name: str) -> None:
    """A page by name, with something to show: a kind of task, or another page."""
    if name in FOUND:
        page.goto(f"{house.base}/play?play={at_task(house, name)}")
    else:
        learner = own_learner(house.engine).id
        if not plan_of(house.engine, learner):
            keep_plan(house.engine, learner, 1, "until", "2027-01-15")
        name, _, part = name.partition("/")
        play = walked(house, *WORST) if name == "debrief" else at_task(house, "")
        page.goto(f"{house.base}/{name}?id=abuse-discovery&play={play}&part={part}")
    hands.shown(page)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")


NAMED = ["start", "case", "data", "debrief", "debrief/rules", "grid", "progress", "plan", "checklist"]


@pytest.mark.parametrize("name", [*FOUND, *NAMED])
def test_large_narrow_and_with_tab_alone(page: Page, house: House, name: str) -> None:
    opened(page, house, name)
    assert Keys(page).round() >= page.evaluate(STOPS), "every stop is reached, and the page can be left"
    normal = page.evaluate(SIZE)
    for width, size in ((320, 100), (360, 200), (640, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", size)
        case = f"{name} at {width} px, text at {size} %"
        assert page.evaluate(SIZE) >= normal * size / 100, case
        fits(page, case)
    page.set_viewport_size({"width": 1200, "height": 900})


def test_nothing_glides_not_even_where_nobody_minds(page: Page, house: House) -> None:
    opened(page, house, "choice")
    page.evaluate(LISTEN)
    wishes: tuple[Literal["reduce", "no-preference"], ...] = ("reduce", "no-preference")
    for wish in wishes:
        page.emulate_media(reduced_motion=wish)
        page.evaluate("window.scrolled = []")
        step = hands.stand_on(page, house).step
        page.locator("form.sim-form .sim-row").first.click()
        hands.Mouse(page).hand_in()
        hands.saved(page, step + 1)
        assert page.evaluate("window.scrolled") == ["auto"]
        assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="null")


def test_the_words_of_an_option_can_be_selected_and_its_whole_row_clicked(page: Page, house: House) -> None:
    opened(page, house, "choice")
    row = page.locator("form .sim-row").first
    row.scroll_into_view_if_needed()
    words, box = row.locator("span").last.bounding_box(), row.bounding_box()
    assert words is not None
    assert box is not None
    page.mouse.move(words["x"] + 2, words["y"] + 8)
    page.mouse.down()
    page.mouse.move(words["x"] + 90, words["y"] + 8, steps=6)
    page.mouse.up()
    assert len(page.evaluate("getSelection().toString()")) > 3
    assert not row.locator("input").is_checked(), "selecting words is not choosing them"
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    assert row.locator("input").is_checked()
