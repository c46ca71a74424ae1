"""`simulator serve` as a person starts it, on a database of its own; it can be killed and started anew."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from simulator.engine.events import Decided, Event, Started
from simulator.graph.bundle import Bundle
from simulator.store.database import Engine, open_database
from simulator.store.learners import give_token, own_learner
from simulator.store.plays import bundle_at, log_of, plays_of

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class House:
    """A server on a database of its own. With a class code it serves a class, else its own machine."""

    folder: Path
    class_code: str = ""
    port: int = 0
    process: subprocess.Popen[str] | None = None
    bundles: dict[str, Bundle] = field(default_factory=dict)
    opened: Engine | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.folder / "house.db"

    @property
    def engine(self) -> Engine:
        """The tests' own way to the store; the server has another."""
        if self.opened is None:
            self.opened = open_database(f"sqlite:///{self.database}", up_to_date=self.database.exists())
        return self.opened

    def start(self) -> House:
        """Start the server and wait until it says where it is."""
        self.port = self.port or free_port()
        config = self.folder / "house.toml"
        config.write_text(f"class_code = {json.dumps(self.class_code)}\n", "utf-8")
        command = [sys.executable, "-m", "simulator.cli.main", "serve", "--no-open"]
        command += ["--port", str(self.port), "--config", str(config)]
        command += ["--database", f"sqlite:///{self.database}"]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        lines = [self.process.stdout.readline().strip() for _ in range(2)]
        assert lines[1].startswith("http"), (self.folder / "log").read_text()
        return self

    def kill(self) -> None:
        """End the server as a power cut would: at once, with no time to say goodbye."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def close(self) -> None:
        """End the server, its kernels and our own way to the store."""
        if self.opened is not None:
            self.opened.dispose()
        if self.process is None:
            return
        family = [*descendants(self.process.pid)]
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        if self.process.poll() is None:
            self.kill()
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process.stdout is not None:
            self.process.stdout.close()

    @property
    def door(self) -> str:
        """A fresh one-time address to this machine's own records."""
        return self.door_of("")

    def door_of(self, learner: str) -> str:
        """A fresh one-time address for a learner."""
        named = learner or own_learner(self.engine).id
        return f"{self.base}/enter?door={give_token(self.engine, named, 'link', timedelta(minutes=9))}"

    def family(self) -> set[int]:
        """The server, its kernels, and whatever helps it."""
        assert self.process is not None
        return descendants(self.process.pid)

    def kernels(self) -> set[int]:
        """The kernels at work: of the server's family those, besides itself, that have the database open.

        Whether a kernel was started on its own or forked by a helper does not matter to this.
        """
        assert self.process is not None
        family = self.family() - {self.process.pid}
        return {pid for pid in family if self.database in open_files(pid)}

    def log(self, play: str) -> tuple[Event, ...]:
        """What the store has of a play, verified."""
        return log_of(self.engine, self.bundle(play), play)

    def bundle(self, play: str) -> Bundle:
        """What a play rests on."""
        with self.engine.connect() as connection:
            digest = connection.exec_driver_sql("select bundle from plays where id = ?", (play,)).scalar_one()
        if digest not in self.bundles:
            self.bundles[digest] = bundle_at(self.engine, digest)
        return self.bundles[digest]

    def decisions(self, play: str) -> list[Decided]:
        """The decisions that the store has of a play."""
        return [event for event in self.log(play) if isinstance(event, Decided)]

    def started(self, play: str) -> Started:
        """How a play began."""
        first = self.log(play)[0]
        assert isinstance(first, Started)
        return first

    def plays(self, learner: str = "") -> list[str]:
        """A learner's plays, newest first."""
        return [play.id for play in plays_of(self.engine, learner or own_learner(self.engine).id)]


@contextmanager
def serving(folder: Path, class_code: str = "") -> Generator[House]:
    """A server on `house.db` in a folder; it ends with the block."""
    house = House(folder, class_code)
    try:
        yield house.start()
    finally:
        house.close()


def chromium() -> str | None:
    """Where a Chromium is, as Debian and others name it; None if there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def descendants(ancestor: int) -> set[int]:
    """A process, its children and theirs."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError):
                # The name may hold spaces and brackets: what follows it begins after the last one.
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found, waiting = set[int](), [ancestor]
    while waiting:
        pid = waiting.pop()
        if pid not in found:
            found.add(pid)
            waiting += children.get(pid, [])
    return found


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def open_files(pid: int) -> set[Path]:
    """The files that a process has open; none if it has ended."""
    found = set[Path]()
    with suppress(OSError):
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(handle.readlink())
    return found


def eventually(true: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait for something that comes about by itself; fail if it does not."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"within {seconds} s: {what}"
        time.sleep(0.1)
