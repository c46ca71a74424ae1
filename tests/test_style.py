"""Form and types, checked by the tools that `pyproject.toml` sets up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import CHECKOUT

FOLDERS = ["simulator", "tests", "tools", "benchmarks", "start.py"]


def passes(*command: str) -> None:
    run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def ruff() -> str:
    beside = Path(sys.executable).parent / "ruff"
    found = str(beside) if beside.exists() else shutil.which("ruff")
    if not found:
        pytest.skip("ruff is not installed")
    return found


def test_ruff_finds_nothing() -> None:
    passes(ruff(), "check", *FOLDERS)


def test_ruff_would_format_nothing() -> None:
    passes(ruff(), "format", "--check", *FOLDERS)


def test_mypy_finds_nothing() -> None:
    pytest.importorskip("mypy")
    passes(sys.executable, "-m", "mypy")
