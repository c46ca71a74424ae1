"""What authors write of a laboratory: its exercises, how each is answered, what is said of an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.content.base import Citations, Filled, Id, Listed, Written, YesNo
from simulator.content.folders import scenarios_folder
from simulator.content.library import read_model

Words = Annotated[str, StringConstraints(min_length=1, max_length=1500, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
DigitalTypeName = Literal["instruments", "diagnosis", "interventions", "research"]
AnswerKind = Literal["choice", "choices", "sort", "number", "numbers", "text", "file", "table"]


class LabOption(Written):
    """Something to choose. `right` if it belongs to the answer; `why` is said if chosen or missed."""

    text: Words
    right: YesNo = "no"
    why: Words | None = None


class LabItem(Written):
    """A thing to be sorted or given a number. `bin` is where it belongs; `why` is said if it is elsewhere."""

    text: Words
    bin: Id | None = None
    why: Words | None = None


class LabColumn(Written):
    """What is chosen in each row of a table: its label and the options; `rows` if it stands only in some."""

    text: Line
    options: Annotated[dict[Id, Line], Filled]
    rows: Annotated[list[Id], Listed] = []


class LabExercise(Written):
    """A question, how it is answered, hints from the vaguest to the plainest, what can be said of an answer.

    `choice` and `choices` have `options`, `sort` has `items` and `bins`, `numbers` has `items`, `table` has
    `rows` and `columns`; `file` names the endings that it `accept`s. Closed kinds are judged by what stands
    here; others by a function of `simulator.labs.checks`, which names sentences of `says` and fills in their
    values.
    """

    title: Line
    ask: Words
    answer: AnswerKind
    options: Annotated[dict[Id, LabOption], Filled] | None = None
    items: Annotated[dict[Id, LabItem], Filled] | None = None
    bins: Annotated[dict[Id, Line], Filled] | None = None
    rows: Annotated[dict[Id, Line], Filled] | None = None
    columns: Annotated[dict[Id, LabColumn], Filled] | None = None
    unit: Line | None = None
    accept: Annotated[list[Line], Listed] = []
    hints: Annotated[list[Words], Listed, Field(min_length=1, max_length=4)]
    says: dict[Id, Words] = {}


def row_columns(exercise: LabExercise) -> dict[str, dict[str, LabColumn]]:
    """The columns that stand in each row of a table."""
    columns = exercise.columns or {}
    return {
        row: {name: column for name, column in columns.items() if row in (column.rows or [row])}
        for row in exercise.rows or {}
    }


class WrittenLab(Written):
    """A laboratory: what it is about, how long it takes, which domains of the grid it exercises.

    `types` are the article's types of digital competence (Table 1); `shape` is a laboratory or a
    short exploration. `words` are those of its drawings and tables.
    """

    title: Line
    about: Words
    minutes: Annotated[int, Field(ge=3, le=180)]
    shape: Literal["laboratory", "exploration"] = "laboratory"
    types: Annotated[list[DigitalTypeName], Listed] = []
    domains: Annotated[list[Id], Listed]
    cite: Citations = []
    words: dict[Id, Words] = {}
    exercises: Annotated[dict[Id, LabExercise], Filled]


def labs_folder() -> Path:
    """Where our laboratories are written."""
    return scenarios_folder() / "labs"


def read_lab(path: Path) -> WrittenLab:
    """Read and check a laboratory's file. Raises `ProblemsFound`."""
    return read_model(WrittenLab, path)[0]
