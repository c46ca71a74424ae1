"""Grids that learners fill in: a draft of own words, then a finished grid that is never changed.

A draft stands in the personal texts, a row for each place (a level too, until it is finished), and
is written over as it grows. Finishing keeps the levels as a rating and moves the words to it: the
rating names them by their ids, so that they can be erased without it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from simulator.content.enums import OCCASIONS, WITH_WHOM
from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.plays import Behind, now
from simulator.store.texts_and_annotations import one_at_a_time, write_over

DRAFT, FINISHED, LEVEL = "grid-draft", "grid", "level"
FORMAT = 1
Cells = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class FinishedGrid:
    """A finished grid: by whom, on which occasion, when; levels by domain, words by domain and column.

    `with_whom` is one of `WITH_WHOM`; nobody but the learner is named.
    """

    id: str
    by: str
    occasion: str
    made: str
    levels: Mapping[str, int]
    words: Cells
    with_whom: str = WITH_WHOM[0]


def keep_draft(engine: Engine, learner: str, domain: str, column: str, body: str, known: str = "") -> None:
    """Keep what stands in one place of the draft, instead of `known`, which its writer last knew there.

    Empty is nothing. Raises `Changed` if something else stands there, unless that is the same as `body`.
    """
    write_over(engine, learner, f"{DRAFT}:{domain}:{column}", body, known)


def draft_of(engine: Engine, learner: str) -> dict[tuple[str, str], str]:
    """What stands in the draft, by domain and column (`level` among them)."""
    with reading(engine) as connection:
        return {place: body for _, place, body in _draft(connection, learner)}


def finish_grid(engine: Engine, learner: str, by: str, occasion: str, with_whom: str = WITH_WHOM[0]) -> str:
    """Finish what stands in the draft; the next one begins empty. Its id.

    Raises `ValueError` for an occasion or a company that does not exist, `Behind` if there is nothing
    (any more) to finish, because another tab has done so.
    """
    if occasion not in OCCASIONS or with_whom not in WITH_WHOM:
        raise ValueError(occasion, with_whom)
    made, columns = token_hex(16), t.personal_texts.c
    with writing(engine) as connection:
        one_at_a_time(connection, learner)
        rows = _draft(connection, learner)
        words: dict[str, dict[str, str]] = {}
        levels: dict[str, int] = {}
        moved = 0
        for row, (domain, column), body in rows:
            draft = columns.id == row, columns.place == f"{DRAFT}:{domain}:{column}"
            if column == LEVEL:
                levels[domain] = int(body)
                moved += connection.execute(delete(t.personal_texts).where(*draft)).rowcount
                continue
            words.setdefault(domain, {})[column] = row
            place = f"{FINISHED}:{domain}:{column}"
            moved += connection.execute(update(t.personal_texts).where(*draft).values(place=place)).rowcount
        if not rows or moved != len(rows):
            raise Behind(learner)
        contents = {"format": FORMAT, "levels": levels, "words": words, "with": with_whom}
        body = json.dumps(contents, sort_keys=True)
        connection.execute(
            insert(t.ratings).values(
                id=made, learner=learner, by=by, occasion=occasion, body=body, made=now()
            )
        )
    return made


def grids_of(engine: Engine, learner: str) -> list[FinishedGrid]:
    """A learner's finished grids, oldest first; words that were erased are no longer there."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(t.ratings).where(t.ratings.c.learner == learner).order_by(t.ratings.c.made, t.ratings.c.id)
        ).all()
        texts = {
            row.id: row.body
            for row in connection.execute(
                select(t.personal_texts).where(
                    t.personal_texts.c.learner == learner, t.personal_texts.c.place.like(f"{FINISHED}:%")
                )
            )
        }
    grids = [(row, json.loads(row.body)) for row in rows]
    return [
        FinishedGrid(
            row.id,
            row.by,
            row.occasion,
            row.made,
            {domain: int(level) for domain, level in body["levels"].items()},
            {
                (domain, column): texts[text]
                for domain, cells in body["words"].items()
                for column, text in cells.items()
                if text in texts
            },
            body.get("with", WITH_WHOM[0]),
        )
        for row, body in grids
        if body.get("format") == FORMAT
    ]


def forget_words(engine: Engine, learner: str, grid: str) -> None:
    """Erase the words of a finished grid; its levels stay."""
    columns = t.personal_texts.c
    with writing(engine) as connection:
        body = connection.execute(
            select(t.ratings.c.body).where(t.ratings.c.id == grid, t.ratings.c.learner == learner)
        ).scalar_one_or_none()
        words: dict[str, dict[str, str]] = json.loads(body)["words"] if body else {}
        ids = [text for cells in words.values() for text in cells.values()]
        connection.execute(delete(t.personal_texts).where(columns.id.in_(ids), columns.learner == learner))


def _draft(connection: Connection, learner: str) -> list[tuple[str, tuple[str, str], str]]:
    """The rows of the draft: id, (domain, column), body."""
    columns = t.personal_texts.c
    rows: list[Any] = list(
        connection.execute(
            select(t.personal_texts)
            .where(columns.learner == learner, columns.place.like(f"{DRAFT}:%"))
            .order_by(columns.made)
        )
    )
    cells = []
    for row in rows:
        _, domain, column = row.place.split(":")
        cells.append((row.id, (domain, column), row.body))
    return cells
