"""A real browser, and a real server per module; what its pages promise is watched."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.hands import Promises
from tests.browser.serving import QUIET, House, chromium, serving

PATIENCE = 60_000
expect.set_options(timeout=20_000)  # other files are tested meanwhile
POLICY = "Content Security Policy"
Open = Callable[..., BrowserContext]


@pytest.fixture(scope="package")
def browser() -> Generator[Browser]:
    """Headless Chromium, as Debian has it; its event loop would stand in the way of other packages."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps its database."""
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, folder: Path) -> Generator[House]:
    """`simulator serve` on a database of its own; a module's CLASS_CODE makes it a class's server."""
    with serving(folder, getattr(request.module, "CLASS_CODE", "")) as running:
        yield running


@pytest.fixture(scope="module")
def promises(house: House) -> Generator[Promises]:
    """No page of the module may say that something is saved which the store does not have."""
    watching = Promises(house)
    yield watching
    assert watching.broken == []


@pytest.fixture(scope="module")
def visit(browser: Browser, house: House, promises: Promises) -> Generator[Open]:
    """Opens a browser of one's own, let in by a one-time address; no page calls others or is refused.

    `beside` is the one address of somebody else's that a test opens itself.
    """
    foreign: list[str] = []
    refused: list[str] = []
    opened: list[BrowserContext] = []
    ours = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")

    def open_context(
        learner: str = "", door: bool = True, beside: str = "", **options: Any
    ) -> BrowserContext:
        options = {"viewport": {"width": 1200, "height": 900}, "locale": "ro-RO", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        known = (*ours, beside) if beside else ours
        context.on("request", lambda r: None if r.url.startswith(known) else foreign.append(r.url))
        context.on("console", lambda said: refused.append(said.text) if POLICY in said.text else None)
        context.on("page", promises.listen)
        opened.append(context)
        if door:
            # Let in without waiting for the page that follows: its kernel would be one more to start.
            context.request.get(house.door_of(learner), max_redirects=0)
        return context

    yield open_context
    for context in opened:
        context.close()
    assert foreign == []
    assert refused == [], "a page of ours asks for what our own content policy refuses"


@pytest.fixture(scope="module")
def page(visit: Open) -> Page:
    """One learner's tab, let in."""
    made: Page = visit().new_page()
    return made
