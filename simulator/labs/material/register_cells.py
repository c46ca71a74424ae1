"""Cells of a learner's copy against the register: what is off in each, gathered by what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from simulator.labs.feedback import CheckResult
from simulator.labs.material.register import (
    FIRST,
    LESS,
    PER_CHILD,
    SECOND,
    Request,
    amount,
    requests,
)
from simulator.labs.material.register_copy import (
    Copy,
    asks,
    cell_number,
    day_in,
    folded,
    house_in,
    names,
    some,
    thousandth,
)

NUMERIC = ("persons", "children", "income")


def cell_findings(copy: Copy) -> Iterator[CheckResult]:
    """Each kind of fault once, with the places where it is."""
    places: dict[str, list[str]] = {}
    for row, number in copy.rows():
        request = requests().get(number or 0)
        if request is None:
            continue
        for column, fault_of in _FAULTS.items():
            if column in copy.columns:
                key = fault_of(copy.value(row, column), request, copy.table.typed)
                if key:
                    places.setdefault(key, []).append(copy.where(row, column))
    yield from (CheckResult(key, {"where": some(where)}) for key, where in places.items())


def _date(value: object, request: Request, typed: bool) -> str | None:
    meant = request.date
    if value is None or asks(value):
        return "emptied" if meant else None
    if meant is None:
        return "invented"
    given = day_in(value)
    if cell_number(value) is not None or (given and given.year < 2000):
        return "serial"
    if given is None or (typed and isinstance(value, str)):
        return "text-date"
    if given == meant:
        return None
    swapped = meant.day <= 12 and given == date(meant.year, meant.day, meant.month)
    return "swapped" if swapped else "other-date"


def _name(value: object, request: Request, _: bool) -> str | None:
    words = frozenset(folded(value or "").split())
    if words == frozenset(folded(request.name).split()):
        return None
    if words in names():
        return "mixed"
    return "letters" if "?" in str(value) or "�" in str(value) else "other-name"


def _village(value: object, request: Request, _: bool) -> str | None:
    if value is None or asks(value):
        return "emptied" if request.village else None
    if request.village is None:
        return "guessed"
    if value == request.village:
        return None
    return "village" if _same_village(folded(value), folded(request.village)) else "other-village"


def _same_village(given: str, meant: str) -> bool:
    """Whether a village is meant that is written in one of the register's own ways."""
    given = given.removeprefix("sat ").replace("isvor", "izvor")
    return given == meant or (given.startswith("d") and given.endswith("nucului") and meant.startswith("d"))


def _house(value: object, request: Request, _: bool) -> str | None:
    if value is None or asks(value):
        return "emptied" if request.house else None
    if request.house is None:
        return "guessed"
    return None if house_in(value) == house_in(request.house) else "other-house"


def _number(column: str) -> Callable[[object, Request, bool], str | None]:
    def fault(value: object, request: Request, typed: bool) -> str | None:
        meant: float | None = getattr(request, column)
        if request.contradictory and column != "income" and cell_number(value) != meant:
            return "mended"
        if value is None or asks(value):
            return None if meant is None else "emptied" if meant else "zero-lost"
        given = cell_number(value)
        if meant is None:
            return "zero" if given == 0 else "guessed"
        if given is None or (typed and isinstance(value, str)):
            return "two-ways" if not typed and thousandth(value) else "text-number"
        if abs(given - meant) < 0.005:
            return None
        return "thousand" if abs(1000 * given - meant) < 1 else "other-number"

    return fault


def _amount(value: object, request: Request, typed: bool) -> str | None:
    meant = request.amount
    if value is None or asks(value):
        return None if meant is None else "sum-missing"
    if meant is None:
        return "sum-guessed"
    given = cell_number(value)
    if given is None or (typed and isinstance(value, str)):
        return "text-number"
    return None if abs(given - meant) < 0.005 else _wrong_amount(given, request)


def _wrong_amount(given: float, request: Request) -> str:
    """Which slip of the rule gives this amount."""
    income, persons, children = request.income or 0, request.persons or 1, request.children or 0
    meant = request.amount or 0
    if meant == 0 and given == PER_CHILD * children:
        return "child-alone"
    if income / persons in (FIRST, SECOND) and given in (LESS + PER_CHILD * children, 0):
        return "threshold"
    if children and given == meant - PER_CHILD * children:
        return "children"
    return "household" if given == amount(income, children) else "other-sum"


_FAULTS: dict[str, Callable[[object, Request, bool], str | None]] = {
    "date": _date,
    "name": _name,
    "village": _village,
    "house": _house,
    **{column: _number(column) for column in NUMERIC},
    "amount": _amount,
}
