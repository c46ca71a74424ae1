"""Frozen dataclasses and named tuples to plain JSON values and back, by the names of their fields.

Used for compiled cases (cached by content, pinned with a play) and judged plays. Nothing is
evaluated; data that does not fit is refused. A field that has its default is left out, so a default
that has once been released stays as it is, a new field has one, and a name is not used again for
something else: then what was packed before can be read after. A field that is no longer there is
passed over.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import repeat
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints
from unicodedata import normalize

T = TypeVar("T")
Json = Any
_PLAIN = frozenset([int, str, bool, float, type(None)])
_NONE = object()


class Unpackable(ValueError):
    """Data that is not what the type says."""


class FieldReader(NamedTuple):
    """How one field is read: the type of values that are taken as they are, the reader of all others."""

    plain: type
    read: Callable[[Json], Any]


def pack(value: Any) -> Json:
    """A value as JSON: dataclasses and named tuples become tables of their fields, tuples lists."""
    if type(value) in _PLAIN:
        return value
    kind: Any = type(value)
    defaults = _defaults(kind)
    if defaults is not None:
        packed = {}
        for name, default in defaults.items():
            part = getattr(value, name)
            if part is not default and (part != default or type(part) is not type(default)):
                packed[name] = pack(part)
        return packed
    if isinstance(value, tuple | list):
        return _rows(value) if value and _is_row(type(value[0])) else [pack(part) for part in value]
    if isinstance(value, Mapping):
        return {key: pack(part) for key, part in value.items()}
    return value


def _rows(values: Sequence[Any]) -> Json:
    """Named tuples of one type: the names once, then a row for each."""
    names = values[0]._fields
    return {"fields": list(names), "rows": [[pack(part) for part in value] for value in values]}


def _is_row(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def unpack(kind: type[T], data: Json) -> T:
    """The value of a type from its JSON. Raises `Unpackable`."""
    try:
        result: T = _reader_of(kind)(data)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as fault:
        raise Unpackable(str(fault)) from None
    return result


def meaning_of(*values: Any) -> str:
    """A digest of what values mean: the order of tables and the composition of letters do not matter."""
    text = json.dumps(pack(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    whole = normalize("NFC", text).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:32]


@lru_cache(maxsize=256)
def _defaults(kind: Any) -> dict[str, Any] | None:
    """The fields of a type, each with its default, if it has any; None for a type without fields."""
    if dataclasses.is_dataclass(kind):
        return {field.name: _default_of(field) for field in dataclasses.fields(kind)}
    names: tuple[str, ...] | None = getattr(kind, "_fields", None) if issubclass(kind, tuple) else None
    return None if names is None else {name: kind._field_defaults.get(name, _NONE) for name in names}


def _default_of(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _NONE if field.default is dataclasses.MISSING else field.default


def _reader_of(kind: Any) -> Callable[[Json], Any]:
    return _reader(kind)


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Callable[[Json], Any]:
    if isinstance(kind, type) and _defaults(kind) is not None:
        return _table_reader(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional_reader(inner)
    if origin is tuple:
        return _tuple_reader(inner)
    if origin in (dict, Mapping):
        return _dict_reader(inner)
    return _scalar_reader(kind)


def _table_reader(kind: type) -> Callable[[Json], Any]:
    readers: dict[str, FieldReader] = {}

    def read(data: Json) -> Any:
        if not readers:  # filled on first use, since types may contain themselves
            hints = get_type_hints(kind)
            for name in _defaults(kind) or ():
                readers[name] = FieldReader(_as_it_is(hints[name]), _reader(hints[name]))
        if type(data) is not dict:
            raise Unpackable(f"a table of {kind.__name__} is expected")
        parts = {}
        for name, part in data.items():
            if name in readers:
                plain, reader = readers[name]
                parts[name] = part if type(part) is plain else reader(part)
        return kind(**parts)

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


def _rows_reader(kind: Any) -> Callable[[Json], Any]:
    """Any number of rows: looked at column by column, since a judged play is made of these."""
    hints = get_type_hints(kind)
    columns = {name: _column_reader(hints[name]) for name in kind._fields}

    def rows(data: Json) -> Any:
        if data == []:
            return ()
        values = dict(zip(data["fields"], zip(*data["rows"], strict=True), strict=True))
        many, whole = len(data["rows"]), []
        for name, read in columns.items():
            if name in values:
                whole.append(read(values[name]))
            else:
                whole.append(repeat(kind._field_defaults[name], many))
        return tuple(map(partial(tuple.__new__, kind), zip(*whole, strict=True)))

    return rows


def _column_reader(kind: Any) -> Callable[[tuple[Json, ...]], Iterable[Any]]:
    if kind in _PLAIN:
        allowed, refuse = _allowed(kind), _scalar_reader(kind)
        return lambda values: values if allowed.issuperset(map(type, values)) else [*map(refuse, values)]
    reader = _reader(kind)
    if get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis:  # most are empty
        return lambda values: [() if value == [] else reader(value) for value in values]
    return lambda values: [*map(reader, values)]


def _many_reader(kind: Any) -> Callable[[Json], Any]:
    if _is_row(kind):
        return _rows_reader(kind)
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
