"""Frozen dataclasses to plain JSON values and back, by their declared types; nothing is evaluated.

Used for compiled cases (cached by content, pinned with a play). Refuses data that does not fit.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any
_PLAIN = frozenset([int, str, bool, float, type(None)])


class Unpackable(ValueError):
    """Data that is not what the type says."""


def pack(value: Any) -> Json:
    """A value as JSON: dataclasses become lists of their fields, tuples lists."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple | list):
        return [pack(part) for part in value]
    if isinstance(value, Mapping):
        return {key: pack(part) for key, part in value.items()}
    if dataclasses.is_dataclass(value):
        return [pack(getattr(value, name)) for name in _names(value.__class__)]
    return value


def unpack(kind: type[T], data: Json) -> T:
    """The value of a type from its JSON. Raises `Unpackable`."""
    try:
        result: T = _reader_of(kind)(data)
    except (TypeError, ValueError, KeyError, AttributeError) as fault:
        raise Unpackable(str(fault)) from None
    return result


@lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _reader_of(kind: Any) -> Callable[[Json], Any]:
    return _reader(kind)


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Callable[[Json], Any]:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_reader(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional_reader(inner)
    if origin is tuple:
        return _tuple_reader(inner)
    if origin in (dict, Mapping):
        return _dict_reader(inner)
    return _scalar_reader(kind)


def _dataclass_reader(kind: type) -> Callable[[Json], Any]:
    readers: list[tuple[type, Callable[[Json], Any]]] = []

    def read(data: Json) -> Any:
        if not readers:  # filled on first use, since types may contain themselves
            hints = get_type_hints(kind)
            readers.extend((_as_it_is(hints[name]), _reader(hints[name])) for name in _names(kind))
        if type(data) is not list or len(data) != len(readers):
            raise Unpackable(f"{kind.__name__} has {len(readers)} parts")
        return kind(
            *[
                part if type(part) is plain else reader(part)
                for (plain, reader), part in zip(readers, data, strict=True)
            ]
        )

    return read


def _as_it_is(kind: Any) -> type:
    """The type of JSON values that need no reader for a field: the field's own, or none for an optional."""
    if get_origin(kind) in (Union, types.UnionType):
        return type(None)
    return kind if kind in _PLAIN else Unpackable


def _optional_reader(inner: tuple[Any, ...]) -> Callable[[Json], Any]:
    (some,) = [part for part in inner if part is not type(None)]
    reader = _reader(some)
    return lambda data: None if data is None else reader(data)


def _tuple_reader(inner: tuple[Any, ...]) -> Callable[[Json], Any]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return _scalars_reader(inner[0]) if inner[0] in _PLAIN else _many_reader(inner[0])
    readers = [_reader(part) for part in inner]

    def fixed(data: Json) -> Any:
        if type(data) is not list or len(data) != len(readers):
            raise Unpackable(f"{len(readers)} values are expected")
        return tuple([reader(part) for reader, part in zip(readers, data, strict=True)])

    return fixed


def _many_reader(kind: Any) -> Callable[[Json], Any]:
    reader = _reader(kind)

    def many(data: Json) -> Any:
        if type(data) is not list:
            raise Unpackable("a list is expected")
        return tuple([reader(part) for part in data]) if data else ()

    return many


def _scalars_reader(kind: Any) -> Callable[[Json], Any]:
    """Any number of plain values: looked at all at once, since most of a case is made of these."""
    allowed = _allowed(kind)

    def scalars(data: Json) -> Any:
        if type(data) is not list or not allowed.issuperset(map(type, data)):
            raise Unpackable(f"a list of {kind.__name__} is expected")
        return tuple(data)

    return scalars


def _allowed(kind: Any) -> frozenset[type]:
    return frozenset([int, float] if kind is float else [kind])


def _dict_reader(inner: tuple[Any, ...]) -> Callable[[Json], Any]:
    reader = _reader(inner[1])

    def read(data: Json) -> Any:
        if type(data) is not dict:
            raise Unpackable("a table is expected")
        return {key: reader(part) for key, part in data.items()}

    return read


def _scalar_reader(kind: Any) -> Callable[[Json], Any]:
    allowed = _allowed(kind)

    def read(data: Json) -> Any:
        if type(data) not in allowed:
            raise Unpackable(f"{kind.__name__} is expected")
        return data

    return read
