"""Who opened this page and for what: sent privately to the kernel by the server at its start."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.errors import message
from simulator.language import HOME_ZONE
from simulator.store.database import Engine, StoreFault, default_url, open_database
from simulator.store.learners import own_learner, several
from simulator.ui.place import Place, place_in

VISIT_VARIABLE = "SIMULATOR_VISIT"
CASES_VARIABLE = "SIMULATOR_CASES"
MOST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class SessionContext:
    """One opening of one page. `learner` is proven by the server if `verified`, else this machine's own.

    `place` is what the query names: a locator, which proves nothing. `keeps_days` is for how long the
    server keeps a learner who is not seen again; 0 means without end. `checklist` is the file with an
    institution's own examples, `notebooks` the folder with a lecturer's own laboratories, where there is
    one. `zone` is the time zone by which days are the learner's own: what the browser tells, else that of
    the country. `shared` says that the server is reached from other devices, too.
    """

    learner: str
    page: str
    place: Place
    cases: tuple[Path, ...]
    verified: bool
    keeps_days: int = 0
    zone: str = HOME_ZONE
    checklist: Path | None = None
    notebooks: Path | None = None
    shared: bool = False


@dataclass(slots=True)
class _Word:
    """What a kernel without an environment of its own is to know, once it is sent."""

    expected: bool = False
    given: threading.Event = field(default_factory=threading.Event)
    text: str = ""


_WORD = _Word()


def expect() -> None:
    """From now on the visit is what `tell` says, and whoever asks for it waits until it is said."""
    _WORD.expected = True
    _WORD.given.clear()


def tell(text: str) -> None:
    """Say for whom this kernel runs, in the form of the environment's variable."""
    _WORD.text = text
    _WORD.given.set()


def visit_text(environment: Mapping[str, str] = os.environ) -> str | None:
    """What the server told this kernel; None without a server. Raises `ValueError` if it says nothing."""
    if not _WORD.expected:
        return environment.get(VISIT_VARIABLE)
    if not _WORD.given.wait(MOST_SECONDS):
        raise ValueError("nobody has said for whom this kernel runs")
    return _WORD.text


def current(environment: Mapping[str, str] = os.environ) -> tuple[SessionContext, Engine]:
    """The visit that this kernel serves, and its database.

    Raises `StoreFault` if the database cannot be used, `ValueError` for a visit that cannot be read.
    """
    words = visit_text(environment)
    if words is None:
        return _alone(environment)
    data = json.loads(words)
    if not isinstance(data, dict) or not isinstance(data.get("learner"), str):
        raise ValueError(f"{VISIT_VARIABLE} names no learner")  # noqa: TRY004  (it is read from text)
    query = str(data.get("query", environment.get("QUERY_STRING", "")))
    cases = tuple(Path(folder) for folder in _texts(data.get("cases", [])))
    days = data.get("keeps_days")
    keeps = days if type(days) is int else 0
    page = str(data.get("page", ""))
    visit = SessionContext(
        data["learner"],
        page,
        place_in(query),
        cases,
        verified=True,
        keeps_days=keeps,
        checklist=_path(data.get("checklist")),
        notebooks=_path(data.get("notebooks")),
        shared=data.get("shared") is True,
    )
    url = str(data.get("database") or "") or default_url()
    # The server brought the database up to date before it started this kernel.
    return visit, open_database(url, durable=data.get("durable") is True, up_to_date=True)


def _alone(environment: Mapping[str, str]) -> tuple[SessionContext, Engine]:
    """A visit outside the server: one's own records, and never those of a class."""
    engine = open_database(environment.get("SIMULATOR_DATABASE") or default_url())
    if several(engine):
        raise StoreFault(
            message("this database holds the records of several people"),
            message("open it through the server, or give one of your own"),
        )
    folders = environment.get(CASES_VARIABLE, "").split(os.pathsep)
    cases = tuple(Path(folder) for folder in folders if folder)
    query = environment.get("QUERY_STRING", "")
    return SessionContext(own_learner(engine).id, "", place_in(query), cases, verified=False), engine


def _path(value: Any) -> Path | None:
    return Path(value) if isinstance(value, str) and value else None


def _texts(value: Any) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
