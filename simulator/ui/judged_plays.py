"""All the finished plays of a learner as they were judged; judged (anew) only where nothing kept holds."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from simulator.competence.corrections import corrections_in, with_corrections
from simulator.competence.debrief import debrief
from simulator.competence.judged import (
    PlaySummary,
    VerdictChange,
    changes_between,
    changes_from,
    joined,
    judged_by,
    summary_from,
    summary_of,
    to_text,
)
from simulator.errors import Refused
from simulator.graph.bundle import Bundle
from simulator.report.debrief.material import Original
from simulator.store.database import Engine
from simulator.store.judgements import Standing, StoredJudgement, keep_judgement, standings_of
from simulator.store.plays import PlayRecord, bundle_at, log_of, play_of, plays_of
from simulator.store.texts_and_annotations import annotations_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JudgedPlay:
    """A finished play with what it rests on and what it showed; `changes` are news to its learner."""

    play: PlayRecord
    bundle: Bundle
    debrief: PlaySummary
    changes: tuple[VerdictChange, ...] = ()


def judged_plays(engine: Engine, learner: str) -> list[JudgedPlay]:
    """A learner's finished plays, oldest ending first; one that cannot be read is left out and logged."""
    ended = [play for play in plays_of(engine, learner) if play.ended is not None]
    judged = judged_among(engine, learner, ended)
    return sorted(judged, key=lambda one: (one.play.ended or "", one.play.id))


def judged_among(engine: Engine, learner: str, plays: list[PlayRecord]) -> list[JudgedPlay]:
    """Those of a learner's plays that have ended, in their order."""
    if not plays:
        return []
    standings = standings_of(engine, learner)
    judged = []
    for play in plays:
        if play.id not in standings:
            continue  # erased meanwhile
        try:
            one = _judged(engine, play, standings[play.id])
        except (Refused, ValueError) as fault:
            _LOG.warning("the play %s cannot be read: %s", play.id, fault)
            continue
        if one is not None:
            judged.append(one)
    return judged


def judge_ended(engine: Engine, learner: str, play: str) -> None:
    """Keep the judgement of a play that has just ended."""
    judged_among(engine, learner, [play_of(engine, learner, play)])


def _judged(engine: Engine, play: PlayRecord, standing: Standing) -> JudgedPlay | None:
    """A play as it was judged, if that still holds; else judged now, and kept."""
    bundle, maker = bundle_at(engine, play.bundle), judged_by(play.bundle)
    before, corrections = standing.judgement, standing.corrections
    earlier = _readable(before)
    if before and earlier and (before.maker, before.corrections) == (maker, corrections):
        return JudgedPlay(play, bundle, earlier, changes_from(before.changes))
    log = log_of(engine, bundle, play.id)
    made = summary_of(bundle, log, corrections_in(annotations_of(engine, play.id)))
    if made is None:
        return None
    changes: tuple[VerdictChange, ...] = ()
    if before and earlier:
        changes = joined(changes_from(before.changes), changes_between(earlier, made))
    text = to_text(changes) if changes else ""
    keep_judgement(engine, StoredJudgement(play.id, maker, corrections, to_text(made), text))
    return JudgedPlay(play, bundle, made, changes)


def _readable(judgement: StoredJudgement | None) -> PlaySummary | None:
    try:
        return summary_from(judgement.body) if judgement else None
    except ValueError:
        return None


def original_of(engine: Engine, learner: str, play: PlayRecord) -> Original | None:
    """The play that a "what if" comes from, judged if it has ended; None for a play of its own."""
    if play.forked_from is None:
        return None
    source = play_of(engine, learner, play.forked_from)
    if source.ended is None:
        return Original(source)
    bundle = bundle_at(engine, source.bundle)
    judged = debrief(bundle, log_of(engine, bundle, source.id))
    corrections = corrections_in(annotations_of(engine, source.id))
    return Original(source, with_corrections(judged, bundle.profession.model, corrections))
