"""A document as text for a terminal; lines of at most 96 signs."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from simulator.report.document import (
    Badge,
    Blanks,
    Cell,
    Document,
    Heading,
    Items,
    Note,
    Picture,
    Sheet,
    Span,
    Table,
    Text,
)
from simulator.report.reading_order import in_note, linear, plain_cell

WIDTH = 96
_LINES = {2: "=", 3: "-"}


def text_of(document: Document) -> str:
    """The document as text, its last line ended."""
    parts = [f"{document.title.upper()}\n{'=' * min(WIDTH, len(document.title))}"]
    parts += ["\n".join(_written(block)) for block in linear(document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Text wrapped to the width; paragraphs stay apart. `first` stands there without any text, too."""
    lines = []
    for number, paragraph in enumerate(text.strip().split("\n")):
        start = first if first is not None and number == 0 else indent
        line = textwrap.fill(
            paragraph,
            WIDTH,
            initial_indent=start,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines.append(line or start.rstrip())
    return "\n".join(lines)


def _written(block: Any, indent: str = "") -> Iterator[str]:
    yield from _WRITERS[type(block)](block, indent)


def _heading(block: Heading, _indent: str) -> Iterator[str]:
    sign = _LINES.get(block.level)
    yield f"{block.text}\n{sign * min(WIDTH, len(block.text))}" if sign else f"── {block.text}"


def _text(block: Text, indent: str) -> Iterator[str]:
    label = f"{block.label}: " if block.label else ""
    mark = "? " if block.kind == "ask" else ""
    yield wrapped(label + block.text, indent + "  " * bool(mark), indent + mark)


def _items(block: Items, indent: str) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        sign = f"{number}. " if block.ordered else "• "
        yield wrapped(item, f"{indent}    ", f"{indent}  {sign}")


def _badge(block: Badge, indent: str) -> Iterator[str]:
    yield f"{indent}[{block.text}]"


def _span(block: Span, indent: str) -> Iterator[str]:
    yield indent + block.text


def _table(block: Table, indent: str) -> Iterator[str]:
    """A row a paragraph: its name, then each other cell after its column's title."""
    if block.caption:
        yield wrapped(block.caption, indent)
    for row in block.rows:
        yield wrapped(_in_line(row[0]), f"{indent}    ", f"{indent}  • ")
        for title, cell in zip(block.head[1:], row[1:], strict=True):
            yield wrapped(_in_line(cell), f"{indent}      ", f"{indent}    {title}: ")


def _in_line(cell: Cell) -> str:
    words = plain_cell(cell)
    return words if isinstance(words, str) else "; ".join(words.items)


def _note(block: Note, indent: str) -> Iterator[str]:
    first, *others = [badge.text for badge in block.badges] or [""]
    head = " ".join(filter(None, (f"[{first.upper()}]" if first else "", block.title)))
    if head:
        yield wrapped(head + "".join(f" ({other})" for other in others), f"{indent}    ", f"{indent}  • ")
    for inner in block.blocks:
        for part in linear(in_note(inner)):
            yield from _written(part, f"{indent}    ")


def _sheet(block: Sheet, indent: str) -> Iterator[str]:
    for label, entries in block.boxes:
        yield wrapped("; ".join(entries), f"{indent}    ", f"{indent}{label}: ")


def _blanks(block: Blanks, indent: str) -> Iterator[str]:
    for label in block.labels:
        yield f"{indent}{label}: {'_' * 28}"


def _picture(block: Picture, indent: str) -> Iterator[str]:
    yield wrapped(block.words, indent)


_WRITERS: dict[type[Any], Callable[[Any, str], Iterator[str]]] = {
    Heading: _heading,
    Text: _text,
    Items: _items,
    Badge: _badge,
    Span: _span,
    Table: _table,
    Note: _note,
    Sheet: _sheet,
    Blanks: _blanks,
    Picture: _picture,
}
