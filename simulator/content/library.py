"""Reading cases and walks from their folders into written models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from simulator.content import framework as framework_models
from simulator.content.case import Case, Overlay
from simulator.content.reader import YamlDocument, read_yaml
from simulator.content.validation import Model, validated
from simulator.content.walk import Walk
from simulator.errors import Problem, ProblemsFound, message, problem_at

FRAMEWORK_FILES: dict[str, type[BaseModel]] = {
    "sources": framework_models.Sources,
    "competence": framework_models.Competence,
    "vocabulary": framework_models.Vocabulary,
    "rules": framework_models.Rulebook,
    "practice": framework_models.Practice,
}


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case as read: its model, its English, and the documents that they were read from."""

    folder: Path
    case: Case
    overlay: Overlay | None
    document: YamlDocument
    overlay_document: YamlDocument | None


def read_model(kind: type[Model], path: Path) -> tuple[Model, YamlDocument]:
    """Read and check one file. Raises `ProblemsFound`."""
    document = read_yaml(path)
    return validated(kind, document), document


def read_case(folder: Path) -> WrittenCase:
    """Read a case's folder. Raises `ProblemsFound` with the faults of both files.

    English in an empty file is English not yet begun.
    """
    problems: list[Problem] = []
    case = overlay = document = overlay_document = None
    try:
        case, document = read_model(Case, folder / "case.yaml")
    except ProblemsFound as fault:
        problems += fault.problems
    english = folder / "text.en.yaml"
    if english.exists() and english.stat().st_size:
        try:
            overlay, overlay_document = read_model(Overlay, english)
        except ProblemsFound as fault:
            problems += fault.problems
    name = folder.resolve().name
    if case and document and case.id != name:
        what = message("the id '{id}' is not the folder's name '{name}'", id=case.id, name=name)
        todo = message("make them the same")
        problems.append(problem_at(document.path, document.line(("id",)), what, todo, "id"))
    if problems or case is None or document is None:
        raise ProblemsFound(problems)
    return WrittenCase(folder, case, overlay, document, overlay_document)


def read_walks(folder: Path) -> dict[str, tuple[Walk, YamlDocument]]:
    """The walks of a case by name. Raises `ProblemsFound` with the faults of all of them."""
    problems: list[Problem] = []
    walks = {}
    for path in sorted((folder / "walks").glob("*.yaml")):
        try:
            walks[path.stem] = read_model(Walk, path)
        except ProblemsFound as fault:
            problems += fault.problems
    if problems:
        raise ProblemsFound(problems)
    return walks
