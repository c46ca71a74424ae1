"""Answers in Python's own types, read from what a person typed or gave; refused with a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from simulator.content.lab import LabExercise, row_columns
from simulator.errors import WrongUse, message

MOST_SIGNS = 20_000  # of a text
MOST_BYTES = 10_000_000  # of a file
MOST_NAMED = 4  # of the cells of a table that are still empty


@dataclass(frozen=True, slots=True)
class LabFile:
    """A file that a learner hands in: its name and all its bytes, which nobody has looked at yet."""

    name: str
    content: bytes


Table: TypeAlias = "dict[str, dict[str, str]]"  # the option chosen, by row and column
Answer: TypeAlias = "str | float | tuple[str, ...] | dict[str, str] | dict[str, float] | Table | LabFile"


def answer_for(exercise: LabExercise, given: object) -> Answer:
    """An answer of the exercise's kind. Raises `WrongUse` with the form that is asked for."""
    match exercise.answer:
        case "choice":
            return _one_of(given, exercise.options or {})
        case "choices":
            return _some_of(given, exercise.options or {})
        case "sort":
            return _sorted(given, exercise)
        case "number":
            return typed_number(given)
        case "numbers":
            values = _mapping(given, exercise.items or {})
            return {name: typed_number(value) for name, value in values.items()}
        case "table":
            return _table(given, exercise)
        case "text":
            return _text(given)
        case _:
            return _file(given)


def typed_number(given: object) -> float:
    """A number, also as typed in Romania ("7,7", "1.250,5", "12 %"). Raises `WrongUse` for what is none."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    typed = str(given).strip().removesuffix("%").replace(" ", "").replace(" ", "").replace("−", "-")
    if "," in typed:
        typed = typed.replace(".", "").replace(",", ".")
    try:
        number = float(typed)
    except ValueError:
        raise WrongUse(message("'{value}' is not a number; write it as in 7,7", value=given)) from None
    if not abs(number) < 1e15:
        raise WrongUse(message("'{value}' is not a number; write it as in 7,7", value=given))
    return number


def _one_of(given: object, options: Mapping[str, Any]) -> str:
    if not isinstance(given, str) or given not in options:
        raise WrongUse(message("choose one of these: {names}", names=", ".join(options)))
    return given


def _some_of(given: object, options: Mapping[str, Any]) -> tuple[str, ...]:
    if isinstance(given, str) or not isinstance(given, Collection) or not given:
        raise WrongUse(message("choose at least one of these: {names}", names=", ".join(options)))
    return tuple(_one_of(each, options) for each in given)


def _sorted(given: object, exercise: LabExercise) -> dict[str, str]:
    values = _mapping(given, exercise.items or {})
    return {name: _one_of(value, exercise.bins or {}) for name, value in values.items()}


def _table(given: object, exercise: LabExercise) -> Table:
    """An option for each cell. Raises `WrongUse` with the first cells that are empty."""
    rows = dict(given) if isinstance(given, Mapping) else {}
    values = {
        row: dict(rows[row]) if isinstance(rows.get(row), Mapping) else {} for row in exercise.rows or {}
    }
    cells = row_columns(exercise)
    missing = [
        f"{(exercise.rows or {})[row]}. {column.text}"
        for row, columns in cells.items()
        for name, column in columns.items()
        if values[row].get(name) in (None, "")
    ]
    if missing:
        named = [*missing[:MOST_NAMED], *(["…"] if len(missing) > MOST_NAMED else [])]
        raise WrongUse(message("still without an answer: {names}", names="; ".join(named)))
    return {
        row: {name: _one_of(values[row][name], column.options) for name, column in columns.items()}
        for row, columns in cells.items()
    }


def _mapping(given: object, items: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each thing, by its name. Raises `WrongUse` if one is missing."""
    values = dict(given) if isinstance(given, Mapping) else {}
    missing = [name for name in items if values.get(name) in (None, "")]
    if missing:
        raise WrongUse(message("still without an answer: {names}", names=", ".join(missing)))
    return {name: values[name] for name in items}


def _text(given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise WrongUse(message("write your answer first"))
    if len(given) > MOST_SIGNS:
        raise WrongUse(message("the text is longer than {most} characters", most=MOST_SIGNS))
    return given


def _file(given: object) -> LabFile:
    """A file's bytes, from a path too. Raises `WrongUse` for what cannot be read or is too large."""
    if isinstance(given, str | Path):
        given = _read(Path(given))
    if not isinstance(given, LabFile):
        raise WrongUse(message("choose a file first"))
    if len(given.content) > MOST_BYTES:
        raise WrongUse(too_large(given.name))
    return given


def too_large(name: str) -> Any:
    """What is said of a file that nobody will open."""
    return message("the file '{name}' is larger than {most} MB", name=name, most=MOST_BYTES // 1_000_000)


def _read(path: Path) -> LabFile:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WrongUse(too_large(path.name))
        return LabFile(path.name, path.read_bytes())
    except OSError as fault:
        raise WrongUse(
            message("'{file}' cannot be read ({reason})", file=path.name, reason=fault.strerror or "")
        ) from None
