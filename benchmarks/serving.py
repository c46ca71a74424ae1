"""Figures of the server over real sockets: clicks, memory, learners who arrive at once, a class."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from jupyter_client.manager import start_new_kernel
from sqlalchemy import func, select
from tornado.httpclient import AsyncHTTPClient

from benchmarks.figure import Figure, Goal
from benchmarks.machine import napping
from benchmarks.plays import Unlike
from benchmarks.served import Server, ours, pss, stock
from benchmarks.visitors import Visitor
from simulator.store import tables as t

CLICKS, CLASS, MINUTES = 20, 60, 10.0
LEARNERS, PATIENT_SECONDS = 24, 120
ALIKE = "from simulator.serve import preload; preload.load([]); preload.open_pages([])"
PATIENCE = 5.0  # seconds within which 95 of 100 learners who arrive at once see their scene
THINKING = (3.0, 10.0)
BEAT = 3.0  # seconds between two signs of life, as in page.js
VOILA = "stock Voila"


def click(rounds: int) -> list[Figure]:
    """Answers in a row, from click to stored and shown; each commit waits for the disk on both sides."""
    with ours(durable=True, spare_kernels=0) as house, stock(durable=True) as voila:
        taken: dict[bool, list[float]] = {False: [], True: []}
        for number in range(rounds):
            for server in (house, voila):
                taken[server.stock] += asyncio.run(_clicks(server, number))
    ours_ms, peer = (1000 * median(taken[kind]) for kind in (False, True))
    return [Figure("click", ours_ms, peer, VOILA, "ms per answer, stored and shown", Goal(0.25, most=True))]


async def _clicks(server: Server, seed: int) -> list[float]:
    draw, taken = random.Random(seed), list[float]()
    learner, token = server.newcomer()
    visitor = Visitor(server, token)
    while len(taken) < CLICKS:
        await visitor.open(server.path("play", server.play(learner, draw.randrange(1000))))
        while len(taken) < CLICKS and (seconds := await visitor.answer(draw)) is not None:
            taken.append(seconds)
        await visitor.close()
    return taken


def memory(_rounds: int) -> list[Figure]:
    """What each of two dozen learners takes: forked, with the share of what forks them, and spawned."""
    with ours(spare_kernels=0) as house:
        forked = asyncio.run(_memory(house, LEARNERS))
    with ours(forked=False) as house:
        spawned = asyncio.run(_memory(house, LEARNERS // 6))
    unit = "MB (PSS) per learner"
    alike = "a spawned kernel with the same imports"
    return [
        Figure("memory", forked, _spawned_alike(), alike, unit, Goal(0.45, most=True)),
        Figure("memory-as-spawned", forked, spawned, "a page's kernel when spawned", unit),
    ]


def _spawned_alike() -> float:
    """What a spawned kernel holds that has loaded what a forked one finds loaded."""
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute_interactive(ALIKE, timeout=PATIENT_SECONDS)
        provisioner: Any = manager.provisioner
        return pss({provisioner.pid})
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


async def _memory(server: Server, count: int) -> float:
    visitors = []
    for _ in range(count):
        learner, token = server.newcomer()
        visitors.append(Visitor(server, token))
        await visitors[-1].open(server.path("play", server.play(learner)))
    size = pss(server.processes()) / count
    for visitor in visitors:
        await visitor.close()
    return size


def arrivals(_rounds: int) -> list[Figure]:
    """How many learners may arrive at the same moment so that 95 of 100 see their scene within 5 seconds."""
    with stock() as voila:
        peer = most_at_once(voila, 4, _at_the_play)
    with ours(spare_kernels=2) as house:
        most = most_at_once(house, 16, _at_the_play)
    unit = "learners at once, 95 % within 5 s"
    return [Figure("arrivals", most, peer, VOILA, unit, Goal(4))]


def _many_at_once() -> None:
    AsyncHTTPClient.configure(None, max_clients=1000)


def _at_the_play(server: Server) -> tuple[Visitor, str]:
    """A newcomer, and the path of a play that has begun."""
    learner, token = server.newcomer()
    return Visitor(server, token), server.path("play", server.play(learner))


def most_at_once(server: Server, least: int, newcomer: Callable[[Server], tuple[Visitor, str]]) -> int:
    """How many may come at the same moment, each to the path that they are given as a `newcomer`."""
    _many_at_once()
    return asyncio.run(_most(server, least, newcomer))


async def _most(server: Server, least: int, newcomer: Callable[[Server], tuple[Visitor, str]]) -> int:
    """The greatest number found by doubling, then by halving the gap down to a tenth."""
    good, bad = 0, least
    while await _arrive([newcomer(server) for _ in range(bad)]):
        good, bad = bad, 2 * bad
    if not good:  # already too many: go down
        good = 1
    while bad - good > max(1, good // 10):
        middle = (good + bad) // 2
        arrived = await _arrive([newcomer(server) for _ in range(middle)])
        good, bad = (middle, bad) if arrived else (good, middle)
    return good


async def _arrive(comers: Sequence[tuple[Visitor, str]]) -> bool:
    """Whether learners who arrive at once see what they came for in time."""
    await asyncio.sleep(2)  # kernels that wait are there again

    async def come(visitor: Visitor, path: str) -> float:
        begun = time.perf_counter()
        try:
            await asyncio.wait_for(visitor.open(path), 4 * PATIENCE)
        except Exception:  # a learner who was not let in waited for ever
            return float("inf")
        return time.perf_counter() - begun

    taken = sorted(await asyncio.gather(*(come(visitor, path) for visitor, path in comers)))
    await asyncio.gather(*(_left(visitor.close) for visitor, _ in comers))
    return taken[-(-95 * len(comers) // 100) - 1] <= PATIENCE


async def _left(leave: Callable[[], Awaitable[Any]]) -> None:
    try:
        await leave()
    except Exception:
        return


@dataclass
class Lesson:
    """What a class has done: how long each answer took, how many each play was told are kept, memory."""

    taken: list[float] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def lesson(_rounds: int, minutes: float = MINUTES, learners: int = CLASS) -> list[Figure]:
    """A class that plays: nothing acknowledged is lost, answers are quick, memory does not grow."""
    _many_at_once()
    with ours(spare_kernels=8) as house:
        with napping() as late:
            done = asyncio.run(_play(house, minutes, learners))
            stalls = 1000 * late()
        with house.engine.connect() as connection:
            rows = connection.execute(select(t.events.c.play, func.count()).group_by(t.events.c.play))
            stored = {play: int(number) for play, number in rows}
    lost = sum(max(0, number - stored.get(play, 0)) for play, number in done.acknowledged.items())
    if not done.taken or len(done.memory) < 4:
        raise Unlike("the class hardly played: " + "; ".join(done.failures[:3]))
    acknowledged = sum(done.acknowledged.values())
    slow = 1000 * quantiles(done.taken, n=20)[-1]
    quarter = done.memory[len(done.memory) // 4]
    return [
        Figure(
            "class-lost",
            lost + len(done.failures) + 1,
            1,
            "nothing",
            _unit(acknowledged, done),
            Goal(1, most=True),
        ),
        Figure("class-click", slow, 250, "250 ms", "ms, the slowest 5 % of answers", Goal(1, most=True)),
        Figure("class-machine", stalls, 250, "250 ms", "ms by which the latest 5 % of mere naps were late"),
        Figure(
            "class-memory",
            done.memory[-1],
            quarter,
            "after a quarter",
            "MB (PSS) of all",
            Goal(1.1, most=True),
        ),
    ]


def _unit(acknowledged: int, done: Lesson) -> str:
    return f"1 + answers lost of {acknowledged} acknowledged + {len(done.failures)} failures"


async def _play(server: Server, minutes: float, learners: int) -> Lesson:
    done, end = Lesson(), time.monotonic() + 60 * minutes
    watch = asyncio.ensure_future(_watch(server, done, end))
    await asyncio.gather(*(_one(server, done, end, number) for number in range(learners)))
    await watch
    return done


async def _watch(server: Server, done: Lesson, end: float) -> None:
    """Note the memory of all processes, twelve times."""
    step = (end - time.monotonic()) / 12
    while time.monotonic() + step < end:
        await asyncio.sleep(step)
        # Beside the learners, not between them: reading what sixty kernels hold takes a tenth of a second.
        done.memory.append(await asyncio.to_thread(lambda: pss({server.pid, *server.processes()})))


async def _think(visitor: Visitor, seconds: float) -> None:
    """Do nothing, while the page gives its signs of life."""
    while seconds > BEAT:
        await asyncio.sleep(BEAT)
        await visitor.say("beat", {})
        seconds -= BEAT
    await asyncio.sleep(seconds)


async def _one(server: Server, done: Lesson, end: float, number: int) -> None:
    """One learner: comes within half a minute, thinks, answers, begins another play when one ends."""
    draw = random.Random(number)
    learner, token = server.newcomer()
    visitor = Visitor(server, token)
    await asyncio.sleep(draw.uniform(0, min(30, (end - time.monotonic()) / 4)))
    while time.monotonic() < end:
        play = server.play(learner, draw.randrange(1000))
        done.acknowledged[play] = 1
        try:
            await visitor.open(server.path("play", play))
            while time.monotonic() < end:
                await _think(visitor, draw.uniform(*THINKING))
                seconds = await visitor.answer(draw)
                if seconds is None:
                    break
                done.taken.append(seconds)
                done.acknowledged[play] += 1
            await visitor.close()
        except Exception as fault:
            done.failures.append(repr(fault))
            visitor = Visitor(server, token)
