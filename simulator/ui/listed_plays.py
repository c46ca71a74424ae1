"""A learner's plays as they are listed: where those under way stand, and how the others ended."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.competence.judged import VerdictChange
from simulator.engine.events import Started
from simulator.engine.session import states
from simulator.engine.state import Seat, turn
from simulator.errors import Refused
from simulator.graph.bundle import Bundle
from simulator.store.database import Engine
from simulator.store.plays import PlayRecord, bundle_at, log_of
from simulator.ui.judged_plays import judged_among

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlayUnderWay:
    """A play that goes on: what the store says of it, what it rests on, who plays, whose turn is where."""

    play: PlayRecord
    bundle: Bundle
    roles: tuple[int, ...]
    step: int
    seat: Seat | None


@dataclass(frozen=True, slots=True)
class FinishedPlay:
    """A play that has ended: who played, by which ending, and what is news of it."""

    play: PlayRecord
    bundle: Bundle
    roles: tuple[int, ...]
    ending: str
    changes: tuple[VerdictChange, ...] = ()


def plays_under_way(engine: Engine, plays: Iterable[PlayRecord]) -> list[PlayUnderWay]:
    """Those of some plays that go on; one that can no longer be read is left out and logged."""
    listed = []
    for play in plays:
        if play.ended is not None:
            continue
        try:
            bundle = bundle_at(engine, play.bundle)
            log = log_of(engine, bundle, play.id)
        except (Refused, ValueError) as fault:
            _LOG.warning("the play %s cannot be read: %s", play.id, fault)
            continue
        started, state = log[0], states(bundle.graph, log)[-1]
        assert isinstance(started, Started)
        listed.append(PlayUnderWay(play, bundle, started.roles, state.step, turn(bundle.graph, state)))
    return listed


def finished_plays(engine: Engine, learner: str, plays: Iterable[PlayRecord]) -> list[FinishedPlay]:
    """Those of some plays of a learner that have ended, in their order."""
    judged = judged_among(engine, learner, [play for play in plays if play.ended is not None])
    return [
        FinishedPlay(
            one.play,
            one.bundle,
            tuple([finding.role for finding in one.debrief.findings]),
            one.debrief.ending,
            one.changes,
        )
        for one in judged
    ]
