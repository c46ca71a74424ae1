"""A learner's rights over what is kept: see it, take it along, have it erased; and how long it stays.

Whoever else reads leaves an entry in the audit log, which the learner sees: who, what, when, why.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import ANSWER_DRAFT, now

SYSTEM = "system"
ALL = "*"
MOST_WHY = 500
MOST_WHO = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log: when (UTC), who did what with whose records, and the reason given."""

    at: str
    who: str
    what: str
    whose: str
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """A learner as listed for whoever keeps the records: a pseudonym and counts, never a name."""

    id: str
    began: str
    seen: str
    plays: int
    finished: int


def note_access(engine: Engine, who: str, what: str, whose: str, why: str = "") -> None:
    """Append to the audit log: who read or did what with whose records (`ALL`: everybody's), and why."""
    with writing(engine) as connection:
        connection.execute(insert(t.audit).values(_entry(who, what, whose, why)))


def _entry(who: str, what: str, whose: str, why: str = "") -> dict[str, str]:
    return {"at": now(), "who": who[:MOST_WHO], "what": what, "whose": whose, "why": why[:MOST_WHY]}


def audit_log(engine: Engine, learner: str = "", most: int = 1000) -> list[Entry]:
    """The audit log, newest first: all of it, or what touches one learner."""
    wanted = select(t.audit).order_by(t.audit.c.id.desc()).limit(most)
    if learner:
        wanted = wanted.where(t.audit.c.whose.in_((learner, ALL)))
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    return [Entry(row.at, row.who, row.what, row.whose, row.why) for row in rows]


def readers_of(engine: Engine, learner: str, most: int = 50) -> list[Entry]:
    """What others than the learner did with the learner's records since the learner came, newest first."""
    columns = t.audit.c
    began = select(t.learners.c.began).where(t.learners.c.id == learner).scalar_subquery()
    wanted = (
        select(t.audit)
        .where(columns.whose.in_((learner, ALL)), columns.who != learner, columns.at >= began)
        .order_by(columns.id.desc())
        .limit(most)
    )
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    return [Entry(row.at, row.who, row.what, row.whose, row.why) for row in rows]


def listed_learners(engine: Engine) -> list[Known]:
    """All learners under their pseudonyms, the longest here first."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(
                t.learners.c.id,
                t.learners.c.began,
                t.learners.c.seen,
                func.count(t.plays.c.id).label("plays"),
                func.count(t.plays.c.ended).label("finished"),
            )
            .join_from(t.learners, t.plays, isouter=True)
            .group_by(t.learners.c.id, t.learners.c.began, t.learners.c.seen)
            .order_by(t.learners.c.began, t.learners.c.id)
        ).all()
    return [Known(row.id, row.began, row.seen, row.plays, row.finished) for row in rows]


def export_of(engine: Engine, learner: str) -> dict[str, Any]:
    """Everything that is kept about a learner, for them to take along; the export itself is noted."""
    note_access(engine, learner, "export", learner)
    return _records(engine, learner, (t.identities, t.plays, t.personal_texts, t.ratings, t.lab_exercises))


def read_for(engine: Engine, learner: str, who: str, why: str, *, words: bool) -> dict[str, Any]:
    """A learner's records for somebody else: no name, own words only if asked for; it is noted first.

    An answer that has not been handed in is nobody else's.
    """
    note_access(engine, who, "export-words" if words else "export", learner, why)
    tables = (t.plays, t.ratings, t.lab_exercises, *((t.personal_texts,) if words else ()))
    records = _records(engine, learner, tables)
    if words:
        written = records[t.personal_texts.name]
        records[t.personal_texts.name] = [r for r in written if not r["place"].startswith(f"{ANSWER_DRAFT}:")]
    return records


def _records(engine: Engine, learner: str, tables: tuple[Any, ...]) -> dict[str, Any]:
    with reading(engine) as connection:
        mine = {
            table.name: [
                dict(row._mapping)
                for row in connection.execute(select(table).where(table.c.learner == learner))
            ]
            for table in tables
        }
        mine["learners"] = [
            dict(row._mapping)
            for row in connection.execute(select(t.learners).where(t.learners.c.id == learner))
        ]
        keys = [play["id"] for play in mine["plays"]]
        for table in (t.events, t.play_annotations, t.judgements):
            rows = connection.execute(select(table).where(table.c.play.in_(keys)))
            mine[table.name] = [{**row._mapping, "body": json.loads(row.body)} for row in rows]
        mine["audit"] = [
            dict(row._mapping)
            for row in connection.execute(select(t.audit).where(t.audit.c.whose.in_((learner, ALL))))
        ]
    return mine


def erase(engine: Engine, learner: str, who: str = "", why: str = "") -> bool:
    """Erase a learner: plays, words, ratings, tokens and name; the audit log keeps only the pseudonym.

    `who` does it, the learner if nobody is named. False if there was no such learner.
    """
    with writing(engine) as connection:
        gone = connection.execute(delete(t.learners).where(t.learners.c.id == learner)).rowcount == 1
        if gone:
            connection.execute(insert(t.audit).values(_entry(who or learner, "erase", learner, why)))
    return gone


def erase_unseen(engine: Engine, days: int) -> int:
    """Erase learners not seen for so many days, and doors that have expired; how many learners were erased.

    One who comes back meanwhile stays.
    """
    limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
    unseen = t.learners.c.seen < limit
    with writing(engine) as connection:
        gone = list(connection.execute(select(t.learners.c.id).where(unseen)).scalars())
        connection.execute(delete(t.learners).where(unseen))
        connection.execute(delete(t.tokens).where(t.tokens.c.expires < now()))
        if gone:
            connection.execute(insert(t.audit), [_entry(SYSTEM, "retention", learner) for learner in gone])
    return len(gone)
