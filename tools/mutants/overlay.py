"""A copy of the product into which mutants are put, and a forked process that tests it there.

The process that forks has read the outside libraries already and nothing of the product, so that a
mutant costs what its tests cost.
"""

from __future__ import annotations

import importlib
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tools.mutants.changes import Mutant

LIBRARIES = (
    *("pytest", "hypothesis", "pydantic", "yaml", "numpy", "scipy.special", "scipy.stats"),
    *("sqlalchemy", "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql", "psycopg"),
    *("alembic.command", "alembic.config", "docx", "typst", "pypdf", "icalendar"),
    *("anywidget", "ipywidgets", "nbformat", "tqdm", "platformdirs", "transitions"),
)
_LEFT_BEHIND = (".git", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "pictures")
_PASSED, _FAILED, _INTERRUPTED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a run may take: seconds of the processor, and seconds of the clock for one that waits."""

    processor: float
    clock: float


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of tests went: passed, failed or too slow; what it cost."""

    state: str
    seconds: float
    output: str


def load_libraries(names: Iterable[str] = LIBRARIES) -> None:
    """Read the outside libraries that tests use, so that forked processes need not."""
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # a fork with threads may hang
    for name in names:
        with suppress(ImportError):
            importlib.import_module(name)


class Overlay:
    """A copy of a checkout in a folder of its own; one run at a time."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self._original = b""
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*_LEFT_BEHIND))

    def put(self, mutant: Mutant) -> None:
        """Put a mutant into the copy. What becomes of the checkout meanwhile does not matter."""
        self._original = (self.folder / mutant.path).read_bytes()
        if self._original[mutant.start : mutant.end].decode() != mutant.old:
            raise RuntimeError(f"{mutant.path} was changed before it was copied")
        self._write(mutant, mutant.applied(self._original))

    def take_back(self, mutant: Mutant) -> None:
        """Let the copy be as the original again."""
        self._write(mutant, self._original)

    def _write(self, mutant: Mutant, source: bytes) -> None:
        path = self.folder / mutant.path
        for stale in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            stale.unlink()
        path.write_bytes(source)

    def start(self, arguments: tuple[str, ...], limits: Limits, *, warm: bool = False) -> Process:
        """Begin to run tests here; `warm` leaves compiled modules for the runs that follow."""
        output = self.folder.with_suffix(".output")
        pid = os.fork()
        if pid == 0:
            _become_tests((self.root, self.folder), output, arguments, limits, warm)
        return Process(pid, output, time.monotonic(), limits)


@dataclass(slots=True)
class Process:
    """Tests under way."""

    pid: int
    output: Path
    began: float
    limits: Limits
    interrupted: float = 0.0

    def result(self) -> Run | None:
        """How it went; None while it is still going on. What takes too long is ended."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        seconds = time.monotonic() - self.began
        if pid == 0:
            self._hurry(seconds)
            return None
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)  # what its tests left running
        if self.interrupted or os.WIFSIGNALED(status):
            return Run("too slow", seconds, self._text())
        code = os.waitstatus_to_exitcode(status)
        if code not in (_PASSED, _FAILED, _INTERRUPTED):
            raise RuntimeError(f"pytest ended with {code}:\n{self._text()}")
        return Run("passed" if code == _PASSED else "failed", seconds, self._text())

    def _hurry(self, seconds: float) -> None:
        """Ask what takes too long to end, so that it stops its servers; then end it."""
        now = time.monotonic()
        with suppress(ProcessLookupError):
            if not self.interrupted and seconds > self.limits.clock:
                self.interrupted = now
                os.kill(self.pid, signal.SIGINT)
            elif self.interrupted and now - self.interrupted > 10:
                os.killpg(self.pid, signal.SIGKILL)

    def _text(self) -> str:
        return self.output.read_text("utf-8", "replace") if self.output.exists() else ""


def _become_tests(
    places: tuple[Path, Path], output: Path, arguments: tuple[str, ...], limits: Limits, warm: bool
) -> NoReturn:
    """In the forked process: nothing but the tests of the copy, and never back."""
    code, (root, folder) = 3, places
    try:
        os.setsid()
        file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for number in (1, 2):
            os.dup2(file, number)
        signal.signal(signal.SIGXCPU, signal.default_int_handler)
        whole = int(limits.processor) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 10))
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(folder)
        # No mutant is put into what reads and compiles cases: they are compiled once.
        os.environ["SIMULATOR_TEST_CACHE"] = str(folder / "cache")
        os.environ.pop("PYTEST_CURRENT_TEST", None)
        for name in [name for name in sys.modules if name.partition(".")[0] in ("tools", "tests")]:
            del sys.modules[name]
        sys.path[:] = [str(folder), *(entry for entry in sys.path if entry not in ("", str(root)))]
        importlib.invalidate_caches()
        sys.dont_write_bytecode = not warm
        import pytest

        # Plugins that were read before the fork are not rewritten, which matters to none of ours.
        quiet = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
        options = ("-x", "-q", "-p", "no:cacheprovider", "--tb=line", "--no-header", *quiet)
        code = _FAILED  # where pytest itself gives up, a test's leavings made it
        code = int(pytest.main([*options, *arguments]))
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
