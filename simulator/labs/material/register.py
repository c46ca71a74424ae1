"""A register of requests as three people typed it, what each row means, and the amount by a rule of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from simulator.labs.lab import Lab, open_lab

NUMBERS = range(101, 127)  # of the requests, in the order in which they came
SPARE = ("health", "witness", "remark")  # columns that have no place in a working copy
HEADINGS = ("number", "date", "name", "village", "house", "persons", "children", "income", *SPARE)
COPY = ("number", "date", "name", "village", "house", "persons", "children", "income", "amount")
FIRST, SECOND = 600, 1000  # lei a person: the rule's two steps, both inclusive (ours)
MOST, LESS, PER_CHILD = 500, 300, 50  # lei (ours)

Typed = str | float | date | None


@dataclass(frozen=True, slots=True)
class Request:
    """What a row of the register means; None is what cannot be known from it.

    `replaced` is the newer request of the same household. Money is in lei a month.
    """

    number: int
    date: date | None
    name: str
    village: str | None
    house: str | None
    persons: int | None
    children: int | None
    income: float | None
    replaced: int | None = None

    @property
    def contradictory(self) -> bool:
        """Whether there are as many children as persons, or more: then there is no adult."""
        return self.persons is not None and self.children is not None and self.children >= self.persons

    @property
    def amount(self) -> int | None:
        """The help by the rule; None while something that it depends on is missing or contradictory."""
        if not self.village or not self.house or self.contradictory:
            return None
        if self.persons is None or self.children is None or self.income is None:
            return None
        return amount(self.income / self.persons, self.children)


def amount(each: float, children: int) -> int:
    """The help for firewood by our own rule, in lei: by the income a person, then by children."""
    base = MOST if each <= FIRST else LESS if each <= SECOND else 0
    return base + PER_CHILD * children if base else 0


def register() -> Lab:
    """The laboratory whose file holds the register."""
    return open_lab("register")


@cache
def raw_rows() -> dict[int, dict[str, str]]:
    """The register as typed: by number, a value for each heading.

    An apostrophe stands before what was typed as text; an underscore stands for a blank that nobody sees.
    """
    words = register().written.words
    rows = {}
    for number in NUMBERS:
        cells = [cell.strip() for cell in words[f"row-{number}"].split("|")]
        rows[number] = dict(zip(HEADINGS, [str(number), *cells], strict=True))
    return rows


def typed(cell: str, heading: str) -> Typed:
    """A cell as the workbook has it: a date, a number, text, or nothing."""
    if cell.startswith("'"):
        return cell[1:]
    if heading == "date" and "-" in cell:
        return date.fromisoformat(cell)
    return float(cell) if cell.isdigit() else cell.replace("_", " ") or None


def cell_text(cell: str, heading: str) -> str:
    """A cell as a spreadsheet shows it."""
    value = typed(cell, heading)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return f"{value:.0f}" if isinstance(value, float) else value or ""


@cache
def requests() -> dict[int, Request]:
    """What each row means, by number."""
    words = register().written.words
    return {
        number: _request(number, row, words.get(f"true-{number}", "")) for number, row in raw_rows().items()
    }


def _request(number: int, row: Mapping[str, str], corrections: str) -> Request:
    pairs = (each.partition("=") for each in corrections.split(";") if each.strip())
    plain = {name: cell.lstrip("'") for name, cell in row.items()}
    meant = plain | {name.strip(): value.strip() for name, _, value in pairs}
    return Request(
        number=number,
        date=date.fromisoformat(meant["date"]) if meant["date"] else None,
        name=meant["name"],
        village=meant["village"] or None,
        house=meant["house"] or None,
        persons=int(meant["persons"]) if meant["persons"] else None,
        children=int(meant["children"]) if meant["children"] else None,
        income=float(meant["income"]) if meant["income"] else None,
        replaced=int(meant["replaced"]) if meant.get("replaced") else None,
    )


def wanted() -> dict[int, Request]:
    """The requests of a clean copy: one a household, the newest; what cannot be decided stays."""
    return {number: request for number, request in requests().items() if request.replaced is None}
