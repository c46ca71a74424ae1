"""A document as the parts of a page; it holds no sentence of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simulator.report.document import (
    Badge,
    Block,
    Button,
    Cell,
    Counts,
    Details,
    Heading,
    Items,
    Link,
    Mark,
    Note,
    Printer,
    Reference,
    References,
    Section,
    Slot,
    Span,
    Strip,
    Table,
    Text,
    Timeline,
)
from simulator.ui import parts
from simulator.ui.parts import Node
from simulator.ui.place import Place

Slots = Mapping[str, Callable[[], list[Node]]]


def page_nodes(blocks: Iterable[Block], slots: Slots | None = None) -> list[Node]:
    """The blocks as parts. `slots` fill the places that a page has for fields of its own, by name."""
    return [node for block in blocks for node in _WRITERS[type(block)](block, slots or {})]


def _heading(block: Heading, _slots: Slots) -> list[Node]:
    return [parts.heading(block.text, block.level)]


def _text(block: Text, _slots: Slots) -> list[Node]:
    first, *others = parts.prose(block.text, block.kind) or [parts.paragraph("", block.kind)]
    return [first | {"label": block.label} if block.label else first, *others]


def _items(block: Items, _slots: Slots) -> list[Node]:
    return [parts.listing(block.items, ordered=block.ordered)]


def _badge(block: Badge, _slots: Slots) -> list[Node]:
    return [parts.badge(block.text, block.mood)]


def _span(block: Span, _slots: Slots) -> list[Node]:
    return [parts.span(block.low, block.high, block.middle, block.text)]


def _details(block: Details, slots: Slots) -> list[Node]:
    summary = f"{block.summary} ({block.count})" if block.count else block.summary
    return [parts.details(summary, page_nodes(block.blocks, slots), key=block.key)]


def _table(block: Table, _slots: Slots) -> list[Node]:
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    return [parts.table(block.caption, block.head, rows, brief=block.brief)]


def _cell(cell: Cell) -> str | Node:
    return cell if isinstance(cell, str) else cell_node(cell)


def cell_node(cell: Cell) -> Node:
    """A cell as one part."""
    return parts.paragraph(cell) if isinstance(cell, str) else page_nodes([cell])[0]


def _note(block: Note, slots: Slots) -> list[Node]:
    children = [*page_nodes(block.badges, slots), *page_nodes(block.blocks, slots)]
    return [parts.note(children, title=block.title, kind=block.mood)]


def _section(block: Section, slots: Slots) -> list[Node]:
    children = page_nodes(block.blocks, slots)
    return [parts.section(children, title=block.title, level=block.level, kind=block.kind, key=block.key)]


def _timeline(block: Timeline, slots: Slots) -> list[Node]:
    moments = [
        parts.timeline_moment(
            one.time,
            one.title,
            block.level,
            page_nodes(one.blocks, slots),
            marks=page_nodes(one.marks),
            line=one.line,
            key=one.key,
            opened=one.opened,
        )
        for one in block.moments
    ]
    return [parts.timeline(moments)]


def _mark(block: Mark, _slots: Slots) -> list[Node]:
    return [parts.mark(block.kind, block.text)]


def _reference(block: Reference, _slots: Slots) -> list[Node]:
    place = Place(block.play, block.id, block.part, block.at)
    return [parts.link(block.text, block.page, place)]


def _references(block: References, slots: Slots) -> list[Node]:
    return [parts.listing([page_nodes([item], slots) for item in block.items], ordered=block.ordered)]


def _counts(block: Counts, _slots: Slots) -> list[Node]:
    return [parts.counts((number, parts.mark(sign.kind, sign.text)) for number, sign in block.counts)]


def _strip(block: Strip, _slots: Slots) -> list[Node]:
    moments = [
        {
            "time": one.time,
            "marks": page_nodes(one.marks),
            "at": one.at,
            "day": one.day,
            "below": one.below,
            "chosen": one.chosen,
            "pause": one.pause,
        }
        for one in block.moments
    ]
    return [parts.strip(block.title, moments, page_nodes(block.legend))]


def _button(block: Button, _slots: Slots) -> list[Node]:
    return [parts.button(block.text, block.do, _fields(block.fields), kind=block.kind, slow=block.slow)]


def _fields(fields: tuple[tuple[str, Any], ...]) -> Node:
    return {name: _fields(value) if isinstance(value, tuple) else value for name, value in fields}


def _link(block: Link, _slots: Slots) -> list[Node]:
    place = Place(block.play, block.id, block.part, block.at)
    return [parts.link(block.text, block.page, place, kind=block.kind)]


def _printer(block: Printer, _slots: Slots) -> list[Node]:
    return [parts.print_button(block.text)]


def _slot(block: Slot, slots: Slots) -> list[Node]:
    return slots[block.name]() if block.name in slots else []


_WRITERS: dict[type[Any], Callable[[Any, Slots], list[Node]]] = {
    Heading: _heading,
    Text: _text,
    Items: _items,
    Badge: _badge,
    Span: _span,
    Details: _details,
    Table: _table,
    Note: _note,
    Section: _section,
    Timeline: _timeline,
    Button: _button,
    Link: _link,
    Printer: _printer,
    Slot: _slot,
    Mark: _mark,
    Reference: _reference,
    References: _references,
    Counts: _counts,
    Strip: _strip,
}
