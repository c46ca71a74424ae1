"""The seven steps over a play, and the order of outcomes."""

from __future__ import annotations

import itertools

import pytest

from simulator.graph.graph import NEVER
from simulator.practice.outcome import Outcome, outcome_of
from simulator.practice.record import Record
from simulator.practice.rules import BREACHED, CONTESTED, LATE, MET, MISSING, NOT_FOLLOWED, Verdict
from simulator.practice.steps import StepFinding, seven_steps
from tests.support import small_graph, small_profession

GRAPH = small_graph()
PROFESSION = small_profession().profession


def steps(**acts: int) -> list[StepFinding]:
    """The steps found in acts at minutes; `technician__call_112=3`."""
    first = {
        GRAPH.symbols[name.replace("__", "/act:").replace("_", "-")]: (minute, 1)
        for name, minute in acts.items()
    }
    return list(seven_steps(PROFESSION, GRAPH, Record(first, 0, 999)))


def test_seven_in_their_order() -> None:
    found = steps()
    assert [step.step for step in found] == list(PROFESSION.steps)
    assert len(found) == 7
    assert {step.state for step in found} == {"skipped"}
    assert {(step.minute, step.by) for step in found} == {(NEVER, "")}


def test_done_by_whom_and_when() -> None:
    found = {s.step: s for s in steps(technician__collect_information=5, coordinator__assess_risk=9)}
    assert found["identify"][1:] == ("done", 5, "technician")
    assert found["analyse-cause"][1:] == ("done", 9, "coordinator")
    assert found["inform"].state == "skipped"


def test_the_first_of_its_acts_counts() -> None:
    found = {s.step: s for s in steps(technician__call_112=30, technician__notify_authority=20)}
    assert found["inform"].minute == 20


def test_a_step_before_one_that_should_precede_it_is_out_of_order() -> None:
    found = {s.step: s.state for s in steps(technician__call_112=5, technician__collect_information=9)}
    assert found == {
        **dict.fromkeys(PROFESSION.steps, "skipped"),
        "identify": "done",
        "inform": "out-of-order",
    }


def test_steps_in_one_minute_are_in_order() -> None:
    found = {s.step: s.state for s in steps(technician__call_112=5, technician__collect_information=5)}
    assert found["inform"] == found["identify"] == "done"


def outcome(*kinds: str, rank: int = 1, force: str = "guide") -> Outcome:
    return outcome_of([Verdict("a", 0, kind) for kind in kinds], {"a": force}, rank)


def test_outcomes_are_counted_by_force() -> None:
    assert outcome(BREACHED, BREACHED, force="law") == Outcome(2, 0, 0, 1)
    assert outcome(BREACHED, MISSING, rank=3) == Outcome(0, 1, 1, 3)
    assert outcome(MET, LATE, NOT_FOLLOWED, CONTESTED) == Outcome(0, 0, 0, 1)


def test_outcomes_are_ordered_and_not_added_up() -> None:
    best_to_worst = [
        outcome(MET),
        outcome(MET, rank=4),
        outcome(MISSING),
        outcome(MISSING, MISSING),
        outcome(BREACHED),
        outcome(BREACHED, MISSING, MISSING, MISSING, rank=9),
        outcome(BREACHED, force="law"),
    ]
    assert all(better < worse for better, worse in itertools.pairwise(best_to_worst))


@pytest.mark.parametrize("kind", [CONTESTED, LATE, MET])
def test_what_is_contested_or_late_is_no_breach(kind: str) -> None:
    assert outcome(kind, rank=2) == Outcome(0, 0, 0, 2)
