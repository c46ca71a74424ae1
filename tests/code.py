"""The product's code as syntax trees: what it imports, how large its parts are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support import CHECKOUT

PACKAGE = CHECKOUT / "simulator"


def modules(root: Path = PACKAGE) -> list[Path]:
    return sorted(root.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    """`simulator.graph.scope` for its file."""
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path, *, typing: bool = True) -> Iterator[str]:
    """Every module that a file names in an import, also inside functions, and for typing unless told."""
    for node in _walk(tree(path), typing):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _walk(node: ast.AST, typing: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not typing and isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _walk(child, typing)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function with its length in lines, its signature and words included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(path)}.{node.name}", node.end_lineno - node.lineno + 1
