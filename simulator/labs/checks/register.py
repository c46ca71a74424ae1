"""Checks of the register: help by the rule, cells of a pivot, a file's name, the learner's own copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from simulator.labs.answers import LabFile
from simulator.labs.feedback import CheckResult
from simulator.labs.files.tables import SheetTable, read_tables, without_value
from simulator.labs.material.register import COPY, SPARE, register, requests, wanted
from simulator.labs.material.register_cells import cell_findings
from simulator.labs.material.register_copy import CNP, Copy, column_called, folded, likeliest, some
from simulator.labs.material.register_rows import row_findings

LONGEST = 60  # signs of a file's name (ours)
PIVOT = {"poiana-september": 4, "izvor-october": 3, "nowhere": 2}
_VERSION = re.compile(r"(?<![a-z0-9])v(?:ers(?:iunea)?)?[ ._-]?0*(\d+)(?!\d)")
_ISO = re.compile(r"(?<!\d)2026-?11-?05(?!\d)")
_OTHER_ORDER = re.compile(r"(?<!\d)0?5[ ._-]?(?:11|nov\w*)[ ._-]?(?:20)?26(?!\d)")


def check_amounts(answer: Mapping[str, float]) -> Iterator[CheckResult]:
    """The help of three households, in lei."""
    off = [result for item, given in answer.items() if (result := _amount(int(item[1:]), given))]
    yield from off or [CheckResult("right", fine=True)]


def _amount(number: int, given: float) -> CheckResult | None:
    """What is wrong with a household's amount, if anything is."""
    request = requests()[number]
    each, children = (request.income or 0) / (request.persons or 1), request.children or 0
    if given == request.amount:
        return None
    if number == 105 and given == 500:
        return CheckResult("separator")
    if number == 102 and given == 400:
        return CheckResult("threshold")
    if request.amount and given == request.amount - 50 * children:
        return CheckResult("children", {"row": number})
    if request.amount and given == 0:
        return CheckResult("household", {"row": number})
    per_person = f"{each:,.2f}".translate(str.maketrans(",.", ".,")).removesuffix(",00")
    return CheckResult("other", {"row": number, "given": given, "each": per_person})


def check_pivot(answer: Mapping[str, float]) -> Iterator[CheckResult]:
    """Three counts of the pivot by village and month, the one outside it included."""
    cells = register().written_exercise("pivot").items or {}
    off = []
    for item, given in answer.items():
        right, cell = PIVOT[item], cells[item].text
        if given == right:
            continue
        if item == "nowhere":
            off.append(CheckResult("nowhere", {"count": right, "given": given}))
        elif item == "poiana-september" and given == right + 1:
            off.append(CheckResult("impossible"))
        elif item == "izvor-october" and given == right - 1:
            off.append(CheckResult("turcanu"))
        elif given < right:
            off.append(CheckResult("spelling", {"cell": cell}))
        else:
            off.append(CheckResult("other", {"cell": cell, "given": given}))
    yield from off or [CheckResult("right", fine=True)]


def check_name(answer: str) -> Iterator[CheckResult]:
    """A name for the second version of the copy, of 5 November 2026."""
    off = list(_of_name(answer.strip()))
    yield from off or [CheckResult("right", fine=True)]


def _of_name(given: str) -> Iterator[CheckResult]:
    low = folded(given)
    stem, dot, ending = low.rpartition(".")
    if not dot or ending not in ("xlsx", "csv", "ods", "xls"):
        stem = low
        yield CheckResult("ending")
    version = _VERSION.search(stem)
    if not version or version[1] != "2":
        yield CheckResult("version")
    if not _ISO.search(stem):
        yield CheckResult("order" if _OTHER_ORDER.search(stem) else "date")
    parts = re.findall(r"[a-z]+", stem)
    for word in dict.fromkeys(parts):
        if word.startswith("final") or word in ("nou", "noua", "bun", "buna", "ultim", "ultima", "corect"):
            yield CheckResult("final", {"word": word})
        elif word in _name_words():
            yield CheckResult("person", {"word": word})
    if not any(word.startswith(("regist", "cerer", "lemn", "ajutor")) for word in parts):
        yield CheckResult("what")
    signs = dict.fromkeys(sign for sign in given if not re.match(r"[A-Za-z0-9._-]", sign))
    if signs:
        yield CheckResult("signs", {"signs": " ".join(f"„{sign}”" for sign in list(signs)[:5])})
    if len(given) > LONGEST:
        yield CheckResult("long", {"count": len(given)})


def _name_words() -> set[str]:
    return {word for request in requests().values() for word in folded(request.name).split()}


def check_clean(answer: LabFile) -> Iterator[CheckResult]:
    """The learner's own copy: what was assumed to read it, then whatever is off, by column, row and cell."""
    tables = read_tables(answer)
    copy = likeliest(tables)
    speech = register().speech
    for words in copy.table.assumed:
        sentence = speech.say(words)
        yield CheckResult(
            "read",
            {"how": sentence[:1].upper() + sentence[1:] + "."},
            fine=words.form != without_value("").form,
        )
    off = [*_of_columns(copy), *_of_other_sheets(tables, copy), *_of_version(answer.name)]
    if "number" in copy.columns:
        off += [*row_findings(copy), *cell_findings(copy)]
    yield from off or [_right(copy)]


def _right(copy: Copy) -> CheckResult:
    amounts = [request.amount for request in wanted().values()]
    total = f"{sum(each or 0 for each in amounts):,}".replace(",", ".")
    values = {"rows": len(copy.table.frame), "total": total, "open": amounts.count(None)}
    return CheckResult("right", values, fine=True)


def _of_columns(copy: Copy) -> Iterator[CheckResult]:
    """Columns that are missing, and those that should not be there."""
    missing = [name for name in COPY if name not in copy.columns]
    if missing:
        ours = ", ".join(register().words(f"head-{name}") for name in missing)
        yield CheckResult("no-columns", {"columns": ours})
    table = copy.table
    for letter, heading in zip(table.letters, table.frame.columns, strict=True):
        kind = column_called(heading)
        values = {"column": letter, "heading": heading[:40]}
        if kind in SPARE:
            yield CheckResult(kind, values)
        elif kind is None or (kind != "welcome" and copy.columns[kind] != heading):
            yield CheckResult("extra", values)
    places = [
        table.cell(row, heading)
        for heading in table.frame.columns
        for row, value in table.frame[heading].items()
        if CNP.search(_digits(value)) and isinstance(row, int)
    ]
    if places:
        yield CheckResult("cnp", {"where": some(places)})


def _of_other_sheets(tables: Iterable[SheetTable], copy: Copy) -> Iterator[CheckResult]:
    """Another sheet that still holds what was taken out."""
    for table in tables:
        if table is not copy.table and any(column_called(each) in SPARE for each in table.frame.columns):
            yield CheckResult("other-sheet", {"sheet": table.name})


def _of_version(name: str) -> Iterator[CheckResult]:
    if not _VERSION.search(folded(name)):
        yield CheckResult("file-version", {"name": name[:80]})


def _digits(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)
