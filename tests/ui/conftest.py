"""A database, a learner and a desk for each test; faults that are ours are raised."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.store.database import open_database
from simulator.store.learners import Learner, new_learner
from simulator.ui.actions import RAISE_VARIABLE
from simulator.ui.page import Page
from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import NOWHERE, PageShell
from simulator.ui.session_context import SessionContext


@pytest.fixture(autouse=True)
def _raising(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RAISE_VARIABLE, "1")


@pytest.fixture
def engine(tmp_path: Path) -> Generator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'ui.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def learner(engine: Engine) -> Learner:
    return new_learner(engine)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What pages send to their browsers beside the view."""
    messages: list[dict[str, Any]] = []

    def send(_page: Page, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        messages.append({**content, "buffers": buffers} if buffers else content)

    monkeypatch.setattr(Page, "send", send)
    return messages


@pytest.fixture
def shell(engine: Engine, learner: Learner, sent: list[dict[str, Any]]) -> PageShell:
    return PageShell(SessionContext(learner.id, "start", NOWHERE, (), verified=True), engine, PAGES)
