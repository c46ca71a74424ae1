"""Faults of form: each with its file, line, part, a sentence and a remedy; all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.library import read_case, read_walks
from simulator.errors import Problem
from tests.support import SMALL_CASE, copy_case, problems_of, replaced, whole

TEXT = (SMALL_CASE / "case.yaml").read_text("utf-8")


def line_of(words: str, text: str = TEXT) -> int:
    return text[: text.index(words)].count("\n") + 1


def faults(folder: Path, old: str, new: str) -> list[Problem]:
    case = copy_case(folder, replaced(old, new))
    found = problems_of(lambda: read_case(case))
    assert found, "the case was accepted"
    assert all(whole(problem) for problem in found)
    assert {problem.file for problem in found} <= {"cases/small/case.yaml", f"{folder.name}/small/case.yaml"}
    return found


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("title: Cazul mic", "title: ''", "title"),
        ("title: Cazul mic", "titel: Cazul mic", "titel"),
        ("title: Cazul mic", "title: [a, b]", "title"),
        ("title: Cazul mic", "title: " + "a" * 3001, "title"),
        ('format: "1"', 'format: "2"', "format"),
        ("hook: Câte puțin.", "hook: " + "foarte lung " * 12, "hook"),
        ("play_minutes: 10", "play_minutes: ten", "about.play_minutes"),
        ("play_minutes: 10", "play_minutes: 10.5", "about.play_minutes"),
        ("play_minutes: 10", "play_minutes: 999", "about.play_minutes"),
        ("play_minutes: 10", "play_minutes: 4", "about.play_minutes"),
        ('start: "09:00"', 'start: "9:00"', "calendar.start"),
        ('start: "09:00"', 'start: "24:00"', "calendar.start"),
        ("difficulties: [ethics]", "difficulties: []", "about.difficulties"),
        ("imminent: 40", "imminent: 0", "chance.danger.imminent"),
        ("strain: 9", "strain: 99", "scenes.t-door.options.rush.change.strain"),
        ("minutes: 20", "minutes: -1", "scenes.t-door.options.look.minutes"),
        ("minutes: 20", "minutes: 99999", "scenes.t-door.options.look.minutes"),
        ("is: request", "is: hope", "scenes.t-message.statements.please.is"),
        ("task: sort", "task: guess", "scenes.t-sort"),
        ("see < say, say < write", "see > say", "scenes.t-sequence.order.0"),
        ("acts: [collect-information]", "acts: [Collect Information]", "scenes.t-door.options.look.acts.0"),
        ("known_by: [technician, coordinator]", "known_by: [mayor]", "facts.address.known_by.0"),
        ("rank: 1, also", "rank: 0, also", "endings.t-good.rank"),
        ("levels: [hard], text: Se", "levels: [harder], text: Se", "scenes.t-door.also.1.levels.0"),
        (
            "{reporting.correctness: 100}",
            "{reporting.correctness: 101}",
            "scenes.t-door.options.look.evidence",
        ),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path: Path, old: str, new: str, part: str) -> None:
    found = faults(tmp_path, old, new)
    assert any(problem.part.startswith(part) for problem in found), [p.part for p in found]
    assert line_of(old) in {problem.line for problem in found}


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "summary: Un caz cu câte puțin din toate.\n", "")
    assert fault.part == "summary"


def test_a_scene_without_task_and_options(tmp_path: Path) -> None:
    found = faults(tmp_path, "    task: reflect\n", "")
    assert found[0].part == "scenes.t-reflect"


def test_all_faults_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return replaced("imminent: 40", "imminent: x")(replaced("ana: {name: Ana", "ana: {nam: Ana")(text))

    found = problems_of(lambda: read_case(copy_case(tmp_path, change)))
    assert len(found) >= 3
    assert [p.line for p in found] == sorted(p.line for p in found)


def test_the_id_must_be_the_folders_name(tmp_path: Path) -> None:
    (fault,) = problems_of(lambda: read_case(copy_case(tmp_path, name="other")))
    assert (fault.part, fault.line) == ("id", 2)


def test_faults_of_the_case_and_of_its_english_come_together(tmp_path: Path) -> None:
    folder = copy_case(tmp_path, replaced("title: Cazul mic", "title: ''"))
    (folder / "text.en.yaml").write_text("format: 1\ntexts:\n  title: {of: zz, text: Small}\n", "utf-8")
    files = {p.file.rsplit("/", 1)[-1] for p in problems_of(lambda: read_case(folder))}
    assert files == {"case.yaml", "text.en.yaml"}


def test_a_folder_without_a_case(tmp_path: Path) -> None:
    assert problems_of(lambda: read_case(tmp_path))


def test_a_case_is_read_from_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy_case(tmp_path))
    assert read_case(Path()).case.id == "small"


def test_faults_of_all_walks_come_together(tmp_path: Path) -> None:
    folder = copy_case(tmp_path)
    (folder / "walks").mkdir(exist_ok=True)
    for name in ("a", "b"):
        (folder / "walks" / f"{name}.yaml").write_text("format: 1\nrole: mayor\n", "utf-8")
    found = problems_of(lambda: read_walks(folder))
    assert {p.file.rsplit("/", 1)[-1] for p in found} == {"a.yaml", "b.yaml"}


def test_a_hostile_value_does_not_flood_the_screen(tmp_path: Path) -> None:
    found = faults(tmp_path, "is: request", 'is: "' + "\\e[2J" * 50 + "x" * 2000 + '"')
    for problem in found:
        sentence = problem.what.form.format(**problem.what.named)
        assert len(sentence) < 600
        assert sentence.isprintable()
