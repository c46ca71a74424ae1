"""Where cases and the framework lie on disk; only paths, so that a warm start reads nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from simulator.errors import Problem, ProblemsFound, WrongUse, message, problem_at

MOST_BYTES = 2_000_000  # no file that an author writes is larger
FRAMEWORK_NAMES = ("sources", "competence", "vocabulary", "rules", "practice")


def scenarios_folder() -> Path:
    """The folder of cases and framework: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def case_folders(own: tuple[Path, ...] = ()) -> dict[str, Path]:
    """Every case by id (its folder's name): ours first, then those in a teacher's own folders.

    Raises `ProblemsFound` if two folders share a name.
    """
    folders, problems = found_cases(own)
    if problems:
        raise ProblemsFound(problems)
    return folders


def found_cases(own: tuple[Path, ...] = ()) -> tuple[dict[str, Path], list[Problem]]:
    """As `case_folders`, but of two folders with one name the first is kept and the other a problem."""
    folders: dict[str, Path] = {}
    problems: list[Problem] = []
    for root in (scenarios_folder() / "cases", *own):
        for path in sorted(root.glob("*/case.yaml")):
            name = path.parent.name
            if name in folders:
                what = message("there are two cases called '{name}'", name=name)
                problems.append(problem_at(path, 0, what, message("rename the folder and the case's id")))
            folders.setdefault(name, path.parent)
    return folders, problems


def folder_named(name: str, own: Sequence[Path] = ()) -> Path:
    """The folder of a case. Raises `WrongUse` with the nearest names if there is none."""
    for folder in own:
        if not folder.is_dir():
            raise WrongUse(message("there is no folder '{folder}'", folder=folder))
    folders = case_folders(tuple(own))
    if name in folders:
        return folders[name]
    near = difflib.get_close_matches(name, folders, n=3, cutoff=0.3) or sorted(folders)
    raise WrongUse(
        message("there is no case called '{name}'; there are: {near}", name=name, near=", ".join(near))
    )


def files_of(folder: Path) -> list[Path]:
    """The files whose content decides what a compiled case is."""
    named = [path for path in (folder / "case.yaml", folder / "text.en.yaml") if path.exists()]
    return [*named, *expert_files(folder)]


def expert_files(folder: Path) -> list[Path]:
    """The walks that are kept with a play, to be told after it: those whose name begins with `expert`."""
    return sorted((folder / "walks").glob("expert*.yaml"))


def framework_files(root: Path | None = None) -> list[Path]:
    """The files whose content decides what the compiled profession is."""
    base = root or scenarios_folder()
    named = [base / "framework" / f"{name}.yaml" for name in FRAMEWORK_NAMES]
    return [*named, *sorted((base / "forms").glob("*.yaml"))]
