"""Which laboratories there are: ours, and the notebooks in a lecturer's own folder."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from simulator.content.folders import scenarios_folder
from simulator.content.lab import DigitalTypeName, WrittenLab, labs_folder, read_lab

OWN = "own-"
DIGITAL_TYPES = get_args(DigitalTypeName)
MOST_BYTES = 20_000_000  # of a notebook
MOST_OWN = 200
_EXERCISE = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")


@dataclass(frozen=True, slots=True)
class ShelvedLab:
    """A laboratory on the shelf: its id, its notebook, its title; what its file says, None for one's own."""

    id: str
    path: Path
    title: str
    written: WrittenLab | None = None

    def has_exercise(self, name: str) -> bool:
        """Whether it may have an exercise of this name; a lecturer's notebook tells nobody which it has."""
        if self.written is not None:
            return name in self.written.exercises
        return _EXERCISE.fullmatch(name) is not None


def notebooks_folder() -> Path:
    """Where our laboratories' notebooks lie: inside the installed package, or beside it in a checkout."""
    return scenarios_folder().parent / "notebooks" / "labs"


def shelved_labs(own: Path | None = None) -> dict[str, ShelvedLab]:
    """All laboratories by id: ours in their order, then a lecturer's own by name. Raises `ProblemsFound`."""
    return our_labs() | (_own_labs(own) if own else {})


@cache
def our_labs() -> dict[str, ShelvedLab]:
    """Ours in their order, read once in a process: laboratories first, then explorations."""
    ours = {}
    for path in sorted(labs_folder().glob("*.yaml")):
        notebook, written = notebooks_folder() / f"{path.stem}.ipynb", read_lab(path)
        ours[path.stem] = ShelvedLab(path.stem, notebook, written.title, written)
    return dict(sorted(ours.items(), key=lambda one: _order(one[1].written)))


def labs_by_domain() -> dict[str, list[tuple[str, str]]]:
    """Ours by the domain of the grid that they exercise: ids and titles, in the order of the shelf."""
    by: dict[str, list[tuple[str, str]]] = {}
    for lab in our_labs().values():
        for domain in lab.written.domains if lab.written else ():
            by.setdefault(domain, []).append((lab.id, lab.title))
    return by


def _order(written: WrittenLab | None) -> tuple[bool, bool, list[int], str]:
    assert written is not None
    types = [DIGITAL_TYPES.index(name) for name in written.types]
    return (written.shape == "exploration", not types, types, written.title)


def _own_labs(folder: Path) -> dict[str, ShelvedLab]:
    labs: dict[str, ShelvedLab] = {}
    for path in sorted(folder.glob("*.ipynb"))[:MOST_OWN]:
        name = OWN + (_slug(path.stem) or "notebook")
        while name in labs:
            name += "-2"
        labs[name] = ShelvedLab(name, path, _title(path))
    return labs


def _slug(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def _title(path: Path) -> str:
    """What a notebook calls itself: in its metadata, or in its first heading; else its file's name."""
    try:
        content: Any = json.loads(path.read_bytes()[:MOST_BYTES])
        named = content["metadata"].get("title")
        if isinstance(named, str) and named.strip():
            return named.strip()[:120]
        for cell in content["cells"]:
            heading = re.match(r"\s*#\s+(.+)", "".join(cell["source"]))
            if cell["cell_type"] == "markdown" and heading:
                return heading[1].strip()[:120]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # whoever opens it is told what is wrong with it
    return path.stem
