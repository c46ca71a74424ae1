"""Records as the program of 26 November 2026 (commit 42d4b07) kept them, for tests of what came later.

    git worktree add ../old 42d4b07
    cd ../old && PYTHONPATH=$PWD python ../new/tools/old_records.py FOLDER

writes `records.sql.xz` (a database of three learners, its bundles unpacked, since alike texts take
less room) and `logs/*.json` (kept logs) into the folder.
It speaks to the program of that day by its own names, so it runs with nothing newer; pseudonyms and
moments differ each time, and what was decided and written does not.
"""

from __future__ import annotations

import json
import lzma
import random
import sqlite3
import sys
import tempfile
import zlib
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

CASES = ("abuse-discovery", "signature-request", "burnout", "coordination-conflict")
LEVELS = ("guided", "standard", "hard")


def old(module: str) -> Any:
    """A module of the old program."""
    return import_module(f"simulator.{module}")


def make(folder: Path) -> None:
    """Write the records and the logs into a folder."""
    people = old("store.people")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "old.db"
        engine = old("store.database").open_database(f"sqlite:///{path}")
        ana = people.new_learner(engine, "ro", "Ana Numele")
        mihai = people.new_learner(engine, "en")
        for case in CASES:
            _walked(engine, ana.id, case)
        _at_every_level(engine, mihai.id)
        _small(engine, mihai.id)
        _grids(engine, ana.id)
        visitor, gone = people.new_learner(engine), people.new_learner(engine)
        for kind in ("visit", "return", "door"):
            people.give_token(engine, visitor.id, kind, timedelta(days=3650))
        old("store.privacy").erase(engine, gone.id)
        old("store.privacy").export_of(engine, ana.id)
        old("store.privacy").note_access(engine, "operator", "list", "*", "to see that it runs")
        judged = _judged(engine, (ana.id, mihai.id))
        engine.dispose()
        with sqlite3.connect(path) as connection:
            connection.create_function("plain", 1, lambda packed: zlib.decompress(packed).decode())
            connection.execute("update bundles set document = plain(document)")
            dump = "\n".join(connection.iterdump())
    (folder / "records.sql.xz").write_bytes(lzma.compress(dump.encode(), preset=9))
    lines = [f'"{play}": {json.dumps(found, sort_keys=True)}' for play, found in sorted(judged.items())]
    (folder / "judged.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    _logs(folder / "logs")


def _judged(engine: Any, learners: tuple[str, ...]) -> dict[str, Any]:
    """What the old program found in each play: how far it went, verdicts and evidence of each role."""
    plays, judged = old("store.plays"), {}
    for learner in learners:
        for play in plays.plays_of(engine, learner):
            bundle = plays.bundle_at(engine, play.bundle)
            log = plays.log_of(engine, bundle, play.id)
            found = old("competence.debrief").debrief(bundle, log)
            seats = found.states[-1].seats
            judged[play.id] = {
                "steps": len(log) - 1,
                "at": [bundle.graph.node_id(seat.node) for seat in seats],
                "verdicts": [{v.rule: v.kind for v in one.verdicts} for one in found.findings],
                "outcome": [list(one.outcome) for one in found.findings],
                "evidence": [
                    [[e.indicator, e.source, e.step, round(e.right, 4)] for e in one.evidence]
                    for one in found.findings
                ],
            }
    return judged


def _play(engine: Any, learner: str, bundle: Any, log: Any, *, most: int = 999) -> tuple[str, Any]:
    """A play kept step by step as the page keeps it, with own words wherever they are asked for."""
    plays, notes = old("store.plays"), old("store.notes")
    graph = bundle.graph
    play = plays.begin_play(engine, learner, bundle, log[0], verified=True)
    taken = log[: most + 1]
    for at, event in enumerate(taken[1:], 1):
        if graph.scenes[event.node].task.kind in ("form", "message", "reflect"):
            words = f"Cuvinte proprii la pasul {at}: „ș, ț, â”."
            notes.keep_text(engine, learner, f"scene:{graph.scenes[event.node].id}", words, play, "")
        last = at == len(log) - 1
        plays.append(engine, bundle, play, at, [event], ended=last, verified=True)
    return play, taken


def _walked(engine: Any, learner: str, case: str) -> None:
    """A case played to its end by two walks, left under way, and gone on otherwise at a decision."""
    plays, notes = old("store.plays"), old("store.notes")
    walk = old("cohort.reading").replay_walk
    folder = old("content.folders").case_folders()[case] / "walks"
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    expert = (
        "expert-technician"
        if "expert-technician" in names
        else next(name for name in names if name.startswith("expert-technician"))
    )
    play = ""
    for name in (expert, "naive-technician"):
        bundle, log = walk(case, name)
        play, _ = _play(engine, learner, bundle, log)
        question = old("practice.rules").at_stake(bundle.profession, bundle.graph, 0)[0].rule.id
        notes.keep_text(engine, learner, f"question:{question}", f"Răspuns: {name}.", play, "")
    findings = old("competence.debrief").debrief(bundle, log).findings[0]
    piece = findings.evidence[0]
    body = {"indicator": piece.indicator, "source": piece.source, "step": piece.step, "right": 1}
    notes.annotate(engine, play, "evidence", body, "teacher-1", "am fost de față")
    fork = plays.fork_play(engine, learner, play, 3, verified=True)
    rest = _random(bundle, log[:3], 7)
    plays.append(engine, bundle, fork, 3, rest[3:], ended=True, verified=True)
    plays.fork_play(engine, learner, play, 2, verified=True)
    bundle, log = walk(case, "naive-coordinator")
    _play(engine, learner, bundle, log, most=4)


def _at_every_level(engine: Any, learner: str) -> None:
    loading = old("graph.loading")
    for case in CASES:
        for at, level in enumerate(LEVELS):
            bundle = loading.open_case(case, level)
            log = _random(bundle, (), at + 1, role=at % 2)
            _play(engine, learner, bundle, log, most=999 if at != 1 else 3)


def _small(engine: Any, learner: str) -> None:
    """Plays of the tests' small case, which has every kind of task and roads that come together."""
    bundle = old_support().small_bundle("standard")
    for seed in range(4):
        _play(engine, learner, bundle, _random(bundle, (), seed, role=seed % 2))


def old_support() -> Any:
    """The old tests' helpers."""
    return import_module("tests.support")


def _random(bundle: Any, log: Any, seed: int, role: int = 0) -> tuple[Any, ...]:
    """A play to its end with random answers, on from a log or from the beginning."""
    session_of, dice = old("engine.session"), random.Random(seed)
    if log:
        session = session_of.Session(bundle.graph)
        session.resume(log)
    else:
        session = session_of.begin(bundle.graph, role, seed)
    while (seat := session.at_turn()) is not None:
        task = bundle.graph.scenes[seat.node].task
        session.answer(old_support().some_answer(task, session.state, seat.minute, dice))
    return tuple(session.log)


def _grids(engine: Any, learner: str) -> None:
    """Two finished grids and a draft."""
    grids = old("store.grids")
    domains = [d.id for d in old("graph.loading").load_profession().profession.model.domains]
    for occasion, level in (("pre", "2"), ("post", "4")):
        for domain in domains[:3]:
            grids.keep_draft(engine, learner, domain, "level", level)
        grids.keep_draft(engine, learner, domains[0], "strengths", f"{occasion}: ascult până la capăt")
        grids.finish_grid(engine, learner, learner, occasion)
    grids.keep_draft(engine, learner, domains[1], "level", "3")
    grids.keep_draft(engine, learner, domains[1], "develop", "scriu mai repede în jurnal")


def _logs(folder: Path) -> None:
    """Logs as `simulator play --log` writes them: a finished one and one under way for each case."""
    folder.mkdir(parents=True, exist_ok=True)
    keep_log = old("cli.keeping").keep_log
    for at, case in enumerate(CASES):
        bundle = old("graph.loading").open_case(case, LEVELS[at % 3])
        log = _random(bundle, (), 40 + at)
        keep_log(folder / f"{case}.json", bundle, log)
        keep_log(folder / f"{case}-under-way.json", bundle, log[:4])


if __name__ == "__main__":
    make(Path(sys.argv[1]))
