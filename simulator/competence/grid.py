"""The guide's grid of 15 domains: what a learner says of themselves beside what their plays showed.

The grid has questions and room for words; levels 0-4, how they are laid beside an estimate, and
what is called a difference are ours (`ours#gap`). Words are kept as they are and never judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from simulator.competence.aggregate import PlayEvidence, aggregate
from simulator.competence.estimate import Estimate
from simulator.competence.evidence import Evidence
from simulator.content.enums import ROLES as ROLE_NAMES
from simulator.content.enums import WITH_WHOM
from simulator.graph.bundle import CompiledProfession
from simulator.graph.profession import Domain

ROLES = (0, 1)
LEVELS = (0, 1, 2, 3, 4)
COLUMNS = ("strengths", "develop", "support")
UNRATED, UNSEEN, THIN = "unrated", "unseen", "thin"
ALIKE, HIGHER, LOWER = "alike", "higher", "lower"
RISEN, FALLEN, SAME, OPEN = "risen", "fallen", "same", "open"
CITED = ("self-supervisor#effect", "ours#gap", "ours#levels", "ours#estimation")
_HALF_A_LEVEL = 0.5 / LEVELS[-1]


class Question(NamedTuple):
    """A question of a domain by its indicator; `asker` is guide, article or ours (for coordinators)."""

    indicator: str
    asker: str


class Own(NamedTuple):
    """What a learner says of a domain: own words in the grid's three columns, a level or none."""

    strengths: str = ""
    develop: str = ""
    support: str = ""
    level: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing has been said."""
        return self.level is None and not any(self[:3])


@dataclass(frozen=True, slots=True)
class Played:
    """What plays showed of a domain: the estimate, and how many plays and decisions it rests on.

    `undone` counts duties and limits that were judged at no decision, by what was not done.
    """

    estimate: Estimate
    plays: int
    decisions: int
    undone: int


@dataclass(frozen=True, slots=True)
class Line:
    """One domain: its questions, what was said, what was shown, how the two compare (UNRATED … LOWER)."""

    domain: Domain
    questions: tuple[Question, ...]
    own: Own
    played: Played
    compared: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole grid in the guide's order; `roles` are those whose plays were looked at, `plays` how many."""

    lines: tuple[Line, ...]
    roles: tuple[int, ...]
    plays: int
    cite: tuple[str, ...] = CITED


@dataclass(frozen=True, slots=True)
class Rated:
    """A grid that was finished: on which occasion, when (ISO 8601), with which levels, with whom."""

    occasion: str
    made: str
    levels: Mapping[str, int] = field(default_factory=dict)
    with_whom: str = WITH_WHOM[0]


class LevelChange(NamedTuple):
    """A domain at two occasions: RISEN, FALLEN, SAME, or OPEN where a level is missing."""

    domain: str
    before: int | None
    after: int | None
    kind: str


class RoleEvidence(Protocol):
    """What a play showed of one role, as far as it matters here."""

    @property
    def role(self) -> int:
        """The role."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What it showed."""


class JudgedRoles(Protocol):
    """A judged play, whole or as it is kept."""

    @property
    def findings(self) -> Sequence[RoleEvidence]:
        """What it showed of each role."""


def showing(
    play: str, ended: str, judged: JudgedRoles, roles: Collection[int] = ROLES, *, counts: bool = True
) -> PlayEvidence:
    """What a judged play showed in these roles; a "what if" does not count."""
    pieces = [piece for finding in judged.findings if finding.role in roles for piece in finding.evidence]
    return PlayEvidence(play, ended, tuple(pieces), counts)


