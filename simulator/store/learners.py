"""Learners under pseudonyms, their identity in a row of its own, and the tokens that let them in.

Only the hash of a token is kept: who reads the database cannot come in with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import choice, token_urlsafe

from sqlalchemy import Engine, delete, insert, select, update

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import now

SEEN_EVERY = timedelta(minutes=10)
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner: a pseudonym, the language they chose, and a name if they gave one."""

    id: str
    language: str
    name: str


def new_learner(engine: Engine, language: str = "ro", name: str = "") -> Learner:
    """A learner with a pseudonym that says nothing (50 random bits)."""
    made = "C-" + "".join(choice(SIGNS) for _ in range(10))
    with writing(engine) as connection:
        connection.execute(insert(t.learners).values(id=made, language=language, began=now(), seen=now()))
        if name:
            connection.execute(insert(t.identities).values(learner=made, name=name[:200]))
    return Learner(made, language, name)


def own_learner(engine: Engine) -> Learner:
    """On one's own machine: the learner who was here first, or a new one."""
    with reading(engine) as connection:
        row = connection.execute(select(t.learners).order_by(t.learners.c.began)).first()
    return Learner(row.id, row.language, "") if row else new_learner(engine)


def several(engine: Engine) -> bool:
    """Whether more than one learner is kept here, as in a class."""
    with reading(engine) as connection:
        return len(connection.execute(select(t.learners.c.id).limit(2)).all()) > 1


def give_token(engine: Engine, learner: str, kind: str, lasts: timedelta) -> str:
    """A fresh token of 128 random bits or more; it is shown once and kept as a hash."""
    token = token_urlsafe(24)
    expires = (datetime.now(UTC) + lasts).isoformat(timespec="milliseconds")
    with writing(engine) as connection:
        connection.execute(
            insert(t.tokens).values(
                hash=hash_of(token), learner=learner, kind=kind, made=now(), expires=expires
            )
        )
    return token


def learner_by_token(engine: Engine, token: str, kind: str, *, use_up: bool = False) -> Learner | None:
    """Whose token this is; None for one that is unknown, of another kind, expired or used up."""
    columns, its = t.tokens.c, hash_of(token)
    with reading(engine) as connection:
        row = connection.execute(
            select(t.learners, t.identities.c.name)
            .join_from(t.tokens, t.learners)
            .join(t.identities, isouter=True)
            .where(columns.hash == its, columns.kind == kind, columns.expires > now())
        ).first()
    if row is None:
        return None
    if use_up:
        with writing(engine) as connection:
            if connection.execute(delete(t.tokens).where(columns.hash == its)).rowcount != 1:
                return None
    _seen(engine, row.id, row.seen)
    return Learner(row.id, row.language, row.name or "")


def _seen(engine: Engine, learner: str, before: str) -> None:
    """Note that a learner is here, once in a while: a visit of many requests is one visit."""
    if before < (datetime.now(UTC) - SEEN_EVERY).isoformat(timespec="milliseconds"):
        with writing(engine) as connection:
            connection.execute(update(t.learners).where(t.learners.c.id == learner).values(seen=now()))


def end_token(engine: Engine, token: str) -> None:
    """Close one door: the one that this token opened."""
    with writing(engine) as connection:
        connection.execute(delete(t.tokens).where(t.tokens.c.hash == hash_of(token)))


def end_tokens(engine: Engine, learner: str, but: str = "") -> None:
    """Close every door that a learner left open, save the one whose token is named."""
    columns = t.tokens.c
    with writing(engine) as connection:
        connection.execute(delete(t.tokens).where(columns.learner == learner, columns.hash != hash_of(but)))


def has_token(engine: Engine, learner: str, kind: str) -> bool:
    """Whether a learner holds a token of a kind that has not expired."""
    columns = t.tokens.c
    wanted = select(columns.hash).where(
        columns.learner == learner, columns.kind == kind, columns.expires > now()
    )
    with reading(engine) as connection:
        return connection.execute(wanted).first() is not None


def still_open(engine: Engine, hashes: Iterable[str]) -> set[str]:
    """Those doors, by the hashes of their tokens, that have not been closed and have not expired."""
    asked, members, columns = list(set(hashes)), set[str](), t.tokens.c
    with reading(engine) as connection:
        for start in range(0, len(asked), 500):
            some = columns.hash.in_(asked[start : start + 500])
            members |= set(
                connection.execute(select(columns.hash).where(some, columns.expires > now())).scalars()
            )
    return members


def choose_language(engine: Engine, learner: str, language: str) -> None:
    """Remember the language that a learner chose."""
    with writing(engine) as connection:
        connection.execute(update(t.learners).where(t.learners.c.id == learner).values(language=language))


def hash_of(token: str) -> str:
    """What is kept of a token. A plain hash is enough, since tokens are random and long."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def learner_called(engine: Engine, learner: str) -> Learner | None:
    """A learner by pseudonym; None if there is no such learner (any more)."""
    with reading(engine) as connection:
        row = connection.execute(
            select(t.learners.c.id, t.learners.c.language, t.identities.c.name)
            .join_from(t.learners, t.identities, isouter=True)
            .where(t.learners.c.id == learner)
        ).first()
    return Learner(row.id, row.language, row.name or "") if row else None
