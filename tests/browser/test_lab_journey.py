"""A course's way in a real browser: `simulator lab`, a page, a case; in both languages."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from simulator.language import language
from simulator.report.wording import Texts, unverified_words
from simulator.store.grids import draft_of
from simulator.store.learners import own_learner
from simulator.store.plays import play_of
from simulator.ui.play_view_model import play_view_model
from tests.browser import hands
from tests.browser.guides import Guide, luck
from tests.browser.jupyterlab import FRONT, PATIENCE, Lab, menu, opened, ready
from tests.browser.looks import OVERLAPS, TAGS, axe
from tests.browser.serving import eventually
from tests.support import bundle
from tools.notebooks import WIDGET

CASE, ROLE, LEVEL = "abuse-discovery", "technician", "guided"
# Our widget stands in a panel of Lab's that is narrower than the window; nothing may hang out of it.
HANGS_OUT = """
() => [...document.querySelectorAll(".sim, .sim *")].filter(element => {
  const room = element.closest(".jp-OutputArea-output").getBoundingClientRect();
  const box = element.getBoundingClientRect();
  return element.checkVisibility() && (box.right > room.right + 1 || box.left < room.left - 1);
}).map(element => element.outerHTML.slice(0, 120))
"""


@pytest.fixture
def lab(tmp_path: Path) -> Generator[Lab]:
    """`simulator lab`; it must have nothing to complain of, for whoever reads that is a beginner."""
    running = Lab(tmp_path)
    try:
        yield running.start()
        lines = (tmp_path / "log").read_text("utf-8").splitlines()
    finally:
        running.close()
    # nbgrader is installed for its test, by nobody who only learns; it misses a course of its own.
    assert [line for line in lines if "WARNING" in line and "[NbGrader" not in line] == []


@pytest.fixture
def page(browser: Browser, lab: Lab) -> Generator[Page]:
    """A browser at the address that was said; nothing outside this machine is asked for anything."""
    foreign: list[str] = []
    ours = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="ro-RO")
    context.set_default_timeout(PATIENCE)
    context.on("request", lambda r: None if r.url.startswith(ours) else foreign.append(r.url))
    made = context.new_page()
    made.goto(lab.address)
    ready(made)
    yield made
    context.close()
    assert foreign == []


def run(page: Page) -> Locator:
    """Run a page's notebook; our widget."""
    menu(page, "Run", "Run All Cells")
    widget = page.locator(f"{FRONT} .sim")
    widget.locator("h1").wait_for()
    return widget


def answered(page: Page, lab: Lab, step: int, code: str) -> str:
    """Answer what is asked, with the mouse, and compare the store with it; the play."""
    (play,) = lab.plays()
    stand = play_view_model(lab.bundle(play), lab.log(play))
    given = Guide(CASE, ROLE, luck(stand.bundle, lab.started(play))).given(stand, code)
    person = hands.Mouse(page)
    person.fill_in(given)
    person.hand_in()
    hands.saved(page, step)
    decided = lab.decisions(play)
    assert len(decided) == step
    assert decided[-1].answer == given.answer
    return play


def begun(page: Page, code: str) -> None:
    """Begin the case with the mouse, and see its first scene."""
    texts = Texts(bundle(CASE, LEVEL), language(code))
    level = {"ro": "ghidat", "en": "guided"}[code]
    role = {"ro": "tehnician", "en": "technician"}[code]
    hands.choose(hands.Mouse(page), texts.words("title"), role, level, code)
    page.locator(f"{FRONT} .sim .sim-status").wait_for()
    expect(page.locator(f"{FRONT} .sim h1")).to_contain_text(texts.words("title"))
    expect(page.locator(hands.HAND_IN)).to_be_visible()


def fits(page: Page) -> None:
    """Nothing of our widget hangs out of Lab's panel or stands over something else."""
    assert page.evaluate(HANGS_OUT) == []
    assert page.evaluate(OVERLAPS) == []


def troubles(page: Page) -> list[Any]:
    """What axe-core finds in our widget, left to itself by Lab or not."""
    page.evaluate(axe())
    found = page.evaluate("tags => axe.run('.sim', { runOnly: tags })", TAGS)
    assert len(found["passes"]) > 5, "axe-core has looked at it"
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]]


