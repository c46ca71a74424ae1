"""Figures of whole processes: how soon the prompt answers, and what a kept compilation spares."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from benchmarks.figure import Figure, Goal, children, interleaved
from simulator.content.folders import case_folders, files_of
from simulator.graph.loading import CACHE_VARIABLE

CASES = 50


def prompt() -> list[str]:
    """The installed command, or the same by its module where it is not installed as a script."""
    script = Path(sys.executable).with_name("simulator")
    if script.exists():
        return [str(script)]
    return [sys.executable, "-c", "import sys; from simulator.cli.main import main; sys.exit(main())"]


def helping(rounds: int) -> list[Figure]:
    """`simulator --help` beside the bare interpreter, in turns."""
    command, bare = [*prompt(), "--help"], [sys.executable, "-c", "pass"]
    ours, peer = interleaved(6 * rounds, lambda: _run(command), lambda: _run(bare), clock=children)
    return [
        Figure(
            "help", ours, peer, "the bare interpreter", "processor seconds per process", Goal(4, most=True)
        )
    ]


def warm(rounds: int) -> list[Figure]:
    """`simulator cases` over copies of our cases: with everything kept, beside an empty cache."""
    with _copies() as folder:
        command = [*prompt(), "cases", "--json", "--cases", str(folder / "cases")]
        ready, empty = folder / "kept", folder / "empty"
        _run(command, ready)

        def cold() -> None:
            shutil.rmtree(empty, ignore_errors=True)
            _run(command, empty)

        ours, peer = interleaved(max(1, rounds // 2), lambda: _run(command, ready), cold, clock=children)
    return [
        Figure("warm", ours, peer, "a cold start", "processor seconds per process", Goal(0.15, most=True))
    ]


@contextmanager
def _copies() -> Iterator[Path]:
    """A folder with copies of our cases, each under an id of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, case in enumerate(islice(cycle(_playable()), CASES)):
            target = folder / "cases" / f"copy-{number}"
            target.mkdir(parents=True)
            for path in files_of(case):
                text = path.read_text("utf-8")
                text = re.sub(r"^id: .*$", f"id: {target.name}", text, count=1, flags=re.MULTILINE)
                (target / path.name).write_text(text, "utf-8")
        yield folder


def _playable() -> list[Path]:
    return list(case_folders().values())


def _run(command: list[str], cache: Path | None = None) -> None:
    environment = {**os.environ, **({CACHE_VARIABLE: str(cache)} if cache else {})}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
