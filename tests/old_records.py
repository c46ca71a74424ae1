"""What the program of 26 November 2026 kept (`tools/old_records.py`), as tests need it."""

from __future__ import annotations

import json
import lzma
import sqlite3
import zlib
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from tests.support import HERE

OLD = HERE / "fixtures" / "2026-11"


def _script() -> str:
    return lzma.decompress((OLD / "records.sql.xz").read_bytes()).decode()


def old_file(path: Path) -> str:
    """The database as that program left it, in a file of SQLite; its URL."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_script())
        connection.create_function("packed", 1, lambda text: zlib.compress(text.encode()))
        connection.execute("update bundles set document = packed(document)")
        connection.commit()
    return f"sqlite:///{path}"


@cache
def old_bundles() -> dict[str, str]:
    """The pinned bundles of that day, in format 3, as text by digest."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_script())
        return dict(connection.execute("select digest, document from bundles"))


def old_bundle(case: str, level: str = "standard") -> Any:
    """The document of a case's bundle of that day."""
    documents = [json.loads(text) for text in old_bundles().values()]
    (found,) = [one for one in documents if one["bundle"][0][1:3] == [case, level]]
    return found
