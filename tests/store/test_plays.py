"""Logs only grow, survive the death of a process, and never grow in two places at once."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, select, text, update

from simulator.engine.events import Reply, Start
from simulator.engine.session import Session
from simulator.errors import Refused
from simulator.store import plays
from simulator.store.database import StoreFault, bring_up_to_date, open_database
from simulator.store.learners import new_learner
from simulator.store.plays import (
    Behind,
    NotThere,
    append,
    begin_play,
    bundle_at,
    drop_play,
    fork_play,
    log_of,
    play_of,
    plays_of,
)
from simulator.store.tables import bundles, events
from simulator.store.texts_and_annotations import keep_text, texts_of
from tests.graph.test_bundle_format import as_in_format_1, by_position, without_sections
from tests.support import bundle, small_bundle, some_answer


def began(database: Engine) -> tuple[str, str, Session]:
    learner = new_learner(database).id
    session = Session(small_bundle().graph)
    (first,) = session.do(Start((0,), 4))
    return learner, begin_play(database, learner, small_bundle(), first), session


def step(session: Session, number: int = 1) -> list:  # type: ignore[type-arg]
    seat = session.at_turn()
    assert seat is not None
    assert session.state is not None
    task = session.graph.scenes[seat.node].task
    answer = some_answer(task, session.state, seat.minute, random.Random(number))
    return list(session.do(Reply(seat.role, seat.node, answer)))


def test_a_log_comes_back_as_it_was_played(database: Engine) -> None:
    learner, play, session = began(database)
    while session.at_turn() is not None:
        sequence = len(session.log)
        new = step(session, sequence)
        append(database, small_bundle(), play, sequence, new, ended=session.at_turn() is None)
    assert log_of(database, small_bundle(), play) == tuple(session.log)
    (kept,) = plays_of(database, learner)
    assert (kept.events, kept.case, kept.level) == (len(session.log), "small", "standard")
    assert kept.ended is not None


def test_the_second_tab_loses_politely(database: Engine) -> None:
    _, play, session = began(database)
    new = step(session)
    append(database, small_bundle(), play, 1, new)
    with pytest.raises(Behind):
        append(database, small_bundle(), play, 1, new)
    assert len(log_of(database, small_bundle(), play)) == 2


def test_an_event_cannot_be_left_out(database: Engine) -> None:
    _, play, session = began(database)
    with pytest.raises(NotThere):
        append(database, small_bundle(), play, 5, step(session))
    assert len(log_of(database, small_bundle(), play)) == 1


def test_of_many_writers_at_once_one_wins(database: Engine) -> None:
    _, play, session = began(database)
    new = step(session)
    outcomes: list[str] = []

    def write() -> None:
        try:
            append(database, small_bundle(), play, 1, new)
            outcomes.append("kept")
        except (Behind, StoreFault) as fault:
            outcomes.append(type(fault).__name__)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("kept") == 1
    assert len(log_of(database, small_bundle(), play)) == 2


def test_a_play_is_only_its_own_learners(database: Engine) -> None:
    learner, play, _ = began(database)
    other = new_learner(database).id
    assert play_of(database, learner, play).id == play
    with pytest.raises(NotThere):
        play_of(database, other, play)
    assert plays_of(database, other) == []


def test_an_old_play_keeps_the_bundle_it_was_played_on(database: Engine) -> None:
    learner, play, session = began(database)
    kept = bundle_at(database, play_of(database, learner, play).bundle)
    assert kept == small_bundle()
    assert log_of(database, kept, play) == tuple(session.log)
    with pytest.raises(NotThere):
        bundle_at(database, "0" * 32)


def test_a_log_that_was_tampered_with_is_refused(database: Engine) -> None:
    _, play, session = began(database)
    append(database, small_bundle(), play, 1, step(session))
    with database.begin() as connection:
        connection.execute(text("update events set body = replace(body, '\"step\": 1', '\"step\": 7')"))
    with pytest.raises(Refused):
        log_of(database, small_bundle(), play)


KILLED = """
import os, sys
from simulator.store.database import open_database
from simulator.store.plays import append, log_of, begin_play
from simulator.store.learners import new_learner
from simulator.engine.session import Session
from simulator.engine.events import Start
from tests.support import small_bundle
engine = open_database(sys.argv[1])
session = Session(small_bundle().graph)
(first,) = session.do(Start((0,), 4))
play = begin_play(engine, new_learner(engine).id, small_bundle(), first)
session.answer((0,))
append(engine, small_bundle(), play, 1, session.log[1:])
print(play, flush=True)
os.kill(os.getpid(), 9)
"""


def test_what_was_kept_survives_the_death_of_the_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'killed.db'}"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, url], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == -9, done.stderr
    engine = open_database(url)
    assert len(log_of(engine, small_bundle(), done.stdout.strip())) == 2
    engine.dispose()


def test_our_cases_can_be_pinned(database: Engine) -> None:
    pinned = bundle("abuse-discovery", "standard")
    session = Session(pinned.graph)
    (first,) = session.do(Start((1,), 2**66))
    learner = new_learner(database).id
    play = begin_play(database, learner, pinned, first)
    assert bundle_at(database, pinned.digest) == pinned
    assert log_of(database, pinned, play) == (first,)


def test_a_bundle_kept_in_the_first_format_is_still_read(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plays, "_BUNDLES", {})  # what this process has at hand already
    learner, play, _ = began(database)
    old = zlib.compress(json.dumps(as_in_format_1({"bundle": by_position(small_bundle())})).encode())
    with database.begin() as connection:
        connection.execute(update(bundles).values(document=old))
    kept = bundle_at(database, play_of(database, learner, play).bundle)
    assert kept.graph.scenes == without_sections(small_bundle()).graph.scenes
    assert (kept.graph.day, kept.experts) == ("", ())
    assert len(log_of(database, kept, play)) == 1


def test_a_play_is_verified_only_if_every_step_of_it_is(database: Engine) -> None:
    learner = new_learner(database).id
    session = Session(small_bundle().graph)
    (first,) = session.do(Start((0,), 4))

    def marks() -> dict[str, bool]:
        return {play.id: play.verified for play in plays_of(database, learner)}

    proven = begin_play(database, learner, small_bundle(), first, verified=True)
    alone = begin_play(database, learner, small_bundle(), first)
    fork = fork_play(database, learner, proven, 1, verified=True)
    of_alone = fork_play(database, learner, alone, 1, verified=True)
    assert marks() == {proven: True, alone: False, fork: True, of_alone: False}
    new = step(session)
    append(database, small_bundle(), proven, 1, new, verified=True)
    append(database, small_bundle(), alone, 1, new, verified=True)
    append(database, small_bundle(), fork, 1, new)
    assert marks() == {proven: True, alone: False, fork: False, of_alone: False}


def test_an_older_database_keeps_its_plays_and_counts_them_as_verified(database: Engine) -> None:
    learner, play, session = began(database)
    append(database, small_bundle(), play, 1, step(session))
    _migrate(database, "0001")
    with database.connect() as connection:
        assert "verified" not in {column["name"] for column in inspect(connection).get_columns("plays")}
    bring_up_to_date(database)
    (kept,) = plays_of(database, learner)
    assert (kept.id, kept.events, kept.verified) == (play, 2, True)


def _migrate(database: Engine, revision: str) -> None:
    config = Config()
    migrations = str(Path(plays.__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", migrations)
    with database.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_a_fork_has_the_first_events_and_says_where_it_comes_from(database: Engine) -> None:
    learner, play, session = began(database)
    append(database, small_bundle(), play, 1, step(session))
    append(database, small_bundle(), play, 2, step(session, 2))
    fork = fork_play(database, learner, play, 2)
    assert log_of(database, small_bundle(), fork) == tuple(session.log[:2])
    assert log_of(database, small_bundle(), play) == tuple(session.log)
    found = play_of(database, learner, fork)
    assert (found.forked_from, found.ended, found.events) == (play, None, 2)
    assert play_of(database, learner, play).forked_from is None


def test_there_is_no_fork_of_another_learners_play_or_beyond_where_it_stands(database: Engine) -> None:
    learner, play, _ = began(database)
    other = new_learner(database).id
    for who, of, many in ((other, play, 1), (learner, "0" * 32, 1), (learner, play, 2), (learner, play, 0)):
        with pytest.raises(NotThere):
            fork_play(database, who, of, many)
    assert [found.id for found in plays_of(database, learner)] == [play]
    assert plays_of(database, other) == []


FORK_KILLED = """
import os, sys
from sqlalchemy import event
from simulator.store.database import open_database
from simulator.store.plays import append, begin_play, fork_play
from simulator.store.learners import new_learner
from simulator.engine.session import Session
from simulator.engine.events import Start
from tests.support import small_bundle
engine = open_database(sys.argv[1])
session = Session(small_bundle().graph)
(first,) = session.do(Start((0,), 4))
learner = new_learner(engine).id
play = begin_play(engine, learner, small_bundle(), first)
session.answer((0,))
append(engine, small_bundle(), play, 1, session.log[1:])
print(learner, play, flush=True)
said = "INSERT INTO " + sys.argv[2]
@event.listens_for(engine, sys.argv[3] + "_cursor_execute")
def die(connection, cursor, statement, *rest):
    if statement.startswith(said):
        os.kill(os.getpid(), 9)
