"""Judgements that are kept: whose, by what, with how many annotations, and what is news of them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from simulator.engine.events import Start
from simulator.engine.session import Session
from simulator.store.judgements import (
    Standing,
    StoredJudgement,
    dismiss_changes,
    keep_judgement,
    standings_of,
)
from simulator.store.learners import new_learner
from simulator.store.plays import begin_play
from simulator.store.privacy import erase
from simulator.store.texts_and_annotations import annotate
from tests.support import small_bundle


@pytest.fixture
def ana(database: Engine) -> str:
    return new_learner(database).id


def a_play(database: Engine, learner: str) -> str:
    (first,) = Session(small_bundle().graph).do(Start((0,), 1))
    return begin_play(database, learner, small_bundle(), first)


def judged(play: str, maker: str = "first", changes: str = "") -> StoredJudgement:
    return StoredJudgement(play, maker, "0", f"body of {maker}", changes)


def test_each_play_stands_as_it_was_judged_or_unjudged(database: Engine, ana: str) -> None:
    dan = new_learner(database).id
    done, open_one, his = a_play(database, ana), a_play(database, ana), a_play(database, dan)
    keep_judgement(database, judged(done, changes="news"))
    keep_judgement(database, judged(his))
    assert standings_of(database, ana) == {
        done: Standing(judged(done, changes="news"), "0"),
        open_one: Standing(None, "0"),
    }
    assert standings_of(database, dan) == {his: Standing(judged(his), "0")}


def test_a_play_stands_with_the_annotations_that_it_has_now(database: Engine, ana: str) -> None:
    one, other = a_play(database, ana), a_play(database, ana)
    keep_judgement(database, judged(one))
    for why in ("was there", "looked again"):
        annotate(database, one, "evidence", {}, "teacher-1", why)
    standings = standings_of(database, ana)
    assert (standings[one].corrections, standings[other].corrections) == ("2", "0")
    assert standings[one].judgement == judged(one), "by what it was judged is not changed by a word since"


def test_a_later_judgement_stands_instead_of_the_one_before(database: Engine, ana: str) -> None:
    play = a_play(database, ana)
    keep_judgement(database, judged(play, changes="news"))
    keep_judgement(database, judged(play, "second"))
    assert standings_of(database, ana)[play].judgement == judged(play, "second")


def test_the_judgement_of_an_erased_play_is_let_go(database: Engine, ana: str) -> None:
    play = a_play(database, ana)
    erase(database, ana)
    keep_judgement(database, judged(play))
    assert standings_of(database, ana) == {}


def test_news_are_dismissed_by_the_one_whom_they_concern(database: Engine, ana: str) -> None:
    dan = new_learner(database).id
    hers, his = a_play(database, ana), a_play(database, dan)
    for play in (hers, his):
        keep_judgement(database, judged(play, changes="news"))
    dismiss_changes(database, ana)
    assert standings_of(database, ana)[hers].judgement == judged(hers)
    assert standings_of(database, dan)[his].judgement == judged(his, changes="news")
