"""Several plays taken together: one profile over all of them, and how it moved from play to play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.competence.estimate import Profile, profile_of
from simulator.competence.evidence import Evidence
from simulator.graph.profession import Model


@dataclass(frozen=True, slots=True)
class PlayEvidence:
    """What one finished play showed: which play, when it ended (ISO 8601), its evidence.

    `counts` is no for a "what if": who has read the debrief shows what the debrief said.
    """

    play: str
    ended: str
    evidence: tuple[Evidence, ...]
    counts: bool = True


def aggregate(model: Model, play_evidence: Sequence[PlayEvidence]) -> Profile:
    """The profile that all plays which count amount to, each piece of evidence with its own weight."""
    return profile_of(model, [piece for one in play_evidence if one.counts for piece in one.evidence])


def profile_history(
    model: Model, play_evidence: Sequence[PlayEvidence]
) -> tuple[tuple[PlayEvidence, Profile], ...]:
    """After each play that counts, in the order of their endings: the profile as it then stood."""
    counted = sorted((one for one in play_evidence if one.counts), key=lambda one: (one.ended, one.play))
    return tuple((one, aggregate(model, counted[: index + 1])) for index, one in enumerate(counted))
