"""Tables that people hand in (XLSX, CSV), read without trust; each value keeps its row and column."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.errors import Message, WrongUse, message
from simulator.labs.answers import MOST_BYTES, LabFile, too_large
from simulator.labs.files.delimited import csv_rows
from simulator.labs.files.packages import Package, open_package

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_BLANK = 1_000  # rows without anything, one after the other, after which a sheet is over
MOST_SHEETS = 20
HEADED = 30  # rows among which the headings are looked for
NARROW = 0.6  # of the widest row: a title above the table is narrower than the headings
_PACKED = (b"PK", bytes.fromhex("d0cf11e0"))  # workbooks, and Office's old container
Rows = dict[int, list[Any]]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet: its frame has the file's own row numbers as index and the headings as columns.

    Cells are what the file holds: text as it stands there, numbers, dates, None. `letters` name the columns
    as a spreadsheet does; `assumed` says in words how the file was understood. `typed` is whether the file
    itself tells a number or a date from text: a workbook does, CSV does not.
    """

    name: str
    typed: bool
    frame: pd.DataFrame
    letters: tuple[str, ...]
    assumed: tuple[Message, ...]

    def cell(self, row: int, column: str) -> str:
        """A cell's place, as in C7."""
        return f"{self.letters[list(self.frame.columns).index(column)]}{row}"


def read_tables(file: LabFile) -> tuple[SheetTable, ...]:
    """Every sheet of a file that holds a table. Raises `WrongUse`, one sentence, for what cannot be read."""
    if len(file.content) > MOST_BYTES:
        raise WrongUse(too_large(file.name))
    if not file.content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise WrongUse(message("the file '{name}' is empty", name=file.name))
    sheets = _sheets_of(file)
    tables = tuple(table for name, rows, notes in sheets if (table := _table(name, rows, notes)))
    if not tables:
        raise WrongUse(message("the file '{name}' has no table with headings and rows", name=file.name))
    return tables


def _sheets_of(file: LabFile) -> Iterable[tuple[str, Rows, list[Message]]]:
    if file.content.startswith(_PACKED):
        return list(_workbook(file))
    rows, notes = csv_rows(file.content)
    return [("", *_kept(rows, notes))]


def _workbook(file: LabFile) -> Iterator[tuple[str, Rows, list[Message]]]:
    """The sheets of a workbook, values as they were last computed; nothing in it is run or fetched."""
    package = open_package(file.content, "xlsx")
    linked = any(part.startswith("xl/externalLinks/") for part in package.parts)
    notes = [message("links to other files were not followed; values are those last saved")] if linked else []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks that are not read
            values, formulas = _opened(package, True), _opened(package, False)
            for sheet in values.worksheets[:MOST_SHEETS]:
                rows, cut = _kept(_cells(sheet), notes)
                yield sheet.title, rows, [*cut, *_never_computed(formulas[sheet.title], rows)]
    except Exception as fault:  # whatever a broken sheet does to its reader
        raise WrongUse(
            message("the workbook '{name}' is damaged and cannot be read", name=file.name)
        ) from fault


def _opened(package: Package, data_only: bool) -> Any:
    import openpyxl

    content = io.BytesIO(package.content)
    return openpyxl.load_workbook(content, read_only=True, data_only=data_only, keep_links=False)


def _cells(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    return sheet.iter_rows(values_only=True)  # type: ignore[no-any-return]


def _kept(rows: Iterable[Sequence[Any]], notes: list[Message]) -> tuple[Rows, list[Message]]:
    """Rows that hold something, by number, until there are too many or nothing comes any more."""
    filled: Rows = {}
    last = 0
    for number, row in enumerate(rows, start=1):
        if number - last > MOST_BLANK:
            blank = message("below row {row} everything was empty for {most} rows", row=last, most=MOST_BLANK)
            return filled, [*notes, blank]
        if len(filled) == MOST_ROWS:
            return filled, [*notes, message("only the first {most} rows were read", most=MOST_ROWS)]
        if any(not _blank(value) for value in row[:MOST_COLUMNS]):
            filled[number], last = [None if _blank(value) else value for value in row[:MOST_COLUMNS]], number
    return filled, notes


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _never_computed(sheet: Any, values: Rows) -> list[Message]:
    """What is said of a formula without a stored value, which only a spreadsheet program can compute."""
    last = max(values, default=0)
    for number, row in zip(range(1, last + 1), _cells(sheet), strict=False):
        known = values.get(number, [])
        for at, value in enumerate(row[:MOST_COLUMNS]):
            computed = at < len(known) and known[at] is not None
            if isinstance(value, str) and value.startswith("=") and not computed:
                return [without_value(f"{_letter(at)}{number}")]
    return []


def without_value(where: str) -> Message:
    """What is said of a formula that no program has computed."""
    return message(
        "the formula in {where} has no stored value:"
        " open the file in your spreadsheet program and save it again",
        where=where,
    )


def _table(name: str, rows: Rows, notes: list[Message]) -> SheetTable | None:
    """The table in a sheet; None if there are no headings with rows beneath."""
    import pandas as pd

    head = _heading_row(rows)
    below = {number: row for number, row in rows.items() if head is not None and number > head}
    if head is None or not below:
        return None
    width = max(len(row) for row in [rows[head], *below.values()])
    used = [at for at in range(width) if any(at < len(row) and row[at] is not None for row in rows.values())]
    padded = [[row[at] if at < len(row) else None for at in used] for row in below.values()]
    headings = _headings(rows[head], used)
    frame = pd.DataFrame(padded, index=list(below), columns=headings, dtype=object)
    if head > 1:
        notes = [*notes, message("headings found in row {row}", row=head)]
    return SheetTable(name, bool(name), frame, tuple(_letter(at) for at in used), tuple(notes))


def _heading_row(rows: Rows) -> int | None:
    """The first row of words that is about as wide as the table."""
    filled = {number: [value for value in row if value is not None] for number, row in rows.items()}
    widest = max((len(row) for row in filled.values()), default=0)
    for number, row in list(filled.items())[:HEADED]:
        if len(row) >= max(2, NARROW * widest) and all(_is_word(value) for value in row):
            return number
    return None


def _is_word(value: object) -> bool:
    return isinstance(value, str) and any(sign.isalpha() for sign in value)


def _headings(row: list[Any], used: list[int]) -> list[str]:
    """A heading for each column, no two alike; a column without one is called by its letter."""
    headings: list[str] = []
    for at in used:
        words = str(row[at]).strip() if at < len(row) and row[at] is not None else _letter(at)
        while words in headings:
            words += f" ({_letter(at)})"
        headings.append(words)
    return headings


def _letter(at: int) -> str:
    """A column's name in a spreadsheet, from 0: A … Z, AA …"""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
