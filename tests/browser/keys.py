"""What a person does with the keyboard alone; wherever the focus goes, it must be seen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import ElementHandle, Locator, Page

from tests.browser.guides import Given
from tests.browser.hands import HAND_IN, question, step, steps

# Where the focus is, and whether a person could see it: drawn on itself or on the row around it.
WHERE = """
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return { at: "" };
  const drawn = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = here.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  return {
    at: `${here.tagName} ${(here.textContent || here.value || "").trim().slice(0, 60)}`,
    seen: inside && (drawn(here) || drawn(here.closest(".sim-row") ?? here)),
  };
}
"""
# Every stop that the Tab key should make: a group of radio buttons is one.
STOPS = """
() => {
  const found = [...document.querySelectorAll(
    "a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex='0']")];
  const shown = found.filter(element => element.checkVisibility() && element.tabIndex >= 0);
  return new Set(shown.map(element => element.type === "radio" ? element.name : element)).size;
}
"""
MOST = 400


class Keys:
    """A keyboard on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def tab(self) -> str:
        """Go on with Tab; where the focus is then. It must be visible there."""
        self.press("Tab")
        where: dict[str, Any] = self.page.evaluate(WHERE)
        assert not where["at"] or where["seen"], f"the focus cannot be seen on: {where['at']}"
        return str(where["at"])

    def round(self) -> int:
        """Tab through the whole page and out of it again; how many stops there were."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.evaluate("getSelection().removeAllRanges()")
        stops = 0
        while self.tab() or not stops:
            stops += 1
            assert stops < MOST, "the Tab key does not come out of the page"
        return stops

    def to(self, goal: Locator, inside: bool = False) -> None:
        """Tab to an element (or, with `inside`, to anything in it)."""
        handle = goal.element_handle()
        for _ in range(MOST):
            if self._is(handle, inside):
                return
            self.tab()
        raise AssertionError(f"the Tab key does not reach {goal}")

    def _is(self, handle: ElementHandle, inside: bool) -> bool:
        reached = (
            "(e, inside) => e === document.activeElement || (inside && e.contains(document.activeElement))"
        )
        return bool(handle.evaluate(reached, inside))

    def click(self, goal: Locator) -> None:
        """To a button, a link or a summary, and Enter."""
        self.to(goal)
        self.press("Enter")

    def pick(self, place: Locator, words: str) -> None:
        """Choose a radio button by its words: to the group with Tab, in it with the arrows."""
        wanted = place.locator(".sim-row").filter(has=place.page.get_by_text(words, exact=True))
        goal = wanted.locator("input").element_handle()
        self.to(place, inside=True)
        for _ in range(place.locator("input").count()):
            if self._is(goal, inside=False):
                break
            self.press("ArrowDown")
        if not goal.is_checked():
            self.press("Space")
        assert goal.is_checked()

    def fill_in(self, given: Given) -> None:
        """Put an answer on the page, in the order in which the page asks."""
        for ask, words in given.chosen:
            place = question(self.page, ask)
            if place.locator("select").count():
                self._select(place.locator("select"), words)
            else:
                self.pick(place, words)
        self._tick(set(given.ticked))
        self._order(given.ordered)
        if given.words:
            self.to(self.page.locator("form.sim-form textarea"))
            self.page.keyboard.insert_text(given.words)

    def _select(self, select: Locator, words: str) -> None:
        self.to(select)
        read = "e => e.selectedOptions[0].textContent"
        for _ in range(select.locator("option").count()):
            if select.evaluate(read) == words:
                return
            self.press("ArrowDown")
        assert select.evaluate(read) == words

    def _tick(self, wanted: set[str]) -> None:
        rows = self.page.locator(".sim-toggles .sim-row")
        for row, words in zip(rows.all(), rows.all_inner_texts(), strict=True):
            if " ".join(words.split()) in {" ".join(one.split()) for one in wanted}:
                self.to(row.locator("input"))
                self.press("Space")

    def _order(self, wanted: tuple[str, ...]) -> None:
        for place, words in enumerate(wanted):
            ups = steps(self.page).index(words) - place
            if ups:
                self.to(step(self.page, words).locator(".sim-up"))
            for _ in range(ups):
                self.press("Enter")

    def hand_in(self) -> None:
        """Send what has been filled in."""
        self.to(self.page.locator(HAND_IN))
        self.press("Enter")
