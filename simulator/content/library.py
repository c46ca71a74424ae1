"""Where cases and the framework lie on disk, and reading them into written models."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from simulator.content import framework as framework_models
from simulator.content.case import Case, Overlay, Walk
from simulator.content.reader import Document, read_yaml
from simulator.content.validation import Model, validated
from simulator.errors import Problem, ProblemsFound, message, problem_at

FRAMEWORK_FILES: dict[str, type[BaseModel]] = {
    "sources": framework_models.Sources,
    "competence": framework_models.Competence,
    "vocabulary": framework_models.Vocabulary,
    "rules": framework_models.Rulebook,
    "practice": framework_models.Practice,
}


def scenarios_folder() -> Path:
    """The folder of cases and framework: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


@dataclass(slots=True)
class Library:
    """Folders in which cases are found, in order; ours come first, a teacher's own beside them."""

    folders: list[Path] = field(default_factory=list)

    def case_folders(self) -> dict[str, Path]:
        """Every case by id (its folder's name). Raises `ProblemsFound` if two folders share an id."""
        found: dict[str, Path] = {}
        problems: list[Problem] = []
        for root in self.folders:
            for path in sorted(root.glob("*/case.yaml")):
                name = path.parent.name
                if name in found:
                    what = message("there are two cases called '{name}'", name=name)
                    problems.append(problem_at(path, 0, what, message("rename the folder and the case's id")))
                found.setdefault(name, path.parent)
        if problems:
            raise ProblemsFound(problems)
        return found


def library(own: list[Path] | None = None) -> Library:
    """Our cases, and those in a teacher's own folders."""
    return Library([scenarios_folder() / "cases", *(own or [])])


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case as read: its model, its English, and the documents that they were read from."""

    folder: Path
    case: Case
    overlay: Overlay | None
    document: Document
    overlay_document: Document | None


def read_model(kind: type[Model], path: Path) -> tuple[Model, Document]:
    """Read and check one file. Raises `ProblemsFound`."""
    document = read_yaml(path)
    return validated(kind, document), document


def read_case(folder: Path) -> WrittenCase:
    """Read a case's folder. Raises `ProblemsFound` with the faults of both files."""
    problems: list[Problem] = []
    case = overlay = document = overlay_document = None
    try:
        case, document = read_model(Case, folder / "case.yaml")
    except ProblemsFound as found:
        problems += found.problems
    if (folder / "text.en.yaml").exists():
        try:
            overlay, overlay_document = read_model(Overlay, folder / "text.en.yaml")
        except ProblemsFound as found:
            problems += found.problems
    if case and document and case.id != folder.name:
        what = message("the id '{id}' is not the folder's name '{name}'", id=case.id, name=folder.name)
        todo = message("make them the same")
        problems.append(problem_at(document.path, document.line(("id",)), what, todo, "id"))
    if problems or case is None or document is None:
        raise ProblemsFound(problems)
    return WrittenCase(folder, case, overlay, document, overlay_document)


def read_walks(folder: Path) -> dict[str, tuple[Walk, Document]]:
    """The walks of a case by name. Raises `ProblemsFound` with the faults of all of them."""
    problems: list[Problem] = []
    walks = {}
    for path in sorted((folder / "walks").glob("*.yaml")):
        try:
            walks[path.stem] = read_model(Walk, path)
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return walks


def files_of(folder: Path) -> list[Path]:
    """The files whose content decides what a compiled case is."""
    return [path for path in (folder / "case.yaml", folder / "text.en.yaml") if path.exists()]


def framework_files(root: Path | None = None) -> list[Path]:
    """The files whose content decides what the compiled profession is."""
    base = root or scenarios_folder()
    named = [base / "framework" / f"{name}.yaml" for name in FRAMEWORK_FILES]
    return [*named, *sorted((base / "forms").glob("*.yaml"))]
