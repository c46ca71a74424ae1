"""A document as paper and a terminal read it: one block after another, nothing folded, nothing to click."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
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
    Printer,
    Reference,
    References,
    Section,
    Slot,
    Span,
    Strip,
    StripMoment,
    Table,
    Text,
    Timeline,
)


def linear(blocks: Iterable[Block], level: int = 2) -> Iterator[Block]:
    """The blocks as paper reads them, one after another: sections opened, what is folded unfolded.

    Only Heading, Text, Items, Badge, Span, Table, Note, Sheet, Blanks and Picture are left. `level` is
    that of the headings of what is folded.
    """
    for block in blocks:
        match block:
            case Section():
                if block.title:
                    yield Heading(block.title, block.level)
                yield from linear(block.blocks, block.level + 1 if block.title else level)
            case Timeline():
                under = max(block.level, level)
                for moment in block.moments:
                    words = (moment.time, moment.title, ", ".join(mark.text for mark in moment.marks))
                    yield Heading(" · ".join(filter(None, words)), under)
                    yield from linear(moment.blocks, under + 1)
            case Details():
                opened = unfolded(block, level)
                yield from linear(opened, level + isinstance(opened[0], Heading))
            case Slot():
                yield from linear(block.instead, level)
            case Button() | Link() | Printer():
                continue
            case _:
                yield _PLAIN[type(block)](block) if type(block) in _PLAIN else block


def unfolded(details: Details, level: int = 4) -> tuple[Block, ...]:
    """What is folded, opened: its summary before the first text, or as a heading unless a table says it."""
    first = details.blocks[0] if details.blocks else Text("")
    if isinstance(first, Text) and not first.label and not first.kind:
        return (dataclasses.replace(first, label=details.summary), *details.blocks[1:])
    if isinstance(first, Table) and first.caption == details.summary:
        return details.blocks
    return (Heading(details.summary, min(level, 4)), *details.blocks)


def in_note(block: Block) -> tuple[Block, ...]:
    """A block of a note as paper reads it: what is folded opened without its summary, which the note is."""
    return block.blocks if isinstance(block, Details) else (block,)


def plain_cell(cell: Cell) -> str | Items:
    """A cell as paper reads it: words or a list."""
    match cell:
        case Badge() | Span() | Reference():
            return cell.text
        case Details():
            return next(block for block in cell.blocks if isinstance(block, Items))
        case _:
            return cell


def _moment_words(moment: StripMoment) -> str:
    """One moment of a strip: its time, what its marks say, what stands below."""
    signs = ", ".join(mark.text for mark in moment.marks)
    return f"{moment.day} {moment.time} {signs}".strip() + (f" ({moment.below})" if moment.below else "")


# What a page shows with signs and ways, in words alone.
_PLAIN: dict[type[Any], Callable[[Any], Block]] = {
    Mark: lambda block: Text(block.text),
    Reference: lambda block: Text(block.text),
    References: lambda block: Items(tuple(item.text for item in block.items), block.ordered),
    Counts: lambda block: Text(" · ".join(f"{number} {mark.text}" for number, mark in block.counts)),
    Strip: lambda block: Text(" · ".join(map(_moment_words, block.moments)), block.title),
}
