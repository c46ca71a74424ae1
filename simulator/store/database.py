"""Opening a database: SQLite in the user's data folder by default, PostgreSQL by URL; brought up to date.

On SQLite every commit survives the death of any process (write-ahead log). Surviving a power
cut as well is a setting: `durable=True` waits for the disk at each commit.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from simulator.errors import Message, SimulatorError, message

__all__ = [
    "Engine",
    "StoreFault",
    "bring_up_to_date",
    "default_url",
    "fault_of",
    "open_database",
    "reading",
    "settled",
    "sqlite_url",
    "writing",
]

DATABASE_VARIABLE = "SIMULATOR_DATABASE"
WAIT_SECONDS = 5
PATIENCE = 100


class StoreFault(SimulatorError):
    """The database cannot be used now; nothing was kept. Says why and what to do."""

    def __init__(self, reason: Message, todo: Message) -> None:
        super().__init__(reason.form.format(**reason.named))
        self.reason, self.todo = reason, todo


def default_url() -> str:
    """The URL named in the environment, or SQLite in the user's data folder."""
    named = os.environ.get(DATABASE_VARIABLE)
    if named:
        return named
    folder = Path(platformdirs.user_data_dir("simulator-asistenta-sociala"))
    return sqlite_url(folder / "simulator.db")


def sqlite_url(file: Path) -> str:
    """The URL of a file of SQLite, whatever signs its path has: `%`, `?` and `#` mean something in a URL."""
    return "sqlite:///" + quote(os.fsencode(file), safe=" /")


def _file_of(url: str) -> str:
    """The file in a URL of SQLite; empty for a database in memory."""
    file = unquote(url.partition("///")[2].partition("?")[0], errors="surrogateescape")
    return "" if file == ":memory:" else file


def settled(url: str) -> str:
    """The same address from wherever it is read: a file of SQLite by its whole path.

    Raises `StoreFault` if it is no address.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise _unreadable() from None
    if parsed.get_backend_name() != "sqlite" or not _file_of(url):
        return url
    return sqlite_url(Path(_file_of(url)).absolute())


def open_database(url: str | None = None, *, durable: bool = False, up_to_date: bool = False) -> Engine:
    """An engine on a database that is brought up to date, unless the caller knows that it is.

    Raises `StoreFault` if it cannot be opened.
    """
    try:
        url = url or default_url()
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            engine = _sqlite(_file_of(url) or ":memory:", durable)
        elif parsed.get_backend_name() == "postgresql":
            engine = create_engine(
                parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
            )
        else:
            raise StoreFault(
                message("databases of the kind '{kind}' are not used here", kind=parsed.get_backend_name()),
                message("give an address that begins with sqlite:/// or postgresql://"),
            )
        if not up_to_date:
            _patiently(engine)
    except ArgumentError:
        raise _unreadable() from None
    except (DatabaseError, OSError) as fault:
        raise fault_of(fault) from fault
    return engine


def _unreadable() -> StoreFault:
    todo = message("give an address that begins with sqlite:/// or postgresql://")
    return StoreFault(message("the address of the database cannot be read"), todo)


def _sqlite(path: str, durable: bool) -> Engine:
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        # Made by us before SQLite does: for nobody else on this machine. Its log of writes follows it.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    # Own words must not reach a log by way of an error's text.
    engine = create_engine(
        URL.create("sqlite", database=path), connect_args={"timeout": WAIT_SECONDS}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, below
        cursor = connection.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its turn at once: a reader that turns writer could only fail.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def bring_up_to_date(engine: Engine, revision: str = "head") -> None:
    """Run every migration that the database has not had yet, up to one of them."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic's configuration takes a `%` for the beginning of a value to be filled in.
    migrations = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", migrations)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(40292)"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _patiently(engine: Engine) -> None:
    """Bring a database up to date while others may be opening it, too."""
    for _ in range(PATIENCE):
        try:
            return bring_up_to_date(engine)
        except OperationalError as fault:
            if "locked" not in str(fault.orig):
                raise
            time.sleep(0.1)
    return bring_up_to_date(engine)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; if the database fails, `StoreFault` is raised and nothing is kept."""
    with reading(engine.execution_options(writes=True)) as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads. Raises `StoreFault`."""
    try:
        with engine.begin() as connection:
            yield connection
    except (OperationalError, OSError) as fault:
        raise fault_of(fault) from fault


def fault_of(fault: Exception) -> StoreFault:
    """A database's own error in words that a person can act on."""
    reason = str(getattr(fault, "orig", fault)).lower()
    if "locked" in reason or "busy" in reason:
        return StoreFault(
            message("the database is busy"), message("wait a moment and try again; nothing was lost")
        )
    if "full" in reason or "no space" in reason or "disk i/o" in reason:
        return StoreFault(
            message("the disk is full"), message("free some space and try again; nothing was left half saved")
        )
    if "readonly" in reason or "read-only" in reason or "permission" in reason:
        return StoreFault(
            message("the database cannot be written"), message("check the permissions of its folder")
        )
    return StoreFault(
        message("the database does not answer"), message("check its address and that it is running")
    )
