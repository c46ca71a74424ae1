"""What can be changed in a module: every plausible small fault, as a piece of its source and its successor.

Left alone: docstrings, annotations, decorators, assertions, imports, `__repr__`, protocols, logging, and
what stands inside an f-string (only its values are swapped).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tools.mutants import operators
from tools.mutants.operators import Edit


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: bytes `start` to `end` of a file become `new`.

    `where` is the function or class, `context` the line as it stands, `nth` counts the alike; together
    with the operator and both texts they name a mutant wherever its lines may move to.
    """

    path: str
    line: int
    where: str
    context: str
    operator: str
    old: str
    new: str
    start: int
    end: int
    nth: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        """What a mutant is known by: no file and no line, so that code may move."""
        return self.where, self.context, self.operator, self.old, self.new, str(self.nth)

    def applied(self, source: bytes) -> bytes:
        """The module with this fault in it."""
        return source[: self.start] + self.new.encode() + source[self.end :]


def mutants_of(path: str, source: bytes) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines, each of which compiles and changes something."""
    tree = ast.parse(source)
    lines = source.split(b"\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    labels = operators.labels_of(tree)
    before = ast.dump(tree)
    mutants: dict[tuple[int, int, str], Mutant] = {}
    for where, edit in _edits(tree, "", labels):
        first, last = edit.first, edit.last
        start = starts[first.lineno - 1] + first.col_offset
        end = start
        if not edit.insert:
            end = starts[(last.end_lineno or 1) - 1] + (last.end_col_offset or 0)
        old, new = source[start:end].decode(), edit.new
        if edit.insert:
            new = f"{new}\n{' ' * first.col_offset}"
        context = lines[first.lineno - 1].decode().strip()
        mutant = Mutant(path, first.lineno, where, context, edit.operator, old, new, start, end)
        if old != new and _differs(mutant.applied(source), before):
            mutants.setdefault((start, end, new), mutant)
    return sorted(mutants.values(), key=lambda mutant: (mutant.start, mutant.end, mutant.new))


def numbered(mutants: list[Mutant]) -> list[Mutant]:
    """The same with those that are alike numbered, so that every key is of one mutant."""
    alike: dict[tuple[str, ...], int] = {}
    result = []
    for mutant in mutants:
        nth = alike[mutant.key] = alike.get(mutant.key, -1) + 1
        result.append(replace(mutant, nth=nth))
    return result


def _differs(source: bytes, before: str) -> bool:
    try:
        tree = ast.parse(source)
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return ast.dump(tree) != before


def _edits(node: ast.AST, where: str, labels: operators.Labels) -> Iterator[tuple[str, Edit]]:
    """The edits below a node, with the name of what they stand in."""
    for child in _open_children(node):
        inside = where
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = f"{where}.{child.name}".lstrip(".")
        for edit in operators.edits_of(child, node, labels):
            yield inside, edit
        yield from _edits(child, inside, labels)


def _open_children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node in which a fault may be put."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _closed(child):
                yield child


def _closed(node: ast.AST) -> bool:
    if isinstance(node, ast.FunctionDef):
        return node.name == "__repr__"
    if isinstance(node, ast.ClassDef):
        return any("Protocol" in ast.unparse(base) for base in node.bases)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation).endswith("TypeAlias")
    if isinstance(node, ast.Assign):
        return any(isinstance(t, ast.Name) and t.id in ("__all__", "__slots__") for t in node.targets)
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or _logs(node.value)
    return isinstance(node, ast.Assert | ast.Import | ast.ImportFrom | ast.JoinedStr)


def _logs(node: ast.AST) -> bool:
    """Whether this writes to a log."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return "log" in ast.unparse(node.func.value).lower() and node.func.attr in (
        *("debug", "info", "warning", "error", "exception", "critical", "log"),
    )
