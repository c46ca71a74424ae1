"""Transcripts of walks: all of a case or none, and a file that belongs to no walk is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cli import main as prompt
from simulator.errors import ProblemsFound
from tools.goldens import main


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one case of a teacher's own."""
    assert prompt.main(["case", "new", "mine", "--in", str(tmp_path), "--lang", "en"]) == 0
    return tmp_path


def test_transcripts_are_written_for_every_walk_in_both_languages(own: Path) -> None:
    assert main(["mine", "--cases", str(own)]) == 0
    folder = own / "mine"
    names = {path.name for path in (folder / "golden").iterdir()}
    walks = [path.stem for path in (folder / "walks").glob("*.yaml")]
    assert names == {f"{walk}.{code}.txt" for walk in walks for code in ("ro", "en")}
    english = (folder / "golden" / "expert-technician.en.txt").read_text("utf-8")
    assert "THE CAR THAT WILL NOT START" in english


def test_no_transcript_is_written_if_a_walk_cannot_be_walked(own: Path) -> None:
    walk = own / "mine" / "walks" / "naive-technician.yaml"
    text = walk.read_text("utf-8")
    assert "option: call-and-wait" in text
    walk.write_text(text.replace("option: call-and-wait", "option: fly"), "utf-8")
    with pytest.raises(ProblemsFound):
        main(["mine", "--cases", str(own)])
    assert not (own / "mine" / "golden").exists()


def test_a_transcript_of_no_walk_is_named(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "mine" / "golden").mkdir()
    (own / "mine" / "golden" / "old.ro.txt").write_text("old", "utf-8")
    assert main(["mine", "--cases", str(own)]) == 1
    assert "old.ro.txt belongs to no walk" in capsys.readouterr().out
