"""A real server, as a person starts it, and a real browser that follows its address."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import QUIET, House, chromium, serving

SECONDS = 90_000


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Generator[House]:
    """`simulator serve` on a database of its own."""
    with serving(tmp_path_factory.mktemp("house")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """Headless Chromium, as Debian has it."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def page(browser: Browser, house: House) -> Generator[Page]:
    """One learner's tab, let in by the one-time address; it must not call anybody else."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    tab = context.new_page()
    tab.set_default_timeout(SECONDS)
    foreign: list[str] = []
    tab.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((house.base, house.base.replace("http", "ws"), "data:", "blob:"))
            else foreign.append(request.url)
        ),
    )
    tab.goto(house.door)
    yield tab
    assert foreign == []
    context.close()
