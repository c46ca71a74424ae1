from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from simulator.errors import Refused, message
from simulator.store.database import fault_of
from simulator.store.plays import Behind, NotThere
from simulator.ui.actions import RAISE_VARIABLE, Action, Fields, Malformed, notice_of, number_of, take

DEEP: Any = [[[[[["x"]]]]]]
FORGED: list[Any] = [
    None,
    [],
    "answer",
    {},
    {"do": "fly"},
    {"do": ["answer"]},
    {"do": "answer", "with": {}},
    {"do": "answer", "with": {"step": 1, "fields": {}, "learner": "C-OTHER"}},
    {"do": "answer", "with": {"step": "1", "fields": {}}},
    {"do": "answer", "with": {"step": True, "fields": {}}},
    {"do": "answer", "with": {"step": 1, "fields": []}},
    {"do": "answer", "with": {"step": 1, "fields": {"x": DEEP}}},
    {"do": "answer", "with": {"step": 1, "fields": {"x": "x" * 8001}}},
    {"do": "answer", "with": {"step": 1, "fields": {"x": ["x"] * 500}}},
    {"do": "answer", "with": {"step": 1, "fields": {"x": 0.5}}},
    {"do": "answer", "with": {"step": 1, "fields": {}}, "method": "update"},
]


def actions(run: Any) -> dict[str, Action]:
    return {"answer": Action(run, {"step": int, "fields": dict})}


def never(_fields: Fields) -> None:
    raise AssertionError


@pytest.mark.parametrize("content", FORGED, ids=range(len(FORGED)))
def test_what_no_page_sends_reaches_no_action(content: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Malformed):
        take(actions(never), content)
    monkeypatch.delenv(RAISE_VARIABLE)
    notice = take(actions(never), content)
    assert notice is not None
    assert notice.kind == "error"


def test_a_message_of_ours_is_carried_out() -> None:
    seen: list[Fields] = []
    assert (
        take(actions(seen.append), {"do": "answer", "with": {"step": 1, "fields": {"a": ["0"]}}, "n": 3})
        is None
    )
    assert seen == [{"step": 1, "fields": {"a": ["0"]}}]


@pytest.mark.parametrize(
    "fault",
    [
        Refused(message("this play has ended")),
        Behind("x"),
        NotThere("x"),
        fault_of(OperationalError("", {}, OSError("disk full"))),
    ],
    ids=["refused", "behind", "not-there", "full"],
)
def test_faults_that_a_person_can_mend_are_told_politely(fault: Exception) -> None:
    assert notice_of(fault).what.form


def test_our_own_faults_are_raised_under_test_and_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_fields: Fields) -> None:
        raise ZeroDivisionError

    said = {"do": "answer", "with": {"step": 1, "fields": {}}}
    with pytest.raises(ZeroDivisionError):
        take(actions(broken), said)
    monkeypatch.delenv(RAISE_VARIABLE)
    notice = take(actions(broken), said)
    assert notice is not None
    assert notice.todo is not None


@pytest.mark.parametrize(
    ("content", "number"), [({"n": 7}, 7), ({"n": -1}, 0), ({"n": True}, 0), (None, 0), ({"n": 1 << 50}, 0)]
)
def test_only_small_numbers_are_acknowledged(content: Any, number: int) -> None:
    assert number_of(content) == number
