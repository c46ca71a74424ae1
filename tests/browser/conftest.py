"""A real server, as a person starts it, and a real browser that follows its address."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 90_000


@dataclass
class House:
    """A running server: its address, and a way to a fresh one-time door."""

    base: str
    door: str
    database: Path
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Generator[House]:
    """`simulator serve` on a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("house")
    database = folder / "house.db"
    command = [sys.executable, "-m", "simulator.cli.main", "serve", "--no-open", "--port", str(port)]
    command += ["--database", f"sqlite:///{database}"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline().strip() for _ in range(2)]
            assert lines[1].startswith("http"), (folder / "log").read_text()
            yield House(f"http://127.0.0.1:{port}", lines[1], database, process)
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """Headless Chromium, as Debian has it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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
