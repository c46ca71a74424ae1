"""Every test of the store runs on SQLite and on a PostgreSQL server started for the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from simulator.store.database import open_database


def _programs() -> Path | None:
    """Where the server's programs are: on the path, or where Debian puts them."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return kept[-1].parent if kept else None


@pytest.fixture(scope="session")
def server() -> Generator[str]:
    """The URL of a PostgreSQL server of the tests' own."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    folder = Path(tempfile.mkdtemp(prefix="simulator-postgres-"))  # apart: pytest closes its own to others
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [*as_user, programs / "initdb", "-D", data, "-A", "trust", "-U", "tester"], check=True, **quiet
    )
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
    start = [*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
    subprocess.run(start, check=True, **quiet)
    yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    subprocess.run(
        [*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, **quiet
    )
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Engine]:
    """An empty database that is up to date."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'test.db'}")
        yield engine
        engine.dispose()
        return
    url = request.getfixturevalue("server")
    engine = open_database(url)
    yield engine
    with engine.begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    engine.dispose()
