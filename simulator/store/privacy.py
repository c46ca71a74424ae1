"""A learner's rights over what is kept: see it, take it along, have it erased; and how long it stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import now

SYSTEM = "system"


def note_access(engine: Engine, who: str, what: str, whose: str) -> None:
    """Append to the audit trail: who read or did what to whose records."""
    with writing(engine) as connection:
        connection.execute(insert(t.audit).values(at=now(), who=who, what=what, whose=whose))


def export_of(engine: Engine, learner: str) -> dict[str, Any]:
    """Everything that is kept about a learner, for them to take along; the export itself is noted."""
    note_access(engine, learner, "export", learner)
    with reading(engine) as connection:
        mine = {
            table.name: [
                dict(row._mapping)
                for row in connection.execute(select(table).where(table.c.learner == learner))
            ]
            for table in (t.identities, t.plays, t.personal_texts, t.ratings)
        }
        mine["learners"] = [
            dict(row._mapping)
            for row in connection.execute(select(t.learners).where(t.learners.c.id == learner))
        ]
        keys = [play["id"] for play in mine["plays"]]
        for table in (t.events, t.remarks):
            rows = connection.execute(select(table).where(table.c.play.in_(keys)))
            mine[table.name] = [{**row._mapping, "body": json.loads(row.body)} for row in rows]
        mine["audit"] = [
            dict(row._mapping)
            for row in connection.execute(select(t.audit).where(t.audit.c.whose == learner))
        ]
    return mine


def erase(engine: Engine, learner: str) -> None:
    """Erase a learner: plays, words, ratings, tokens and name; the audit trail keeps only the pseudonym."""
    with writing(engine) as connection:
        connection.execute(delete(t.learners).where(t.learners.c.id == learner))
        connection.execute(insert(t.audit).values(at=now(), who=learner, what="erase", whose=learner))


def erase_unseen(engine: Engine, days: int) -> int:
    """Erase learners not seen for so many days; how many were erased."""
    limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
    with reading(engine) as connection:
        gone = list(connection.execute(select(t.learners.c.id).where(t.learners.c.seen < limit)).scalars())
    for learner in gone:
        erase(engine, learner)
    return len(gone)
