"""A database that an earlier program made is opened by this one: nothing that a learner did or wrote is lost.

`tools/old_records.py` made the fixture with the program of 26 November 2026.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError

from simulator.competence.corrections import corrections_in, with_corrections
from simulator.competence.debrief import debrief
from simulator.engine.events import Decided
from simulator.engine.session import Session
from simulator.store.database import bring_up_to_date, open_database
from simulator.store.grids import draft_of, grids_of
from simulator.store.plays import PlayRecord, bundle_at, log_of, plays_of
from simulator.store.privacy import erase, export_of
from simulator.store.texts_and_annotations import annotations_of, texts_of
from tests.old_records import OLD, old_file

JUDGED: dict[str, Any] = json.loads((OLD / "judged.json").read_text("utf-8"))
BEFORE = "0003"


def copied(source: Engine, target: Engine) -> None:
    """Every row of one database in another that has the same tables."""
    tables = MetaData()
    tables.reflect(source)
    with source.connect() as old, target.begin() as new:
        for table in tables.sorted_tables:
            rows = [dict(row._mapping) for row in old.execute(select(table))]
            if table.name == "plays":  # forks after what they come from
                rows.sort(key=lambda row: row["forked_from"] is not None)
            if table.name != "alembic_version" and rows:
                new.execute(insert(table), rows)
        if target.dialect.name == "postgresql":
            new.execute(text("select setval('audit_id_seq', (select max(id) from audit))"))


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Engine]:
    """The old records, brought up to date."""
    url = old_file(tmp_path / "old.db")
    if request.param == "sqlite":
        engine = open_database(url)
        yield engine
        engine.dispose()
        return
    engine = open_database(request.getfixturevalue("server"), up_to_date=True)
    bring_up_to_date(engine, BEFORE)
    copied(create_engine(url), engine)
    bring_up_to_date(engine)
    yield engine
    with engine.begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    engine.dispose()


def everybody(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("select id from learners order by id")).scalars())


def all_plays(engine: Engine) -> list[PlayRecord]:
    return [play for learner in everybody(engine) for play in plays_of(engine, learner)]


def test_every_play_is_there_and_judged_as_it_was(migrated: Engine) -> None:
    plays = all_plays(migrated)
    assert {play.id for play in plays} == set(JUDGED)
    for play in plays:
        bundle = bundle_at(migrated, play.bundle)
        log = log_of(migrated, bundle, play.id)
        judged, before = debrief(bundle, log), JUDGED[play.id]
        assert len(log) - 1 == before["steps"]
        assert [bundle.graph.node_id(seat.node) for seat in judged.states[-1].seats] == before["at"]
        assert [{v.rule: v.kind for v in one.verdicts} for one in judged.findings] == before["verdicts"]
        assert [list(one.outcome) for one in judged.findings] == before["outcome"]
        assert [
            [[e.indicator, e.source, e.step, round(e.right, 4)] for e in one.evidence]
            for one in judged.findings
        ] == before["evidence"]


def test_a_play_under_way_goes_on(migrated: Engine) -> None:
    under_way = [play for play in all_plays(migrated) if play.ended is None]
    assert len(under_way) >= 8
    for play in under_way:
        bundle = bundle_at(migrated, play.bundle)
        session = Session(bundle.graph)
        session.resume(log_of(migrated, bundle, play.id))
        assert session.at_turn() is not None


def test_corrections_count(migrated: Engine) -> None:
    corrected = 0
    for play in all_plays(migrated):
        corrections = corrections_in(annotations_of(migrated, play.id))
        if corrections:
            bundle = bundle_at(migrated, play.bundle)
            judged = debrief(bundle, log_of(migrated, bundle, play.id))
            after = with_corrections(judged, bundle.profession.model, corrections)
            (mark,) = corrections
            corrected += [
                e.right
                for one in after.findings
                for e in one.evidence
                if (e.indicator, e.source, e.step) == (mark.indicator, mark.source, mark.step)
            ] == [1.0]
    assert corrected == 4


def test_grids_and_their_draft_are_read(migrated: Engine) -> None:
    (learner,) = [one for one in everybody(migrated) if grids_of(migrated, one)]
    pre, post = grids_of(migrated, learner)
    assert (pre.occasion, post.occasion) == ("pre", "post")
    assert (set(pre.levels.values()), set(post.levels.values())) == ({2}, {4})
    assert list(post.words.values()) == ["post: ascult până la capăt"]
    assert sorted(draft_of(migrated, learner).values()) == ["3", "scriu mai repede în jurnal"]


def test_a_learner_takes_everything_along_and_can_be_erased(migrated: Engine) -> None:
    for learner in everybody(migrated):
        assert export_of(migrated, learner)["plays"] == [
            row for row in export_of(migrated, learner)["plays"] if row["learner"] == learner
        ]
        assert erase(migrated, learner)
    with migrated.connect() as connection:
        for table in ("plays", "events", "personal_texts", "annotations", "ratings", "tokens"):
            assert connection.execute(text(f"select count(*) from {table}")).scalar() == 0


def words_by_step(engine: Engine, play: PlayRecord) -> dict[int, str]:
    """Own words beside the decision at which the play's log says that they were written."""
    bundle = bundle_at(engine, play.bundle)
    answered = [event for event in log_of(engine, bundle, play.id) if isinstance(event, Decided)]
    texts = texts_of(engine, play.learner, play.id)
    return {e.step: texts[f"step:{e.step}"] for e in answered if f"step:{e.step}" in texts}


