"""What is played outside the server is kept and shown as unverified; what is played inside is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.store.people import Learner, choose_language
from simulator.store.plays import append, begin_play, plays_of
from simulator.ui.desk import Desk
from tests.support import bundle, random_play
from tests.ui.test_rooms import answer, words

MARK = "Neverificat: parcurs în afara serverului, așa că nu intră în nicio grupă."


def begin(desk: Desk, sent: list[dict[str, Any]]) -> None:
    desk.open("start")
    fields = {"role": "technician", "level": "guided"}
    desk.said({"do": "begin", "with": {"case": "abuse-discovery", "fields": fields}})
    if desk.visit.verified:
        desk.said({"do": "go", "with": sent[-1]["go"]})


@pytest.mark.parametrize("verified", [True, False])
def test_a_play_bears_the_mark_of_where_it_was_begun(
    desk: Desk, engine: Engine, learner: Learner, sent: list[dict[str, Any]], verified: bool
) -> None:
    desk.visit = replace(desk.visit, verified=verified)
    begin(desk, sent)
    desk.said(answer(desk))
    (play,) = plays_of(engine, learner.id)
    assert (play.verified, play.events) == (verified, 2)
    desk.open("start")
    assert (MARK in words(desk)) is not verified


def test_a_step_outside_the_server_marks_a_play_begun_inside(
    desk: Desk, engine: Engine, learner: Learner, sent: list[dict[str, Any]]
) -> None:
    begin(desk, sent)
    desk.visit = replace(desk.visit, verified=False)
    desk.said(answer(desk))
    assert [play.verified for play in plays_of(engine, learner.id)] == [False]


def test_without_a_server_the_widget_itself_turns_to_the_play(
    desk: Desk, sent: list[dict[str, Any]], learner: Learner
) -> None:
    desk.visit = replace(desk.visit, verified=False)
    begin(desk, sent)
    assert (desk.room_name, sent) == ("play", [])
    assert "Mihaela Cozma" in words(desk)
    assert "Shift+Enter" in desk.page.view["words"]["lost"]


@pytest.mark.parametrize("verified", [True, False])
def test_the_debrief_and_what_is_forked_there_bear_it_too(
    desk: Desk, engine: Engine, learner: Learner, verified: bool
) -> None:
    rests_on = bundle("abuse-discovery", "standard")
    log = random_play(rests_on.graph, (0,), 5)
    play = begin_play(engine, learner.id, rests_on, log[0], verified=verified)
    append(engine, rests_on, play, 1, log[1:], ended=True, verified=verified)
    desk.open("debrief", play)
    assert (MARK in words(desk)) is not verified
    desk.said({"do": "fork", "with": {"step": 3}})
    assert [kept.verified for kept in plays_of(engine, learner.id)] == [verified, verified]


def test_a_fork_outside_the_server_is_unverified(desk: Desk, engine: Engine, learner: Learner) -> None:
    rests_on = bundle("abuse-discovery", "standard")
    log = random_play(rests_on.graph, (0,), 5)
    play = begin_play(engine, learner.id, rests_on, log[0], verified=True)
    append(engine, rests_on, play, 1, log[1:], ended=True, verified=True)
    desk.visit = replace(desk.visit, verified=False)
    desk.open("debrief", play)
    desk.said({"do": "fork", "with": {"step": 1}})
    assert desk.room_name == "play"
    assert {kept.verified for kept in plays_of(engine, learner.id) if kept.id != play} == {False}


def test_the_mark_speaks_english_too(desk: Desk, engine: Engine, learner: Learner) -> None:
    choose_language(engine, learner.id, "en")
    rests_on = bundle("abuse-discovery", "standard")
    begin_play(engine, learner.id, rests_on, random_play(rests_on.graph, (0,), 5)[0])
    desk.open("start")
    assert "Unverified: played outside the server" in words(desk)
