"""Plays put into a server's store, so that a page can be opened where a test wants to look."""

from __future__ import annotations

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.session import states
from simulator.engine.state import turn
from simulator.store.learners import own_learner
from simulator.store.plays import append, begin_play
from tests.browser.guides import played
from tests.browser.serving import House
from tests.support import bundle

# Where each kind of task is first met: case, role, and the luck that leads there.
FOUND: dict[str, tuple[str, str, dict[str, str]]] = {
    "choice": ("abuse-discovery", "technician", {"danger": "none", "coordinator": "reachable"}),
    "message": ("abuse-discovery", "coordinator", {"danger": "none", "coordinator": "reachable"}),
    "form": ("abuse-discovery", "technician", {"danger": "none", "coordinator": "reachable"}),
    "reflect": ("abuse-discovery", "technician", {"danger": "none", "coordinator": "reachable"}),
    "sort": ("abuse-discovery", "coordinator", {"danger": "none", "coordinator": "reachable"}),
    "sequence": ("abuse-discovery", "coordinator", {"danger": "none", "coordinator": "reachable"}),
    "rate": ("abuse-discovery", "coordinator", {"danger": "none", "coordinator": "reachable"}),
}


# A play at which much went wrong: terms that ran out, limits broken, sources that do not agree.
WORST = ("abuse-discovery", "naive-technician")


def walked(house: House, case: str, walk: str) -> str:
    """A walk of a case, played to its end on this machine."""
    played_as, written = read_walks(case_folders()[case])[walk]
    pinned = bundle(case, played_as.level)
    log = play_walk(pinned.graph, played_as, written)
    play = begin_play(house.engine, own_learner(house.engine).id, pinned, log[0], verified=True)
    append(house.engine, pinned, play, 1, log[1:], ended=True, verified=True)
    return play


def at_task(house: House, kind: str, level: str = "guided", learner: str = "", more: int = 0) -> str:
    """A learner's play that stands where a kind of task is first asked; `""` is played to its end."""
    case, role, chance = FOUND[kind or "choice"]
    pinned = bundle(case, level)
    log = played(pinned, role, chance, kind)
    play = begin_play(house.engine, learner or own_learner(house.engine).id, pinned, log[0])
    if log[1:]:
        ended = turn(pinned.graph, states(pinned.graph, log)[-1]) is None
        append(house.engine, pinned, play, 1, log[1:], ended=ended)
    return play
