"""A document as its tree, a block a line: to be read as a diff when what is said changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from simulator.report.document import (
    Badge,
    Details,
    Document,
    Items,
    Mark,
    Moment,
    Note,
    Reference,
    Section,
    Slot,
    Span,
    StripMoment,
    Table,
    Timeline,
)

_EMPTY = ("", (), 0, False)
_INNER = ("blocks", "instead", "moments", "rows", "badges")


def outline(document: Document) -> str:
    """The tree: each block on a line of its own, with its kind, indented under what holds it."""
    lines = [f"document {document.title}", *_lines(document.blocks, 1)]
    return "\n".join(lines) + "\n"


def _lines(blocks: Iterable[Any], depth: int) -> Iterator[str]:
    for block in blocks:
        yield "  " * depth + " | ".join([type(block).__name__.lower(), *_words(block)])
        match block:
            case Section() | Details() | Note() | Moment():
                yield from _lines(block.blocks, depth + 1)
            case Timeline():
                yield from _lines(block.moments, depth + 1)
            case Slot():
                yield from _lines(block.instead, depth + 1)
            case Table():
                for row in block.rows:
                    yield "  " * (depth + 1) + " | ".join(_cell(cell) for cell in row)


def _words(block: Any) -> Iterator[str]:
    """What stands in a block itself, in the order of its fields; nothing that is empty."""
    for name in type(block).__dataclass_fields__:
        value = getattr(block, name)
        if name == "badges":
            yield from (badge.text for badge in value)
        elif name not in _INNER and value not in _EMPTY:
            yield _cell(value)


def _cell(value: Any) -> str:
    match value:
        case Badge() | Span() | Mark():
            return f"[{value.text}]"
        case Reference():
            return " → ".join(filter(None, (value.text, value.page, value.id, value.part, value.at)))
        case StripMoment():
            marks = " ".join(map(_cell, value.marks))
            return " ".join(filter(None, (value.day, value.time, marks, value.below, "*" * value.chosen)))
        case Items():
            return "; ".join(value.items)
        case Details():
            return f"{value.summary}: {'; '.join(_cell(block) for block in value.blocks)}"
        case tuple():
            return "; ".join(_cell(part) for part in value)
        case _:
            return str(value).replace("\n", " ¶ ")
