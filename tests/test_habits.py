"""What every project of its kind has: licences, a changelog with dates, hooks for whoever commits."""

from __future__ import annotations

import re
import shutil
import sys
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import CHECKOUT

UNRELEASED = "Nelansat încă"
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]


def sections() -> list[tuple[str, list[str]]]:
    """The parts of the changelog: their headings, and their lines that are not empty."""
    _, *parts = re.split(r"^## ", (CHECKOUT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    split = [part.splitlines() for part in parts]
    return [(heading, [line for line in lines if line]) for heading, *lines in split]


def released() -> list[tuple[tuple[int, ...], date]]:
    """Versions and their days, the newest first."""
    versions = []
    for heading, _ in sections()[1:]:
        version, day = re.fullmatch(r"(\d+\.\d+\.\d+) – (\d{4}-\d\d-\d\d)", heading).groups()  # type: ignore[union-attr]
        versions.append((tuple(map(int, version.split("."))), date.fromisoformat(day)))
    return versions


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    assert sections()[0][0] == UNRELEASED


def test_every_version_has_its_day_and_the_newest_stands_first() -> None:
    assert released()
    for newer, older in pairwise(released()):
        assert newer[0] > older[0]
        assert newer[1] >= older[1]


def test_the_newest_version_is_the_projects() -> None:
    assert ".".join(map(str, released()[0][0])) == PROJECT["version"]


@pytest.mark.parametrize("part", sections(), ids=lambda part: part[0])
def test_each_change_is_a_sentence_in_a_list(part: tuple[str, list[str]]) -> None:
    heading, lines = part
    assert lines or heading == UNRELEASED
    for line in lines:
        assert re.fullmatch(r"- .+[.)]", line), line


@pytest.mark.parametrize(
    ("file", "marks"),
    [
        ("LICENSE", ["Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS"]),
        ("LICENSE-content", ["Attribution 4.0 International", "Section 8 -- Interpretation."]),
        ("scenarios/LICENSE", ["SPDX-License-Identifier: CC-BY-4.0", "LICENSE-content"]),
    ],
)
def test_the_licences_stand_in_full(file: str, marks: list[str]) -> None:
    text = (CHECKOUT / file).read_text("utf-8")
    assert [mark for mark in marks if mark not in text] == []


def test_the_package_names_its_licences_and_classifiers_that_are_known() -> None:
    trove = pytest.importorskip("trove_classifiers")
    assert set(PROJECT["license"].split(" AND ")) == {"Apache-2.0", "CC-BY-4.0"}
    assert all((CHECKOUT / file).is_file() for file in PROJECT["license-files"])
    assert set(PROJECT["classifiers"]) <= trove.classifiers
    assert not any(name.startswith("License ::") for name in PROJECT["classifiers"])


def hooks() -> dict[str, dict[str, Any]]:
    """The hooks by id; all of them are this project's own."""
    config = yaml.safe_load((CHECKOUT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    return {hook["id"]: hook for repo in config["repos"] for hook in repo["hooks"]}


def test_the_hooks_run_what_the_environment_holds() -> None:
    assert {"ruff-check", "ruff-format", "mypy", "catalogue", "subject"} <= set(hooks())
    for hook in hooks().values():
        if hook["language"] == "system":
            program, *words = hook["entry"].split()
            beside = Path(sys.executable).with_name(program)
            assert beside.exists() or shutil.which(program), program
            assert all((CHECKOUT / word).exists() for word in words if "/" in word)


@pytest.mark.parametrize(
    ("subject", "fits"), [("a" * 72, True), ("a" * 73, False), ("short\n\n" + "a" * 90, True)]
)
def test_a_commits_subject_has_at_most_72_signs(subject: str, fits: bool) -> None:
    hook = hooks()["subject"]
    assert hook["args"] == ["--multiline"]
    assert (re.search(hook["entry"].encode(), subject.encode(), re.MULTILINE | re.DOTALL) is None) is fits
