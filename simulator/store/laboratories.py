"""Which exercises of laboratories a learner has finished: as their page said, verified by nobody."""

from __future__ import annotations

from sqlalchemy import Engine, func, insert, select

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import now

MOST = 500  # for one learner: a page that says more is not one of ours


def note_exercise(engine: Engine, learner: str, laboratory: str, exercise: str) -> None:
    """Note that a learner has finished an exercise; the first time counts."""
    table = t.lab_exercises
    mine = table.c.learner == learner
    this = (table.c.laboratory == laboratory) & (table.c.exercise == exercise)
    with writing(engine) as connection:
        if connection.execute(select(table.c.finished).where(mine, this)).first() is not None:
            return
        if connection.execute(select(func.count()).select_from(table).where(mine)).scalar_one() >= MOST:
            return
        connection.execute(
            insert(table).values(learner=learner, laboratory=laboratory, exercise=exercise, finished=now())
        )


def finished_exercises(engine: Engine, learner: str) -> dict[str, dict[str, str]]:
    """The exercises that a learner has finished, by laboratory, each with its moment (UTC, ISO 8601)."""
    table = t.lab_exercises
    wanted = select(table).where(table.c.learner == learner).order_by(table.c.finished)
    finished: dict[str, dict[str, str]] = {}
    with reading(engine) as connection:
        for row in connection.execute(wanted):
            finished.setdefault(row.laboratory, {})[row.exercise] = row.finished
    return finished
