"""To the moment and to the sign: when a token ends, who counts as gone, what is cut off, what is refused."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import OperationalError

from simulator.engine.events import Start
from simulator.engine.session import Session
from simulator.store import learners as learners_module
from simulator.store import privacy as privacy_module
from simulator.store import tables as t
from simulator.store import texts_and_annotations as texts_module
from simulator.store.database import StoreFault, default_url, fault_of, open_database, reading, settled
from simulator.store.grids import FinishedGrid, draft_of, finish_grid, forget_words, grids_of, keep_draft
from simulator.store.learners import (
    choose_language,
    end_token,
    give_token,
    has_token,
    hash_of,
    learner_by_token,
    learner_called,
    new_learner,
    own_learner,
    several,
    still_open,
)
from simulator.store.plays import (
    NotThere,
    append,
    begin_play,
    bundle_at,
    fork_play,
    keep_bundle,
    now,
    play_of,
    plays_of,
    remember,
)
from simulator.store.privacy import (
    ALL,
    MOST_WHO,
    MOST_WHY,
    audit_log,
    erase_unseen,
    export_of,
    listed_learners,
    note_access,
    read_for,
    readers_of,
)
from simulator.store.texts_and_annotations import (
    annotate,
    annotations_of,
    keep_text,
    texts_of,
)
from tests.support import small_bundle

HOUR = timedelta(hours=1)


def frozen(monkeypatch: pytest.MonkeyPatch, module: ModuleType, moment: datetime) -> str:
    """A module whose clock stands; the moment as it is written."""
    written = moment.isoformat(timespec="milliseconds")
    monkeypatch.setattr(module, "now", lambda: written)
    return written


def later(moment: str, **by: int) -> datetime:
    return datetime.fromisoformat(moment) + timedelta(**by)


def a_play(database: Engine, learner: str, *, verified: bool = False) -> tuple[str, Session]:
    session = Session(small_bundle().graph)
    (first,) = session.do(Start((0,), 1))
    return begin_play(database, learner, small_bundle(), first, verified=verified), session


def a_rating(database: Engine, learner: str, body: dict[str, object]) -> None:
    """A finished grid as a later version of the program may have written it."""
    row = {"id": "r", "learner": learner, "by": learner, "occasion": "pre", "body": json.dumps(body)}
    with database.begin() as connection:
        connection.execute(insert(t.ratings).values(**row, made=now()))


# --- Learners and their tokens ----------------------------------------------------------------------


def test_one_is_alone_and_two_are_several(database: Engine) -> None:
    assert not several(database)
    first = own_learner(database)
    assert not several(database)
    assert own_learner(database) == first, "who was here first is the one whose machine it is"
    second = new_learner(database, "en", "Dan")
    assert several(database)
    assert own_learner(database).id == first.id
    assert first.id[:2] == "C-" and len(first.id) == 12 and first.id != second.id


def test_a_learner_is_known_by_pseudonym_with_language_and_name(database: Engine) -> None:
    ana, dan = new_learner(database, "en", "Ana"), new_learner(database)
    choose_language(database, ana.id, "ro")
    choose_language(database, dan.id, "en")
    one, other = learner_called(database, ana.id), learner_called(database, dan.id)
    assert one is not None and other is not None
    assert (one.language, one.name) == ("ro", "Ana")
    assert (other.language, other.name) == ("en", "")
    assert learner_called(database, "C-NOBODY") is None


def test_a_name_of_any_length_is_taken(database: Engine) -> None:
    ana = new_learner(database, name="A" * 250)
    stored = learner_called(database, ana.id)
    assert stored is not None
    assert stored.name == "A" * 200


def test_a_token_ends_at_its_moment(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = new_learner(database).id
    before = now()
    token = give_token(database, ana, "visit", HOUR)
    with reading(database) as connection:
        expires = str(connection.execute(select(t.tokens.c.expires)).scalar_one())
    assert later(before) + HOUR <= later(expires) <= later(now()) + HOUR
    for milliseconds, is_open in ((-1, True), (0, False), (1, False)):
        frozen(monkeypatch, learners_module, later(expires, milliseconds=milliseconds))
        assert (learner_by_token(database, token, "visit") is not None) is is_open
        assert has_token(database, ana, "visit") is is_open
        assert still_open(database, [hash_of(token)]) == ({hash_of(token)} if is_open else set())


def test_a_token_of_another_kind_is_not_used_up(database: Engine) -> None:
    ana = new_learner(database).id
    token = give_token(database, ana, "link", HOUR)
    assert learner_by_token(database, token, "visit", use_up=True) is None
    assert learner_by_token(database, token, "link") is not None
    assert learner_by_token(database, token, "link", use_up=True) is not None
    assert still_open(database, [hash_of(token)]) == set()
    end_token(database, token)


def test_of_very_many_doors_the_open_ones_are_found(database: Engine) -> None:
    ana = new_learner(database).id
    others = [hash_of(f"none {number}") for number in range(1200)]
    ends = {"0" * 64, "8" * 64, "f" * 64}  # at the beginning, in the middle and at the end of all
    with database.begin() as connection:
        for name in ends:
            expires = (datetime.now(UTC) + HOUR).isoformat(timespec="milliseconds")
            row = {"hash": name, "learner": ana, "kind": "visit", "made": now(), "expires": expires}
            connection.execute(insert(t.tokens).values(row))
    assert still_open(database, [*others, *ends, *ends]) == ends
    assert still_open(database, []) == set()


# --- Who counts as gone ----------------------------------------------------------------------------


def test_who_was_here_within_the_days_stays(database: Engine) -> None:
    gone, here = new_learner(database).id, new_learner(database).id
    today = datetime.now(UTC)
    for learner, hours in ((gone, 24 * 30 + 1), (here, 24 * 30 - 1)):
        moment = (today - timedelta(hours=hours)).isoformat(timespec="milliseconds")
        with database.begin() as connection:
            connection.execute(update(t.learners).where(t.learners.c.id == learner).values(seen=moment))
    assert erase_unseen(database, 30) == 1
    assert [entry.id for entry in listed_learners(database)] == [here]
    assert erase_unseen(database, 30) == 0
    assert [(entry.who, entry.what, entry.whose) for entry in audit_log(database)] == [
        ("system", "retention", gone)
    ]


def test_doors_that_have_expired_are_cleared_and_open_ones_are_not(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = new_learner(database).id
    for lasts in (HOUR, 2 * HOUR):
        give_token(database, ana, "visit", lasts)
    with reading(database) as connection:
        first = str(
            connection.execute(select(t.tokens.c.expires).order_by(t.tokens.c.expires)).scalars().first()
        )
    left = []
    for milliseconds in (0, 1):
        frozen(monkeypatch, privacy_module, later(first, milliseconds=milliseconds))
        assert erase_unseen(database, 365) == 0
        with reading(database) as connection:
            left.append(len(connection.execute(select(t.tokens.c.hash)).all()))
    assert left == [2, 1]


# --- The audit trail --------------------------------------------------------------------------------


def test_what_others_did_is_shown_from_the_moment_of_coming_and_newest_first(database: Engine) -> None:
    ana = new_learner(database).id
    with reading(database) as connection:
        began = str(connection.execute(select(t.learners.c.began)).scalar_one())
    with database.begin() as connection:
        for milliseconds in (-1, 0, 1):
            at = later(began, milliseconds=milliseconds).isoformat(timespec="milliseconds")
            entry = {"at": at, "who": "teacher", "what": "list", "whose": ALL, "why": str(milliseconds)}
            connection.execute(insert(t.audit).values(entry))
    assert [entry.why for entry in readers_of(database, ana)] == ["1", "0"]
    assert [entry.why for entry in readers_of(database, ana, most=1)] == ["1"]
    assert [entry.why for entry in audit_log(database)] == ["1", "0", "-1"]
    assert [entry.why for entry in audit_log(database, most=2)] == ["1", "0"]


def test_an_entry_says_who_did_what_with_whose_records_and_why(database: Engine) -> None:
    ana, dan = new_learner(database).id, new_learner(database).id
    note_access(database, "teacher", "read", ana, "nota")
    note_access(database, "operator", "list", ALL)
    (listed, read) = audit_log(database, ana)
    assert (read.who, read.what, read.whose, read.why) == ("teacher", "read", ana, "nota")
    assert (listed.who, listed.what, listed.whose, listed.why) == ("operator", "list", ALL, "")
    assert read.at <= listed.at <= now()
    assert [entry.what for entry in audit_log(database, dan)] == ["list"]


def test_a_long_reason_and_a_long_name_are_cut(database: Engine) -> None:
    note_access(database, "w" * 40, "read", ALL, "y" * 900)
    (entry,) = audit_log(database)
    assert (entry.who, entry.why) == ("w" * 32, "y" * 500)
    assert (MOST_WHO, MOST_WHY) == (32, 500)


def test_the_longest_here_stands_first_with_plays_and_how_many_of_them_ended(database: Engine) -> None:
    second, first = new_learner(database).id, new_learner(database).id
    with database.begin() as connection:
        long_ago = "2020-01-01T00:00:00.000+00:00"
        connection.execute(update(t.learners).where(t.learners.c.id == first).values(began=long_ago))
    play, session = a_play(database, first)
    a_play(database, first)
    while session.at_turn() is not None:
        session.answer((1,) if len(session.log) == 1 else ())
    append(database, small_bundle(), play, 1, session.log[1:], ended=True)
    entries = listed_learners(database)
    assert [(entry.id, entry.plays, entry.finished) for entry in entries] == [(first, 2, 1), (second, 0, 0)]
    assert entries[0].began == long_ago < entries[1].began <= entries[1].seen


def test_what_is_handed_to_others_leaves_out_the_name_and_unless_asked_the_words(database: Engine) -> None:
    ana = new_learner(database, name="Ana").id
    a_rating(database, ana, {"levels": {}})
    stories = {"plays", "events", "annotations", "judgements", "ratings", "lab_exercises"}
    parts = stories | {"learners", "audit"}
    assert set(read_for(database, ana, "teacher", "nota", words=False)) == parts
    assert set(read_for(database, ana, "teacher", "nota", words=True)) == parts | {"personal_texts"}
    assert set(export_of(database, ana)) == parts | {"personal_texts", "identities"}
    (own, with_words, without) = audit_log(database, ana)
    assert (own.who, own.what) == (ana, "export")
    assert [(entry.who, entry.what) for entry in (with_words, without)] == [
        ("teacher", "export-words"),
        ("teacher", "export"),
    ]
    assert [row["id"] for row in export_of(database, ana)["learners"]] == [ana]


# --- Plays ------------------------------------------------------------------------------------------


def test_plays_are_listed_newest_first_with_how_far_each_has_gone(database: Engine) -> None:
    ana, dan = new_learner(database).id, new_learner(database).id
    old, session = a_play(database, ana, verified=True)
    new, _ = a_play(database, ana)
    a_play(database, dan)
    session.answer((0,))
    append(database, small_bundle(), old, 1, session.log[1:], verified=True)
    with database.begin() as connection:
        connection.execute(
            update(t.plays).where(t.plays.c.id == old).values(began="2020-01-01T00:00:00.000+00:00")
        )
    listed = plays_of(database, ana)
    assert [(one.id, one.events, one.verified, one.ended) for one in listed] == [
        (new, 1, False, None),
        (old, 2, True, None),
    ]
    assert {(one.learner, one.case, one.level, one.bundle, one.forked_from) for one in listed} == {
        (ana, "small", "standard", small_bundle().digest, None)
    }


def test_a_play_ends_when_its_last_step_says_so(database: Engine) -> None:
    ana = new_learner(database).id
    play, session = a_play(database, ana, verified=True)
    session.answer((1,))
    append(database, small_bundle(), play, 1, session.log[1:], verified=True)
    assert play_of(database, ana, play).ended is None
    session.answer(())
    append(database, small_bundle(), play, 2, session.log[2:], ended=True)
    ended = play_of(database, ana, play)
    assert ended.ended is not None and ended.began <= ended.ended <= now()
    assert not ended.verified, "one step that nobody vouches for is enough"


def test_a_fork_is_a_play_of_its_own_that_began_now(database: Engine) -> None:
    ana = new_learner(database).id
    play, _ = a_play(database, ana, verified=True)
    before = now()
    fork = play_of(database, ana, fork_play(database, ana, play, 1, verified=True))
    assert fork.forked_from == play
    assert len(fork.id) == len(play) == 32
    assert before <= fork.began <= now()
    assert (fork.events, fork.ended, fork.verified) == (1, None, True)
    assert not play_of(database, ana, fork_play(database, ana, play, 1)).verified
    for events in (0, -1, 2):
        with pytest.raises(NotThere):
            fork_play(database, ana, play, events)


def test_a_fork_of_what_nobody_vouched_for_is_not_vouched_for(database: Engine) -> None:
    ana = new_learner(database).id
    play, _ = a_play(database, ana)
    assert not play_of(database, ana, fork_play(database, ana, play, 1, verified=True)).verified


def test_a_bundle_is_kept_once_and_can_be_at_hand_without_the_database(database: Engine) -> None:
    for _ in range(2):
        keep_bundle(database, small_bundle("guided"))
    with reading(database) as connection:
        assert len(connection.execute(select(t.bundles.c.digest)).all()) == 1
    hard = small_bundle("hard")
    remember(hard)
    assert bundle_at(database, hard.digest) is hard


# --- Words, annotations, grids ----------------------------------------------------------------------


def test_an_annotation_says_what_by_whom_why_and_when_in_the_order_of_making(database: Engine) -> None:
    ana = new_learner(database).id
    play, _ = a_play(database, ana)
    other, _ = a_play(database, ana)
    annotate(database, play, "evidence", {"right": 1, "cuvânt": "ș"}, "prof", "z" * 9000)
    annotate(database, other, "evidence", {}, "prof", "altceva")
    (one,) = annotations_of(database, play)
    assert (one["kind"], one["body"], one["by"]) == ("evidence", {"right": 1, "cuvânt": "ș"}, "prof")
    assert one["why"] == "z" * 8000
    assert one["made"] <= now()


def test_long_words_are_cut_and_not_refused(database: Engine) -> None:
    ana = new_learner(database).id
    keep_text(database, ana, "p" * 300, "c" * 9000)
    assert texts_of(database, ana) == {"p" * 120: "c" * 8000}


def test_the_latest_words_stay_the_latest_though_the_clock_stands_or_goes_back(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = new_learner(database).id
    keep_text(database, ana, "scene:x", "prima")
    with reading(database) as connection:
        first = str(connection.execute(select(t.personal_texts.c.made)).scalar_one())
    for back in (0, 0, 60_000):
        frozen(monkeypatch, texts_module, later(first, milliseconds=-back))
        keep_text(database, ana, "scene:x", f"mai apoi {back}")
        assert texts_of(database, ana) == {"scene:x": f"mai apoi {back}"}
    frozen(monkeypatch, texts_module, later(first, seconds=9))
    keep_text(database, ana, "scene:x", "la urmă")
    with reading(database) as connection:
        moments = connection.execute(
            select(t.personal_texts.c.made).order_by(t.personal_texts.c.made)
        ).scalars()
        passed = [later(str(one)) - later(first) for one in moments]
    assert passed == [timedelta(milliseconds=one) for one in (0, 1, 2, 3, 9000)]


def test_a_draft_of_any_length_is_taken(database: Engine) -> None:
    ana = new_learner(database).id
    keep_draft(database, ana, "law", "strengths", f"  {'c' * 9000}  ")
    assert draft_of(database, ana) == {("law", "strengths"): "c" * 8000}


def finished(database: Engine, learner: str, *, words: str = "Ascult") -> FinishedGrid:
    for column, body in (("strengths", words), ("level", "3")):
        before = draft_of(database, learner).get(("law", column), "")
        keep_draft(database, learner, "law", column, body, before)
    made = finish_grid(database, learner, learner, "pre")
    return next(grid for grid in grids_of(database, learner) if grid.id == made)


def test_a_finished_grid_says_who_when_and_alone_unless_told_otherwise(database: Engine) -> None:
    ana = new_learner(database).id
    grid = finished(database, ana)
    assert (grid.by, grid.occasion, grid.with_whom) == (ana, "pre", "alone")
    assert (dict(grid.levels), dict(grid.words)) == ({"law": 3}, {("law", "strengths"): "Ascult"})
    assert grid.made <= now()
    assert FinishedGrid("x", "y", "pre", "z", {}, {}).with_whom == "alone"
    for occasion, company in (("never", "alone"), ("pre", "nobody")):
        with pytest.raises(ValueError, match=r"never|nobody"):
            finish_grid(database, ana, ana, occasion, company)


def test_grids_stand_oldest_first_and_those_of_another_format_are_passed_over(database: Engine) -> None:
    ana, dan = new_learner(database).id, new_learner(database).id
    first, second = finished(database, ana).id, finished(database, ana).id
    a_rating(database, ana, {"format": 2, "levels": {}, "words": {}})
    finished(database, dan)
    with database.begin() as connection:
        connection.execute(
            update(t.ratings).where(t.ratings.c.id == second).values(made="2020-01-01T00:00:00.000+00:00")
        )
    assert [grid.id for grid in grids_of(database, ana)] == [second, first]


def test_only_ones_own_words_can_be_forgotten(database: Engine) -> None:
    ana, dan = new_learner(database).id, new_learner(database).id
    grid = finished(database, ana)
    forget_words(database, dan, grid.id)
    forget_words(database, ana, "none")
    assert grids_of(database, ana) == [grid]
    forget_words(database, ana, grid.id)
    (left,) = grids_of(database, ana)
    assert (dict(left.words), dict(left.levels)) == ({}, {"law": 3})


# --- Addresses and faults ---------------------------------------------------------------------------


def test_the_same_address_from_wherever_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settled("sqlite:///data/own.db") == f"sqlite:///{tmp_path / 'data' / 'own.db'}"
    assert settled(f"sqlite:///{tmp_path / 'own.db'}") == f"sqlite:///{tmp_path / 'own.db'}"
    for other in ("sqlite://", "sqlite:///:memory:", "postgresql://tester@127.0.0.1/x"):
        assert settled(other) == other
    with pytest.raises(StoreFault) as fault:
        settled("not an address")
    assert fault.value.reason.form == "the address of the database cannot be read"


def test_a_file_of_ones_own_is_for_nobody_else_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "own.db"
    open_database(f"sqlite:///{path}").dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    open_database(f"sqlite:///{path}").dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640, "who wants it otherwise has it otherwise"


def test_a_database_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite://", "sqlite:///:memory:"):
        open_database(url, up_to_date=True).dispose()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 1)])
def test_how_it_waits_for_the_disk(tmp_path: Path, durable: bool, synchronous: int) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'own.db'}", durable=durable)
    with engine.connect() as connection:
        values = [
            connection.exec_driver_sql(f"pragma {name}").scalar_one()
            for name in ("synchronous", "secure_delete", "journal_mode", "foreign_keys")
        ]
    assert values == [synchronous, 1, "wal", 1]
    engine.dispose()


def test_the_default_stands_in_the_folder_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIMULATOR_DATABASE", raising=False)
    assert default_url().startswith("sqlite:///")
    assert Path(default_url()).name == "simulator.db"


BUSY = ("the database is busy", "wait a moment and try again; nothing was lost")
FULL = ("the disk is full", "free some space and try again; nothing was left half saved")
CLOSED = ("the database cannot be written", "check the permissions of its folder")
SILENT = ("the database does not answer", "check its address and that it is running")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("database is locked", BUSY),
        ("Database Table Is Locked", BUSY),
        ("device or resource busy", BUSY),
        ("database or disk is full", FULL),
        ("No space left on device", FULL),
        ("disk I/O error", FULL),
        ("attempt to write a readonly database", CLOSED),
        ("Read-only file system", CLOSED),
        ("Permission denied", CLOSED),
        ("connection refused", SILENT),
        ("", SILENT),
    ],
)
def test_a_fault_is_told_in_words_that_one_can_act_on(words: str, fault: tuple[str, str]) -> None:
    for error in (OSError(words), OperationalError("select secret", {}, Exception(words))):
        fault_in_words = fault_of(error)
        assert (fault_in_words.reason.form, fault_in_words.todo.form) == fault
        assert str(fault_in_words) == fault[0]


def test_a_kind_of_database_that_is_not_used_here_is_named() -> None:
    with pytest.raises(StoreFault) as fault:
        open_database("mysql://x/y")
    assert fault.value.reason.english == "databases of the kind 'mysql' are not used here"
    assert fault.value.todo.form == "give an address that begins with sqlite:/// or postgresql://"
