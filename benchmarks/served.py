"""The servers that are compared: ours, and stock Voila with the same notebooks; what their processes hold."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.plays import Unlike, bundle
from simulator.engine.session import begin
from simulator.store.database import Engine, open_database
from simulator.store.learners import give_token, new_learner
from simulator.store.plays import begin_play

ROOT = Path(__file__).parents[1]
COOKIE = "simulator-visit"
START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, its database, and whether it is stock Voila."""

    base: str
    pid: int
    engine: Engine
    learner: str
    stock: bool

    def path(self, page: str, play: str = "") -> str:
        """The path of a page."""
        query = f"?play={play}" if play else ""
        return f"/voila/render/{page}.ipynb{query}" if self.stock else f"/{page}{query}"

    def newcomer(self) -> tuple[str, str]:
        """A learner and the cookie that lets them in. Stock Voila serves one, named in its environment."""
        if self.stock:
            return self.learner, ""
        learner = new_learner(self.engine).id
        return learner, give_token(self.engine, learner, "visit", timedelta(days=1))

    def play(self, learner: str, seed: int = 1) -> str:
        """A play that has just begun."""
        pinned = bundle()
        return begin_play(self.engine, learner, pinned, begin(pinned.graph, 0, seed).log[0])

    def processes(self) -> set[int]:
        """The processes that it has started, and theirs."""
        started, new = set[int](), {self.pid}
        while new := {child for pid in new for child in _children(pid)}:
            started |= new
        return started


@contextmanager
def ours(**settings: Any) -> Iterator[Server]:
    """Our server, as a class or a person would run it."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), _free_port()
        settings = {
            "port": port,
            "database": f"sqlite:///{folder / 'ours.db'}",
            "open_browser": False,
            **settings,
        }
        command = [sys.executable, "-m", "benchmarks.served", json.dumps(settings)]
        with _running(command, folder, port, {}) as pid:
            engine = open_database(settings["database"])
            yield Server(f"http://127.0.0.1:{port}", pid, engine, "", stock=False)
            engine.dispose()


@contextmanager
def stock(*, notebooks: Path | None = None, durable: bool = False) -> Iterator[Server]:
    """Voila as it comes, with the same notebooks; for whom it runs is told by its environment."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), _free_port()
        url = f"sqlite:///{folder / 'stock.db'}"
        engine = open_database(url)
        learner = new_learner(engine).id
        settings = {"learner": learner, "database": url, "durable": durable}
        command = [sys.executable, "-m", "voila", str(notebooks or ROOT / "notebooks" / "pages")]
        command += ["--no-browser", f"--port={port}", "--Voila.port_retries=0"]
        with _running(command, folder, port, {"SIMULATOR_VISIT": json.dumps(settings)}) as pid:
            yield Server(f"http://127.0.0.1:{port}", pid, engine, learner, stock=True)
        engine.dispose()


@contextmanager
def _running(command: list[str], folder: Path, port: int, environment: dict[str, str]) -> Iterator[int]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _until_it_answers(port, process, folder / "log")
            yield process.pid
        finally:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()
            process.wait()


def _until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return
        time.sleep(0.2)
    raise Unlike(f"the server did not start: {log.read_text('utf-8', 'replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _children(pid: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += [int(child) for child in task.read_text().split()]
    return children


def pss(pids: set[int]) -> float:
    """The proportional memory of processes together, in MB: what they share counts once among them."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def _serve(settings: dict[str, Any]) -> None:
    from simulator.serve.app import serve_until_stopped
    from simulator.serve.settings import Settings

    serve_until_stopped(Settings(**settings), lambda _address: None)


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
