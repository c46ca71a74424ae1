"""A document as data for JSON and back; and the simple blocks that a template reads one after another."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from simulator.report.document import (
    Badge,
    Blanks,
    Button,
    Counts,
    Details,
    Document,
    Heading,
    Items,
    Link,
    Mark,
    Moment,
    Note,
    Picture,
    Printer,
    Reference,
    References,
    Section,
    Sheet,
    Slot,
    Span,
    Strip,
    StripMoment,
    Table,
    Text,
    Timeline,
)
from simulator.report.reading_order import in_note, linear, plain_cell

_BLOCKS: dict[str, Any] = {
    kind.__name__.lower(): kind
    for kind in (
        Heading,
        Text,
        Items,
        Badge,
        Span,
        Details,
        Table,
        Note,
        Section,
        Timeline,
        Sheet,
        Blanks,
        Picture,
        Button,
        Link,
        Printer,
        Slot,
        Moment,
        Mark,
        Reference,
        References,
        Counts,
        Strip,
        StripMoment,
    )
}


def as_data(value: Any) -> Any:
    """A document or a part of it as data for JSON; each block says what it `is`."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: as_data(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return fields if isinstance(value, Document) else {"is": type(value).__name__.lower(), **fields}
    return [as_data(part) for part in value] if isinstance(value, tuple) else value


def document_from_data(data: Mapping[str, Any]) -> Document:
    """The document that `as_data` gave, also after JSON. Raises `KeyError` or `TypeError`."""
    return Document(**{name: _from_data(value) for name, value in data.items()})


def _from_data(value: Any) -> Any:
    if isinstance(value, Mapping):
        inner = {name: _from_data(part) for name, part in value.items() if name != "is"}
        return _BLOCKS[value["is"]](**inner)
    return tuple([_from_data(part) for part in value]) if isinstance(value, list | tuple) else value


def as_read(document: Document) -> list[Any]:
    """The blocks in the order in which they are read, as data: cells are words or lists, notes are flat."""
    return [_as_read(block) for block in linear(document.blocks)]


def _as_read(block: Any) -> Any:
    if isinstance(block, Table):
        rows = tuple(tuple(plain_cell(cell) for cell in row) for row in block.rows)
        block = dataclasses.replace(block, rows=rows)
    if isinstance(block, Note):
        inner = tuple(part for one in block.blocks for part in linear(in_note(one)))
        block = dataclasses.replace(block, blocks=inner)
    return as_data(block)
