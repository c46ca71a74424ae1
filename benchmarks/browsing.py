"""Figures of a real browser: how soon the first scene answers, and what a page weighs."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figure import Figure, Goal
from benchmarks.plays import Unlike
from benchmarks.served import COOKIE, Server, ours, stock

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
# Stock Voila's page asks a foreign server for a font; no name server's slowness is counted.
# (A route of Playwright's would do the same, but would switch the browser's cache off.)
QUIET += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
MORE_BYTES = 150_000
TONGUES = ("en", "ro")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise Unlike("no Chromium is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


class Reader:
    """A learner with a browser, whose cache is as full as their visits have made it."""

    def __init__(self, browser: Any, server: Server) -> None:
        learner, token = server.newcomer()
        self.server, self.play = server, server.play(learner)
        self.context = browser.new_context()
        if token:
            self.context.add_cookies([{"name": COOKIE, "value": token, "url": server.base}])
        self.page = self.context.new_page()
        self.turn = 0

    def visit(self) -> float:
        """Seconds from going to the play page until its scene is seen and has answered a click."""
        begun = time.perf_counter()
        self.page.goto(self.server.base + self.server.path("play", self.play), wait_until="commit")
        tongue = TONGUES[self.turn % 2]
        self.page.locator(f'button[lang="{tongue}"]').click(timeout=90_000)
        self.page.locator(f'button[lang="{tongue}"].sim-button-chosen').wait_for(timeout=90_000)
        taken = time.perf_counter() - begun
        self.turn += 1
        self.page.goto("about:blank")
        time.sleep(1.5)  # the kernel ends; one that waits takes its place
        return taken

    def close(self) -> None:
        """Leave."""
        self.context.close()


def first_scene(rounds: int) -> list[Figure]:
    """Our server without and with kernels that wait, beside stock Voila: an empty cache, then a full one."""
    names = ("forked", "waiting", "stock")
    cold: dict[str, list[float]] = {name: [] for name in names}
    warm: dict[str, list[float]] = {name: [] for name in names}
    with ours(spare_kernels=0) as a, ours(spare_kernels=2) as b, stock() as c, chromium() as browser:
        for number in range(rounds + 1):
            for name, server in zip(names, (a, b, c), strict=True):
                reader = Reader(browser, server)
                first, *later = [reader.visit() for _ in range(3)]
                reader.close()
                if number:  # the first round fills the servers' own caches
                    cold[name].append(first)
                    warm[name] += later
    goals = {"forked": (0.6, 0.6), "waiting": (0.5, 0.45)}
    return [
        Figure(
            f"first-scene-{name}-{state}",
            median(taken[name]),
            median(taken["stock"]),
            "stock Voila",
            "seconds until the first scene has answered",
            Goal(goals[name][place], most=True),
        )
        for name in ("forked", "waiting")
        for place, (state, taken) in enumerate((("cold", cold), ("warm", warm)))
    ]


def weight(_rounds: int) -> list[Figure]:
    """The play page beside a page of one ipywidgets button on stock Voila; an empty cache."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        bare = Path(folder) / "play.ipynb"
        bare.write_text(json.dumps(_bare()), "utf-8")
        with ours(spare_kernels=0) as house:
            mine = _weighed(browser, house, ".sim-body h1")
        with stock(notebooks=Path(folder)) as voila:
            theirs = _weighed(browser, voila, "button.jupyter-button")
    figures = []
    for kind, unit in (("sent", "bytes sent"), ("plain", "bytes once unpacked"), ("requests", "requests")):
        allowed = theirs[kind] + (MORE_BYTES if kind != "requests" else 0)
        name = "a bare ipywidgets page" + (" + 150 kB" if kind != "requests" else "")
        figures.append(Figure(f"weight-{kind}", mine[kind], allowed, name, unit, Goal(1, most=True)))
    return figures


def _weighed(browser: Any, server: Server, selector: str) -> dict[str, float]:
    reader = Reader(browser, server)
    reader.page.goto(server.base + server.path("play", reader.play), wait_until="commit")
    reader.page.locator(selector).first.wait_for(timeout=90_000)
    time.sleep(2)
    sizes = reader.page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .map((entry) => [entry.transferSize, entry.decodedBodySize])"""
    )
    reader.close()
    sent, plain = (float(sum(size[place] for size in sizes)) for place in (0, 1))
    return {"sent": sent, "plain": plain, "requests": float(len(sizes))}


def _bare() -> dict[str, Any]:
    source = "import ipywidgets\n\nipywidgets.Button(description='go')"
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": [{**cell, "source": source}], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
