"""A learner's own plan: a draft of own words place by place, which is exported and erased with all others."""

from __future__ import annotations

from sqlalchemy import Engine, select

from simulator.store import tables as t
from simulator.store.database import reading
from simulator.store.texts_and_annotations import write_over

PLAN = "plan"


def keep_plan(engine: Engine, learner: str, goal: int, column: str, body: str, known: str = "") -> None:
    """Keep what stands in a column of a goal (0: of the whole plan), instead of `known`.

    Raises `Changed` as `write_over` does.
    """
    write_over(engine, learner, f"{PLAN}:{goal}:{column}", body, known)


def plan_of(engine: Engine, learner: str) -> dict[tuple[int, str], str]:
    """What stands in the plan, by goal and column."""
    columns = t.personal_texts.c
    wanted = select(columns.place, columns.body).where(
        columns.learner == learner, columns.place.like(f"{PLAN}:%")
    )
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    cells = {}
    for row in rows:
        _, goal, column = row.place.split(":")
        cells[int(goal), column] = str(row.body)
    return cells
