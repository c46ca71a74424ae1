"""Pages are thin, notebooks hold what they show, and show it again when they are run.

If an output has changed for a good reason, run `python -m tools.notebooks` and read the difference.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

import simulator
from simulator.content.lab_shelf import our_labs
from simulator.serve.app import pages_folder
from tests.test_docs import CEDILLAS
from tools.notebooks import FOLDER, WIDGET, environment, notebooks, read

PAGES, LABS = notebooks("pages"), notebooks("labs")
ALL = [*PAGES, *LABS]
# What a laboratory may import besides our own public names and the material of laboratories.
LIBRARIES = {"io", "matplotlib", "numpy", "openpyxl", "pandas", "pathlib", "scipy"}
LIBRARIES |= {"krippendorff", "pyreadstat", "statsmodels"}
UNSTABLE = re.compile(r"0x[0-9a-f]{5,}|\b20\d\d-\d\d-\d\d\b|\bC-[A-Z2-9]{10}\b|/tmp/|/home/|/Users/")


def code(path: Path) -> list[Any]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def displays(source: str) -> bool:
    """Whether a cell shows something: it prints, or its last line is a value."""
    tree = ast.parse(source)
    named = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return isinstance(tree.body[-1], ast.Expr) or any(
        isinstance(function, ast.Name) and function.id in ("print", "display") for function in named
    )


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def nbval(folder: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Run notebooks under nbval, with a database and settings of their own."""
    (folder / "empty.ini").write_text("[pytest]\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-c", str(folder / "empty.ini"), *map(str, paths)]
    return subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False
    )


def test_there_are_pages_and_a_notebook_for_each_laboratory() -> None:
    assert {"start", "play", "debrief"} <= {path.stem for path in PAGES}
    assert pages_folder() == FOLDER / "pages"
    assert {path.stem for path in LABS} == set(our_labs())


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_is_thin(path: Path) -> None:
    cells = code(path)
    assert 0 < len(cells) <= 3
    for cell in cells:
        assert len(cell.source.splitlines()) <= 5
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda}


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_what_a_cell_shows_is_stored_and_would_be_the_same_tomorrow(path: Path) -> None:
    for cell in code(path):
        assert bool(cell.outputs) == displays(cell.source), cell.id
        for output in cell.outputs:
            assert output.output_type in ("stream", "execute_result", "display_data"), cell.id
            assert output.get("name") != "stderr", cell.id
            assert WIDGET not in output.get("data", {}), cell.id
            assert not UNSTABLE.search(str(output)), cell.id


@pytest.mark.parametrize("path", LABS, ids=name_of)
def test_a_laboratory_uses_public_names_and_libraries_of_data_only(path: Path) -> None:
    for cell in code(path):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                assert {alias.name.partition(".")[0] for alias in node.names} <= LIBRARIES, cell.id
            if isinstance(node, ast.ImportFrom):
                module, names = node.module or "", {alias.name for alias in node.names}
                if module == "simulator":
                    assert names <= set(simulator.__all__), cell.id
                elif not module.startswith("simulator.labs."):
                    assert module.partition(".")[0] in LIBRARIES, cell.id
                assert not any(name.startswith("_") for name in names), cell.id
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_") or node.attr.startswith("__"), cell.id


@pytest.mark.parametrize("path", LABS, ids=name_of)
def test_a_laboratory_is_told_in_small_steps(path: Path) -> None:
    cells = read(path).cells
    assert max(len(cell.source.splitlines()) for cell in cells if cell.cell_type == "code") <= 10
    assert cells[0].source.startswith(f"# {our_labs()[path.stem].title}\n")
    assert not re.search(f"[{CEDILLAS}]", path.read_text("utf-8"))


def test_every_notebook_shows_again_what_it_shows(tmp_path: Path) -> None:
    run = nbval(tmp_path, *ALL)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert (tmp_path / "notebooks.db").exists()
    assert f"{sum(len(code(path)) for path in ALL)} passed" in run.stdout


def test_a_changed_output_would_be_noticed(tmp_path: Path) -> None:
    for old, new in (("page", "print(1)"), ("laboratory", "1")):
        cell = nbformat.v4.new_code_cell(new)
        cell.outputs = (
            [nbformat.v4.new_output("stream", name="stdout", text="2\n")]
            if old == "page"
            else [nbformat.v4.new_output("execute_result", data={"text/plain": "2"}, execution_count=1)]
        )
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / f"{old}.ipynb")
    run = nbval(tmp_path, tmp_path / "page.ipynb", tmp_path / "laboratory.ipynb")
    assert run.returncode == 1
    assert "2 failed" in run.stdout
