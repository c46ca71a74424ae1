"""The kinds of faults: for a node of the syntax tree, the texts that could stand there instead."""

from __future__ import annotations

import ast
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from itertools import pairwise
from typing import NamedTuple, cast

Labels = Mapping[str, str]
_LABELLERS = ("text", "message", "count")
_SAME_EITHER_WAY = ("min", "max", "isinstance", "issubclass", "cast", "Table", "where")
_OF_NO_MEANING = ("strict", "sort_keys", "ensure_ascii", "check", "kw_only", "slots", "frozen")
_BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Sub: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_OTHER_CALL = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_EMPTY = {"str": '""', "int": "0", "float": "0.0", "bytes": 'b""'}
_EMPTY_COLLECTION = {"list": "[]", "dict": "{}", "set": "set()", "Sequence": "()", "frozenset": "frozenset()"}


class Edit(NamedTuple):
    """A fault: the source from `first` to the end of `last` becomes `new`; or `new` stands before `first`."""

    operator: str
    first: ast.stmt | ast.expr
    last: ast.stmt | ast.expr
    new: str
    insert: bool = False


def labels_of(tree: ast.Module) -> dict[str, str]:
    """For each sentence in a module another one of it that names the same values."""
    foreign = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("simulator")
        for alias in node.names
    }
    sentences = [
        cast(str, cast(ast.Constant, node.args[0]).value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _is_label(node) and _name_of(node.func) not in foreign
    ]
    groups: dict[tuple[str, ...], list[str]] = {}
    for sentence in dict.fromkeys(sentences):
        groups.setdefault(_values_in(sentence), []).append(sentence)
    others: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            others |= dict(zip(group, [*group[1:], group[0]], strict=True))
    return others


def _values_in(sentence: str) -> tuple[str, ...]:
    try:
        return tuple(sorted({name for _, name, _, _ in string.Formatter().parse(sentence) if name}))
    except ValueError:
        return (sentence,)


def _is_label(node: ast.Call) -> bool:
    name = _name_of(node.func)
    first = node.args[0] if node.args else None
    return name in _LABELLERS and isinstance(first, ast.Constant) and isinstance(first.value, str)


def _name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def edits_of(node: ast.AST, parent: ast.AST, labels: Labels) -> Iterator[Edit]:
    """Every fault that can be put at a node."""
    for kind, make in _MAKERS.items():
        if isinstance(node, kind):
            yield from make(node)
    for kind, make in _MAKERS_IN_PLACE.items():
        if isinstance(node, kind):
            yield from make(node, parent)
    if isinstance(node, ast.Call) and _is_label(node):
        sentence = cast(str, cast(ast.Constant, node.args[0]).value)
        if sentence in labels:
            yield _over("label", node.args[0], repr(labels[sentence]))


def _over(operator: str, node: ast.expr, changed: ast.expr | str) -> Edit:
    new = changed if isinstance(changed, str) else f"({ast.unparse(changed)})"
    return Edit(operator, node, node, new)


def _compare(node: ast.Compare) -> Iterator[Edit]:
    for operator, table in (("boundary", _BOUNDARY), ("compare", _FLIPPED)):
        for index, one in enumerate(node.ops):
            if type(one) in table:
                ops = [*node.ops]
                ops[index] = table[type(one)]()
                yield _over(operator, node, ast.Compare(node.left, ops, node.comparators))


def _boolean(node: ast.BoolOp) -> Iterator[Edit]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _over("boolean", node, ast.BoolOp(other, node.values))
    for index in range(len(node.values)):
        rest = [value for at, value in enumerate(node.values) if at != index]
        yield _over("operand", node, rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest))


def _not(node: ast.UnaryOp) -> Iterator[Edit]:
    if isinstance(node.op, ast.Not):
        yield _over("not", node, node.operand)


def _test(node: ast.If | ast.While | ast.IfExp) -> Iterator[Edit]:
    if isinstance(node.test, ast.Name | ast.Attribute | ast.Call | ast.Subscript | ast.NamedExpr | ast.BinOp):
        yield _over("not", node.test, ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.IfExp):
        yield _over("branch", node, ast.IfExp(node.test, node.orelse, node.body))


