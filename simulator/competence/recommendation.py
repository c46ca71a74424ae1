"""What to play next, and when to play something again: from what a learner has played, and the day.

The order of reasons, the spacing and what counts as done well are ours (`ours#spacing`); that
spacing, a range of difficulty, worked examples for novices and reflection for the advanced help is
published (`CITED`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from simulator.competence.evidence import Evidence
from simulator.content.enums import LEVELS
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Graph
from simulator.graph.profession import Model, Profession
from simulator.practice.outcome import Outcome
from simulator.practice.rules import BREACHED, LATE, MET, MISSING, NOT_FOLLOWED, Verdict, at_stake

SPACING_DAYS = 7
DAYS_IN_ALL = 4
ENOUGH_FOR_HARD = 2
CITED = (
    "spaced-retrieval#effect",
    "practice-features#effect",
    "simulation-higher-education#effect",
    "ours#spacing",
)
FIRST, AGAIN, LEVEL_UP, RULES, DOMAINS, OTHER_ROLE, REFLECT = (
    "first",
    "again",
    "level-up",
    "rules",
    "domains",
    "other-role",
    "reflect",
)


class Past(NamedTuple):
    """A finished play that counts: what was played, on which day (ISO 8601), and how it went.

    The day is the learner's own; `ended` (ISO 8601, UTC) orders plays of one day. `slipped` are the rules
    that were breached, missed, not followed or met late, `honoured` those met.
    """

    case: str
    role: int
    level: str
    day: str
    outcome: Outcome
    slipped: tuple[str, ...]
    honoured: tuple[str, ...]
    ended: str = ""


class RoleJudgement(Protocol):
    """What was judged of a role (a finding of a debrief, or a judgement)."""

    @property
    def role(self) -> int:
        """The role."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What its rules found."""

    @property
    def outcome(self) -> Outcome:
        """How it went."""


class Offer(NamedTuple):
    """A case that can be played in a role: the rules and the domains that it puts to the test."""

    case: str
    role: int
    rules: frozenset[str]
    domains: frozenset[str]


class Offers(NamedTuple):
    """What was found of a graph under a profession; it holds on to both, so that they stay themselves."""

    graph: Graph
    profession: Profession
    offers: tuple[Offer, ...]


class Reason(NamedTuple):
    """Why a case comes next: its kind, and the rules or domains that it speaks of."""

    kind: str
    names: tuple[str, ...] = ()


class Next(NamedTuple):
    """What to play next, and why."""

    case: str
    role: int
    level: str
    reasons: tuple[Reason, ...]


class Repeat(NamedTuple):
    """When to play a case again in a role (ISO 8601)."""

    case: str
    role: int
    day: str


MOST_KNOWN = 64
_OFFERS: dict[tuple[int, int], Offers] = {}


def past_of(case: str, level: str, day: str, finding: RoleJudgement, ended: str = "") -> Past:
    """What is remembered of a finished play in a role."""
    bad = tuple(v.rule for v in finding.verdicts if v.kind in (BREACHED, MISSING, NOT_FOLLOWED, LATE))
    met = tuple(v.rule for v in finding.verdicts if v.kind == MET)
    return Past(case, finding.role, level, day, finding.outcome, bad, met, ended)


def offers_in(bundle: Bundle) -> tuple[Offer, ...]:
    """What a case offers in each of its roles; found once in a process for the same compiled case."""
    place = id(bundle.graph), id(bundle.profession)
    known = _OFFERS.get(place)
    if known is None:
        if len(_OFFERS) >= MOST_KNOWN:
            _OFFERS.clear()
        known = _OFFERS[place] = Offers(bundle.graph, bundle.profession, case_offers(bundle))
    return known.offers


def case_offers(bundle: Bundle) -> tuple[Offer, ...]:
    """What a case offers in each of its roles."""
    graph, domains = bundle.graph, bundle.profession.model.domains
    offers = []
    for role, entry in enumerate(graph.entry):
        if entry < 0:
            continue
        rules = [bound.rule for bound in at_stake(bundle.profession, graph, role)]
        indicators = {name for rule in rules for name in rule.indicators}
        for scene in graph.scenes:
            if scene.role == role:
                marks = [pair[0] for option in scene.task.options for pair in option.evidence]
                marks += [pair[0] for pair in scene.task.evidence]
                indicators |= {graph.indicators[place] for place in marks}
        touched = frozenset(domain.id for domain in domains if indicators & set(domain.indicators))
        offers.append(Offer(graph.id, role, frozenset(rule.id for rule in rules), touched))
    return tuple(offers)


