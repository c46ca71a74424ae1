"""A learner's copy of the register: which column is which, which row is which request, what a cell holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from simulator.labs.files.tables import SheetTable
from simulator.labs.material.register import COPY, SPARE, register, requests

CNP = re.compile(r"(?<!\d)\d{13}(?!\d)")  # as long as a personal number; which it is does not matter
_PLAIN = re.compile(r"-?\d+(?:[.,]\d{1,2})?")
_THOUSANDS = re.compile(r"-?\d{1,3}[.,]\d{3}")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?|(\d{1,2})[./](\d{1,2})[./](\d{4})")


@dataclass(frozen=True, slots=True)
class Copy:
    """A table of which it is known what its columns are: our name of a column -> its own heading."""

    table: SheetTable
    columns: dict[str, str]

    def rows(self) -> Iterator[tuple[int, int | None]]:
        """Each row's place in the file, and the number of its request; None for a number that is none."""
        for row, value in self.table.frame[self.columns["number"]].items():
            number = cell_number(value)
            assert isinstance(row, int)
            yield row, int(number) if number is not None and number == int(number) else None

    def value(self, row: int, column: str) -> object:
        """What stands in a cell; None if nothing does."""
        return self.table.frame.loc[row, self.columns[column]]

    def where(self, row: int, column: str) -> str:
        """A cell's place, and what stands there if it is short."""
        place, value = self.table.cell(row, self.columns[column]), self.value(row, column)
        return place if value is None else f"{place} („{value_text(value)}”)"


def recognised(table: SheetTable) -> Copy:
    """A table with its columns called by our names, as far as their headings tell."""
    columns: dict[str, str] = {}
    for heading in table.frame.columns:
        name = column_called(heading)
        if name:
            columns.setdefault(name, heading)
    return Copy(table, columns)


def likeliest(tables: tuple[SheetTable, ...]) -> Copy:
    """The copy among the sheets of a file: the one with most of the columns asked for."""
    copies = [recognised(table) for table in tables]
    return max(copies, key=lambda copy: len(set(COPY) & set(copy.columns)))


def column_called(heading: str) -> str | None:
    """Our name of a column by its heading; "welcome" for one that may be there; None for an unknown one."""
    bare = " ".join(re.sub(r"[^\w]+", " ", folded(heading)).split())
    return _names().get(bare)


@cache
def _names() -> dict[str, str]:
    return {
        " ".join(alias.replace("-", " ").split()): name
        for name in (*COPY, *SPARE, "welcome")
        for alias in register_words(f"is-{name}")
    }


def register_words(key: str) -> list[str]:
    """Words that stand in the laboratory's file as a list with commas."""
    return [each.strip().strip('"') for each in register().words(key).split(",")]


def folded(text: object) -> str:
    """A text in small letters without diacritics and with single blanks."""
    bare = unicodedata.normalize("NFD", str(text))
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).lower().split())


def asks(value: object) -> bool:
    """Whether a cell says that its value is not known."""
    return isinstance(value, str) and folded(value).startswith(tuple(register_words("asks")))


def value_text(value: object) -> str:
    """A cell's value in a sentence: short, and never a whole personal number."""
    if isinstance(value, datetime):
        value = value.strftime("%d.%m.%Y")
    if isinstance(value, float):
        value = f"{value:.10g}".replace(".", ",")
    words = "".join(sign if sign.isprintable() else "·" for sign in str(value))
    return CNP.sub("…", words if len(words) <= 30 else f"{words[:29]}…")


def cell_number(value: object) -> float | None:
    """A number, or digits that can be read in one way only ("1250,5"); None for all else ("1.250")."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    plain = str(value).strip() if isinstance(value, str) else ""
    return float(plain.replace(",", ".")) if _PLAIN.fullmatch(plain) else None


def thousandth(value: object) -> bool:
    """Whether digits are cut as thousands are ("1.250"), so that a program may read a thousandth."""
    return isinstance(value, str) and bool(_THOUSANDS.fullmatch(value.strip()))


def day_in(value: object) -> date | None:
    """A date, or one written so that it can be read in one way only; None for all else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def house_in(value: object) -> str:
    """A house's number without blanks: "19a" and "19 A" are one."""
    number = cell_number(value)
    return f"{number:.0f}" if number is not None else folded(value).replace(" ", "").upper()


@cache
def names() -> dict[frozenset[str], int]:
    """The words of each name, in any order, with the number of a request that has it."""
    return {frozenset(folded(request.name).split()): number for number, request in requests().items()}


def some(places: Iterable[object], most: int = 5) -> str:
    """Numbers or places in a sentence, the first few of many."""
    words = [str(place) for place in places]
    return ", ".join(words[:most]) + (f"… (+{len(words) - most})" if len(words) > most else "")
