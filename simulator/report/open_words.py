"""How much of a document is read before anything is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from simulator.report.document import (
    Counts,
    Details,
    Items,
    Mark,
    Moment,
    Note,
    References,
    Section,
    Slot,
    Strip,
    Table,
    Text,
    Timeline,
)


def open_words(blocks: Iterable[Any]) -> int:
    """How many words of the blocks a page shows before anything is opened; a lone sign is none."""
    return sum(map(_words, blocks))


def _words(block: Any) -> int:
    if isinstance(block, str):
        return sum(any(map(str.isalnum, word)) for word in block.split())
    return open_words(_OPEN[type(block)](block) if type(block) in _OPEN else (block.text,))


def _moment(block: Moment) -> Iterable[Any]:
    return (block.time, block.title, *(block.blocks if block.opened else (block.line,)))


def _table(block: Table) -> Iterable[Any]:
    return (block.caption, *block.head, *(cell for row in block.rows for cell in row))


def _strip(block: Strip) -> Iterable[Any]:
    legend = [mark.text for mark in block.legend]
    return (block.title, *(f"{one.time} {one.day} {one.below}" for one in block.moments), *legend)


# What stands open of each kind; of the others, their text.
_OPEN: dict[type[Any], Callable[[Any], Iterable[Any]]] = {
    Text: lambda block: (block.label, block.text),
    Details: lambda block: (block.summary, str(block.count or "")),
    Section: lambda block: (block.title, *block.blocks),
    Note: lambda block: (block.title, *block.badges, *block.blocks),
    Timeline: lambda block: block.moments,
    Moment: _moment,
    Items: lambda block: block.items,
    References: lambda block: block.items,
    Table: _table,
    Counts: lambda block: [f"{number} {mark.text}" for number, mark in block.counts],
    Strip: _strip,
    Mark: lambda _block: (),
    Slot: lambda _block: (),
}