def test_own_words_stand_where_they_stood(migrated: Engine) -> None:
    found = 0
    for play in all_plays(migrated):
        for step, body in words_by_step(migrated, play).items():
            assert body == f"Cuvinte proprii la pasul {step}: „ș, ț, â”."
            found += 1
        for place, body in texts_of(migrated, play.learner, play.id).items():
            if place.startswith("question:"):
                assert body.startswith("Răspuns: ")
                found += 1
    assert found == 42


def one_play(engine: Engine, scenes: list[str], places: list[tuple[str, str]]) -> dict[str, str]:
    """Texts by place after the migration, for a play that answered these scenes before it."""
    bring_up_to_date(engine, "0004")
    with engine.begin() as connection:
        for statement in (
            "insert into learners values ('L', 'ro', '2026', '2026')",
            "insert into bundles values ('B', '')",
            "insert into plays (id, learner, case_id, level, bundle, began, verified) "
            "values ('P', 'L', 'c', 'hard', 'B', '2026', true)",
        ):
            connection.execute(text(statement))
        decided = [{"event": "decided", "step": at, "scene": name} for at, name in enumerate(scenes, 1)]
        bodies = [{"event": "started"}, *decided]
        for number, body in enumerate(bodies):
            row = {"n": number, "body": json.dumps(body)}
            connection.execute(text("insert into events values ('P', :n, :body, '2026')"), row)
        for number, (place, body) in enumerate(places):
            row = {"id": str(number), "place": place, "body": body, "made": f"2026-{number}"}
            connection.execute(
                text("insert into personal_texts values (:id, 'L', 'P', :place, :body, :made)"), row
            )
    bring_up_to_date(engine)
    return texts_of(engine, "L", "P")


@pytest.fixture(params=["sqlite", "postgresql"])
def at_0003(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Engine]:
    """An empty database as that program made it."""
    local = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'empty.db'}" if local else request.getfixturevalue("server")
    engine = open_database(url, up_to_date=True)
    bring_up_to_date(engine, BEFORE)
    yield engine
    if not local:
        with engine.begin() as connection:
            connection.execute(text("drop schema public cascade"))
            connection.execute(text("create schema public"))
    engine.dispose()


def test_words_of_a_scene_that_was_there_twice_stand_at_its_last_visit(at_0003: Engine) -> None:
    texts = one_play(
        at_0003,
        ["t-door", "t-sheet", "t-door"],
        [("scene:t-door", "old"), ("scene:t-door", "new"), ("scene:t-next", "open"), ("question:q", "why")],
    )
    assert texts == {"step:3": "new", "step:4": "open", "question:q": "why"}


def test_a_one_time_link_is_called_one(migrated: Engine) -> None:
    with migrated.connect() as connection:
        kinds = connection.execute(text("select kind from tokens order by kind")).scalars().all()
    assert kinds == ["link", "return", "visit"]
    with pytest.raises(IntegrityError), migrated.begin() as connection:
        connection.execute(text("update tokens set kind = 'door'"))
