"""One broken case hides no other: the healthy ones are listed, what is wrong is told beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli import main as prompt
from tests.support import our_cases


@pytest.fixture
def own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a healthy case, a broken one, and one with the name of another."""
    for name in ("healthy", "broken", "twice"):
        assert prompt.main(["case", "new", name, "--in", str(tmp_path)]) == 0
    (tmp_path / "broken" / "case.yaml").write_text("title: a: b\n", "utf-8")
    (tmp_path / "twice").rename(tmp_path / our_cases()[0])
    capsys.readouterr()
    return tmp_path


@pytest.mark.parametrize("command", ["cases", "coverage"])
def test_healthy_cases_are_shown_and_broken_ones_told(
    own: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert prompt.main([command, "--cases", str(own), "--lang", "en"]) == 1
    shown = capsys.readouterr()
    assert "healthy" in shown.out
    assert all(name in shown.out for name in our_cases())
    assert "broken" not in shown.out
    told = shown.err.splitlines()
    assert len(told) == 2
    assert "there are two cases called" in told[0]
    assert "broken/case.yaml:1: " in told[1]


def test_data_are_whole_beside_a_broken_case(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt.main(["cases", "--json", "--cases", str(own)]) == 1
    assert [row["case"] for row in json.loads(capsys.readouterr().out)] == [*our_cases(), "healthy"]


def test_all_is_well_without_a_broken_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt.main(["cases"]) == 0
    assert capsys.readouterr().err == ""
