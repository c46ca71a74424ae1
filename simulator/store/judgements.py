"""Judgements of finished plays, kept with the digest of what they were made by; read, never reckoned here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import now

NO_CORRECTIONS = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A kept judgement of a play: by what it was made, with which corrections, its text.

    `changes` is the text of what has become other since it was judged before; empty for nothing,
    and once it has been read.
    """

    play: str
    maker: str
    corrections: str
    body: str
    changes: str = ""


def judgements_of(engine: Engine, learner: str) -> dict[str, Judgement]:
    """The kept judgements of a learner's plays, by play."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(t.judgements).join(t.plays).where(t.plays.c.learner == learner)
        ).all()
    return {row.play: Judgement(row.play, row.maker, row.corrections, row.body, row.changes) for row in rows}


def corrections_digests(engine: Engine, learner: str) -> dict[str, str]:
    """For each play of a learner that has annotations: a digest of which those are."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(t.play_annotations.c.play, t.play_annotations.c.id)
            .join(t.plays)
            .where(t.plays.c.learner == learner)
            .order_by(t.play_annotations.c.id)
        ).all()
    ids: dict[str, list[str]] = {}
    for row in rows:
        ids.setdefault(row.play, []).append(row.id)
    return {play: hashlib.sha256(":".join(some).encode()).hexdigest()[:32] for play, some in ids.items()}


def keep_judgement(engine: Engine, judgement: Judgement) -> None:
    """Keep a judgement instead of the one before; one for a play that has been erased is let go."""
    with writing(engine) as connection:
        try:
            with connection.begin_nested():
                _replace(connection, judgement)
        except IntegrityError:
            return  # erased meanwhile, or another process has just judged the same play


def _replace(connection: Connection, judgement: Judgement) -> None:
    connection.execute(delete(t.judgements).where(t.judgements.c.play == judgement.play))
    connection.execute(
        insert(t.judgements).values(
            play=judgement.play,
            maker=judgement.maker,
            corrections=judgement.corrections,
            body=judgement.body,
            changes=judgement.changes,
            made=now(),
        )
    )


def dismiss_changes(engine: Engine, learner: str) -> None:
    """What became other in a learner's plays has been read."""
    own = select(t.plays.c.id).where(t.plays.c.learner == learner)
    with writing(engine) as connection:
        connection.execute(update(t.judgements).where(t.judgements.c.play.in_(own)).values(changes=""))
