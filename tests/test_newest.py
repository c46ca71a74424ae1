"""The tried versions are the ones that are installed, and what is newer than they is told."""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from typing import Any

import pytest

from simulator.serve.jupyter_private.contract import EVERYTHING
from tools import newest

TRIED = newest.pins(newest.CONSTRAINTS.read_text("utf-8"))


@pytest.mark.parametrize("name", TRIED)
def test_what_is_tested_here_is_what_was_tried(name: str) -> None:
    """Install with `-c constraints.txt`; whoever raises a version there has seen the tests pass."""
    assert version(name) == TRIED[name]


def test_every_package_into_which_we_reach_is_among_them() -> None:
    tops = {name.module.partition(".")[0].replace("_", "-") for name in EVERYTHING}
    assert tops <= set(TRIED)


def test_other_versions_are_told_by_name() -> None:
    tried = "# said here\nvoila==0.5.13\njupyter_server==2.0  # why\ntornado==6.6\nzmq>=1\n"
    installed = "Voila==0.5.13\njupyter-server==3.0\nnumpy==2.4\n"
    assert newest.differences(tried, installed) == ["jupyter-server 2.0 → 3.0", "tornado 6.6 → not installed"]


def test_what_broke_is_read_from_the_summary() -> None:
    lines = [
        "..F",
        "E  assert 1",
        "FAILED tests/serve/test_x.py::test_a[b c] - assert 1",
        "ERROR tests/serve/test_y.py",
        "1 failed",
    ]
    summary = "\n".join(lines)
    assert newest.broken(summary) == ["tests/serve/test_x.py::test_a[b c]", "tests/serve/test_y.py"]


class Stage:
    """Stands for pip and pytest: says what they were asked, and answers as told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: int, output: str) -> None:
        self.asked: list[list[str]] = []
        self.environments: list[dict[str, str]] = []

        def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
            self.asked.append(command[1:])
            self.environments.append(options["env"])
            is_test = "pytest" in command
            answer = output if is_test else "voila==9.9\n"
            return subprocess.CompletedProcess(command, code if is_test else 0, answer, "")

        monkeypatch.setattr(newest.subprocess, "run", run)
        monkeypatch.setattr(newest.venv, "create", lambda _folder, with_pip: None)
        monkeypatch.setenv("PIP_CONSTRAINT", "constraints.txt")


def test_nothing_holds_the_newest_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = Stage(monkeypatch, 0, "..\n")
    assert newest.main([]) == 0
    installed, _, tested = stage.asked
    assert "-c" not in installed
    assert installed[-2:] == ["-e", ".[test]"]
    assert tested[-len(newest.SEAM) :] == list(newest.SEAM)
    assert all("PIP_CONSTRAINT" not in each for each in stage.environments)
    out = capsys.readouterr().out
    assert f"voila {TRIED['voila']} → 9.9" in out
    assert "Nothing broke." in out


def test_what_broke_is_said_and_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Stage(monkeypatch, 1, "F\nFAILED tests/serve/test_x.py::test_a - assert 1\n")
    assert newest.main(["tests/serve/test_x.py"]) == 1
    out = capsys.readouterr().out
    assert "broke: tests/serve/test_x.py::test_a" in out
    assert "Nothing broke" not in out
    Stage(monkeypatch, 4, "no such file")
    assert newest.main(["nowhere"]) == 1
    assert "no such file" in capsys.readouterr().out


def test_the_tests_of_the_seam_are_there() -> None:
    assert all((newest.ROOT / path).is_file() for path in newest.SEAM)