def grid_of(
    profession: CompiledProfession,
    own: Mapping[str, Own],
    play_evidence: Iterable[PlayEvidence],
    roles: Collection[int] = ROLES,
) -> Grid:
    """What is said (by domain) beside what finished plays showed in these roles; a play counts once."""
    model = profession.profession.model
    counted = [
        one for one in {one.play: one for one in play_evidence}.values() if one.counts and one.evidence
    ]
    lines = []
    for domain, estimate in zip(model.domains, aggregate(model, counted).domains, strict=True):
        questions = questions_of(domain, profession.asked, roles)
        comparison = compared(None, estimate)
        lines.append(Line(domain, questions, Own(), _played(estimate, domain, counted), comparison))
    return said_in(Grid(tuple(lines), tuple(sorted(roles)), len(counted)), own)


def own_role(looked_at: Sequence[int], played: Sequence[int]) -> str:
    """The role in which a grid is filled in: the only one looked at or played; empty if neither tells."""
    only = looked_at if len(looked_at) == 1 else played
    return ROLE_NAMES[only[0]] if len(only) == 1 else ""


def said_in(grid: Grid, own: Mapping[str, Own]) -> Grid:
    """The same grid with something else said; what was seen is not worked out anew."""
    lines = []
    for line in grid.lines:
        mine = own.get(line.domain.id, Own())
        comparison = compared(mine.level, line.played.estimate)
        lines.append(replace(line, own=mine, compared=comparison))
    return replace(grid, lines=tuple(lines))


def _played(estimate: Estimate, domain: Domain, play_evidence: Sequence[PlayEvidence]) -> Played:
    pieces = [
        (one.play, e) for one in play_evidence for e in one.evidence if e.indicator in domain.indicators
    ]
    return Played(
        estimate,
        len({play for play, _ in pieces}),
        len({(play, e.step) for play, e in pieces if e.step >= 0}),
        len({(play, e.source) for play, e in pieces if e.step < 0}),
    )


def questions_of(
    domain: Domain, asked: Mapping[str, Sequence[str]], roles: Collection[int] = ROLES
) -> tuple[Question, ...]:
    """The questions of a domain; those of ours only where coordinators are looked at."""
    questions = [Question(name, _asker(asked.get(name, ()))) for name in domain.indicators]
    return tuple(question for question in questions if question.asker != "ours" or 1 in roles)


def _asker(citations: Sequence[str]) -> str:
    sources = {citation.partition("#")[0] for citation in citations}
    if "ours" in sources:
        return "ours"
    return "article" if sources == {"article"} else "guide"


def share_of(level: int) -> float:
    """Where a level stands on the scale of estimates (0-1)."""
    return level / LEVELS[-1]


def compared(level: int | None, estimate: Estimate) -> str:
    """How a level that was given compares with an estimate.

    A level stands for half a step to either side of it. Where that does not touch the interval the
    two differ; where nothing was seen, or not enough, nothing is compared.
    """
    if level is None:
        return UNRATED
    if not estimate.weight:
        return UNSEEN
    if not estimate.level:
        return THIN
    if share_of(level) - _HALF_A_LEVEL > estimate.high:
        return HIGHER
    return LOWER if share_of(level) + _HALF_A_LEVEL < estimate.low else ALIKE


def to_compare(history: Sequence[Rated]) -> tuple[Rated, Rated] | None:
    """Which two of the finished grids (oldest first) to lay side by side.

    The first "pre" and the last "post" after it; else the first and the last; None below two.
    """
    first = next((index for index, rated in enumerate(history) if rated.occasion == "pre"), None)
    if first is not None:
        later = [rated for rated in history[first + 1 :] if rated.occasion == "post"]
        if later:
            return history[first], later[-1]
    return (history[0], history[-1]) if len(history) > 1 else None


def level_changes(domains: Sequence[Domain], before: Rated, after: Rated) -> tuple[LevelChange, ...]:
    """Domain by domain, from one finished grid to a later one."""
    return tuple(_change(domain.id, before, after) for domain in domains)


def _change(domain: str, before: Rated, after: Rated) -> LevelChange:
    one, other = before.levels.get(domain), after.levels.get(domain)
    if one is None or other is None:
        return LevelChange(domain, one, other, OPEN)
    kind = SAME if one == other else RISEN if other > one else FALLEN
    return LevelChange(domain, one, other, kind)
