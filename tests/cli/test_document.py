"""`simulator document check FILE`: the same findings as in the laboratory, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.main import DOCUMENTS, main
from simulator.labs.material.documents_asked import EXERCISES
from simulator.labs.material.documents_examples import example_document, example_name


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / example_name("good")
    path.write_bytes(example_document("good"))
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / example_name("bad")
    path.write_bytes(example_document("bad"))
    return str(path)


def test_nothing_to_mend_is_said(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", good]) == 0
    assert capsys.readouterr().out == "Nimic de îndreptat.\n"


def test_what_is_to_be_mended_is_listed_and_the_code_says_so(
    bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["document", "check", bad]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert "CNP" in lines[0]
    assert all(line.startswith("→ ") for line in lines)


def test_it_speaks_english(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", bad, "--lang", "en"]) == 1
    assert "personal numeric code" in capsys.readouterr().out


def test_as_data(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", bad, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["file"] == example_name("bad")
    assert [one["gravity"] for one in found["findings"]] == sorted(
        one["gravity"] for one in found["findings"]
    )


def test_an_exercise_asks_for_more(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", good, "--exercise", "inquiry-annex"]) == 1
    assert "17 noiembrie" in capsys.readouterr().out
    assert DOCUMENTS == EXERCISES


def test_a_file_that_is_not_opened_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gol.docx"
    path.write_bytes(b"")
    for given in (path, tmp_path, tmp_path / "lipsa.docx"):
        assert main(["document", "check", str(given)]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("simulator: ")
