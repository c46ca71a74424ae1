"""How much of the product tells a debrief: `python -m tools.count_debrief`; `--files` by file.

Counted are the lines of modules of `report` and `ui` that the debrief's document, its typed values and
the view of its page reach by import, but for those that would be there without it: what another page,
a form, or a module that knows no debrief reaches without passing through the debrief's own modules
(renderers, parts, wording). Besides, how many subscripts by a literal string stand in the two rooms:
keys that no type holds.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("report", "ui")
ENTRANCES = (
    "simulator.report.debrief.whole",
    "simulator.report.debrief_data",
    "simulator.ui.debrief_view",
)
# A debrief's own modules: what is reached only through one of them is a debrief's, too.
OWN = ("simulator.report.debrief.", "simulator.report.play_data", *ENTRANCES)
# Other pages and documents, though some of them lead to a debrief.
OTHERS = (
    "simulator.report.form_document",
    "simulator.ui.grid_controller",
    "simulator.ui.play_controller",
    "simulator.ui.progress_controller",
    "simulator.ui.start_controller",
)
MOST_LINES = 2660
MOST_KEYS = 120


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    paths = (ROOT / "simulator").rglob("*.py")
    return {_name(path.relative_to(ROOT)): path for path in sorted(paths)}


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(name: str) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(modules()[name].read_text("utf-8"))


@cache
def imports(name: str) -> frozenset[str]:
    """The product's modules that a module imports, at its head or within a function."""
    return frozenset(one for one in _imported(tree(name)) if one in modules())


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        match node:
            case ast.ImportFrom(module=str(home), names=names):
                yield home
                yield from (f"{home}.{alias.name}" for alias in names)
            case ast.Import(names=names):
                yield from (alias.name for alias in names)


def reach(starts: Iterable[str], without: tuple[str, ...] = ()) -> frozenset[str]:
    """The modules that some reach by import, themselves included, but for those that begin so."""
    reached, waiting = set[str](), list(starts)
    while waiting:
        name = waiting.pop()
        if name not in reached and not (without and name.startswith(without)):
            reached.add(name)
            waiting += imports(name)
    return frozenset(reached)


def debrief_modules() -> list[str]:
    """The modules that tell a debrief, by the rule above."""
    tellers = {name for name in reach(ENTRANCES) if in_rooms(name)}
    strangers = [one for one in modules() if one not in tellers and not reach([one]) & set(ENTRANCES)]
    return sorted(tellers - reach([*strangers, *OTHERS], OWN))


def in_rooms(name: str) -> bool:
    """Whether a module stands in one of the two rooms."""
    return name.startswith(tuple(f"simulator.{room}." for room in ROOMS))


def lines_of(name: str) -> int:
    """How many lines a module has."""
    return len(modules()[name].read_text("utf-8").splitlines())


def keys_in(name: str) -> int:
    """How many subscripts by a literal string stand in a module."""
    return sum(
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
        for node in ast.walk(tree(name))
    )


def keys_by_module() -> dict[str, int]:
    """The same for every module of the two rooms that has any."""
    counted = {name: keys_in(name) for name in modules() if in_rooms(name)}
    return {name: number for name, number in counted.items() if number}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both counts; 1 if one has reached its ceiling."""
    parser = argparse.ArgumentParser(prog="python -m tools.count_debrief", description=__doc__)
    parser.add_argument("--files", action="store_true", help="by file")
    options = parser.parse_args(arguments)
    tellers, keys = debrief_modules(), keys_by_module()
    lines, subscripts = sum(map(lines_of, tellers)), sum(keys.values())
    if options.files:
        for name in tellers:
            print(f"{lines_of(name):5}  {name}")
    print(f"{lines} lines in {len(tellers)} files tell a debrief (fewer than {MOST_LINES} wanted)")
    if options.files:
        for name, number in keys.items():
            print(f"{number:5}  {name}")
    print(f"{subscripts} subscripts by a literal string in report and ui (fewer than {MOST_KEYS} wanted)")
    return 1 if lines >= MOST_LINES or subscripts >= MOST_KEYS else 0


if __name__ == "__main__":
    raise SystemExit(main())
