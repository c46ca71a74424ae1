"""What a learner's finished plays amount to, and what comes next and when to repeat on a given day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from simulator.competence.evidence import Evidence
from simulator.competence.recommendation import (
    Next,
    Past,
    Repeat,
    RoleJudgement,
    next_case,
    offers_in,
    past_of,
    repeats,
    thin_domains,
)
from simulator.graph.bundle import Bundle
from simulator.language import day_of


class PlayOutline(Protocol):
    """A play as the store keeps it, as far as it matters here."""

    @property
    def case(self) -> str:
        """The case."""

    @property
    def level(self) -> str:
        """The level."""

    @property
    def ended(self) -> str | None:
        """When it ended (ISO 8601), if it has."""

    @property
    def forked_from(self) -> str | None:
        """The play of which it is a "what if"."""


@dataclass(slots=True)
class Studied:
    """A learner's finished plays that count: what is remembered of them, and all that they showed.

    `day_of` gives the learner's own day of a moment.
    """

    day_of: Callable[[str], str] = day_of
    pasts: list[Past] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, play: PlayOutline, role: RoleJudgement, evidence: Iterable[Evidence]) -> None:
        """Take in a finished play; a "what if" does not count."""
        if play.ended is not None and play.forked_from is None:
            self.pasts.append(past_of(play.case, play.level, self.day_of(play.ended), role, play.ended))
            self.evidence += evidence


@dataclass(frozen=True, slots=True)
class Advice:
    """What comes next and when to repeat, as of a day; with the bundles (by case) that name things."""

    bundles: Mapping[str, Bundle]
    coming: Next | None
    again: tuple[Repeat, ...]
    day: str


def advice_on(
    bundles: Mapping[str, Bundle],
    studied: Studied,
    day: str,
    under_way: Collection[tuple[str, int]] = (),
) -> Advice:
    """Advice for a day (ISO 8601); `bundles` are the cases that can be begun.

    `under_way` are cases and roles that are to be gone on with, not begun.
    """
    offers = [
        offer
        for bundle in bundles.values()
        for offer in offers_in(bundle)
        if (offer.case, offer.role) not in under_way
    ]
    model = next(iter(bundles.values())).profession.model if bundles else None
    thin = thin_domains(model, studied.evidence) if model else frozenset[str]()
    again = tuple(one for one in repeats(studied.pasts) if one.case in bundles)
    return Advice(bundles, next_case(offers, studied.pasts, thin, day), again, day)
