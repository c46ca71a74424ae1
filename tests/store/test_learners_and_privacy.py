"""Pseudonyms, tokens, own words, export, erasure, retention, the audit trail."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from simulator.engine.events import Start
from simulator.engine.session import Session
from simulator.store.database import open_database
from simulator.store.grids import finish_grid, keep_draft
from simulator.store.learners import (
    choose_language,
    end_token,
    end_tokens,
    give_token,
    has_token,
    hash_of,
    learner_by_token,
    new_learner,
    still_open,
)
from simulator.store.plays import begin_play
from simulator.store.privacy import (
    ALL,
    audit_log,
    erase,
    erase_unseen,
    export_of,
    listed_learners,
    note_access,
    read_for,
    readers_of,
)
from simulator.store.texts_and_annotations import (
    Changed,
    annotate,
    annotations_of,
    keep_text,
    texts_of,
)
from tests.support import small_bundle

HOUR = timedelta(hours=1)


def a_play(database: Engine, learner: str) -> str:
    session = Session(small_bundle().graph)
    (first,) = session.do(Start((0,), 1))
    return begin_play(database, learner, small_bundle(), first)


def test_a_token_lets_in_whom_it_was_given_to_and_nobody_else(database: Engine) -> None:
    ana, dan = new_learner(database, name="Ana"), new_learner(database, "en")
    token = give_token(database, ana.id, "visit", HOUR)
    assert learner_by_token(database, token, "visit") == ana
    assert learner_by_token(database, give_token(database, dan.id, "visit", HOUR), "visit") == dan
    for wrong in (token + "x", token[:-1], "", "\ud800", "' or 1=1 --"):
        assert learner_by_token(database, wrong, "visit") is None
    assert learner_by_token(database, token, "return") is None


def test_a_token_expires_is_used_up_and_can_be_ended(database: Engine) -> None:
    ana = new_learner(database).id
    assert learner_by_token(database, give_token(database, ana, "visit", -HOUR), "visit") is None
    door = give_token(database, ana, "link", HOUR)
    assert learner_by_token(database, door, "link", use_up=True) is not None
    assert learner_by_token(database, door, "link", use_up=True) is None
    open_one = give_token(database, ana, "visit", HOUR)
    end_tokens(database, ana)
    assert learner_by_token(database, open_one, "visit") is None


def test_a_token_is_never_kept_as_it_is(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'tokens.db'}")
    token = give_token(engine, new_learner(engine).id, "return", HOUR)
    engine.dispose()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert token.encode() not in kept
    assert len(token) >= 22


def test_the_language_is_remembered(database: Engine) -> None:
    ana = new_learner(database).id
    choose_language(database, ana, "en")
    found = learner_by_token(database, give_token(database, ana, "visit", HOUR), "visit")
    assert found is not None
    assert found.language == "en"


def test_own_words_are_kept_by_place(database: Engine) -> None:
    ana, dan = new_learner(database).id, new_learner(database).id
    play = a_play(database, ana)
    keep_text(database, ana, "scene:evening", "Prima dată", play)
    keep_text(database, ana, "scene:evening", "Țin minte privirea lui.", play)
    assert texts_of(database, ana, play) == {"scene:evening": "Țin minte privirea lui."}
    assert texts_of(database, dan, play) == {}


def test_own_words_are_not_put_after_others_that_their_writer_did_not_know(database: Engine) -> None:
    ana = new_learner(database).id
    play = a_play(database, ana)
    first = keep_text(database, ana, "scene:evening", "Prima filă", play, known="")
    for words, before in (("A doua filă", ""), ("", "Altceva")):
        with pytest.raises(Changed) as found:
            keep_text(database, ana, "scene:evening", words, play, known=before)
        assert found.value.stored == "Prima filă"
    assert keep_text(database, ana, "scene:evening", "Prima filă", play, known="de demult") == first
    last = ""
    for number in range(20):
        keep_text(database, ana, "scene:evening", f"Cuvânt {number}", play, known=last or "Prima filă")
        last = f"Cuvânt {number}"
    assert texts_of(database, ana, play) == {"scene:evening": last}, "however fast, the latest is the latest"
    keep_text(database, ana, "scene:evening", "În altă parte", known="")
    assert len(export_of(database, ana)["personal_texts"]) == 22


def test_corrections_are_appended(database: Engine) -> None:
    ana = new_learner(database).id
    play = a_play(database, ana)
    annotate(database, play, "evidence", {"right": 1}, by="prof", why="a explicat oral")
    annotate(database, play, "evidence", {"right": 0.5}, by="prof", why="recitit")
    assert [row["body"]["right"] for row in annotations_of(database, play)] == [1, 0.5]


def test_an_export_holds_everything_about_me_and_nothing_about_others(database: Engine) -> None:
    ana, dan = new_learner(database, name="Ana Marin"), new_learner(database, name="Dan Pop")
    for learner in (ana, dan):
        play = a_play(database, learner.id)
        keep_text(database, learner.id, "scene:x", f"cuvintele lui {learner.name}", play)
        annotate(database, play, "evidence", {"of": learner.name}, by="prof", why="pentru că")
        keep_draft(database, learner.id, "crisis", "strengths", learner.name)
        finish_grid(database, learner.id, learner.id, "pre")
    note_access(database, "prof", "read", ana.id)
    found = json.dumps(export_of(database, ana.id), ensure_ascii=False)
    assert found.count("Ana Marin") == 4
    assert '"prof"' in found
    assert '"started"' in found
    assert "Dan Pop" not in found
    assert dan.id not in found


def test_erasure_leaves_no_name_and_no_play_behind(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'erase.db'}")
    ana, dan = new_learner(engine, name="Ana Marinescu-Unică"), new_learner(engine, name="Dan")
    play = a_play(engine, ana.id)
    keep_text(engine, ana.id, "scene:x", "cuvinte numai ale mele", play)
    a_play(engine, dan.id)
    erase(engine, ana.id)
    with engine.begin() as connection:
        for table in ("plays", "events", "personal_texts", "identities", "tokens", "ratings"):
            rows = [str(row) for row in connection.execute(text(f"select * from {table}"))]
            assert not any(ana.id in row or play in row for row in rows), table
        assert connection.execute(text("select what from audit")).scalars().all() == ["erase"]
        assert connection.execute(text("select count(*) from plays")).scalar_one() == 1
    with engine.connect() as connection:
        connection.execute(text("pragma wal_checkpoint(truncate)"))
    engine.dispose()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Marinescu-Unică".encode() not in kept
    assert b"cuvinte numai ale mele" not in kept


def test_learners_not_seen_for_long_are_erased(database: Engine) -> None:
    old, new = new_learner(database).id, new_learner(database).id
    with database.begin() as connection:
        connection.execute(
            text("update learners set seen = '2020-01-01T00:00:00.000+00:00' where id = :id"), {"id": old}
        )
    expired = give_token(database, new, "visit", -HOUR)
    assert erase_unseen(database, days=365) == 1
    assert [(e.who, e.what, e.whose) for e in audit_log(database)] == [("system", "retention", old)]
    with database.connect() as connection:
        assert connection.execute(text("select id from learners")).scalars().all() == [new]
        kept = connection.execute(text("select hash from tokens")).scalars().all()
    assert hash_of(expired) not in kept


def test_one_door_is_closed_or_all_others(database: Engine) -> None:
    ana, dan = new_learner(database).id, new_learner(database).id
    here, there, old, other = (
        give_token(database, ana, "visit", HOUR),
        give_token(database, ana, "visit", HOUR),
        give_token(database, ana, "visit", -HOUR),
        give_token(database, dan, "visit", HOUR),
    )
    hashes = [hash_of(token) for token in (here, there, old, other)]
    assert still_open(database, hashes) == {hashes[0], hashes[1], hashes[3]}
    assert not has_token(database, ana, "return")
    give_token(database, ana, "return", -HOUR)
    assert not has_token(database, ana, "return")
    give_token(database, ana, "return", HOUR)
    assert has_token(database, ana, "return")
    end_tokens(database, ana, but=here)
    assert still_open(database, hashes) == {hashes[0], hashes[3]}
    assert not has_token(database, ana, "return")
    end_token(database, here)
    assert still_open(database, hashes) == {hashes[3]}


def test_a_visit_of_many_requests_is_noted_once_in_a_while(database: Engine) -> None:
    ana = new_learner(database).id
    token = give_token(database, ana, "visit", HOUR)

    def seen(value: str = "") -> str:
        with database.begin() as connection:
            if value:
                connection.execute(text("update learners set seen = :value"), {"value": value})
            return str(connection.execute(text("select seen from learners")).scalar_one())

    fresh = seen()
    learner_by_token(database, token, "visit")
    assert seen() == fresh
    long_ago = seen("2020-01-01T00:00:00.000+00:00")
    learner_by_token(database, token, "visit")
    assert seen() > long_ago


def test_others_read_without_a_name_and_the_learner_sees_it(database: Engine) -> None:
    note_access(database, "operator", "list", ALL, "before she came")
    ana, dan = new_learner(database, name="Ana Marin").id, new_learner(database, name="Dan").id
    with database.begin() as connection:
        connection.execute(text("update audit set at = '2020-01-01T00:00:00.000+00:00'"))
    play = a_play(database, ana)
    keep_text(database, ana, "scene:x", "cuvinte proprii", play)
    export_of(database, ana)
    without = json.dumps(read_for(database, ana, "operator", "nota finală", words=False), ensure_ascii=False)
    assert play in without
    assert "cuvinte proprii" not in without
    assert "Ana Marin" not in without
    whole = json.dumps(read_for(database, ana, "operator", "contestație", words=True), ensure_ascii=False)
    assert "cuvinte proprii" in whole
    assert "Ana Marin" not in whole
    note_access(database, "teacher-2", "list", ALL, "prezența")
    assert [(e.who, e.what, e.why) for e in readers_of(database, ana)] == [
        ("teacher-2", "list", "prezența"),
        ("operator", "export-words", "contestație"),
        ("operator", "export", "nota finală"),
    ]
    assert [e.what for e in readers_of(database, dan)] == ["list"]
    assert len(audit_log(database)) == 5
    assert [e.what for e in audit_log(database, dan)] == ["list", "list"]


def test_learners_are_listed_by_pseudonym_with_counts(database: Engine) -> None:
    ana = new_learner(database, name="Ana Marin").id
    new_learner(database)
    a_play(database, ana)
    first, second = sorted(listed_learners(database), key=lambda entry: entry.id != ana)
    assert (first.id, first.plays, first.finished) == (ana, 1, 0)
    assert second.plays == 0
    assert "Ana" not in str(first)


def test_erasure_by_somebody_else_says_who_and_why_and_of_nobody_says_nothing(database: Engine) -> None:
    ana = new_learner(database).id
    assert erase(database, ana, "operator", "la cererea ei")
    assert not erase(database, ana)
    (entry,) = audit_log(database)
    assert (entry.who, entry.what, entry.whose, entry.why) == ("operator", "erase", ana, "la cererea ei")
