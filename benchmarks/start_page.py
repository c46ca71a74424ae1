"""The start page of a learner with forty finished plays, beside the way that judged all on every page."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.figure import Figure, Goal, cpu, interleaved
from benchmarks.plays import SEED, Unlike
from simulator.cohort.policies import policy
from simulator.cohort.replay import play_one
from simulator.competence.judged import summary_of
from simulator.content.enums import LEVELS
from simulator.content.folders import case_folders
from simulator.graph import loading
from simulator.graph.loading import open_case
from simulator.store.database import Engine, open_database
from simulator.store.learners import new_learner
from simulator.store.plays import PlayRecord, append, begin_play, bundle_at, log_of
from simulator.ui import listed_plays
from simulator.ui.judged_plays import JudgedPlay
from simulator.ui.routes import page_for
from simulator.ui.session_context import VISIT_VARIABLE

PLAYS = 40


def start_page(rounds: int) -> list[Figure]:
    """The page opened in a process that has opened it before, both ways in turns."""
    with _visit():

        def as_before() -> object:
            with (
                patch.object(listed_plays, "judged_among", judge_all),
                patch.object(loading, "_digest_of", read_each_time),
            ):
                return page_for("start").view

        if page_for("start").view != as_before():
            raise Unlike("the two pages are not the same")
        ours, peer = interleaved(2 * rounds, lambda: page_for("start"), as_before, clock=cpu)
    unit = f"processor seconds per page, {PLAYS} finished plays"
    return [Figure("start-page", ours, peer, "judging all on every page", unit, Goal(0.2, most=True))]


def judge_all(engine: Engine, _learner: str, plays: list[PlayRecord]) -> list[JudgedPlay]:
    """As it was done until November 2026: each log read, verified and judged, each time."""
    judged = []
    for play in plays:
        bundle = bundle_at(engine, play.bundle)
        log = log_of(engine, bundle, play.id)
        found = summary_of(bundle, log)
        assert found is not None
        judged.append(JudgedPlay(play, bundle, found))
    return judged


def read_each_time(path: Path) -> bytes:
    """As it was done until then: every file of every case read for every page."""
    return hashlib.sha256(path.read_bytes()).digest()


@contextmanager
def _visit() -> Iterator[None]:
    """A database with a learner who has finished plays of all our cases, and this process on their visit."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'plays.db'}"
        engine = open_database(url)
        learner = new_learner(engine).id
        names = list(case_folders())
        for number in range(PLAYS):
            bundle = open_case(names[number % len(names)], LEVELS[number % len(LEVELS)])
            log = play_one(bundle, policy("random"), number % 2, SEED)(number).log
            play = begin_play(engine, learner, bundle, log[0])
            append(engine, bundle, play, 1, log[1:], ended=True)
        visit = json.dumps({"learner": learner, "page": "start", "database": url})
        with patch.dict(os.environ, {VISIT_VARIABLE: visit}):
            yield
        engine.dispose()
