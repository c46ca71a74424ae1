"""A person's way through the environment in a real browser: start, play, refresh, debrief."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from simulator.store.database import open_database
from simulator.store.plays import bundle_at, log_of
from tests.browser.serving import House

TO_DEBRIEF = "La analiza finală"


def ready(page: Page) -> str:
    """Wait until the page has spoken; its words."""
    page.wait_for_selector("h1")
    return page.inner_text("#rendered_cells")


def begin(page: Page, case: str, who: str, level: str) -> None:
    card = page.locator("details").filter(has_text=f"Începeți: {case}").first
    if card.get_attribute("open") is None:
        card.locator("summary").click()
    card.locator("label", has_text=who).click()
    card.locator("label", has_text=level).first.click()
    card.locator("button", has_text="Începeți").click()
    page.wait_for_url(re.compile(r"/play\?play=[0-9a-f]{32}"))


def answer(page: Page) -> None:
    """Answer whatever is asked: the first of each group, and send."""
    before = page.inner_text("#rendered_cells")
    for group in page.locator("fieldset").all():
        first = group.locator("input[type=radio]").first
        if first.count():
            first.check()
    button = page.locator("form button[type=submit], form button").last
    button.click()
    page.wait_for_function(
        "before => document.querySelector('#rendered_cells').innerText !== before", arg=before
    )


def test_the_whole_way(page: Page, house: House) -> None:
    text = ready(page)
    assert "Mâneca trasă peste palmă" in text
    begin(page, "Mâneca trasă peste palmă", "Mihaela", "standard")
    text = ready(page)
    assert "09:40" in text
    assert "Luca stă la masă" not in text, "the next scene must not be there yet"
    answer(page)
    page.wait_for_selector("text=Salvat (pasul 1)")

    page.reload()
    page.wait_for_selector("text=09:4")
    again = ready(page)
    assert "Bucătăria familiei Păduraru" in again

    for _ in range(40):
        if page.locator("a", has_text=TO_DEBRIEF).count():
            break
        answer(page)
    play = page.url.partition("play=")[2][:32]
    engine = open_database(f"sqlite:///{house.database}")
    with engine.connect() as connection:
        digest = connection.exec_driver_sql("select bundle from plays").scalar_one()
    bundle = bundle_at(engine, digest)
    log = log_of(engine, bundle, play)
    assert len(log) >= 9
    engine.dispose()

    page.locator("a", has_text=TO_DEBRIEF).first.click()
    page.wait_for_url(re.compile("/debrief"))
    text = ready(page)
    page.wait_for_selector("h2")
    assert "Ghidul" in page.inner_text("#rendered_cells")
    longer = page.evaluate("document.documentElement.scrollHeight > 2 * window.innerHeight")
    assert longer, "the page itself must scroll, or printing shows its first screen only"
