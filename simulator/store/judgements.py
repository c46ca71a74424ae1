"""Judgements of finished plays, kept with the digest of what they were made by; read, never reckoned here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import now


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A kept judgement of a play: by what it was made, with which corrections, its text.

    `changes` is the text of what has become other since it was judged before; empty for nothing,
    and once it has been read.
    """

    play: str
    maker: str
    corrections: str
    body: str
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The judgement that is kept of a play (None: none), and which annotations the play has now."""

    judgement: StoredJudgement | None
    corrections: str


def standings_of(engine: Engine, learner: str) -> dict[str, Standing]:
    """What is kept of each of a learner's plays.

    Annotations are only ever appended, so that how many there are says which.
    """
    notes = select(func.count()).where(t.play_annotations.c.play == t.plays.c.id).scalar_subquery()
    wanted = (
        select(t.plays.c.id, notes.label("notes"), t.judgements)
        .join_from(t.plays, t.judgements, isouter=True)
        .where(t.plays.c.learner == learner)
    )
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    return {
        row.id: Standing(
            StoredJudgement(row.play, row.maker, row.corrections, row.body, row.changes)
            if row.play
            else None,
            str(row.notes),
        )
        for row in rows
    }


def keep_judgement(engine: Engine, judgement: StoredJudgement) -> None:
    """Keep a judgement instead of the one before; one for a play that has been erased is let go."""
    with writing(engine) as connection:
        try:
            with connection.begin_nested():
                _replace(connection, judgement)
        except IntegrityError:
            return  # erased meanwhile, or another process has just judged the same play


def _replace(connection: Connection, judgement: StoredJudgement) -> None:
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
