"""What somebody could do next in a domain that they want to develop: a case, rules and sources to read.

Whatever puts most rules of the domain to the test comes first; that order, and from which share of its
rules on a case trains a situation, are ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.competence.grid import Own
from simulator.competence.recommendation import Offer
from simulator.graph.bundle import CompiledProfession
from simulator.graph.profession import Domain

MOST_LOW = 2
MOST_RULES, MOST_SOURCES = 3, 2
TRAINING_SHARE = 0.5
_ASKS_ONLY = {"guide#grid", "guide#annex-2"}  # where the questions stand, which the grid itself names
_OURS = "ours#"


class NextStep(NamedTuple):
    """What to do next in a domain: a case (empty where none touches it), rules and citations to read."""

    domain: str
    case: str
    rules: tuple[str, ...]
    sources: tuple[str, ...]


def to_develop(own: Mapping[str, Own]) -> tuple[str, ...]:
    """The domains that somebody names as to develop or rates low, the lowest first."""
    wanted = {
        name: one
        for name, one in own.items()
        if one.develop or (one.level is not None and one.level <= MOST_LOW)
    }
    levels = {name: MOST_LOW if one.level is None else one.level for name, one in wanted.items()}
    return tuple(sorted(wanted, key=levels.__getitem__))


def next_step(
    profession: CompiledProfession, domain: Domain, offers: Sequence[Offer], played: Collection[str]
) -> NextStep:
    """The next step in a domain; a case that was not played yet goes before one that was."""
    cites = {
        rule.id: rule.cite
        for rule in profession.profession.rules
        if set(rule.indicators) & set(domain.indicators)
    }
    weight: Counter[str] = Counter()
    for offer in offers:
        if domain.id in offer.domains:
            weight[offer.case] += 1 + len(offer.rules & cites.keys())
    case = min(weight, key=lambda name: (name in played, -weight[name]), default="")
    tested = frozenset[str]().union(*(offer.rules for offer in offers if offer.case == case))
    rules = sorted(cites, key=lambda name: name not in tested)[:MOST_RULES]
    return NextStep(domain.id, case, tuple(rules), _sources(profession, domain, cites.values()))


def _sources(
    profession: CompiledProfession, domain: Domain, cites: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    """What most rules and questions of the domain rest on."""
    counted = Counter(name for names in cites for name in names)
    counted.update(name for indicator in domain.indicators for name in profession.asked.get(indicator, ()))
    named = [
        name for name, _ in counted.most_common() if name not in _ASKS_ONLY and not name.startswith(_OURS)
    ]
    return tuple(named[:MOST_SOURCES])


def cases_training(rules: Collection[str], offers: Iterable[Offer]) -> tuple[str, ...]:
    """The cases that put at least half of these rules to the test."""
    tested: dict[str, set[str]] = {}
    for offer in offers:
        tested.setdefault(offer.case, set()).update(offer.rules & set(rules))
    least = max(1.0, TRAINING_SHARE * len(rules))
    return tuple(name for name, names in tested.items() if len(names) >= least)
