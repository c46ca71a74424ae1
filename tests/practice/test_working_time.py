"""Terms that count working days: to the minute, over weekends and public holidays, alone and for many."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.cohort.judging import _counted, _due
from simulator.graph.calendar import days_off
from simulator.graph.graph import NEVER
from simulator.graph.loading import load_profession
from simulator.practice.rules import LATE, MET, NOT_APPLICABLE, bind
from simulator.practice.working_time import DAY, EVERY_MINUTE, working_days
from tests.practice.records import verdicts
from tests.practice.test_judging import SYMBOLS, TERM, of, times

FRIDAY = "2026-11-20"  # then a weekend; 30 November and 1 December are public holidays, too
PROFESSION = load_profession().profession
WORKING = working_days(days_off(FRIDAY))
HOURS = 60


def at(day: int, hour: int, minute: int = 0) -> int:
    return day * DAY + hour * HOURS + minute


def test_weekends_and_romanian_holidays_are_off() -> None:
    off = days_off(FRIDAY)
    assert off[:4] == (1, 2, 8, 9)
    assert {10, 11} <= set(off), "Saint Andrew's day and the national day"
    assert 35 in off and 36 in off, "Christmas, and the next year is known too"
    assert days_off("") == ()
    assert 42 in days_off(FRIDAY), "New Year's day"


@pytest.mark.parametrize(
    ("since", "minutes", "due"),
    [
        (at(0, 15), 24 * HOURS, at(3, 15)),
        (at(0, 15), 9 * HOURS, at(1, 0)),
        (at(0, 15), 9 * HOURS + 1, at(3, 0, 1)),
        (at(1, 10), 24 * HOURS, at(4, 0)),
        (at(7, 12), 24 * HOURS, at(12, 12)),
        (at(3, 8), 60, at(3, 9)),
        (NEVER, 60, NEVER),
    ],
)
def test_a_term_ends_after_so_much_time_of_working_days(since: int, minutes: int, due: int) -> None:
    assert WORKING.after(since, minutes) == due


def test_a_sheet_of_friday_handed_in_on_monday_morning_is_in_time() -> None:
    """The two that were late by 2,520 minutes: a sheet, and a validation."""
    sheet = {"technician": {"knows:home-visit-done": [at(0, 15)], "did:write-visit-report": [at(3, 9)]}}
    seen = {
        "technician": {"did:write-visit-report": [at(0, 15, 30)]},
        "coordinator": {"did:validate-data": [at(3, 8, 30)]},
    }
    end = at(4, 12)
    assert verdicts(PROFESSION, "technician", sheet, end, working=WORKING)["sheet-one-day"].kind == MET
    assert verdicts(PROFESSION, "coordinator", seen, end, working=WORKING)["data-validated"].kind == MET
    assert verdicts(PROFESSION, "technician", sheet, end)["sheet-one-day"].late == 3 * DAY - 6 * HOURS - DAY


def test_lateness_counts_working_time_alone_and_a_term_under_way_is_not_judged() -> None:
    rule = replace(TERM, deadline=24 * HOURS, working=True)
    since = at(0, 15)
    late = bind(rule, SYMBOLS, WORKING)
    from simulator.practice.record import Record
    from simulator.practice.rules import judge

    def judged(done: int, end: int) -> tuple[str, int]:
        first = {0: (since, 1)} | ({1: (done, 2)} if done != NEVER else {})
        (verdict,) = judge((late,), Record(first, 2, end))
        return verdict.kind, verdict.late

    assert judged(at(3, 15), at(5, 0)) == (MET, 0)
    assert judged(at(3, 15, 1), at(5, 0)) == (LATE, 1)
    assert judged(NEVER, at(3, 14)) == (NOT_APPLICABLE, 0)


def test_without_working_days_every_minute_counts() -> None:
    assert EVERY_MINUTE.after(at(0, 15), 24 * HOURS) == at(1, 15)
    assert of(replace(TERM, working=True), times(circumstance=[10], act=[31])).late == 1


@given(st.sets(st.integers(0, 30)), st.integers(0, 40 * DAY), st.integers(0, 20 * DAY))
def test_what_is_due_is_so_much_later_and_alike_for_many(off: set[int], since: int, minutes: int) -> None:
    working = working_days(tuple(sorted(off)))
    due = working.after(since, minutes)
    assert due >= since
    assert working.counted(due) == working.counted(since) + minutes
    assert due in (since, 0) or working.counted(due - 1) < working.counted(due)
    bound = bind(replace(TERM, deadline=minutes, working=True), SYMBOLS, working)
    many = np.array([since, NEVER], np.int64)
    assert _due(bound, many).tolist() == [due, NEVER]
    assert _counted(bound, many[:1]).tolist() == [working.counted(since)]
