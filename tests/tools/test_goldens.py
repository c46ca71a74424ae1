"""Golden files: all of a case or none, and a file that belongs to no walk is named."""

from __future__ import annotations

import re
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


def test_facts_are_written_of_every_walk_and_two_debriefs_whole_in_both_languages(own: Path) -> None:
    assert main(["mine", "--cases", str(own)]) == 0
    folder = own / "mine"
    names = {path.name for path in (folder / "golden").iterdir()}
    walks = [path.stem for path in (folder / "walks").glob("*.yaml")]
    two = ("expert-technician", "naive-technician")
    assert names == {*(f"{w}.txt" for w in walks), *(f"{w}.{c}.txt" for w in two for c in ("ro", "en"))}
    english = (folder / "golden" / "expert-technician.en.txt").read_text("utf-8")
    assert english.startswith("document The car that will not start\n")
    facts = (folder / "golden" / "expert-technician.txt").read_text("utf-8")
    assert "\nend technician " in facts
    assert "\nmet " in facts
    assert not re.search("[ăâîșț„”]", facts), "facts are the same in every language"


def test_nothing_is_written_if_a_walk_cannot_be_walked(own: Path) -> None:
    walk = own / "mine" / "walks" / "naive-technician.yaml"
    text = walk.read_text("utf-8")
    assert "option: call-and-wait" in text
    walk.write_text(text.replace("option: call-and-wait", "option: fly"), "utf-8")
    with pytest.raises(ProblemsFound):
        main(["mine", "--cases", str(own)])
    assert not (own / "mine" / "golden").exists()


def test_a_file_of_no_walk_is_named(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "mine" / "golden").mkdir()
    (own / "mine" / "golden" / "old.ro.txt").write_text("old", "utf-8")
    assert main(["mine", "--cases", str(own)]) == 1
    assert "old.ro.txt belongs to no walk" in capsys.readouterr().out
