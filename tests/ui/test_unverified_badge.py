"""What is played outside the server is kept and shown as unverified; what is played inside is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.store.learners import Learner, choose_language
from simulator.store.plays import append, begin_play, plays_of
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from tests.support import bundle, random_play
from tests.ui.test_routes import answer, words

MARK = "Neverificat: parcurs în afara serverului, așa că nu intră în nicio grupă."


def begin(shell: PageShell, sent: list[dict[str, Any]]) -> None:
    shell.open("case", Place(id="abuse-discovery"))
    fields = {"role": "technician", "level": "guided"}
    shell.receive({"do": "begin", "with": {"case": "abuse-discovery", "fields": fields}})
    if shell.visit.verified:
        shell.receive({"do": "go", "with": sent[-1]["go"]})


@pytest.mark.parametrize("verified", [True, False])
def test_a_play_bears_the_mark_of_where_it_was_begun(
    shell: PageShell, engine: Engine, learner: Learner, sent: list[dict[str, Any]], verified: bool
) -> None:
    shell.visit = replace(shell.visit, verified=verified)
    begin(shell, sent)
    shell.receive(answer(shell))
    (play,) = plays_of(engine, learner.id)
    assert (play.verified, play.events) == (verified, 2)
    shell.open("start")
    assert (MARK in words(shell)) is not verified


def test_a_step_outside_the_server_marks_a_play_begun_inside(
    shell: PageShell, engine: Engine, learner: Learner, sent: list[dict[str, Any]]
) -> None:
    begin(shell, sent)
    shell.visit = replace(shell.visit, verified=False)
    shell.receive(answer(shell))
    assert [play.verified for play in plays_of(engine, learner.id)] == [False]


def test_without_a_server_the_widget_itself_turns_to_the_play(
    shell: PageShell, sent: list[dict[str, Any]], learner: Learner
) -> None:
    shell.visit = replace(shell.visit, verified=False)
    begin(shell, sent)
    assert (shell.page_name, sent) == ("play", [])
    assert "Mihaela Cozma" in words(shell)
    assert "Shift+Enter" in shell.page.view["words"]["lost"]


@pytest.mark.parametrize("verified", [True, False])
def test_the_debrief_and_what_is_forked_there_bear_it_too(
    shell: PageShell, engine: Engine, learner: Learner, verified: bool
) -> None:
    rests_on = bundle("abuse-discovery", "standard")
    log = random_play(rests_on.graph, (0,), 5)
    play = begin_play(engine, learner.id, rests_on, log[0], verified=verified)
    append(engine, rests_on, play, 1, log[1:], ended=True, verified=verified)
    shell.open("debrief", Place(play))
    assert (MARK in words(shell)) is not verified
    shell.receive({"do": "fork", "with": {"step": 3}})
    assert [kept.verified for kept in plays_of(engine, learner.id)] == [verified, verified]


def test_a_fork_outside_the_server_is_unverified(shell: PageShell, engine: Engine, learner: Learner) -> None:
    rests_on = bundle("abuse-discovery", "standard")
    log = random_play(rests_on.graph, (0,), 5)
    play = begin_play(engine, learner.id, rests_on, log[0], verified=True)
    append(engine, rests_on, play, 1, log[1:], ended=True, verified=True)
    shell.visit = replace(shell.visit, verified=False)
    shell.open("debrief", Place(play))
    shell.receive({"do": "fork", "with": {"step": 1}})
    assert shell.page_name == "play"
    assert {kept.verified for kept in plays_of(engine, learner.id) if kept.id != play} == {False}


def test_the_mark_speaks_english_too(shell: PageShell, engine: Engine, learner: Learner) -> None:
    choose_language(engine, learner.id, "en")
    rests_on = bundle("abuse-discovery", "standard")
    begin_play(engine, learner.id, rests_on, random_play(rests_on.graph, (0,), 5)[0])
    shell.open("start")
    assert "Unverified: played outside the server" in words(shell)
