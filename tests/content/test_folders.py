"""Where cases lie."""

from __future__ import annotations

from pathlib import Path

from simulator.content.base import minutes_of
from simulator.content.folders import case_folders, files_of, framework_files, scenarios_folder
from tests.support import copy_case, problems_of


def test_ours_are_found() -> None:
    assert "abuse-discovery" in case_folders()
    assert all((folder / "case.yaml").is_file() for folder in case_folders().values())


def test_a_teachers_own_folder_stands_beside_ours(tmp_path: Path) -> None:
    copy_case(tmp_path)
    assert set(case_folders((tmp_path,))) == {*case_folders(), "small"}


def test_two_cases_of_one_name_are_a_problem(tmp_path: Path) -> None:
    copy_case(tmp_path, name="abuse-discovery")
    assert problems_of(lambda: case_folders((tmp_path,)))


def test_files_that_decide_what_a_case_is(tmp_path: Path) -> None:
    folder = copy_case(tmp_path)
    assert [path.name for path in files_of(folder)] == ["case.yaml"]
    (folder / "text.en.yaml").write_text("format: 1\ntexts: {}\n")
    assert [path.name for path in files_of(folder)] == ["case.yaml", "text.en.yaml"]


def test_files_of_the_framework() -> None:
    names = [path.name for path in framework_files()]
    assert names[:5] == ["sources.yaml", "competence.yaml", "vocabulary.yaml", "rules.yaml", "practice.yaml"]
    assert (scenarios_folder() / "framework").is_dir()


def test_minutes_of_a_time() -> None:
    assert [minutes_of(text) for text in ("00:00", "09:10", "1 09:10", "2 08:00")] == [0, 550, 550, 1920]
