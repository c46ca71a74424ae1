"""Laboratories beside stock Voila with the same notebook: the first view, memory, many who come at once."""

from __future__ import annotations

import asyncio
import time
from statistics import median
from typing import Any

from benchmarks.browsing import chromium
from benchmarks.figure import Figure, Goal
from benchmarks.served import COOKIE, ROOT, Server, ours, pss, stock
from benchmarks.serving import VOILA, most_at_once
from benchmarks.visitors import Visitor

LAB = "percent"
LABS = ROOT / "notebooks" / "labs"
LEARNERS = 12
HINT = "button.jupyter-button:has-text('indiciu')"
UNTIL = "seconds until an exercise has answered a click"


def path_of(server: Server) -> str:
    """The laboratory's address."""
    return f"/voila/render/{LAB}.ipynb" if server.stock else f"/laboratory?id={LAB}"


class LabVisitor(Visitor):
    """A learner without a browser in a laboratory: the page, its socket, the state of its widgets."""

    def __init__(self, server: Server, token: str) -> None:
        super().__init__(server, token)
        self.way = "" if server.stock else "/laboratory"

    def take(self, name: str, state: dict[str, Any]) -> None:
        """Any widget will do."""
        self.comm, self.view = name, state


def lab_first_view(rounds: int) -> list[Figure]:
    """From going there until a hint that was asked for stands there; an empty cache, then a full one."""
    taken: dict[tuple[bool, bool], list[float]] = {}
    with ours(spare_kernels=0) as house, stock(notebooks=LABS) as voila, chromium() as browser:
        for number in range(rounds + 1):
            for server in (house, voila):
                for warm, seconds in _visits(browser, server):
                    if number:  # the first round fills the servers' own caches
                        taken.setdefault((server.stock, warm), []).append(seconds)
    return [
        Figure(
            f"lab-first-view-{'warm' if warm else 'cold'}",
            median(taken[False, warm]),
            median(taken[True, warm]),
            VOILA,
            UNTIL,
            Goal(0.45 if warm else 0.6, most=True),
        )
        for warm in (False, True)
    ]


def _visits(browser: Any, server: Server) -> list[tuple[bool, float]]:
    """Three visits of one newcomer: whether the cache was full, and the seconds."""
    _, token = server.newcomer()
    context = browser.new_context()
    if token:
        context.add_cookies([{"name": COOKIE, "value": token, "url": server.base}])
    page, taken = context.new_page(), list[tuple[bool, float]]()
    for warm in (False, True, True):
        begun = time.perf_counter()
        page.goto(server.base + path_of(server), wait_until="commit")
        page.locator(HINT).first.click(timeout=90_000)
        page.locator(".lab-hints li, .lab-hints p").first.wait_for(timeout=90_000)
        taken.append((warm, time.perf_counter() - begun))
        page.goto("about:blank")
        time.sleep(1.5)  # the kernel ends
    context.close()
    return taken


def lab_memory(_rounds: int) -> list[Figure]:
    """What each of a dozen learners in a laboratory takes, with the share of what forks their kernels."""
    with ours(spare_kernels=0) as house:
        forked = asyncio.run(_memory(house, LEARNERS))
    with stock(notebooks=LABS) as voila:
        spawned = asyncio.run(_memory(voila, LEARNERS // 3))
    return [Figure("lab-memory", forked, spawned, VOILA, "MB (PSS) per learner", Goal(0.6, most=True))]


def _newcomer(server: Server) -> tuple[Visitor, str]:
    return LabVisitor(server, server.newcomer()[1]), path_of(server)


async def _memory(server: Server, learners: int) -> float:
    visitors = [LabVisitor(server, server.newcomer()[1]) for _ in range(learners)]
    for visitor in visitors:
        await visitor.open(path_of(server))
    taken = pss(server.processes()) / learners
    for visitor in visitors:
        await visitor.close()
    return taken


def lab_arrivals(_rounds: int) -> list[Figure]:
    """How many may open a laboratory at the same moment so that 95 of 100 have it within 5 seconds."""
    with ours(spare_kernels=0) as house:
        asyncio.run(_memory(house, 1))  # what forks laboratories has started: the list of them starts it
        mine = most_at_once(house, 4, _newcomer)
    with stock(notebooks=LABS) as voila:
        peer = most_at_once(voila, 2, _newcomer)
    return [Figure("lab-arrivals", mine, peer, VOILA, "learners at once, 95 % within 5 s", Goal(4))]
