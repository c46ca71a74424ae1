"""Names that say what happened to a value and not what it is: `python -m tools.names`; `--files` by file.

It counts identifiers (variables, arguments, attributes, functions, classes, imports) that are one of a
few past participles, over `simulator/`; and lists public names that stand for two things.
"""

from __future__ import annotations

import argparse
import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = frozenset({"said", "found", "seen", "shown", "held", "kept", "told"})
MOST = 100
# The same thing in another form keeps its name: as authors write it, compiled, handed to Python.
FORMS = ("content", "graph", "api")
ENTRIES = ("run", "main")  # what a command, a server, a process is started by


def modules() -> list[Path]:
    """The product's modules, without migrations."""
    return [p for p in sorted((ROOT / "simulator").rglob("*.py")) if "migrations" not in p.parts]


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Every identifier of a module, as often as it stands there."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.keyword(arg=str(name)):
                yield name
            case ast.alias(name=name, asname=other):
                yield other or name


def counted() -> dict[Path, int]:
    """How many such identifiers stand in each module."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in modules()}
    return {path: sum(name in WORDS for name in identifiers(tree)) for path, tree in trees.items()}


def doubles() -> dict[str, list[str]]:
    """Public classes and functions that are defined in two rooms, or twice in one, and what by."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(".".join(path.relative_to(ROOT / "simulator").with_suffix("").parts))
    return {name: there for name, there in sorted(homes.items()) if _ambiguous(name, there)}


def _ambiguous(name: str, homes: list[str]) -> bool:
    rooms = [home.split(".")[0] for home in homes]
    forms = set(rooms) <= set(FORMS) and len(set(rooms)) == len(rooms)
    return len(homes) > 1 and name not in ENTRIES and not forms


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the count; 1 if it has reached the ceiling or a name stands for two things."""
    parser = argparse.ArgumentParser(prog="python -m tools.names", description=__doc__)
    parser.add_argument("--files", action="store_true", help="by file")
    options = parser.parse_args(arguments)
    by_file, twice = counted(), doubles()
    total = sum(by_file.values())
    for path, number in sorted(by_file.items(), key=lambda pair: -pair[1]):
        if number and options.files:
            print(f"{number:5}  {path.relative_to(ROOT)}")
    print(f"{total} of {', '.join(sorted(WORDS))} (fewer than {MOST} wanted)")
    for name, homes in twice.items():
        print(f"{name}: {', '.join(homes)}")
    return 1 if total >= MOST or twice else 0


if __name__ == "__main__":
    raise SystemExit(main())
