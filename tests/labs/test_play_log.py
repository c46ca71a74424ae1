"""The laboratory of a log: what its exercises take for true, its views, its controls worked as by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator import open_case
from simulator.api.rules import open_rule
from simulator.labs.checks.play_log import lost_at
from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.play_log import (
    ChangedWalk,
    case_titles,
    day_table,
    options_at,
    play_changed_walk,
    prefix,
    step_view,
    walk_titles,
)
from simulator.labs.material.play_log_reader import ReaderControls, log_reader

# The changes that the exercise "best-change" offers, as the case names them.
CHANGES = {
    "leave": (3, "leave"),
    "limits": (4, "listen-limits"),
    "call": (5, "call-coordinator"),
    "tell": (8, "tell-all"),
}


@pytest.fixture
def lab() -> Lab:
    return open_lab("play-log")


@pytest.fixture
def controls() -> Iterator[ReaderControls]:
    made = ReaderControls(1)
    yield made
    made.box.close()


def said(lab: Lab, exercise: str, answer: object) -> str:
    return " ".join(remark.text for remark in lab.check(exercise, answer).remarks)


def words(rule: str, step: int) -> str:
    """What a rule says of the day after so many decisions."""
    found = {row.rule: row.word for row in prefix(ChangedWalk(), step).verdicts}
    return found.get(rule, "")


# What the exercises take for true.


def test_the_deadline_runs_out_in_the_yard_with_a_coffee() -> None:
    assert open_rule("abuse-inform-coordinator").deadline == 15
    assert lost_at() == (3, "10:09")  # seen at 09:54; the third decision lasts from 09:59 to 10:25
    day = open_case("abuse-discovery").replay("naive-technician")
    assert [one.time for one in day.decisions[1:4]] == ["09:54", "09:59", "10:25"]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("3", "Da. La 10:09"),
        (2, "abia a văzut semnele"),
        (4, "Termenul trecuse deja"),
        (5, "are telefonul în mână"),
        (7, "Nu la pasul 7"),
        (10.09, "Ziua are 10 pași"),
        (15, "Ziua are 10 pași"),
        (0, "Ziua are 10 pași"),
    ],
)
def test_each_step_has_its_sentence(lab: Lab, answer: object, found: str) -> None:
    assert found in said(lab, "deadline-lost", answer)
    assert lab.check("deadline-lost", answer).passed == (answer == "3")


def test_the_first_rule_to_be_broken_is_that_of_not_acting_alone() -> None:
    rules = [row.rule for row in play_changed_walk(ChangedWalk()).verdicts]
    first = {rule: next((s for s in range(1, 11) if words(rule, s) == "încălcată"), 99) for rule in rules}
    assert min(first, key=lambda rule: first[rule]) == "abuse-no-lone-intervention"
    assert sorted(first.values())[:3] == [3, 4, 99]
    assert words("abuse-no-confrontation", 10) == words("pressure-no-promise", 10) == "respectată"


def test_what_was_known_after_the_fourth_decision_is_what_is_sorted(lab: Lab) -> None:
    known = {fact.id: fact.text for fact in play_changed_walk(ChangedWalk()).moments[4].known}
    assert "patru pete vinete" in known["bruises"]
    assert "bicicletă" in known["mother-version"] and "spus" in known["mother-version"]
    assert "țipete" in known["rumour"]
    assert not any("mână de adult" in text or "frică" in text for text in known.values())


def test_the_best_change_is_the_one_with_a_breach_less() -> None:
    day = play_changed_walk(ChangedWalk())
    outcomes = {
        name: play_changed_walk(ChangedWalk(changes=(change,))).outcome for name, change in CHANGES.items()
    }
    assert min(outcomes, key=lambda name: outcomes[name]) == "leave"
    assert outcomes["leave"].guide == day.outcome.guide - 1
    assert outcomes["tell"].guide == outcomes["call"].guide
    assert outcomes["tell"].missed == outcomes["call"].missed + 1
    assert outcomes["limits"].missed == day.outcome.missed - 2
    assert play_changed_walk(ChangedWalk(changes=(CHANGES["leave"],))).ending == day.ending


def test_the_missing_domain_is_missing() -> None:
    profile = {one.title: one.weight for one in play_changed_walk(ChangedWalk()).profile}
    assert len(profile) == 15
    assert profile["Cunoștințe legislative și procedurale"] == 0


# Views.


def test_a_day_has_a_row_for_each_decision() -> None:
    frame = day_table().tables[0].frame
    assert len(frame) == len(play_changed_walk(ChangedWalk()).decisions) == 10
    assert not frame.isin([""]).any().any()


@pytest.mark.parametrize("case", case_titles())
def test_every_walk_of_every_case_can_be_read_to_its_end(case: str) -> None:
    titles = walk_titles(case)
    assert next(iter(titles)).startswith("naive")
    for walk in list(titles)[::12]:
        way = ChangedWalk(case, walk)
        for step in range(1, len(play_changed_walk(way).decisions) + 1):
            view = step_view(way, step)
            assert view.sentences.startswith(f"Pasul {step} din")
            assert "None" not in view.html() and "{" not in view.sentences


def test_a_step_shows_only_what_it_changes() -> None:
    view = step_view(ChangedWalk(), 4)
    changed = view.tables[0].frame
    assert "Suspiciune de abuz: informațiile nu se ascund" in changed.index
    assert all(row["Înainte"] != row["Acum"] for _, row in changed.iterrows())


def test_a_change_at_the_same_step_takes_the_place_of_the_last() -> None:
    options = list(options_at(ChangedWalk(), 5))
    way = ChangedWalk().changed(5, "call-coordinator").changed(5, "wait-see")
    assert way.changes == ((5, "wait-see"),)
    assert way.changed(5, "thursday") == ChangedWalk(), "what was in the log is no change"
    assert "thursday" in options


# Controls.


def test_the_slider_reaches_the_last_decision_and_shows_each(controls: ReaderControls) -> None:
    assert (controls.step.min, controls.step.max) == (1, 10)
    seen = set()
    for step in range(1, 11):
        controls.step.value = step
        assert f"Pasul {step} din 10" in controls.asked.value
        seen.add(controls.view.value)
        assert (controls.options.layout.display == "none") == (step in (7, 10))
    assert len(seen) == 10


def test_another_decision_moves_what_follows_and_is_taken_back(controls: ReaderControls) -> None:
    controls.step.value = 5
    before = controls.view.value
    assert controls.back.disabled
    controls.options.value = "call-coordinator"
    assert "Schimbat la pasul 5" in controls.view.value
    assert "mai bun decât în jurnal" in controls.view.value
    controls.step.value = 6
    assert "târziu cu 20 de minute" in controls.view.value
    controls.back.click()
    controls.step.value = 5
    assert controls.view.value == before
    assert controls.options.value == "thursday"
    assert controls.back.disabled


def test_another_walk_and_another_case_begin_at_their_first_step(controls: ReaderControls) -> None:
    controls.step.value = 9
    controls.walk.value = "expert-technician"
    assert controls.step.value == 1
    controls.case.value = "burnout"
    assert (controls.way.case, controls.step.value) == ("burnout", 1)
    assert controls.walk.value == next(iter(walk_titles("burnout")))
    assert controls.step.max == len(play_changed_walk(controls.way).decisions)


def test_without_anybody_to_work_it_the_reader_is_its_first_step() -> None:
    assert repr(log_reader()) == repr(step_view(ChangedWalk(), 1))
