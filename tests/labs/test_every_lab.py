"""What every laboratory keeps to, on the page and in Python; `answers.py` knows what is right."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import sqrt
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from simulator.content.lab_shelf import our_labs
from simulator.labs.answers import LabFile
from simulator.labs.feedback import Feedback
from simulator.labs.lab import CHECKS, check_of, open_lab
from simulator.serve.laboratory_handlers import PYTHON
from tests.labs.answers import CLOSED, OPEN, all_exercises, exercises_of, right_answer
from tests.support import CHECKOUT
from tools.notebooks import read

LABS = list(our_labs())
BAD: dict[str, list[object]] = {
    "number": ["", "abc", "nan", "1e400", -1, 0, 0.5, 123456789, []],
    "numbers": [{}, {"nothing": 1}, "7", 3],
    "table": [{}, {"nothing": {}}, "7", 3],
    "text": ["", " \n", "x", "x" * 20_001, "a" * 19_999, "<b>„", 7],
    "file": ["nowhere.xlsx", LabFile("empty.xlsx", b""), LabFile("x.docx", b"PK\x03\x04no"), 7],
    "choice": ["", "nothing", 3, []],
    "choices": [[], "nothing", ["nothing"], 3],
    "sort": [{}, {"nothing": "here"}, "7", 3],
}
HEAVY = (
    "krippendorff",
    "matplotlib",
    "openpyxl",
    "pandas",
    "pyreadstat",
    "statsmodels",
)  # SciPy makes estimates, too


def cells(lab: str) -> list[Any]:
    return [cell for cell in read(our_labs()[lab].path).cells if cell.cell_type == "code"]


def shown(lab: str) -> list[str]:
    """The exercises that a notebook shows, in its order."""
    return [
        name for cell in cells(lab) for name in re.findall(r'lab\.exercise\("([a-z0-9-]+)"\)', cell.source)
    ]


def grades(lab: str) -> dict[str, tuple[Any, Any]]:
    """The cells of answer and points by exercise."""
    found, code = {}, cells(lab)
    for before, cell in pairwise(code):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            found[cell.metadata.nbgrader.grade_id] = (before, cell)
    return found


def said(feedback: Feedback) -> list[str]:
    return [remark.text for remark in feedback.remarks]


@pytest.mark.parametrize("lab", LABS)
def test_a_notebook_shows_every_exercise_once(lab: str) -> None:
    assert sorted(shown(lab)) == sorted(exercises_of(lab))
    for cell in cells(lab):
        if "lab.exercise(" in cell.source:
            assert PYTHON not in cell.metadata.get("tags", []), "a page shows it, too"


@pytest.mark.parametrize("lab", LABS)
def test_what_is_open_can_be_answered_in_python_and_graded(lab: str) -> None:
    graded = grades(lab)
    assert set(graded) <= set(exercises_of(lab))
    assert graded
    by_hand = (*CLOSED, "file")  # what closed ones ask needs no code, and a grader has no learner's file
    assert {name for name, one in exercises_of(lab).items() if one.answer not in by_hand} <= set(graded)
    roles = [cell.metadata["nbgrader"] for cell in cells(lab) if "nbgrader" in cell.metadata]
    assert len(roles) == 2 * len(graded), "answer and points come in pairs, each once"
    for name, (answer, points) in graded.items():
        role = answer.metadata.nbgrader
        assert (role.solution, role.grade, role.grade_id) == (True, False, f"{name}-answer")
        assert (answer.source, points.source) == ("answer = None", f'lab.points("{name}", answer)')
        assert (points.metadata.nbgrader.points, points.metadata.nbgrader.locked) == (1, True)
        assert PYTHON in answer.metadata.tags and PYTHON in points.metadata.tags


@pytest.mark.parametrize("lab", LABS)
def test_a_notebook_tells_no_solution(lab: str) -> None:
    notebook = our_labs()[lab].path.read_text("utf-8")
    assert "BEGIN SOLUTION" not in notebook
    assert "lab-feedback passed" not in notebook
    for name, exercise in exercises_of(lab).items():
        options = [one for one in (exercise.options or {}).values() if one.right == "yes"]
        for words in (*said(open_lab(lab).check(name, right_answer(lab, name))), *(o.why for o in options)):
            assert not words or words not in notebook, name


@pytest.mark.parametrize(("lab", "name"), all_exercises())
def test_the_right_answer_passes_and_something_is_said_of_it(lab: str, name: str) -> None:
    feedback = open_lab(lab).check(name, right_answer(lab, name))
    assert feedback.passed, feedback
    assert said(feedback) or exercises_of(lab)[name].answer in ("choices", "sort")
    assert open_lab(lab).points(name, right_answer(lab, name)) == 1


@pytest.mark.parametrize(("lab", "name"), all_exercises("choice"))
def test_each_wrong_option_has_a_sentence_of_its_own(lab: str, name: str) -> None:
    options = exercises_of(lab)[name].options or {}
    found = {option: open_lab(lab).check(name, option) for option in options}
    assert [option for option, one in found.items() if one.passed] == [right_answer(lab, name)]
    sentences = [" ".join(said(one)) for one in found.values()]
    assert len(set(sentences)) == len(options)
    for option, sentence in zip(options.values(), sentences, strict=True):
        assert len(sentence) > 40 and sentence != option.text


def test_each_option_chosen_wrongly_or_missed_has_a_sentence_of_its_own() -> None:
    for lab, name in all_exercises("choices"):
        right, sentences = set(right_answer(lab, name)), []
        for option, one in (exercises_of(lab)[name].options or {}).items():
            given = right ^ {option}
            feedback = open_lab(lab).check(name, given)
            assert not feedback.passed
            if given:
                (sentence,) = said(feedback)
                assert sentence != one.text
                sentences.append(sentence)
        assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(("lab", "name"), all_exercises("sort"))
def test_a_thing_in_the_wrong_bin_is_told_why(lab: str, name: str) -> None:
    exercise, right = exercises_of(lab)[name], right_answer(lab, name)
    for item, one in (exercise.items or {}).items():
        for place in set(exercise.bins or {}) - {right[item]}:
            feedback = open_lab(lab).check(name, {**right, item: place})
            assert not feedback.passed
            (sentence,) = said(feedback)
            assert one.text in sentence and len(sentence) > len(one.text) + 20
    assert set(right.values()) == set(exercise.bins or {}), "no bin stays empty"


@pytest.mark.parametrize(("lab", "name"), all_exercises())
def test_bad_input_gets_a_sentence_and_never_a_fault(lab: str, name: str) -> None:
    for answer in BAD[exercises_of(lab)[name].answer]:
        feedback = open_lab(lab).check(name, answer)
        if str(answer) != str(right_answer(lab, name)):
            assert not feedback.passed, answer
        assert said(feedback) or len(feedback.summary) > 10, answer
        assert "{" not in repr(feedback) and "Traceback" not in repr(feedback), answer
    assert not open_lab(lab).check(name, None).passed


@pytest.mark.parametrize(("lab", "name"), all_exercises())
def test_hints_differ_and_do_not_name_the_right_option(lab: str, name: str) -> None:
    exercise = exercises_of(lab)[name]
    assert 1 <= len(exercise.hints) <= 4
    assert len(set(exercise.hints)) == len(exercise.hints)
    for option in (exercise.options or {}).values():
        assert not any(option.text in hint for hint in exercise.hints)


def test_answers_are_kept_for_open_exercises_that_exist() -> None:
    open_ones = {(lab, name) for lab, name in all_exercises() if exercises_of(lab)[name].answer not in CLOSED}
    assert {(lab, name) for lab, names in OPEN.items() for name in names} == open_ones


# What a check may say, found in its source.


def module_of(lab: str) -> ModuleType | None:
    try:
        return importlib.import_module(f"{CHECKS}.{lab.replace('-', '_')}")
    except ModuleNotFoundError:
        return None


def sources(lab: str) -> list[ast.Module]:
    """The sources of a laboratory's checks and of what they take from `simulator.labs`."""
    module = module_of(lab)
    if module is None:
        return []
    found = {module.__name__: module}
    for value in vars(module).values():
        origin = getattr(value, "__module__", "") or ""
        if origin.startswith(("simulator.labs.material", "simulator.labs.files", CHECKS)):
            found[origin] = sys.modules[origin]
    return [ast.parse(inspect.getsource(one)) for one in found.values()]


