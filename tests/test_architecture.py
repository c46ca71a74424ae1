"""The house: imports go one way, third parties live in one room, imports are quiet, parts small."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.code import PACKAGE, functions, imports, modules, name_of, tree
from tests.support import CHECKOUT

ROOMS = (
    "content",
    "graph",
    "engine",
    "practice",
    "competence",
    "cohort",
    "store",
    "report",
    "api",
    "labs",
    "ui",
    "serve",
    "cli",
)
APART = ({"cohort", "store"}, {"api", "ui"}, {"labs", "ui"}, {"labs", "store"})  # neither knows the other
EVERYWHERE = {"errors", "language"}  # used by every room; `language` itself knows only `content.enums`
HOME = {
    "pydantic": {"content"},
    "yaml": {"content"},
    "numpy": {"cohort", "labs"},
    "scipy": {"competence", "cohort", "labs"},
    "tqdm": {"cli"},
    "markupsafe": {"serve"},
    "platformdirs": {"graph", "store", "serve"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "anywidget": {"ui"},
    "dicebear": {"report"},
    "brotli": {"serve"},
    "rcssmin": {"serve"},
    "rjsmin": {"serve"},
    "ipywidgets": {"ui", "labs", "serve"},
    "IPython": {"labs"},
    "pandas": {"labs", "api"},
    "matplotlib": {"labs"},
    "statsmodels": {"labs"},
    "openpyxl": {"labs"},
    "pyreadstat": {"labs"},
    "krippendorff": {"labs"},
    "defusedxml": {"labs"},
    "traitlets": {"ui", "serve"},
    "ipykernel": {"serve"},
    "jupyter_client": {"serve"},
    "zmq": {"serve"},
    "docx": {"report", "labs"},
    "jinja2": {"report", "serve"},
    "typst": {"report"},
    "icalendar": {"report"},
    "voila": {"serve"},
    "jupyter_server": {"serve"},
    "jupyter_core": {"serve"},
    "nbclient": {"serve"},
    "nbformat": {"serve"},
    "jupyterlab": {"serve"},
    "tornado": {"serve"},
}
MODULES = modules()
NAMES = {name_of(path) for path in MODULES}


def room(name: str) -> str:
    """`graph` for `simulator.graph.scope`, `errors` for `simulator.errors`, nothing for the package."""
    return name.removeprefix("simulator").lstrip(".").partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    here = room(name_of(path))
    for name in imports(path):
        if not name.startswith("simulator."):
            continue
        there = room(name)
        if here == "":
            continue  # the package itself only names where its public names live
        if here in EVERYWHERE:
            assert there in EVERYWHERE or name.startswith("simulator.content.enums"), name
        else:
            assert there in EVERYWHERE or ROOMS.index(there) <= ROOMS.index(here), f"{here} imports {name}"
            assert {here, there} not in APART, f"{here} imports {name}"


def test_every_room_is_known() -> None:
    assert {room(name) for name in NAMES} <= {*ROOMS, *EVERYWHERE, ""}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_third_parties_live_in_one_room_each(path: Path) -> None:
    here = room(name_of(path))
    for name in imports(path):
        top = name.split(".", maxsplit=1)[0]
        if top == "simulator" or top in sys.stdlib_module_names:
            continue
        assert top in HOME, f"{top} has no room"
        assert here in HOME[top], f"{top} does not live in {here}"


def test_the_engine_needs_the_standard_library_only() -> None:
    for path in MODULES:
        if room(name_of(path)) in ("engine", "practice"):
            tops = {name.split(".", maxsplit=1)[0] for name in imports(path)}
            assert tops <= {"simulator", *sys.stdlib_module_names}


def test_only_compiling_knows_the_written_and_the_played_form() -> None:
    """What is played (engine, practice, competence) never sees what authors wrote."""
    for path in MODULES:
        if room(name_of(path)) in ("engine", "practice", "competence"):
            written = {name for name in imports(path) if name.startswith("simulator.content")}
            assert {name for name in written if not name.startswith("simulator.content.enums")} == set()


def test_no_clock_no_chance_no_store_in_the_engine() -> None:
    for path in MODULES:
        if room(name_of(path)) in ("engine", "practice"):
            assert not {"random", "time", "datetime", "os", "pathlib", "secrets"} & set(imports(path))


def test_no_module_needs_itself() -> None:
    """Not even for types: what two modules know of each other is one module, or a third."""
    needs = {name_of(path): {name for name in imports(path) if name in NAMES} for path in MODULES}
    graphlib.TopologicalSorter(needs).prepare()  # raises CycleError, which names the cycle


def test_only_the_seam_knows_the_inside_of_jupyter() -> None:
    inside = {"voila", "jupyter_server", "jupyter_client", "jupyter_core", "jupyterlab", "ipykernel", "zmq"}
    inside |= {"nbclient", "nbformat"}
    for path in MODULES:
        if not name_of(path).startswith("simulator.serve.jupyter_private"):
            tops = {name.split(".", maxsplit=1)[0] for name in imports(path)}
            assert not tops & inside, name_of(path)


def test_nothing_is_evaluated() -> None:
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), name_of(path)
        assert not {"pickle", "marshal", "shelve"} & set(imports(path)), name_of(path)


# Statements that a module may consist of: none of them does anything but name things.
_QUIET = (
    *(ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef),
    *(ast.ClassDef, ast.Assign, ast.AnnAssign),
    *(ast.Expr, ast.If, ast.TypeAlias if sys.version_info >= (3, 12) else ast.Assign),
)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_happens_at_import(path: Path) -> None:
    if "migrations" in path.parts:
        return  # these are run by the tool that migrates, not imported
    for node in tree(path).body:
        assert isinstance(node, _QUIET), f"line {node.lineno}"
        if isinstance(node, ast.Expr):
            assert isinstance(node.value, ast.Constant), f"line {node.lineno}"
        if isinstance(node, ast.If):
            test = ast.unparse(node.test)
            assert test in ("__name__ == '__main__'", "TYPE_CHECKING"), f"line {node.lineno}"


def loaded_by(statement: str) -> set[str]:
    """The modules that stand loaded after a statement in a fresh interpreter."""
    code = f"import sys; {statement}; print('\\n'.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    return set(run.stdout.split())


def test_the_prompt_loads_nothing_heavy() -> None:
    found = loaded_by("import simulator.cli.main")
    assert "simulator.cli.main" in found
    assert (
        not {
            "pydantic",
            "yaml",
            "numpy",
            "scipy",
            "tqdm",
            "platformdirs",
            "sqlalchemy",
            "alembic",
            "docx",
            "typst",
            "icalendar",
        }
        & found
    )


def test_the_package_loads_nothing_at_all() -> None:
    found = loaded_by("import simulator")
    assert {name for name in found if name.startswith("simulator")} == {"simulator"}


def test_public_names_exist() -> None:
    import simulator

    for name in simulator.__all__:
        assert getattr(simulator, name) is not None
    with pytest.raises(AttributeError):
        _ = simulator.nothing


# --- House sizes -------------------------------------------------------------------------------------

LENGTHS = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}


@pytest.mark.parametrize("name", LENGTHS)
def test_a_module_has_at_most_400_lines(name: str) -> None:
    assert LENGTHS[name] <= 400


def test_half_of_the_modules_have_at_most_150_lines() -> None:
    assert median(LENGTHS.values()) <= 150


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_has_at_most_60_lines(path: Path) -> None:
    if "migrations" in path.parts:  # type: ignore[attr-defined]
        return  # a table laid out column by column, which nobody edits again
    assert {name: size for name, size in functions(path) if size > 60} == {}


def test_half_of_the_functions_have_at_most_10_lines() -> None:
    assert median(size for path in modules(PACKAGE) for _, size in functions(path)) <= 10
