"""Faults that a new author made: each said in whole sentences of one language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from simulator.content.library import read_case
from simulator.content.reader import _SYNTAX, read_yaml
from simulator.engine.kinds import KINDS
from simulator.language import language
from tests.support import SMALL_CASE, compiled, copy_case, problems_of, replaced

LISTS = [
    ("acts: [collect-information]", "acts: collect-information"),
    ("learn: [gossip]", "learn: gossip"),
    ("set: [looked]", "set: looked"),
    ("cite: [guide#case-1]", "cite: guide#case-1"),
    ("marks: [danger-to-life]", "marks: danger-to-life"),
    ("levels: [hard], text: Se", "levels: hard, text: Se"),
    ("known_by: [coordinator]", "known_by: coordinator"),
    ("facts: [bruises]}", "facts: bruises}"),
    ("order: [see < say, say < write]", "order: see < say"),
    ("indicators: [emergency.limits, reporting.terms]", "indicators: emergency.limits"),
    ("checklist: [abuse-signs]", "checklist: abuse-signs"),
]


@pytest.mark.parametrize(("many", "one"), LISTS, ids=[one for _, one in LISTS])
def test_a_single_value_needs_no_brackets(tmp_path: Path, many: str, one: str) -> None:
    assert problems_of(lambda: compiled(copy_case(tmp_path, replaced(many, one)))) == []


def test_a_single_value_is_the_list_of_one(tmp_path: Path) -> None:
    folder = copy_case(tmp_path, replaced("learn: [gossip]", "learn: gossip"))
    assert read_case(folder).case == read_case(SMALL_CASE).case


def said(folder: Path, old: str, new: str, code: str) -> str:
    found = problems_of(lambda: read_case(copy_case(folder, replaced(old, new))))
    return "\n".join(language(code).problem(problem) for problem in found)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ro", "„mayor” nu este una dintre valorile acestea: technician, coordinator; alegeți"),
        ("en", "'mayor' is not one of these: technician, coordinator; choose"),
    ],
)
def test_what_may_stand_here_is_listed_without_english(tmp_path: Path, code: str, sentence: str) -> None:
    assert sentence in said(
        tmp_path, "known_by: [technician, coordinator]", "known_by: [mayor, technician]", code
    )


def test_the_tasks_that_there_are_are_listed_too(tmp_path: Path) -> None:
    words = said(tmp_path, "task: sort", "task: guess", "ro")
    assert f"valorile acestea: {', '.join(sorted(KINDS))};" in words


BROKEN = {
    "ask: Ce faceți: rămâneți?": "mapping values",
    "a: [x, y\nb: z": "closing bracket",
    'a: "x\nb: z': "end of stream",
    "a: @x": "cannot start",
    "a: 1\nb\nc: 2": "could not find expected",
    "- a\nb: 1": "expected '-'",
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_breaks_a_file_is_said_in_romanian(tmp_path: Path, text: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text, "utf-8")
    (problem,) = problems_of(lambda: read_yaml(path))
    ro, en = language("ro").problem(problem), language("en").problem(problem)
    assert "scrierea YAML se întrerupe aici: " in ro
    reasons = [
        line.rpartition("aici: ")[2].partition(";")[0] for line in (ro, en.replace("here: ", "aici: "))
    ]
    assert reasons[0] != reasons[1]
    with pytest.raises(yaml.MarkedYAMLError) as broken:
        list(yaml.parse(text, Loader=yaml.SafeLoader))
    assert str(broken.value.problem) not in ro


def test_a_sentence_that_is_not_known_is_passed_on_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("a: [x, y\nb: z", "utf-8")
    for known in list(_SYNTAX):
        monkeypatch.delitem(_SYNTAX, known)
    (problem,) = problems_of(lambda: read_yaml(path))
    assert "aici: did not find expected ',' or ']';" in language("ro").problem(problem)


def test_a_stage_that_the_framework_does_not_have(tmp_path: Path) -> None:
    folder = copy_case(
        tmp_path, replaced("checklist: [abuse-signs]", "checklist: [abuse-signs]\n  stages: [dreaming]")
    )
    (problem,) = problems_of(lambda: compiled(folder))
    assert problem.part == "about.stages.0"
    assert "„dreaming” nu este cunoscut (etapă)" in language("ro").problem(problem)


@pytest.mark.parametrize("least", [-1, 11])
def test_a_sign_outside_its_variable(tmp_path: Path, least: int) -> None:
    folder = copy_case(tmp_path, replaced("{at_least: 8,", f"{{at_least: {least},"))
    (problem,) = problems_of(lambda: compiled(folder))
    assert problem.part == "variables.strain.signs.1.at_least"
    assert "0-10" in language("ro").problem(problem)
