"""Documents reach a person's disk and open again; a printed page is whole, dark on white, without buttons."""

from __future__ import annotations

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
    page.wait_for_selector("text=Cei șapte pași")
    return page


def test_documents_are_kept_under_their_names_and_open_again(debrief: Page) -> None:
    for what, kind in (("Analiza finală", "DOCX"), ("Analiza finală", "PDF"), ("Fișă de observație", "DOCX")):
        debrief.wait_for_selector(".sim-body:not([aria-busy])")
        with debrief.expect_download() as held:
            debrief.get_by_role("button", name=f"{what}: salvați ca {kind}").first.click()
        name = held.value.suggested_filename
        assert name == f"{what} – Mâneca trasă peste palmă.{kind.lower()}"
        data = Path(held.value.path()).read_bytes()
        words = " ".join(words_of_docx(data)) if kind == "DOCX" else words_of_pdf(data)
        assert ("Cei șapte pași" if what == "Analiza finală" else "Fapte observate") in words


def test_a_printed_page_has_what_is_folded_and_no_buttons(debrief: Page) -> None:
    folded = "Lanțul de la poartă e rece și ud"
    assert folded not in hands.text(debrief)
    words = words_of_pdf(debrief.pdf(format="A4"))
    assert folded in words
    for button in ("Tipăriți", "salvați ca DOCX", "Pagina de început", "Română"):
        assert button not in words


def test_a_printed_page_is_dark_on_white_even_from_the_dark(debrief: Page) -> None:
    looked_at = [".sim", ".sim-table", ".sim-badge", ".sim-note-title", ".sim-heading"]
    assert debrief.evaluate(LOOKS, looked_at)[".sim"][1] != "rgb(255, 255, 255)"
    debrief.set_viewport_size({"width": 680, "height": 900})
    debrief.emulate_media(media="print")
    looks = debrief.evaluate(LOOKS, looked_at)
    debrief.emulate_media(media="screen")
    assert looks[".sim"][1] == "rgb(255, 255, 255)"
    assert looks[".sim-table"][2] == "table"
    for name, (colour, _, _) in looks.items():
        assert sum(int(part) for part in colour[4:-1].split(",")) < 200, name