def thin_domains(model: Model, evidence: Iterable[Evidence]) -> frozenset[str]:
    """The domains of which there is not enough evidence to name a level."""
    weights: dict[str, float] = {}
    for piece in evidence:
        weights[piece.indicator] = weights.get(piece.indicator, 0.0) + piece.weight
    return frozenset(
        domain.id
        for domain in model.domains
        if sum(weights.get(name, 0.0) for name in domain.indicators) < model.enough
    )


def done_well(past: Past) -> bool:
    """Whether nothing was breached and no duty missed."""
    return past.outcome[:3] == (0, 0, 0)


def repeats(pasts: Sequence[Past]) -> tuple[Repeat, ...]:
    """For each case and role played: a week after the last time, until it was played on four days.

    What was done well at the hard level need not come again. The earliest day comes first.
    """
    rows = []
    for key in dict.fromkeys((past.case, past.role) for past in pasts):
        mine = [past for past in pasts if (past.case, past.role) == key]
        days = {past.day for past in mine}
        if len(days) >= DAYS_IN_ALL or any(past.level == LEVELS[-1] and done_well(past) for past in mine):
            continue
        due = date.fromisoformat(max(days)) + timedelta(days=SPACING_DAYS)
        rows.append(Repeat(*key, due.isoformat()))
    return tuple(sorted(rows, key=lambda one: (one.day, one.case, one.role)))


def next_case(
    offers: Sequence[Offer], pasts: Sequence[Past], thin: Collection[str], today: str
) -> Next | None:
    """What to play next: a repeat that is due; else what is new, tests what slipped, shows thin domains.

    `thin` are domains with too little evidence. None where nothing is offered.
    """
    due = {(one.case, one.role): one.day for one in repeats(pasts) if one.day <= today}
    slipped = _slipped(pasts)
    played = {(past.case, past.role) for past in pasts}

    def order(offer: Offer) -> tuple[object, ...]:
        key = (offer.case, offer.role)
        wanted = (-len(offer.rules & slipped), -len(offer.domains & set(thin)))
        return due.get(key, "9999"), key in played, *wanted, offers.index(offer)

    if not offers:
        return None
    best = min(offers, key=order)
    key = (best.case, best.role)
    level = _level(pasts, key)
    return Next(*key, level, tuple(_reasons(best, pasts, (slipped, thin), (level, key in due))))


def _slipped(pasts: Sequence[Past]) -> frozenset[str]:
    """Rules that slipped the last time they were put to the test."""
    slipped: set[str] = set()
    for past in sorted(pasts, key=lambda past: (past.day, past.ended)):
        slipped = slipped - set(past.honoured) | set(past.slipped)
    return frozenset(slipped)


def _reasons(
    offer: Offer,
    pasts: Sequence[Past],
    wanted: tuple[frozenset[str], Collection[str]],
    how: tuple[str, bool],
) -> Iterable[Reason]:
    (slipped, thin), (level, due) = wanted, how
    mine = [past for past in pasts if (past.case, past.role) == (offer.case, offer.role)]
    if due:
        yield Reason(AGAIN)
    if level == LEVELS[0]:
        yield Reason(FIRST)
    if mine and all(LEVELS.index(past.level) < LEVELS.index(level) for past in mine):
        yield Reason(LEVEL_UP)
    if offer.rules & slipped:
        yield Reason(RULES, tuple(sorted(offer.rules & slipped)))
    if offer.domains & set(thin):
        yield Reason(DOMAINS, tuple(sorted(offer.domains & set(thin))))
    if not mine and any(past.case == offer.case for past in pasts):
        yield Reason(OTHER_ROLE)
    if level == LEVELS[-1]:
        yield Reason(REFLECT)


def _level(pasts: Sequence[Past], key: tuple[str, int]) -> str:
    """A step above what was done well in this case and role; else as far as the learner is ready for."""
    mine = [past for past in pasts if (past.case, past.role) == key]
    good = [LEVELS.index(past.level) for past in mine if done_well(past)]
    if good:
        return LEVELS[min(max(good) + 1, len(LEVELS) - 1)]
    if mine:
        return min((past.level for past in mine), key=LEVELS.index)
    well = [past for past in pasts if done_well(past)]
    harder = {(past.case, past.role) for past in well if past.level != LEVELS[0]}
    if len(harder) >= ENOUGH_FOR_HARD:
        return LEVELS[2]
    return LEVELS[1] if well else LEVELS[0]