def _filter(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
) -> Iterator[Edit]:
    for loop in node.generators:
        for condition in loop.ifs:
            if not any(isinstance(part, ast.NamedExpr) for part in ast.walk(condition)):
                yield _over("filter", condition, "True")


def _constant(node: ast.Constant, parent: ast.AST) -> Iterator[Edit]:
    if isinstance(node.value, bool):
        if not (isinstance(parent, ast.keyword) and parent.arg in _OF_NO_MEANING):
            yield _over("flag", node, str(not node.value))
    elif isinstance(node.value, int):
        yield _over("constant", node, str(node.value + 1))
        yield _over("constant", node, f"({node.value - 1})")
    elif isinstance(node.value, float):
        yield _over("constant", node, str(node.value + 1 if node.value in (0, 1) else node.value * 2))


def _call(node: ast.Call) -> Iterator[Edit]:
    name = _name_of(node.func)
    if isinstance(node.func, ast.Name) and name in _OTHER_CALL:
        other = _OTHER_CALL[name]
        if name != "sorted":
            yield _over("call", node.func, other)
        else:
            yield _over("order", node, f"list({ast.unparse(node.args[0])})")
    if name not in _SAME_EITHER_WAY:
        for one, other_node in pairwise(node.args):
            yield from _swapped("arguments", one, other_node)
        for first, second in pairwise(node.keywords):
            if not isinstance(first.value, ast.Constant):
                yield from _swapped("arguments", first.value, second.value, first.arg, second.arg)


def _swapped(
    operator: str, one: ast.expr, other: ast.expr, first: str | None = None, second: str | None = None
) -> Iterator[Edit]:
    """Two neighbours of one shape in each other's place."""
    if type(one) is not type(other) or isinstance(one, ast.Starred):
        return
    left, right = ast.unparse(one), ast.unparse(other)
    if left != right:
        between = f", {second}=" if first and second else ", "
        yield Edit(operator, one, other, f"{right}{between}{left}")


def _collection(node: ast.Tuple | ast.List, parent: ast.AST) -> Iterator[Edit]:
    """Neighbours swapped, unless only their being there counts."""
    if isinstance(parent, ast.Subscript | ast.ExceptHandler):
        return
    if isinstance(parent, ast.Compare) and isinstance(parent.ops[-1], ast.In | ast.NotIn):
        return
    if isinstance(parent, ast.Call) and _name_of(parent.func) in ("isinstance", "issubclass", "in_"):
        return
    for one, other in pairwise(node.elts):
        if not isinstance(one, ast.Starred) and not isinstance(other, ast.Starred):
            left, right = ast.unparse(one), ast.unparse(other)
            if left != right:
                yield Edit("swap", one, other, f"{right}, {left}")
    if isinstance(node.ctx, ast.Load):
        for index, one in enumerate(node.elts):
            if isinstance(one, ast.Starred):
                rest = [element for at, element in enumerate(node.elts) if at != index]
                changed = copy(node)
                changed.elts = rest
                yield _over("dropped", node, ast.unparse(changed) if rest else "()")


def _dict(node: ast.Dict) -> Iterator[Edit]:
    pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None]
    for (_, one), (key, other) in pairwise(pairs):
        left, right = ast.unparse(one), ast.unparse(other)
        if left != right and type(one) is type(other):
            yield Edit("swap", one, other, f"{right}, {ast.unparse(key)}: {left}")


def _binary(node: ast.BinOp) -> Iterator[Edit]:
    sides = (node.left, node.right)
    if type(node.op) in _ARITHMETIC:
        yield _over("arithmetic", node, ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right))
    elif isinstance(node.op, ast.Add):
        fixed = [side.value for side in sides if isinstance(side, ast.Constant)]
        if fixed and not any(isinstance(value, str) for value in fixed):
            yield _over("arithmetic", node, ast.BinOp(node.left, ast.Sub(), node.right))
    if isinstance(node.op, ast.Add | ast.BitOr | ast.BitAnd | ast.Sub | ast.Mult):
        yield _over("term", node, node.left)
        if not isinstance(node.op, ast.Sub):
            yield _over("term", node, node.right)


