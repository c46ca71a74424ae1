"""`simulator serve` as a person starts it, on a database of its own, and the browser that visits it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    """A running server: its address, a one-time door, its database and process."""

    base: str
    door: str
    database: Path
    process: subprocess.Popen[str]


def chromium() -> str | None:
    """Where a Chromium is, as Debian and others name it; None if there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def serving(folder: Path) -> Generator[House]:
    """A server on `house.db` in a folder; it ends with the block."""
    port, database = free_port(), folder / "house.db"
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
