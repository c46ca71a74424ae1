"""What every value of this room can do: say in a line what it is, and show itself in a notebook."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeAlias, TypeVar, overload

from simulator.errors import WrongUse, message
from simulator.report.document import Block, Document, Items

if TYPE_CHECKING:
    import pandas as pd

MOST_SIGNS = 300
T = TypeVar("T")
Tables: TypeAlias = "Mapping[str, tuple[tuple[Any, ...], type[Any]]]"  # rows and their kind, by name
_UNKNOWN = {
    "case": "there is no case '{name}'; did you mean {near}?",
    "walk": "there is no walk '{name}'; did you mean {near}?",
    "role": "there is no role '{name}'; did you mean {near}?",
    "level": "there is no level '{name}'; did you mean {near}?",
    "language": "there is no language '{name}'; did you mean {near}?",
    "policy": "there is no policy '{name}'; did you mean {near}?",
    "rule": "there is no rule '{name}'; did you mean {near}?",
    "option": "there is no option '{name}' here; did you mean {near}?",
    "table": "there is no table '{name}'; did you mean {near}?",
    "chance": "nothing is left to chance under the name '{name}'; did you mean {near}?",
}
_UNFIT = {
    "path": "'{name}' must be the path of a file or a folder, not {value}",
    "values": "'{name}' must be a dictionary of values by name, not {value}",
    "play": "'{name}' must be a play, not {value}",
}


def clipped(text: str, most: int = MOST_SIGNS) -> str:
    """A text of one line, cut where it would flood a screen."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def chosen(kind: str, name: str, there: Collection[str]) -> str:
    """The same name. Raises `WrongUse` with the nearest names, or with all if none is near."""
    if isinstance(name, str) and name in there:
        return name
    begun = sorted((one for one in there if name and one.startswith(str(name))), key=len)[:3]
    alike = difflib.get_close_matches(str(name), there, n=3, cutoff=0.5)
    near = list(dict.fromkeys([*begun, *alike])) or list(there)[:12]
    raise WrongUse(message(_UNKNOWN[kind], name=name, near=", ".join(f"'{one}'" for one in near)))


def whole_number(name: str, value: object, least: int, most: int) -> int:
    """The same number. Raises `WrongUse` for what is no whole number within the bounds."""
    if type(value) is int and least <= value <= most:
        return value
    raise WrongUse(
        message(
            "'{name}' must be a whole number from {least} to {most}, not {value}",
            name=name,
            least=least,
            most=most,
            value=repr(value),
        )
    )


def fitting(kind: str, name: str, value: object, wanted: type[Any]) -> Any:
    """The same value. Raises `WrongUse` with what is wanted under this name for one of another type."""
    if isinstance(value, wanted):
        return value
    raise WrongUse(message(_UNFIT[kind], name=name, value=repr(value)))


def path_given(name: str, value: object) -> Path:
    """The path that is given. Raises `WrongUse` for what is none."""
    given = value if isinstance(value, str) else os.fspath(fitting("path", name, value, os.PathLike))
    # No system has a file of such a name, and Python would say so in words of its own.
    if not isinstance(given, str) or "\0" in given:
        raise WrongUse(message(_UNFIT["path"], name=name, value=repr(value)))
    return Path(given)


class Described:
    """A value that says in one line what it is."""

    __slots__ = ()

    def _line(self) -> str:
        """What it is, in a line."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return clipped(f"<{type(self).__name__} {self._line()}>")


class Shown(Described):
    """A value that a notebook shows as a document."""

    __slots__ = ()

    def document(self) -> Document:
        """The value as a document: a tree of blocks that holds all words and no form."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        from simulator.report.html_renderer import html_of

        return html_of(self.document())


class Listing(tuple[T, ...]):
    """Values in a row: to go through, to count, to take one by its place (from 0)."""

    __slots__ = ()

    def __repr__(self) -> str:
        return clipped(f"<{len(self)}: {'; '.join(_word(one) for one in self[:40])}>")

    @overload
    def __getitem__(self, place: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Listing[T]: ...

    def __getitem__(self, place: SupportsIndex | slice) -> T | Listing[T]:
        taken: Any = super().__getitem__(place)
        return Listing(taken) if isinstance(place, slice) else taken

    def to_frame(self) -> pd.DataFrame:
        """The values as a table of pandas: a row each, a column for each part; bare words in one column.

        Raises `SimulatorError` for values that are not all of one kind, such as the events of a log.
        """
        from simulator.api.frames import column_of, frame_of

        kinds = {type(one) for one in self}
        if kinds <= {str}:
            return column_of([str(one) for one in self])
        if len(kinds) > 1 or not all(issubclass(kind, Described) and is_dataclass(kind) for kind in kinds):
            raise WrongUse(message("only values of one kind make a table; these are not"))
        return frame_of(self, kinds.pop())

    def _repr_html_(self) -> str:
        from simulator.report.html_renderer import html_of

        return html_of(sheet("", [Items(tuple(_word(one) for one in self))], "ro"))


class Parts(dict[str, str]):
    """An answer to a task of many parts: the value given to each, by the part's id."""

    def __repr__(self) -> str:
        return clipped(dict.__repr__(self))


def table_named(name: str, tables: Tables) -> pd.DataFrame:
    """One of several tables, each given as its rows and their kind. Raises `WrongUse` for another name."""
    from simulator.api.frames import frame_of

    rows, kind = tables[chosen("table", name, tables)]
    return frame_of(rows, kind)


def _word(one: object) -> str:
    return one._line() if isinstance(one, Described) else str(one)


def sheet(title: str, blocks: Iterable[Block], code: str) -> Document:
    """A document of a few blocks, to be shown and not printed."""
    return Document(name=title, title=title, lang=code, page="", foot="", blocks=tuple(blocks))
