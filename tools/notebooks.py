"""Running notebooks with a database of their own; `python -m tools.notebooks` writes their outputs anew.

Read the difference afterwards as you would read the page.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = CHECKOUT / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"  # names a widget of the kernel that showed it


def notebooks(shelf: str) -> list[Path]:
    """The notebooks of a shelf: `pages` or `labs`."""
    return sorted((FOLDER / shelf).glob("*.ipynb"))


def read(path: Path) -> Any:
    """A notebook, checked against the format."""
    found = nbformat.read(path, as_version=4)
    nbformat.validate(found)
    return found


def environment(folder: Path) -> dict[str, str]:
    """What a kernel is told, so that it leaves everybody's own records alone."""
    own = {"SIMULATOR_DATABASE": f"sqlite:///{folder / 'notebooks.db'}", "PYTHONPATH": str(CHECKOUT)}
    return {**{k: v for k, v in os.environ.items() if not k.startswith("SIMULATOR_V")}, **own}


def run(path: Path, folder: Path) -> Any:
    """A notebook after all its cells were run; a fault in a cell is raised."""
    from nbclient import NotebookClient

    found = read(path)
    with _environment(environment(folder)):
        NotebookClient(
            found,
            timeout=120,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": folder}},
        ).execute()
    return found


def storable(found: Any) -> Any:
    """What of a run is kept: words and drawings, no widget that will be gone."""
    found.metadata.pop("widgets", None)
    found.metadata.language_info = {"name": "python"}
    for cell in found.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    return found


@contextmanager
def _environment(new: dict[str, str]) -> Iterator[None]:
    old = dict(os.environ)
    os.environ.clear()
    os.environ.update(new)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(old)


def main() -> None:
    """Run every notebook and store what it shows."""
    for path in (*notebooks("pages"), *notebooks("labs")):
        with tempfile.TemporaryDirectory() as folder:
            nbformat.write(storable(run(path, Path(folder))), path)
        sys.stdout.write(f"{path.relative_to(CHECKOUT)}\n")


if __name__ == "__main__":
    main()
