"""What is noted of laboratories: once for each exercise, of one learner, and never without end."""

from __future__ import annotations

from sqlalchemy import Engine

from simulator.store import laboratories
from simulator.store.laboratories import finished_exercises, note_exercise
from simulator.store.learners import new_learner
from simulator.store.privacy import erase, export_of


def test_the_first_time_counts_and_each_learner_has_their_own(database: Engine) -> None:
    ana, dan = new_learner(database).id, new_learner(database).id
    assert finished_exercises(database, ana) == {}
    note_exercise(database, ana, "percent", "share")
    first = finished_exercises(database, ana)
    note_exercise(database, ana, "percent", "share")
    note_exercise(database, dan, "register", "sum")
    assert finished_exercises(database, ana) == first
    assert list(first["percent"]) == ["share"]
    assert first["percent"]["share"].startswith("20")
    assert list(finished_exercises(database, dan)) == ["register"]


def test_a_page_that_says_more_than_there_can_be_is_not_heard(database: Engine) -> None:
    ana = new_learner(database).id
    for number in range(laboratories.MOST + 3):
        note_exercise(database, ana, "own-lesson", f"exercise-{number}")
    assert len(finished_exercises(database, ana)["own-lesson"]) == laboratories.MOST


def test_it_is_exported_and_erased_with_the_learner(database: Engine) -> None:
    ana = new_learner(database).id
    note_exercise(database, ana, "percent", "share")
    (row,) = export_of(database, ana)["lab_exercises"]
    assert (row["laboratory"], row["exercise"]) == ("percent", "share")
    erase(database, ana)
    assert finished_exercises(database, ana) == {}