def findings(lab: str) -> Iterator[tuple[str, str]]:
    """The sentences that a check names in so many words, by exercise ("" if its function is of none)."""
    module = module_of(lab)
    for part in ast.parse(inspect.getsource(module)).body if module else ():
        name = part.name.removeprefix("check_").replace("_", "-") if isinstance(part, ast.FunctionDef) else ""
        for node in ast.walk(part):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "CheckResult"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield (name if name in exercises_of(lab) else "", node.args[0].value)


@pytest.mark.parametrize("lab", LABS)
def test_whatever_is_open_has_a_check_and_its_sentences(lab: str) -> None:
    every = {key for one in exercises_of(lab).values() for key in one.says}
    for name, exercise in exercises_of(lab).items():
        if exercise.answer not in CLOSED:
            assert callable(check_of(lab, name))
            assert exercise.says
    for name, key in findings(lab):
        assert key in (exercises_of(lab)[name].says if name else every), (name, key)


@pytest.mark.parametrize("lab", LABS)
def test_no_sentence_is_written_for_nothing(lab: str) -> None:
    constants, patterns = set[str](), list[str]()
    for node in (node for tree in sources(lab) for node in ast.walk(tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            constants.add(node.value)
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "[a-z0-9-]+" for p in node.values]
            patterns.append("".join(parts))
    for name, exercise in exercises_of(lab).items():
        for key in exercise.says:
            columns = getattr(exercise, "columns", None) or {}
            named = {option for column in columns.values() for option in column.options}
            built = (pattern for pattern in patterns if pattern != "[a-z0-9-]+")
            assert key in constants | named or any(re.fullmatch(one, key) for one in built), (name, key)


# What may be guessed without knowing anything.


def test_the_right_option_is_no_more_often_the_longest_than_by_chance() -> None:
    """By chance, one of n options is the longest in a share of 1/n; two standard deviations are let pass."""
    longest, expected, variance = 0, 0.0, 0.0
    for lab, name in all_exercises("choice"):
        options = exercises_of(lab)[name].options or {}
        lengths = {option: len(one.text) for option, one in options.items()}
        longest += max(lengths, key=lambda option: lengths[option]) == right_answer(lab, name)
        expected += 1 / len(options)
        variance += (1 - 1 / len(options)) / len(options)
    assert longest <= expected + 2 * sqrt(variance)


@pytest.mark.parametrize(("lab", "name"), all_exercises("choice"))
def test_no_option_stands_out_by_its_length(lab: str, name: str) -> None:
    lengths = sorted(len(one.text) for one in (exercises_of(lab)[name].options or {}).values())
    assert lengths[-1] <= 1.6 * lengths[-2] and lengths[1] <= 2.2 * lengths[0]


def test_the_right_option_stands_in_no_favourite_place() -> None:
    """No place has the right option in more than half of all choices (of four options and more)."""
    places = []
    for lab, name in all_exercises("choice"):
        options = list(exercises_of(lab)[name].options or {})
        if len(options) >= 4:
            places.append(options.index(right_answer(lab, name)))
    for place in set(places):
        assert places.count(place) <= max(2, len(places) / 2)


# Whoever opens no laboratory pays for none.


def imported(code: str) -> set[str]:
    """The heavy libraries that are loaded after some code, in a process of its own."""
    loaded = f"{code}\nimport sys\nprint(*(set(sys.modules) & set({HEAVY})))"
    run = subprocess.run(
        [sys.executable, "-c", loaded], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines()[-1].split())


def test_a_page_of_a_case_loads_no_library_of_a_laboratory() -> None:
    assert imported("from simulator.serve import preload\npreload.load([])\npreload.open_pages([])") == set()


def test_no_module_of_laboratories_loads_a_heavy_library_by_itself() -> None:
    folder = CHECKOUT / "simulator" / "labs"
    names = [dotted(path) for path in sorted(folder.rglob("*.py")) if path.name != "__init__.py"]
    assert "simulator.labs.material.percent" in names
    assert imported("\n".join(f"import {name}" for name in names)) == set()


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
