"""A lecturer's way with a laboratory in nbgrader: hand it out, take answers in, read the marks."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from simulator.content.lab_shelf import our_labs
from simulator.labs.lab import open_lab
from tests.labs.answers import right_answer
from tests.support import CHECKOUT

LAB = "play-log"
GRADED = ("deadline-lost", "first-broken", "best-change")
# One right answer, a wrong one; the third cell is left as it was handed out.
ANSWERS = {"first-broken": right_answer(LAB, "first-broken"), "deadline-lost": 5}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NbGraderAPI:
    """A course with the laboratory as its lecturer's source."""
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))
    # nbgrader calls `alembic` by its bare name.
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    for variable in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    root = tmp_path / "course"
    source = root / "source" / LAB
    source.mkdir(parents=True)
    shutil.copy(our_labs()[LAB].path, source)
    exchange = {"root": str(tmp_path / "exchange")}
    return NbGraderAPI(
        config=Config(CourseDirectory={"root": str(root), "course_id": "course"}, Exchange=exchange)
    )


def hand_in(course: NbGraderAPI) -> None:
    """The notebook as it was handed out, with answers put in by a student."""
    root = Path(course.coursedir.root)
    notebook = nbformat.read(root / "release" / LAB / f"{LAB}.ipynb", as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "").removesuffix("-answer")
        if cell.metadata.get("nbgrader", {}).get("solution") and name in ANSWERS:
            cell.source = f"answer = {ANSWERS[name]!r}"
    folder = root / "submitted" / "ioana" / LAB
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{LAB}.ipynb")


@pytest.mark.filterwarnings("ignore")  # nbgrader's own
def test_marks_are_the_points_of_the_laboratory(course: NbGraderAPI) -> None:
    assert course.generate_assignment(LAB, create=True)["success"]
    hand_in(course)
    assert course.autograde(LAB, "ioana", create=True)["success"]
    with Gradebook(course.coursedir.db_url) as book:
        grades = book.find_submission_notebook(LAB, LAB, "ioana").grades
        marks = {grade.name: (grade.score, grade.max_score) for grade in grades}
    points = {name: open_lab(LAB).points(name, ANSWERS.get(name)) for name in GRADED}
    assert marks == {name: (score, 1) for name, score in points.items()}
    assert points == {"first-broken": 1, "deadline-lost": 0, "best-change": 0}