fork_play(engine, learner, play, 2)
"""


@pytest.mark.parametrize("table", ["plays", "events"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_fork_that_dies_half_way_leaves_nothing(tmp_path: Path, table: str, moment: str) -> None:
    url = f"sqlite:///{tmp_path / 'killed.db'}"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", FORK_KILLED, url, table, moment],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    learner, play = done.stdout.split()
    engine = open_database(url)
    assert [found.id for found in plays_of(engine, learner)] == [play]
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from events")).scalar_one() == 2
    fork = fork_play(engine, learner, play, 2)
    assert len(log_of(engine, small_bundle(), fork)) == 2
    engine.dispose()


def test_a_play_under_way_can_be_dropped_and_one_that_has_ended_cannot(database: Engine) -> None:
    learner, play, _ = began(database)
    keep_text(database, learner, "step:1", "vorbe", play)
    other = new_learner(database).id
    with pytest.raises(NotThere):
        drop_play(database, other, play)
    assert texts_of(database, learner, play) == {"step:1": "vorbe"}
    drop_play(database, learner, play)
    assert plays_of(database, learner) == []
    assert texts_of(database, learner, play) == {}
    with database.connect() as connection:
        assert connection.execute(select(events).where(events.c.play == play)).all() == []
    with pytest.raises(NotThere):
        drop_play(database, learner, play)
    with pytest.raises(NotThere):
        keep_text(database, learner, "step:1", "prea târziu", play)
    learner, play, session = began(database)
    append(database, small_bundle(), play, 1, step(session), ended=True)
    with pytest.raises(NotThere):
        drop_play(database, learner, play)
    assert len(plays_of(database, learner)) == 1


def test_a_step_of_a_dropped_play_is_not_kept(database: Engine) -> None:
    learner, play, session = began(database)
    drop_play(database, learner, play)
    with pytest.raises(NotThere):
        append(database, small_bundle(), play, 1, step(session))
    assert plays_of(database, learner) == []
