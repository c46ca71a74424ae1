"""What the page of one's data says of what is kept: until when, who has read it, how to go out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.store.learners import Learner
from simulator.store.privacy import ALL, note_access
from simulator.ui.actions import RAISE_VARIABLE
from simulator.ui.page_shell import PageShell
from tests.support import strings_in

Sent = list[dict[str, Any]]


def words(shell: PageShell) -> str:
    return " ".join(strings_in(dict(shell.page.view)))


@pytest.mark.parametrize(
    ("days", "said"), [(1, "timp de 1 zi,"), (30, "timp de 30 de zile,"), (0, "Rămân aici")]
)
def test_the_learner_is_told_until_when(shell: PageShell, days: int, said: str) -> None:
    shell.visit = replace(shell.visit, keeps_days=days)
    shell.open("data")
    assert said in words(shell)
    until = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
    assert (until in words(shell)) == (days > 0)


def test_the_learner_sees_who_has_read_and_why(shell: PageShell, engine: Engine, learner: Learner) -> None:
    shell.open("data")
    assert "nimeni nu a cerut să le citească" in words(shell)
    note_access(engine, "operator", "export", learner.id, "nota finală")
    note_access(engine, "teacher-2", "list", ALL, "<b>prezența</b>")
    note_access(engine, learner.id, "export", learner.id)
    shell.open("data")
    assert "Cine le-a citit (de 2 ori)" in words(shell)
    assert (
        "Administratorul acestui server: a citit cazurile parcurse și autoaprecierile. Motivul: nota finală"
        in words(shell)
    )
    assert "teacher-2: a parcurs lista" in words(shell)
    assert "<b>prezența</b>" in words(shell), "shown as it was typed, as plain text"
    shell.receive({"do": "language", "with": {"code": "en"}, "n": 1})
    assert "Whoever runs this server: read plays and ratings. Reason given: nota finală" in words(shell)


def test_going_out_is_offered_where_there_is_a_door(shell: PageShell) -> None:
    shell.open("data")
    assert "leave" in words(shell).split()
    shell.visit = replace(shell.visit, verified=False)
    shell.open("data")
    assert "leave" not in words(shell).split()


def test_after_erasure_the_page_leads_out(shell: PageShell, sent: Sent) -> None:
    shell.open("data")
    for action in ("ask-erase", "erase"):
        shell.receive({"do": action, "with": {}, "n": 1})
    assert sent[-1] == {"go": {"page": "goodbye", "to": {}}}


def test_a_code_for_another_device_is_offered_where_another_device_can_come_in(
    shell: PageShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.open("data")
    assert "Un cod pentru alt dispozitiv" not in words(shell)
    monkeypatch.delenv(RAISE_VARIABLE)
    shell.receive({"do": "code", "with": {}, "n": 1})
    assert shell.notice is not None
    assert "Codul dumneavoastră" not in words(shell)
    shell.visit = replace(shell.visit, shared=True)
    shell.open("data")
    shell.receive({"do": "code", "with": {}, "n": 2})
    assert "Codul dumneavoastră" in words(shell)
