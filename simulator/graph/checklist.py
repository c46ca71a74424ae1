"""The checklist of sensitive situations, compiled: the guide's in our words, an institution's examples."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import Message, Problem, ProblemsFound, message, problem_at
from simulator.graph.profession import Profession
from simulator.language import is_day

if TYPE_CHECKING:
    from simulator.content import framework as written


class SituationLine(NamedTuple):
    """What somebody does or must not do, per language, and the rules that say so."""

    words: dict[str, str]
    rules: tuple[str, ...]


class Situation(NamedTuple):
    """A sensitive situation; the profession has its title (the text `checklist.ID`) and all its rules."""

    id: str
    technician: tuple[SituationLine, ...]
    coordinator: tuple[SituationLine, ...]
    never: tuple[SituationLine, ...]
    cite: tuple[str, ...]


class Checklist(NamedTuple):
    """All situations, and the day (ISO 8601) on which they were last reviewed."""

    reviewed: str = ""
    situations: tuple[Situation, ...] = ()


class OwnExamples(NamedTuple):
    """An institution's own examples by situation, and the day (ISO 8601) of its last review."""

    institution: str
    reviewed: str
    examples: Mapping[str, tuple[str, ...]]


def checklist_of(practice: written.Practice) -> Checklist:
    """The checklist as the framework writes it."""
    return Checklist(
        practice.checklist_reviewed,
        tuple(
            Situation(
                name,
                _lines(row.technician),
                _lines(row.coordinator),
                _lines(row.never),
                tuple(row.cite),
            )
            for name, row in practice.checklist.items()
        ),
    )


def _lines(column: list[written.ChecklistLine]) -> tuple[SituationLine, ...]:
    return tuple(SituationLine({"ro": line.ro, "en": line.en}, tuple(line.rules)) for line in column)


def own_examples(path: Path, profession: Profession) -> OwnExamples:
    """Read an institution's file. Raises `ProblemsFound` with every fault, its line and what to do."""
    from simulator.content.library import read_model
    from simulator.content.own_checklist import OwnChecklist

    read, document = read_model(OwnChecklist, path)
    problems: list[Problem] = []

    def fault(what: Message, todo: Message, *place: str) -> None:
        problems.append(problem_at(path, document.line(place), what, todo, ".".join(place)))

    if not is_day(read.reviewed):
        what = message("'{given}' is no day of the calendar", given=read.reviewed)
        fault(what, message("write the day of the last review like this: 2026-11-30"), "reviewed")
    for name in read.examples:
        if name not in profession.checklist:
            what = message("the checklist has no situation called '{name}'", name=name)
            there = ", ".join(profession.checklist)
            fault(what, message("write one of these: {names}", names=there), "examples", name)
    if problems:
        raise ProblemsFound(problems)
    examples = {name: tuple(lines) for name, lines in read.examples.items()}
    return OwnExamples(read.institution, read.reviewed, examples)
