"""Documents reach a person's disk and open again; a printed page is whole, dark on white, without buttons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.furnishing import at_task
from tests.browser.serving import House
from tests.report.reading import words_of_docx, words_of_pdf

LOOKS = """
(names) => Object.fromEntries(names.map((name) => {
  const style = getComputedStyle(document.querySelector(name));
  return [name, [style.color, style.backgroundColor, style.display]];
}))
"""


@pytest.fixture(scope="module")
def debrief(visit: Open, house: House) -> Page:
    """The debrief of a finished play, in a browser that prefers the dark."""
    page = visit(color_scheme="dark", accept_downloads=True).new_page()
    page.goto(f"{house.base}/debrief?play={at_task(house, '')}")
    hands.shown(page)
    page.wait_for_selector("text=Momentele acestor zile")
    return page


FETCHED = """
() => [...document.querySelectorAll("details[data-later] > .sim-inside")].every((one) => one.children.length)
"""


def unfold_all(page: Page) -> None:
    """Open every moment, and wait for what is fetched then."""
    page.locator("details").evaluate_all("folded => folded.forEach(one => { one.open = true; })")
    page.wait_for_function(FETCHED)


def test_documents_are_kept_under_their_names_and_open_again(debrief: Page) -> None:
    unfold_all(debrief)
    kept(debrief, "Fișă de observație", "Fișă de observație", "DOCX", "Fapte observate")
    debrief.get_by_role("link", name="Tipărire").click()
    debrief.wait_for_url(re.compile("part=paper"), wait_until="commit")
    hands.shown(debrief)
    for way, told in (("Tot", "Cei șapte pași"), ("Pe scurt", "Momentele acestor zile")):
        for kind in ("DOCX", "PDF"):
            kept(debrief, way, "Analiza finală", kind, told)
    debrief.go_back()
    hands.shown(debrief)


def kept(page: Page, way: str, what: str, kind: str, told: str) -> None:
    """A button gives a file under its name, which opens and tells of this play."""
    page.wait_for_selector(".sim-body:not([aria-busy])")
    with page.expect_download() as held:
        page.get_by_role("button", name=f"{way}: salvați ca {kind}").first.click()
    assert held.value.suggested_filename == f"{what} – Mâneca trasă peste palmă.{kind.lower()}"
    data = Path(held.value.path()).read_bytes()
    assert told in (" ".join(words_of_docx(data)) if kind == "DOCX" else words_of_pdf(data))


def test_a_printed_page_has_what_was_unfolded_and_no_buttons(debrief: Page) -> None:
    folded = "Lanțul de la poartă e rece și ud"
    assert folded not in hands.text(debrief)
    unfold_all(debrief)
    words = words_of_pdf(debrief.pdf(format="A4"))
    assert folded in words
    for button in ("Tipăriți", "salvați ca DOCX", "Pagina de început", "Română"):
        assert button not in words


def test_a_printed_page_is_dark_on_white_even_from_the_dark(debrief: Page) -> None:
    unfold_all(debrief)
    looked_at = [".sim", ".sim-table", ".sim-strip-time", ".sim-note-title", ".sim-heading", ".sim-counts"]
    assert debrief.evaluate(LOOKS, looked_at)[".sim"][1] != "rgb(255, 255, 255)"
    debrief.set_viewport_size({"width": 680, "height": 900})
    debrief.emulate_media(media="print")
    looks = debrief.evaluate(LOOKS, looked_at)
    debrief.emulate_media(media="screen")
    assert looks[".sim"][1] == "rgb(255, 255, 255)"
    assert looks[".sim-table"][2] == "table"
    for name, (colour, _, _) in looks.items():
        assert sum(int(part) for part in colour[4:-1].split(",")) < 200, name
