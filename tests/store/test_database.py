"""Opening a database, and what is said when it cannot be used."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from sqlalchemy import Engine, insert, inspect, text
from sqlalchemy.exc import IntegrityError

from simulator.store import database as rooms
from simulator.store.database import (
    StoreFault,
    bring_up_to_date,
    default_url,
    open_database,
    settled,
    writing,
)
from simulator.store.learners import new_learner
from simulator.store.tables import metadata, personal_texts


def test_migrations_make_exactly_the_tables_of_the_code(database: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert set(metadata.tables) < set(inspect(database).get_table_names())


def test_opening_again_changes_nothing(database: Engine) -> None:
    learner = new_learner(database, name="Ana")
    bring_up_to_date(database)
    with database.connect() as connection:
        assert connection.execute(text("select count(*) from identities")).scalar_one() == 1
    assert learner.name == "Ana"


def test_the_default_is_a_file_of_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SIMULATOR_DATABASE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert default_url().startswith(f"sqlite:///{tmp_path}")
    monkeypatch.setenv("SIMULATOR_DATABASE", "postgresql://somewhere/x")
    assert default_url() == "postgresql://somewhere/x"


ANY_NAME = [
    "a%20b",
    "100% social",
    "a?b=c",
    "a#b",
    "a+b",
    "ș ț",
    "a:b@c",
    "%(here)s",
    "a&b;c",
    "'\"$HOME",
    *(["\udcff"] if sys.platform == "linux" else []),  # a name that is no text
]


@pytest.mark.parametrize("name", ANY_NAME)
def test_a_database_lies_where_it_is_said_to_whatever_the_name(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SIMULATOR_DATABASE", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda app: str(tmp_path / name))
    own = default_url()
    assert settled(settled(own)) == own
    open_database(own).dispose()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "simulator.db").is_file()


@pytest.mark.parametrize("name", ANY_NAME)
def test_a_relative_address_is_the_same_file_whatever_the_folder(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / name)
    whole = settled("sqlite:///class.db")
    monkeypatch.chdir(tmp_path)
    open_database(whole).dispose()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "class.db").is_file()


@pytest.mark.parametrize("url", ["mysql://x/y", "not an address", "sqlite:////proc/nowhere/x.db"])
def test_an_address_that_cannot_be_used_says_so(url: str) -> None:
    with pytest.raises(StoreFault) as caught:
        open_database(url)
    assert caught.value.todo.form


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Stimată doamnă, " * 200)
    with pytest.raises(StoreFault):
        open_database(f"sqlite:///{path}")
    assert path.read_text().startswith("Stimată")


def test_a_busy_database_says_so_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "WAIT_SECONDS", 0.2)
    engine = open_database(f"sqlite:///{tmp_path / 'busy.db'}")
    other = sqlite3.connect(tmp_path / "busy.db")
    other.execute("begin immediate")
    with pytest.raises(StoreFault) as caught:
        new_learner(engine)
    assert "busy" in caught.value.reason.form
    other.rollback()
    other.close()
    assert new_learner(engine).id
    engine.dispose()


def test_a_full_disk_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'full.db'}")
    with engine.connect() as connection:
        pages = connection.execute(text("pragma page_count")).scalar_one()
        connection.execute(text(f"pragma max_page_count={pages + 1}"))
        with pytest.raises(StoreFault) as caught, writing(engine) as same:
            same.execute(text(f"pragma max_page_count={pages + 1}"))
            for number in range(4000):
                same.execute(
                    text("insert into audit (at, who, what, whose) values (:n, :n, 'read', :n)"),
                    {"n": f"{number:032d}"},
                )
    assert "full" in caught.value.reason.form
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from audit")).scalar_one() == 0
    engine.dispose()


def test_the_log_of_writes_is_the_one_that_survives_a_crash(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'wal.db'}", durable=True)
    with engine.connect() as connection:
        assert connection.execute(text("pragma journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("pragma synchronous")).scalar_one() == 2
        assert connection.execute(text("pragma foreign_keys")).scalar_one() == 1
    engine.dispose()


def test_two_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    code = "import sys; from simulator.store.database import open_database; open_database(sys.argv[1])"
    url = f"sqlite:///{tmp_path / 'new.db'}"
    running = [subprocess.Popen([sys.executable, "-c", code, url]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]


def test_an_error_of_the_database_tells_no_own_words(database: Engine) -> None:
    """What goes wrong is written into logs; what somebody wrote must not be."""
    words = {"id": "x", "learner": "nobody", "place": "p", "body": "cuvinte proprii", "made": "now"}
    with pytest.raises(IntegrityError) as fault, writing(database) as connection:
        connection.execute(insert(personal_texts).values(**words))
    assert "personal_texts" in str(fault.value)
    assert "cuvinte proprii" not in str(fault.value)
