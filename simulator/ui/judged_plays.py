"""All the finished plays of a learner, each judged as its teacher corrected it."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from simulator.competence.corrections import corrections_in, with_corrections
from simulator.competence.debrief import Debrief, debrief
from simulator.engine.state import turn
from simulator.errors import Refused
from simulator.graph.bundle import Bundle
from simulator.report.debrief.material import Original
from simulator.store.database import Engine
from simulator.store.plays import Play, bundle_at, log_of, play_of, plays_of
from simulator.store.texts_and_annotations import annotations_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JudgedPlay:
    """A finished play with what it rests on, and judged."""

    play: Play
    bundle: Bundle
    debrief: Debrief


def judged_plays(engine: Engine, learner: str) -> list[JudgedPlay]:
    """A learner's finished plays, oldest ending first; one that cannot be read is left out and logged."""
    bundles: dict[str, Bundle] = {}
    ended = [play for play in plays_of(engine, learner) if play.ended is not None]
    found = []
    for play in sorted(ended, key=lambda play: (play.ended or "", play.id)):
        try:
            if play.bundle not in bundles:
                bundles[play.bundle] = bundle_at(engine, play.bundle)
            found.append(_judged(engine, play, bundles[play.bundle]))
        except (Refused, ValueError) as fault:
            _LOG.warning("the play %s cannot be read: %s", play.id, fault)
    return [one for one in found if turn(one.bundle.graph, one.debrief.states[-1]) is None]


def _judged(engine: Engine, play: Play, bundle: Bundle) -> JudgedPlay:
    judged = debrief(bundle, log_of(engine, bundle, play.id))
    corrections = corrections_in(annotations_of(engine, play.id))
    return JudgedPlay(play, bundle, with_corrections(judged, bundle.profession.model, corrections))


def original_of(engine: Engine, learner: str, play: Play) -> Original | None:
    """The play that a "what if" comes from, judged if it has ended; None for a play of its own."""
    if play.forked_from is None:
        return None
    source = play_of(engine, learner, play.forked_from)
    if source.ended is None:
        return Original(source)
    return Original(source, _judged(engine, source, bundle_at(engine, source.bundle)).debrief)
