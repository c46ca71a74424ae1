"""Kernels of a running server: forked, waiting or spawned, told their own visit, gone with their page."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from simulator.serve.forked_kernel import OncePerMessageFilter
from simulator.serve.forkserver_client import MOST_DEATHS, CannotFork, ForkServerClient, can_fork
from simulator.serve.jupyter_private.kernels import MOST_BUFFERED
from simulator.serve.kernels import SimulatorKernelManager
from simulator.serve.provisioner import PageKernelManager
from simulator.store.tables import learners
from tests.serve.running_server import Running, Visitor, running
from tests.serve.test_attacks import Line, connect, counted, left, probe

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
SECONDS = 60


def children(pid: int) -> set[int]:
    """The processes that a process has started and that still run."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            if int(parent) == pid and state != "Z":
                found.add(int(stat.parent.name))
    return found


def alive(pids: set[int]) -> set[int]:
    """Those processes that still run."""
    left = set()
    for pid in pids:
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                left.add(pid)
    return left


def forks_of(server: Running) -> tuple[int, set[int]]:
    """The fork server, and the kernels that it has forked."""
    (forker,) = children(server.pid)
    return forker, children(forker)


def until(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def seen(visitor: Visitor, kernel: str, clicks: int = 0) -> dict[str, Any]:
    """What the page of a kernel shows, after some clicks."""

    async def look() -> dict[str, Any]:
        line = Line(await connect(visitor, visitor.base, kernel))
        comm = visitor.widgets[kernel]
        view = await probe(line, comm)
        for number in range(1, clicks + 1):
            go = {"comm_id": comm, "data": {"method": "custom", "content": {"do": "go"}}}
            await line.send("comm_msg", go)
            await line.until(counted(view["count"] + number))
        await left(line.socket)
        return view

    return asyncio.run(look())


def people(server: Running) -> set[str]:
    """Everybody whom the database knows."""
    with server.engine.connect() as connection:
        return set(connection.execute(select(learners.c.id)).scalars())


def holds(pid: int, words: str) -> bool:
    """Whether words stand anywhere in what a process may write to in memory."""
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            if rights.startswith("rw"):
                begin, end = (int(edge, 16) for edge in span.split("-"))
                memory.seek(begin)
                with suppress(OSError):
                    if words.encode() in memory.read(end - begin):
                        return True
    return False


@pytest.fixture(scope="module", params=[0, 2], ids=["forked-when-asked", "waiting"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    """A running server without and with kernels that wait."""
    with running(tmp_path_factory.mktemp("kernels"), spare_kernels=request.param) as started:
        until(lambda: len(children(started.pid)) == 1)
        until(lambda: len(forks_of(started)[1]) == request.param)
        yield started


def test_a_kernel_is_told_its_own_visit_and_nobody_elses(server: Running) -> None:
    known, views = people(server), []
    for name in ("Ana", "Dan", "Ema"):
        visitor = Visitor(server.base, follow=False).join()
        (learner,) = people(server) - known
        known.add(learner)
        forker, _ = forks_of(server)
        kernel, _ = visitor.open_page(f"?play={name}")
        view = seen(visitor, kernel)
        assert view["learner"] == learner
        assert view["query"] == f"play={name}"
        for pid in {forker, *forks_of(server)[1]}:
            assert learner not in Path(f"/proc/{pid}/environ").read_text("utf-8", "replace")
        knowing = {pid for pid in forks_of(server)[1] if holds(pid, learner)}
        assert len(knowing) == 1, "one kernel knows for whom it runs"
        assert not holds(forker, learner), "nothing of a learner stays where the next kernel comes from"
        views.append(view)
    assert len({view["chance"] for view in views}) == len(views), "kernels draw their own chances"


def test_the_first_message_of_every_connection_is_answered_at_once(server: Running) -> None:
    visitor = Visitor(server.base, follow=False).join()
    kernel, _ = visitor.open_page()
    for _ in range(8):
        assert seen(visitor, kernel)["count"] == 0


def test_the_next_page_reads_what_the_one_before_was_told(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        visitor = Visitor(server.base, follow=False).join()
        kernel, _ = visitor.open_page()

        async def say() -> None:
            line = Line(await connect(visitor, visitor.base, kernel))
            await probe(line, visitor.widgets[kernel])
            content = {"do": "store slowly"}
            told = {"comm_id": visitor.widgets[kernel], "data": {"method": "custom", "content": content}}
            await line.send("comm_msg", told)
            await asyncio.to_thread(visitor.open_page)
            assert list(tmp_path.glob("*.stored")), "the kernel before was still at it"
            await left(line.socket)

        asyncio.run(say())


def test_what_a_page_reports_stands_in_the_log_of_the_server_once(server: Running) -> None:
    visitor = Visitor(server.base, follow=False).join()
    kernel, _ = visitor.open_page()

    async def fail() -> None:
        line = Line(await connect(visitor, visitor.base, kernel))
        content = {"do": "fail"}
        for number in (1, 2, 3):
            told = {"comm_id": visitor.widgets[kernel], "data": {"method": "custom", "content": content}}
            await line.send("comm_msg", told)
            await line.until(counted(number))
        await left(line.socket)

    before = server.log.read_text().count("a page failed on purpose")
    asyncio.run(fail())
    assert server.log.read_text().count("a page failed on purpose") == before + 1


def test_a_kernel_ends_with_its_page(server: Running) -> None:
    visitor = Visitor(server.base, follow=False).join()
    kernel, _ = visitor.open_page()
    view = seen(visitor, kernel)
    (mine,) = [pid for pid in forks_of(server)[1] if holds(pid, view["learner"])]
    assert visitor.send(f"/voila/api/shutdown/{kernel}", {})[0] == 204
    until(lambda: not alive({mine}))
    assert visitor.ask(f"/api/kernels/{kernel}")[0] == 404


def test_a_page_is_told_at_once_that_its_kernel_was_killed(server: Running) -> None:
    visitor = Visitor(server.base, follow=False).join()
    kernel, _ = visitor.open_page()
    view = seen(visitor, kernel)
    (mine,) = [pid for pid in forks_of(server)[1] if holds(pid, view["learner"])]

    async def hear_of_it() -> float:
        line = Line(await connect(visitor, visitor.base, kernel))
        await probe(line, visitor.widgets[kernel])
        os.kill(mine, signal.SIGKILL)
        begun = time.monotonic()
        while await asyncio.wait_for(line.socket.read_message(), SECONDS) is not None:
            pass
        line.socket.close()
        return time.monotonic() - begun

    assert asyncio.run(hear_of_it()) < 2, "nobody looks for the dead more often than every three seconds"
    until(lambda: visitor.ask(f"/api/kernels/{kernel}")[0] == 404)
    fresh, _ = visitor.open_page()
    assert seen(visitor, fresh, clicks=1)["count"] == 0


def test_nobody_notices_the_death_of_the_fork_server(server: Running) -> None:
    visitor = Visitor(server.base, follow=False).join()
    kernel, _ = visitor.open_page()
    assert seen(visitor, kernel, clicks=1)["count"] == 0
    forker, _ = forks_of(server)
    os.kill(forker, signal.SIGKILL)
    until(lambda: not alive({forker}))
    assert seen(visitor, kernel, clicks=1)["count"] == 1, "kernels outlive it"
    others = [Visitor(server.base, follow=False).join() for _ in range(3)]
    for other in others:
        fresh, _ = other.open_page()
        assert seen(other, fresh, clicks=1)["count"] == 0
    until(lambda: len(forks_of(server)[1]) >= 1)
    assert "the fork server" in server.log.read_text()


def test_where_nothing_can_be_forked_kernels_are_spawned(tmp_path: Path) -> None:
    with running(tmp_path, forked=False) as plain:
        visitor = Visitor(plain.base, follow=False).join()
        kernel, _ = visitor.open_page("?play=x")
        view = seen(visitor, kernel, clicks=1)
        assert view["learner"] in people(plain)
        assert view["query"] == "play=x"
        (process,) = children(plain.pid)
        assert "ipykernel" in Path(f"/proc/{process}/cmdline").read_text()
        assert visitor.send(f"/voila/api/shutdown/{kernel}", {})[0] == 204
        until(lambda: not alive({process}))


@pytest.mark.parametrize("forked", [True, False], ids=["forked", "spawned"])
@pytest.mark.parametrize("how", ["ends", "sticks"])
def test_a_kernel_that_fails_before_its_page_is_shown_is_replaced(
    tmp_path: Path, how: str, forked: bool
) -> None:
    patience = 120 if how == "ends" else 8  # an end is noticed long before patience runs out
    with running(tmp_path, forked=forked, spare_kernels=0, stuck_seconds=patience) as server:
        visitor = Visitor(server.base, follow=False).join()
        kernel, text = visitor.open_page(f"?play={how}")
        assert 'id="visit"' in text
        assert seen(visitor, kernel, clicks=1)["query"] == f"play={how}"
        assert len(forks_of(server)[1] if forked else children(server.pid)) == 1
        assert "is replaced" in server.log.read_text()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=str)
def test_no_process_outlives_the_server(tmp_path: Path, end: signal.Signals) -> None:
    with running(tmp_path, spare_kernels=1) as server:
        until(lambda: len(children(server.pid)) == 1)
        until(lambda: len(forks_of(server)[1]) == 1)
        visitor = Visitor(server.base, follow=False).join()
        kernel, _ = visitor.open_page()
        seen(visitor, kernel)
        until(lambda: len(forks_of(server)[1]) == 2)
        forker, kernels = forks_of(server)
        everybody = {server.pid, forker, *kernels}
        os.kill(server.pid, end)
        until(lambda: not alive(everybody))


@pytest.mark.parametrize("moment", [0, 0.1, 0.4])
def test_a_server_that_is_stopped_while_it_makes_kernels_ready_ends_well(
    tmp_path: Path, moment: float
) -> None:
    with running(tmp_path, spare_kernels=6) as server:
        until(lambda: forks_of(server)[1])
        time.sleep(moment)
        os.kill(server.pid, signal.SIGTERM)
        assert server.process.wait(SECONDS) == 0
        assert server.log.read_text() == ""


def test_a_fork_server_that_cannot_even_start_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    forker = ForkServerClient()

    async def ask() -> None:
        for _ in range(4):
            with pytest.raises(CannotFork):
                await forker.fork("nowhere", "/")

    asyncio.run(ask())
    forker.stop()
    assert len(forker.deaths) <= MOST_DEATHS + 1


def test_what_a_kernel_says_while_no_page_hears_is_not_kept_without_end() -> None:
    kernels = SimulatorKernelManager()
    kernels._kernels["kernel"] = PageKernelManager()
    kernels.start_buffering("kernel", "session", {})
    kept = kernels._kernel_buffers["kernel"]["buffer"]
    kept.extend(range(2 * MOST_BUFFERED))
    assert list(kept) == list(range(MOST_BUFFERED, 2 * MOST_BUFFERED))


def test_a_kernel_that_is_told_the_same_nonsense_again_logs_it_once() -> None:
    once = OncePerMessageFilter()
    told = [logging.makeLogRecord({"msg": text}) for text in ("Invalid", "Invalid", "another")]
    assert [once.filter(record) for record in told] == [True, False, True]
