"""Two servers in one process know nothing of each other."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.store.database import open_database
from simulator.store.learners import own_learner
from tests.serve.running_server import ROOT, Visitor, free_port
from tests.serve.test_attacks import Line, connect, counted, left, probe, refused


@dataclass
class Side:
    """One of the two: its address, the address that lets its own learner in, that learner."""

    base: str
    first: str
    learner: str
    database: str

    def visitor(self) -> Visitor:
        visitor = Visitor(self.base, follow=False)
        assert visitor.ask(self.first.removeprefix(self.base))[0] == 302
        return visitor


@pytest.fixture
def both(tmp_path: Path) -> Generator[tuple[Side, Side]]:
    ports = free_port(), free_port()
    urls = [f"sqlite:///{tmp_path / name}.db" for name in ("one", "other")]
    given = [f"{port}={url}" for port, url in zip(ports, urls, strict=True)]
    command = [sys.executable, "-W", "error", "-m", "tests.serve.run_two_servers", *given]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            firsts = [process.stdout.readline().strip() for _ in ports]
            assert all(first.startswith("http") for first in firsts), (tmp_path / "log").read_text()
            sides = []
            for port, url, first in zip(ports, urls, firsts, strict=True):
                engine = open_database(url)
                sides.append(Side(f"http://127.0.0.1:{port}", first, own_learner(engine).id, url))
                engine.dispose()
            yield sides[0], sides[1]
        finally:
            process.terminate()
            process.wait(60)
    assert process.returncode == 0, (tmp_path / "log").read_text()
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_each_serves_its_own_learner_and_a_cookie_of_one_is_nothing_to_the_other(
    both: tuple[Side, Side],
) -> None:
    one, other = both
    assert one.learner != other.learner
    ana, dan = one.visitor(), other.visitor()
    kernels = [visitor.open_page()[0] for visitor in (ana, dan)]

    async def clicks(visitor: Visitor, kernel: str, side: Side, times: int) -> None:
        line = Line(await connect(visitor, visitor.base, kernel))
        comm = visitor.widgets[kernel]
        view = await probe(line, comm)
        assert view["learner"] == side.learner
        assert f"sqlite:///{view['database']}" == side.database
        for number in range(1, times + 1):
            go = {"comm_id": comm, "data": {"method": "custom", "content": {"do": "go"}}}
            await line.send("comm_msg", go)
            await line.until(counted(number))
        await left(line.socket)

    asyncio.run(clicks(ana, kernels[0], one, 2))
    asyncio.run(clicks(dan, kernels[1], other, 1))

    strayed = Visitor(other.base, jar=ana.jar, follow=False)
    assert strayed.ask("/start")[0] == 302, "her cookie lets nobody in over there"
    assert strayed.ask(f"/api/kernels/{kernels[1]}")[0] in (302, 403, 404)
    assert strayed.ask(f"/api/kernels/{kernels[0]}")[0] in (302, 403, 404)
    assert refused(strayed, other.base, kernels[1]) == 403
    assert refused(strayed, other.base, kernels[0]) == 403
    assert dan.ask(f"/api/kernels/{kernels[0]}")[0] == 404
    assert Visitor(other.base).ask(one.first.removeprefix(one.base))[0] == 403, "nor does her address"

    assert ana.send("/leave", {"where": "here"})[0] == 200
    assert ana.ask(f"/api/kernels/{kernels[0]}")[0] in (302, 404)
    assert dan.ask(f"/api/kernels/{kernels[1]}")[0] == 200, "who signs out here is not signed out there"