def _statement(node: ast.stmt) -> Iterator[Edit]:
    """A statement left out."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if not all(isinstance(target, ast.Subscript | ast.Attribute) for target in targets):
            return
    yield Edit("statement", node, node, "pass")
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
        sign = "-=" if isinstance(node.op, ast.Add) else "+="
        if not isinstance(node.value, ast.List | ast.Tuple | ast.ListComp):
            new = f"{ast.unparse(node.target)} {sign} {ast.unparse(node.value)}"
            yield Edit("arithmetic", node, node, new)


def _function(node: ast.FunctionDef) -> Iterator[Edit]:
    """What a function gives back: nothing at all, or for a value the empty one of its kind."""
    kind = ast.unparse(node.returns) if node.returns else ""
    name = kind.partition("[")[0]
    body = node.body[1:] if ast.get_docstring(node) else node.body
    if any("contextmanager" in ast.unparse(one) for one in node.decorator_list) or not body:
        return
    steps = [part for statement in body for part in _own_parts(statement)]
    if any(isinstance(part, ast.Yield | ast.YieldFrom) for part in steps):
        yield Edit("section", body[0], body[0], "return", insert=True)
        return
    empty = _EMPTY_COLLECTION.get(name) or ("()" if name == "tuple" and kind.endswith("...]") else "")
    if name in ("Iterable", "Iterator"):
        empty = "iter(())"
    if empty:
        yield Edit("section", body[0], body[0], f"return {empty}", insert=True)
    for part in steps:
        if isinstance(part, ast.Return) and part.value is not None:
            yield from _returned(part.value, kind)


def _returned(value: ast.expr, kind: str) -> Iterator[Edit]:
    plain = isinstance(value, ast.Constant)
    if kind == "bool" and not plain:
        yield _over("returned", value, f"not ({ast.unparse(value)})")
    elif kind in _EMPTY:
        yield _over("returned", value, _EMPTY[kind])
    elif kind.endswith("| None") and not plain:
        yield _over("returned", value, "None")


def _own_parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a statement, without those of functions inside it."""
    yield node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
        for child in ast.iter_child_nodes(node):
            yield from _own_parts(child)


def _joined(node: ast.expr) -> Iterator[Edit]:
    """Two values of an f-string that stands in this place, swapped."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.JoinedStr):
            values = [at for at, one in enumerate(part.values) if isinstance(one, ast.FormattedValue)]
            for first, second in pairwise(values):
                swapped = [*part.values]
                swapped[first], swapped[second] = swapped[second], swapped[first]
                if ast.unparse(swapped[first]) != ast.unparse(swapped[second]):
                    yield Edit("swap", part, part, ast.unparse(ast.JoinedStr(swapped)))


_Maker = Callable[..., Iterator[Edit]]
_PLACES: Sequence[type[ast.AST]] = (ast.expr, ast.stmt, ast.keyword)
_MAKERS: dict[type[ast.AST] | tuple[type[ast.AST], ...], _Maker] = {
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _not,
    (ast.If, ast.While, ast.IfExp): _test,
    (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp): _filter,
    ast.Call: _call,
    ast.Dict: _dict,
    ast.BinOp: _binary,
    (
        *(ast.Expr, ast.AugAssign, ast.Assign, ast.AnnAssign),
        *(ast.Raise, ast.Continue, ast.Break, ast.Delete),
    ): _statement,
    ast.FunctionDef: _function,
    tuple(_PLACES): _joined,
}
_MAKERS_IN_PLACE: dict[type[ast.AST] | tuple[type[ast.AST], ...], _Maker] = {
    ast.Constant: _constant,
    (ast.Tuple, ast.List): _collection,
}
