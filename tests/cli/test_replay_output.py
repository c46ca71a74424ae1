"""`simulator replay … --output`: a judged play as a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cli.main import main
from tests.report.reading import words_of_docx, words_of_pdf

REPLAY = ("replay", "abuse-discovery", "--walk", "expert-technician")


@pytest.mark.parametrize(("ending", "lang"), [("docx", "ro"), ("PDF", "en")])
def test_a_walk_is_written_as_a_document(tmp_path: Path, ending: str, lang: str) -> None:
    path = tmp_path / f"șezătoare.{ending}"
    assert main([*REPLAY, "--output", str(path), "--lang", lang]) == 0
    data = path.read_bytes()
    words = " ".join(words_of_docx(data)) if ending == "docx" else words_of_pdf(data)
    assert {"ro": "Cei șapte pași", "en": "The seven steps"}[lang] in words
    assert {
        "ro": "Ați mers pe drumul expertului de la început până la sfârșit",
        "en": "You went the expert's way from the beginning to the end",
    }[lang] in words


def test_another_ending_is_refused_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "analiza.odt"
    assert main([*REPLAY, "--output", str(path), "--lang", "ro"]) == 2
    assert ".docx" in capsys.readouterr().err
    assert not path.exists()
