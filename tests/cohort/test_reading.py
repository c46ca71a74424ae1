"""Plays read back: a walk by name, a kept log from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cohort.reading import load_log, replay_walk
from simulator.engine.codec import log_to_json
from simulator.errors import Refused, WrongUse
from simulator.graph.loading import open_case

CASE = "abuse-discovery"


def kept(folder: Path) -> Path:
    bundle, log = replay_walk(CASE, "expert-technician-hard")
    path = folder / "log.json"
    path.write_text(json.dumps(log_to_json(bundle.graph, bundle.digest, log)), "utf-8")
    return path


def test_a_walk_brings_its_level_along() -> None:
    bundle, log = replay_walk(CASE, "expert-technician-hard")
    assert (bundle.graph.id, bundle.graph.level, len(log) > 5) == (CASE, "hard", True)
    assert open_case(CASE).graph.level == "standard"


def test_a_kept_log_is_read_as_it_was_played(tmp_path: Path) -> None:
    bundle, log = load_log(str(kept(tmp_path)))
    assert (bundle.graph.level, log) == ("hard", replay_walk(CASE, "expert-technician-hard")[1])


@pytest.mark.parametrize(
    ("change", "fault"),
    [({"level": "impossible"}, WrongUse), ({"bundle": "x"}, Refused), ({"case": "nothing"}, WrongUse)],
)
def test_a_log_that_cannot_be_is_refused(
    tmp_path: Path, change: dict[str, str], fault: type[Exception]
) -> None:
    path = kept(tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(fault):
        load_log(path)


def test_names_that_are_not_there_are_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="there is no walk"):
        replay_walk(CASE, "nobody")
    with pytest.raises(WrongUse, match="there is no case"):
        replay_walk("abuse", "expert-technician")
    with pytest.raises(WrongUse, match="cannot be opened"):
        load_log(tmp_path / "nothing.json")
    with pytest.raises(WrongUse, match="this log is for the case"):
        load_log(kept(tmp_path), case="burnout")
