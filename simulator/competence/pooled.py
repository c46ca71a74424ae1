"""Evidence of many finished plays put together, so that each decision counts once.

A play that was forked from another shares its first decisions: they count where they were first
taken. A duty that was (not) done at no decision counts once for a play and all its forks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from simulator.competence.debrief import Debrief
from simulator.competence.evidence import Correction, Evidence, corrected
from simulator.engine.events import Event


class Finished(NamedTuple):
    """A finished play: the digest that it rests on, its log, and per role what it showed."""

    rests_on: str
    log: tuple[Event, ...]
    shown: tuple[tuple[int, tuple[Evidence, ...]], ...]


class Piece(NamedTuple):
    """One piece of evidence: of which play (by its place in the row), of which role."""

    play: int
    role: int
    evidence: Evidence


def finished(rests_on: str, judged: Debrief, corrections: Iterable[Correction] = ()) -> Finished:
    """A judged play as far as pooling needs it, as its teacher corrected it."""
    given = tuple(corrections)
    shown = [(f.role, corrected(f.evidence, given)) for f in judged.findings]
    return Finished(rests_on, judged.log, tuple(shown))


def pooled(plays: Sequence[Finished], roles: Collection[int] = (0, 1)) -> tuple[Piece, ...]:
    """The evidence of plays (oldest first) in these roles; what is told twice is left out."""
    places = _Places()
    taken: set[tuple[int, int, str, str]] = set()
    found = []
    for index, play in enumerate(plays):
        at = places.of(play)
        for role, shown in play.shown:
            for evidence in shown if role in roles else ():
                by_what = evidence.source if evidence.step < 0 else ""
                key = (at[max(0, evidence.step)], role, evidence.indicator, by_what)
                if key not in taken:
                    taken.add(key)
                    found.append(Piece(index, role, evidence))
    return tuple(found)


class _Places:
    """A number for every different beginning of a log: a fork stands at the same place until it parts."""

    def __init__(self) -> None:
        self._known: dict[tuple[int | str, Event], int] = {}

    def of(self, play: Finished) -> list[int]:
        """The place after each event."""
        place: int | str = play.rests_on
        found = []
        for event in play.log:
            place = self._known.setdefault((place, event), len(self._known))
            found.append(place)
        return found