def test_a_page_says_how_it_is_opened_and_a_case_played_in_it_is_kept_as_unverified(
    page: Page, lab: Lab
) -> None:
    expect(page.locator(f"{FRONT} .jp-CodeCell").first).to_contain_text("Shift+Enter")
    assert page.locator(".sim").count() == 0
    widget = run(page)
    assert "ce lucrați aici rămâne numai al dumneavoastră" in widget.inner_text()
    fits(page)

    begun(page, "ro")
    fits(page)
    play = answered(page, lab, 1, "ro")
    fits(page)
    found = play_of(lab.engine, own_learner(lab.engine).id, play)
    assert (found.case, found.verified) == (CASE, False)

    widget.get_by_role("link", name=language("ro").text("Start page")).click()
    expect(widget).to_contain_text(unverified_words(language("ro")))


def test_a_language_once_chosen_holds_and_a_case_goes_on_when_lab_is_opened_anew(
    page: Page, lab: Lab
) -> None:
    widget = run(page)
    widget.get_by_role("button", name="English").click()
    expect(widget).to_have_attribute("lang", "en")
    begun(page, "en")
    answered(page, lab, 1, "en")
    menu(page, "File", "Save Notebook")
    path = lab.copies / "pages" / "start.ipynb"
    eventually(lambda: WIDGET in path.read_text("utf-8"), "the notebook is saved as it is shown")

    page.goto(lab.address)
    ready(page)
    hands.saved(page, 1)
    assert page.locator(".sim").get_attribute("lang") == "en"
    answered(page, lab, 2, "en")

    opened(page, "pages", "grid.ipynb")
    assert run(page).get_attribute("lang") == "en", "also in another page's notebook"


def test_a_page_looks_as_lab_does_and_its_links_look_like_links(page: Page) -> None:
    opened(page, "pages", "grid.ipynb")
    widget = run(page)
    expect(widget.get_by_role("link").first).to_have_css("text-decoration-line", "underline")
    assert widget.get_by_role("button", name=language("ro").text("Print"), exact=True).count() == 0
    found = {"light": troubles(page)}
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Theme", exact=True).click()
    page.locator(".lm-Menu").get_by_text("JupyterLab Dark", exact=True).click()
    expect(widget).to_have_css("color-scheme", "dark")
    found["dark"] = troubles(page)
    assert found == {"light": [], "dark": []}


def test_what_is_typed_is_stored_from_every_view_of_a_page(page: Page, lab: Lab) -> None:
    """Lab shows one output in as many views as one likes, and its clock may be put back meanwhile."""
    opened(page, "pages", "grid.ipynb")
    widget = run(page)
    widget.get_by_role("link", name="6. Participarea").click()
    widget.locator("textarea").first.wait_for()

    def typed(view: Locator, words: str) -> None:
        view.locator("textarea").first.fill(words)
        whose = own_learner(lab.engine).id
        eventually(lambda: words in draft_of(lab.engine, whose).values(), f"'{words}' is stored")

    typed(widget, "Ascult")
    page.evaluate("() => { const now = Date.now; Date.now = () => now() - 3600000; }")
    page.locator(f"{FRONT} .jp-OutputArea-output").first.click(button="right", position={"x": 5, "y": 5})
    page.locator(".lm-Menu").get_by_text("Create New View for Cell Output", exact=True).click()
    another = page.locator(".jp-LinkedOutputView .sim")
    another.locator("textarea").first.wait_for()
    typed(another, "Ascult până la capăt")
    typed(widget, "Ascult, apoi întreb")
    typed(another, "Ascult, apoi întreb pe rând")
    another.locator("textarea").first.fill("scris și închis")
    page.locator(".lm-TabBar-tab.lm-mod-current", has_text="Output View").locator(
        ".lm-TabBar-tabCloseIcon"
    ).click()
    whose = own_learner(lab.engine).id
    eventually(
        lambda: "scris și închis" in draft_of(lab.engine, whose).values(), "what a closed view said last"
    )
