"""What the start page says of what is kept: until when, who has read it, how to go out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.store.people import Learner
from simulator.store.privacy import ALL, note_access
from simulator.ui.desk import Desk
from tests.support import strings_in

Sent = list[dict[str, Any]]


def words(desk: Desk) -> str:
    return " ".join(strings_in(dict(desk.page.view)))


@pytest.mark.parametrize(
    ("days", "said"), [(1, "timp de 1 zi,"), (30, "timp de 30 de zile,"), (0, "Rămân aici")]
)
def test_the_learner_is_told_until_when(desk: Desk, days: int, said: str) -> None:
    desk.visit = replace(desk.visit, keeps_days=days)
    desk.open("start")
    assert said in words(desk)
    until = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
    assert (until in words(desk)) == (days > 0)


def test_the_learner_sees_who_has_read_and_why(desk: Desk, engine: Engine, learner: Learner) -> None:
    desk.open("start")
    assert "nimeni nu a cerut să le citească" in words(desk)
    note_access(engine, "operator", "export", learner.id, "nota finală")
    note_access(engine, "teacher-2", "list", ALL, "<b>prezența</b>")
    note_access(engine, learner.id, "export", learner.id)
    desk.open("start")
    assert "Cine le-a citit (de 2 ori)" in words(desk)
    assert (
        "Administratorul acestui server: a citit cazurile parcurse și autoaprecierile. Motivul: nota finală"
        in words(desk)
    )
    assert "teacher-2: a parcurs lista" in words(desk)
    assert "<b>prezența</b>" in words(desk), "shown as it was typed, as plain text"
    desk.said({"do": "language", "with": {"code": "en"}, "n": 1})
    assert "Whoever runs this server: read plays and ratings. Reason given: nota finală" in words(desk)


def test_going_out_is_offered_where_there_is_a_door(desk: Desk) -> None:
    desk.open("start")
    assert "leave" in words(desk).split()
    desk.visit = replace(desk.visit, verified=False)
    desk.open("start")
    assert "leave" not in words(desk).split()


def test_after_erasure_the_page_leads_out(desk: Desk, sent: Sent) -> None:
    desk.open("start")
    for action in ("ask-erase", "erase"):
        desk.said({"do": action, "with": {}, "n": 1})
    assert sent[-1] == {"go": {"page": "goodbye", "play": ""}}
