"""The author's tools: a new case, English stamped, and nothing half-written."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from simulator.cli import main as prompt
from simulator.content.folders import scenarios_folder
from simulator.content.library import read_case
from simulator.content.texts import digest, romanian

TEMPLATE = scenarios_folder() / "template"


def run(*arguments: str) -> int:
    return prompt.main(["case", *arguments, "--lang", "en"])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one case of a teacher's own."""
    assert run("new", "mine", "--in", str(tmp_path)) == 0
    return tmp_path


@pytest.mark.parametrize("name", ["100% social", "a#b", "ș ț", "it's", "$HOME"])
def test_what_can_be_done_next_can_be_typed_as_it_stands(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).mkdir()
    assert run("new", "mine", "--in", str(tmp_path / name)) == 0
    check, _, script = (shlex.split(line)[1:] for line in capsys.readouterr().out.splitlines()[1:])
    assert prompt.main([*check, "--fast"]) == 0
    assert prompt.main(script) == 0


def in_own(own: Path, *arguments: str) -> int:
    return run(*arguments, "--cases", str(own))


def test_the_template_has_no_problem_and_no_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt.main(["check", str(TEMPLATE), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "warning" not in shown
    assert "0 problems found" in shown


def test_a_new_case_is_whole_and_has_its_own_name(own: Path) -> None:
    assert [path.name for path in own.iterdir()] == ["mine"]
    assert read_case(own / "mine").case.id == "mine"
    assert prompt.main(["check", str(own), "--fast"]) == 0


@pytest.mark.parametrize(
    "name", ["", "Mine", "../x", "a/b", "ă", "-x", "x" * 49, "a b", "template", "abuse-discovery"]
)
def test_bad_names_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    try:
        code = run("new", name, "--in", str(tmp_path))
    except SystemExit as left:
        code = int(left.code or 0)
    assert code == 2
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err


def test_an_existing_folder_is_refused_and_left_alone(own: Path) -> None:
    (own / "mine" / "note.txt").write_text("mine", "utf-8")
    assert run("new", "mine", "--in", str(own)) == 2
    assert (own / "mine" / "note.txt").read_text("utf-8") == "mine"
    assert run("new", "other", "--in", str(own / "nowhere")) == 2


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    assert run("new", "mine", "--in", str(tmp_path)) == 2
    assert list(tmp_path.iterdir()) == []


def test_english_that_is_complete_is_left_as_it_is(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = own / "mine" / "text.en.yaml"
    before = file.read_bytes()
    assert in_own(own, "translate", "mine") == 0
    assert "complete and up to date" in capsys.readouterr().out
    assert file.read_bytes() == before


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_changed_romanian_text_makes_its_english_stale(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(own / "mine" / "case.yaml", "title: Mașina care nu pornește", "title: Mașina tace")
    assert in_own(own, "translate", "mine") == 1
    assert "1 text whose Romanian has changed" in capsys.readouterr().out
    file = own / "mine" / "text.en.yaml"
    change(file, digest("Mașina care nu pornește"), "new")
    assert in_own(own, "translate", "mine") == 0
    assert f'of: "{digest("Mașina tace")}"' in file.read_text("utf-8")
    assert file.read_text("utf-8").startswith("# Textele în engleză")


def test_missing_and_stray_entries_are_listed_by_path(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own / "mine" / "text.en.yaml", "  title:", "  titel:")
    assert in_own(own, "translate", "mine") == 1
    said = capsys.readouterr().out
    assert "1 text has no English:\n  title" in said
    assert "1 entry without a Romanian text (remove it):\n  titel" in said


def test_the_skeleton_is_a_whole_file_to_be_filled_in(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own / "mine"
    count = len(romanian(read_case(folder).case))
    (folder / "text.en.yaml").unlink()
    capsys.readouterr()
    assert in_own(own, "translate", "mine", "--skeleton") == 0
    shown = capsys.readouterr().out
    assert '  title:\n    of: "new"\n    text: "TODO: Mașina care nu pornește"\n' in shown
    (folder / "text.en.yaml").write_text(shown, "utf-8")
    assert in_own(own, "translate", "mine") == 1
    assert f"{count} texts have no English" in capsys.readouterr().out
    (folder / "text.en.yaml").write_text(shown.replace("TODO: ", "words "), "utf-8")
    assert in_own(own, "translate", "mine") == 0
    assert f"{count} texts stamped" in capsys.readouterr().out


def test_the_skeleton_may_be_led_into_the_file_that_the_shell_has_emptied(own: Path) -> None:
    (own / "mine" / "text.en.yaml").write_bytes(b"")
    assert in_own(own, "translate", "mine", "--skeleton") == 0


def test_the_whole_file_is_written_beside_what_is_there(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = own / "mine" / "text.en.yaml"
    before = file.read_text("utf-8")
    entry = before[before.index("  summary:") : before.index("  people.ana.who:")]
    file.write_text(before.replace(entry, "").replace("The car that", "The old car that"), "utf-8")
    assert in_own(own, "translate", "mine", "--output", str(file)) == 0
    assert "1 text is left to translate: look for TODO" in capsys.readouterr().out
    after = file.read_text("utf-8")
    assert after.startswith("# Textele în engleză")
    assert "The old car that" in after
    todo = after[after.index("  summary:") : after.index("  people.ana.who:")]
    assert after.replace(todo, entry) == before.replace("The car that", "The old car that")
    assert "TODO: E luni dimineață" in todo
    assert in_own(own, "translate", "mine", "--output", str(file)) == 0
    assert file.read_text("utf-8") == after


def test_what_is_still_to_be_written_is_untranslated_for_check_and_for_who_plays(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = own / "mine" / "text.en.yaml"
    change(file, 'text: "The car that will not start"', 'text: "TODO: Mașina care nu pornește"')
    capsys.readouterr()
    assert prompt.main(["check", "--fast", str(own), "--lang", "en"]) == 1
    assert "1 texts have no English, first 'title'" in capsys.readouterr().out
    prompt.main(["cases", "--cases", str(own), "--lang", "en"])
    assert "mine — Mașina care nu pornește" in capsys.readouterr().out


def test_a_whole_file_that_cannot_be_written_changes_nothing(own: Path) -> None:
    assert in_own(own, "translate", "mine", "--output", str(own / "nowhere" / "text.en.yaml")) == 2
    assert sorted(path.name for path in own.iterdir()) == ["mine"]


def test_an_experts_walk_that_no_debrief_would_show_is_told(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walks = own / "mine" / "walks"
    (walks / "expert-technician.yaml").rename(walks / "good-technician.yaml")
    prompt.main(["check", "--fast", "--cases", str(own), str(own / "mine"), "--lang", "en"])
    assert "good-technician.yaml: an expert's walk is shown after play only if" in capsys.readouterr().out
