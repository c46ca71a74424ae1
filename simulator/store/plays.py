"""Plays: pinned bundles and logs that only grow, by compare-and-append."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from simulator.engine.codec import event_to_json, log_from_json
from simulator.engine.events import Event
from simulator.errors import SimulatorError
from simulator.graph.bundle import Bundle
from simulator.graph.bundle_format import packed, unpacked
from simulator.store import tables as t
from simulator.store.database import reading, writing

ANSWER_DRAFT = "answer-draft"  # an answer under way stands among the personal texts as `answer-draft:4`
_BUNDLES: dict[str, Bundle] = {}


class Behind(SimulatorError):
    """Somebody else (a second tab, another device) has gone on with this play; nothing was kept."""


class NotThere(SimulatorError):
    """There is no such play, or it is not this learner's."""


@dataclass(frozen=True, slots=True)
class PlayRecord:
    """A play as listed: whose, which case and level, when (UTC, ISO 8601), how far.

    `verified` says that every step of it came through the server, which knew who was there.
    `forked_from` is the play that it is a "what if" of.
    """

    id: str
    learner: str
    case: str
    level: str
    bundle: str
    began: str
    ended: str | None
    events: int
    verified: bool
    forked_from: str | None = None


def now() -> str:
    """The present moment, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def keep_bundle(engine: Engine, bundle: Bundle) -> None:
    """Keep what a play rests on, once per digest."""
    with writing(engine) as connection:
        if connection.execute(select(t.bundles.c.digest).where(t.bundles.c.digest == bundle.digest)).first():
            return
        row = {"digest": bundle.digest, "document": packed(bundle)}
        try:
            with connection.begin_nested():
                connection.execute(insert(t.bundles).values(row))
        except IntegrityError:
            return  # another process kept the same bundle in the meantime


def bundle_at(engine: Engine, digest: str) -> Bundle:
    """A kept bundle, read once per process: a digest names its content. Raises `NotThere`."""
    return _BUNDLES.get(digest) or _BUNDLES.setdefault(digest, _read_bundle(engine, digest))


def remember(bundle: Bundle) -> None:
    """Have a bundle at hand, so that this process need not read it from the database."""
    _BUNDLES.setdefault(bundle.digest, bundle)


def _read_bundle(engine: Engine, digest: str) -> Bundle:
    with reading(engine) as connection:
        document = connection.execute(
            select(t.bundles.c.document).where(t.bundles.c.digest == digest)
        ).scalar_one_or_none()
    if document is None:
        raise NotThere(digest)
    return unpacked(document)


def begin_play(engine: Engine, learner: str, bundle: Bundle, first: Event, *, verified: bool = False) -> str:
    """Keep a new play with its first event; the id is a locator, not a permission.

    It counts as `verified` if the server knows who is there.
    """
    keep_bundle(engine, bundle)
    play = token_hex(16)
    with writing(engine) as connection:
        connection.execute(
            insert(t.plays).values(
                id=play,
                learner=learner,
                case_id=bundle.graph.id,
                level=bundle.graph.level,
                bundle=bundle.digest,
                began=now(),
                verified=verified,
            )
        )
        connection.execute(insert(t.events).values(_row(bundle, play, 0, first)))
    return play


def fork_play(engine: Engine, learner: str, play: str, events: int, *, verified: bool = False) -> str:
    """Keep another play on the same bundle that begins with the first `events` of a play; all or nothing.

    It counts as `verified` if the play it comes from does, too. Raises `NotThere` if there is no such
    play of this learner's, or if it has not gone so far.
    """
    made, moment = token_hex(16), now()
    with writing(engine) as connection:
        source = connection.execute(
            select(t.plays).where(t.plays.c.id == play, t.plays.c.learner == learner)
        ).first()
        columns = t.events.c
        bodies = connection.execute(
            select(columns.sequence, columns.body)
            .where(columns.play == play, columns.sequence < events)
            .order_by(columns.sequence)
        ).all()
        if source is None or events < 1 or len(bodies) != events:
            raise NotThere(play)
        copied = {name: source._mapping[name] for name in ("learner", "case_id", "level", "bundle")}
        marked = {"forked_from": play, "verified": verified and source.verified}
        connection.execute(insert(t.plays).values(id=made, began=moment, **copied, **marked))
        rows = [{"play": made, "sequence": r.sequence, "body": r.body, "kept": moment} for r in bodies]
        connection.execute(insert(t.events), rows)
    return made


def append(
    engine: Engine,
    bundle: Bundle,
    play: str,
    sequence: int,
    new: Sequence[Event],
    *,
    ended: bool = False,
    verified: bool = False,
) -> None:
    """Add events that follow the first `sequence` ones. Raises `Behind` if the play has gone on already.

    Answers under way are erased with it: what is handed in is no draft any more. A step that is not
    `verified` marks its play for good.
    """
    rows = [_row(bundle, play, sequence + index, event) for index, event in enumerate(new)]
    try:
        with writing(engine) as connection:
            if (
                sequence
                and not connection.execute(
                    select(t.events.c.sequence).where(
                        t.events.c.play == play, t.events.c.sequence == sequence - 1
                    )
                ).first()
            ):
                raise NotThere(play)
            connection.execute(insert(t.events), rows)
            words = t.personal_texts.c
            drafts = words.play == play, words.place.like(f"{ANSWER_DRAFT}:%")
            connection.execute(delete(t.personal_texts).where(*drafts))
            changed: dict[str, Any] = {"ended": now()} if ended else {}
            if not verified:
                changed["verified"] = False
            if changed:
                connection.execute(update(t.plays).where(t.plays.c.id == play).values(changed))
    except IntegrityError:
        raise Behind(play) from None


def drop_play(engine: Engine, learner: str, play: str) -> None:
    """Erase a play under way, with its events and own words; one that has ended stays.

    Raises `NotThere` if there is no such play of this learner's under way.
    """
    mine = (t.plays.c.id == play, t.plays.c.learner == learner, t.plays.c.ended.is_(None))
    with writing(engine) as connection:
        if connection.execute(delete(t.plays).where(*mine)).rowcount != 1:
            raise NotThere(play)


def log_of(engine: Engine, bundle: Bundle, play: str) -> tuple[Event, ...]:
    """The verified log of a play. Raises `Refused` if it is not one that could have been played."""
    with reading(engine) as connection:
        bodies = connection.execute(
            select(t.events.c.body).where(t.events.c.play == play).order_by(t.events.c.sequence)
        ).scalars()
        entries: list[Any] = [json.loads(body) for body in bodies]
    return log_from_json(bundle.graph, {"events": entries})


def plays_of(engine: Engine, learner: str) -> list[PlayRecord]:
    """A learner's plays, newest first."""
    many = select(func.count()).where(t.events.c.play == t.plays.c.id).scalar_subquery()
    wanted = select(t.plays, many.label("many")).where(t.plays.c.learner == learner)
    with reading(engine) as connection:
        rows = connection.execute(wanted.order_by(t.plays.c.began.desc())).all()
    return [
        PlayRecord(
            id=r.id,
            learner=r.learner,
            case=r.case_id,
            level=r.level,
            bundle=r.bundle,
            began=r.began,
            ended=r.ended,
            events=r.many,
            verified=r.verified,
            forked_from=r.forked_from,
        )
        for r in rows
    ]


def play_of(engine: Engine, learner: str, play: str) -> PlayRecord:
    """A play by its locator, if it is this learner's. Raises `NotThere` otherwise."""
    for each in plays_of(engine, learner):
        if each.id == play:
            return each
    raise NotThere(play)


def _row(bundle: Bundle, play: str, sequence: int, event: Event) -> dict[str, Any]:
    body = json.dumps(event_to_json(bundle.graph, event), ensure_ascii=False, sort_keys=True)
    return {"play": play, "sequence": sequence, "body": body, "kept": now()}
