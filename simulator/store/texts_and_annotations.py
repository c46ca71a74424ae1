"""What stands beside a log: a teacher's corrections and own words. Only appended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import ANSWER_DRAFT, NotThere, now

MOST_SIGNS = 8000


class Changed(Exception):
    """Where somebody wanted to write stands something else than they knew: `stored`. Nothing was written."""

    def __init__(self, stored: str) -> None:
        super().__init__("written meanwhile from another tab or device")
        self.stored = stored


def one_at_a_time(connection: Connection, learner: str) -> None:
    """Let nobody else write this learner's own words before this transaction ends.

    On SQLite whoever writes is alone in any case.
    """
    own = select(t.learners.c.id).where(t.learners.c.id == learner)
    connection.execute(own.with_for_update(key_share=True))


def annotate(engine: Engine, play: str, kind: str, body: dict[str, Any], by: str, why: str) -> str:
    """Append an annotation with who and why; earlier ones stay."""
    made = token_hex(16)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    with writing(engine) as connection:
        connection.execute(
            insert(t.play_annotations).values(
                id=made, play=play, kind=kind, body=text, by=by, why=why[:MOST_SIGNS], made=now()
            )
        )
    return made


def annotations_of(engine: Engine, play: str) -> list[dict[str, Any]]:
    """The annotations of a play in the order they were made."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(t.play_annotations)
            .where(t.play_annotations.c.play == play)
            .order_by(t.play_annotations.c.made)
        ).all()
    return [
        {"kind": r.kind, "body": json.loads(r.body), "by": r.by, "why": r.why, "made": r.made} for r in rows
    ]


def keep_text(
    engine: Engine,
    learner: str,
    place: str,
    body: str,
    play: str | None = None,
    known: str | None = None,
) -> str:
    """Keep own words by reference; `place` says where they were written (`step:4`).

    With `known`, what their writer last knew to stand there (empty: nothing), they are kept only if
    that, or they themselves, still stand there. Raises `Changed` if something else does, and `NotThere`
    if the play has been dropped or erased meanwhile.
    """
    made, place, body = token_hex(16), place[:120], body[:MOST_SIGNS]
    with _about_a_play(play), writing(engine) as connection:
        one_at_a_time(connection, learner)
        columns = t.personal_texts.c
        last = connection.execute(
            select(columns.id, columns.body, columns.made)
            .where(columns.learner == learner, columns.play == play, columns.place == place)
            .order_by(columns.made.desc())
            .limit(1)
        ).first()
        stored = last.body if last else ""
        if known is not None and stored not in (body, known):
            raise Changed(stored)
        if known is not None and last is not None and body == stored:
            return str(last.id)
        connection.execute(
            insert(t.personal_texts).values(
                id=made,
                learner=learner,
                play=play,
                place=place,
                body=body,
                made=_later_than(last.made) if last else now(),
            )
        )
    return made


def write_over(engine: Engine, learner: str, place: str, body: str, known: str = "") -> None:
    """Keep what stands at one place of a draft, instead of `known`, which its writer last knew there.

    Empty is nothing. Raises `Changed` if something else stands there, unless that is the same as `body`.
    """
    place, body = place[:120], body.strip()[:MOST_SIGNS]
    columns = t.personal_texts.c
    here = columns.learner == learner, columns.place == place
    with writing(engine) as connection:
        one_at_a_time(connection, learner)
        latest = select(columns.body).where(*here).order_by(columns.made.desc()).limit(1)
        stored = connection.execute(latest).scalar() or ""
        if stored == body:
            return
        if stored != known:
            raise Changed(stored)
        connection.execute(delete(t.personal_texts).where(*here))
        if body:
            connection.execute(
                insert(t.personal_texts).values(
                    id=token_hex(16), learner=learner, place=place, body=body, made=now()
                )
            )


@contextmanager
def _about_a_play(play: str | None) -> Iterator[None]:
    """What cannot be written because its play is gone."""
    try:
        yield
    except IntegrityError:
        raise NotThere(play) from None


def _later_than(moment: str) -> str:
    """Now; a millisecond after a moment that is not past yet, so that the latest words stay the latest."""
    just_after = datetime.fromisoformat(moment) + timedelta(milliseconds=1)
    return max(now(), just_after.isoformat(timespec="milliseconds"))


def texts_of(engine: Engine, learner: str, play: str | None = None) -> dict[str, str]:
    """A learner's own words, the latest per place (of one play, or outside plays); no answer under way."""
    columns = t.personal_texts.c
    with reading(engine) as connection:
        rows = connection.execute(
            select(t.personal_texts)
            .where(columns.learner == learner, columns.play == play)
            .where(columns.place.not_like(f"{ANSWER_DRAFT}:%"))
            .order_by(columns.made)
        ).all()
    return {row.place: row.body for row in rows}


def replace_text(engine: Engine, learner: str, place: str, body: str, play: str | None = None) -> None:
    """Let nothing but this stand at a place (an answer under way, a preference); empty: nothing at all."""
    columns = t.personal_texts.c
    here = columns.learner == learner, columns.play == play, columns.place == place
    row = {"id": token_hex(16), "learner": learner, "play": play, "place": place, "made": now()}
    with writing(engine) as connection:
        one_at_a_time(connection, learner)
        connection.execute(delete(t.personal_texts).where(*here))
        if body:
            connection.execute(insert(t.personal_texts).values(**row, body=body))


def text_at(engine: Engine, learner: str, place: str, play: str | None = None) -> str:
    """What stands at a place last; empty if nothing does."""
    columns = t.personal_texts.c
    here = columns.learner == learner, columns.play == play, columns.place == place
    with reading(engine) as connection:
        wanted = select(columns.body).where(*here).order_by(columns.made.desc()).limit(1)
        return str(connection.execute(wanted).scalar() or "")
