"""Plays that are written down, read back: an author's walk, or a log that somebody kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.content.folders import folder_named
from simulator.engine.events import Event
from simulator.errors import WrongUse, message
from simulator.graph.bundle import Bundle
from simulator.graph.loading import open_case

Replayed = tuple[Bundle, tuple[Event, ...]]


def replay_walk(case: str, walk: str, *, cases: Sequence[Path] = ()) -> Replayed:
    """A walk of a case, played: what it rests on, and its log.

    Raises `WrongUse` for names that are not there. `cases` are folders of one's own, beside ours.
    """
    from simulator.cohort.walks import play_walk
    from simulator.content.library import read_model
    from simulator.content.walk import Walk

    folder = folder_named(case, cases) / "walks"
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    if walk not in names:
        raise WrongUse(
            message("there is no walk '{name}'; there are: {names}", name=walk, names=", ".join(names))
        )
    read, document = read_model(Walk, folder / f"{walk}.yaml")
    bundle = open_case(case, read.level, cases=cases)
    return bundle, play_walk(bundle.graph, read, document)


def load_log(file: Path | str, *, case: str = "", cases: Sequence[Path] = ()) -> Replayed:
    """A log kept by `simulator play --log FILE`, verified, and what it rests on.

    Where the case or its rules have changed since, that is the bundle that the log has brought along.
    Raises `WrongUse` for a file that cannot be opened or is not of the `case` asked for; `Refused` for
    what is no log, could not have been played, or rests on a case that is no longer at hand.
    """
    from simulator.cohort.log_file import load_log_file

    whole = load_log_file(file, case=case, cases=cases)
    return whole.bundle, whole.log
