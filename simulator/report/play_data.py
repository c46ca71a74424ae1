"""A judged play as typed data in one language: what `--json` gives and what a debrief is built from.

Its JSON Schema stands in `docs/developers/debrief.schema.json`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

MOST_SIGNS = 300


class Shortened:
    """Typed data that says what it is in a line, cut where it would flood a screen."""

    __slots__ = ()

    def __repr__(self) -> str:
        parts = (f"{name}={getattr(self, name)!r}" for name in getattr(self, "__dataclass_fields__", ()))
        whole = f"{type(self).__name__}({', '.join(parts)})"
        return whole if len(whole) <= MOST_SIGNS else whole[: MOST_SIGNS - 1] + "…"


@dataclass(frozen=True, slots=True, repr=False)
class PartData(Shortened):
    """A role that somebody played: its name in the case, and what they were told of it."""

    role: str
    name: str
    brief: str


@dataclass(frozen=True, slots=True, repr=False)
class MessageData(Shortened):
    """A message that had arrived before a decision; `minute` since midnight of the first day."""

    id: str
    minute: int
    time: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class OtherRule(Shortened):
    """A rule that stands against another or sets it aside."""

    rule: str
    title: str


@dataclass(frozen=True, slots=True, repr=False)
class VerdictData(Shortened):
    """A verdict in words. `late` is in minutes; `since`, `at` and `due` are times, empty where there is none.

    `step` is the decision that decided it and `stands` the one at which it is told (-1: none): of what
    came late or never, that during which its term (`due`) ran out. `lesson` is what to take along;
    `ours` says what the source does not give.
    """

    rule: str
    title: str
    verdict: str
    late: int
    verdict_title: str
    force: str
    force_title: str
    step: int
    stands: int
    stance: str
    since: str
    at: str
    due: str
    lesson: str
    why: str
    ours: str
    cite: tuple[str, ...]
    because: tuple[OtherRule, ...]


@dataclass(frozen=True, slots=True, repr=False)
class AnswerPart(Shortened):
    """One part of a judged answer: what was asked, what was given, why it is so.

    `mark` is 1 where it is right, 0 where it is not, -1 where either is fine; `fitting` is what would have
    been right; `kind` is item, field or statement; `section` names the part of the form that it stands in.
    """

    kind: str
    id: str
    text: str
    given: str
    fitting: str
    included: bool
    why: str
    mark: int
    section: str


@dataclass(frozen=True, slots=True, repr=False)
class DecisionData(Shortened):
    """One decision: where, what was seen and asked, what was answered, why it is so, which verdicts.

    `answer` is by the names of the case; `lines` say the same in words (`chosen`: one of several options,
    `ordered`: steps in their order); `share` is the percentage of
    right parts, None where nothing is right or wrong.
    """

    step: int
    minute: int
    time: str
    role: str
    scene: str
    place: str
    text: tuple[str, ...]
    messages: tuple[MessageData, ...]
    ask: str
    task: str
    form: str
    answer: Any
    lines: tuple[str, ...]
    chosen: bool
    ordered: bool
    parts: tuple[AnswerPart, ...]
    model: str
    right: int
    judged: int
    share: int | None
    why: str
    cite: tuple[str, ...]
    then: str
    verdicts: tuple[VerdictData, ...]


@dataclass(frozen=True, slots=True, repr=False)
class EndingData(Shortened):
    """How a role's play ended; `ending` is empty and `rank` 0 for one that has not.

    `gist` says it in one sentence, where the case does. `sealed` is the decision that made it certain
    (-1 for the best one, or where it is no decision's).
    """

    role: str
    ending: str
    title: str
    gist: str
    text: tuple[str, ...]
    rank: int
    ranks: int
    time: str
    sealed: int


@dataclass(frozen=True, slots=True, repr=False)
class OutcomeData(Shortened):
    """What is compared in this order: breaches of the law, of the guide's rules, duties missed, rank."""

    law: int
    guide: int
    missed: int
    rank: int


@dataclass(frozen=True, slots=True, repr=False)
class EstimateData(Shortened):
    """What a play showed of a domain (0-1); `weight` 0: nothing, `level` empty: too little evidence."""

    domain: str
    title: str
    level: str
    level_title: str
    mean: float
    low: float
    high: float
    weight: float
    rests_on: tuple[str, ...]
    rests_on_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class EvidenceData(Shortened):
    """One piece of evidence: `right` (0-1) of `weight`, shown at a decision (-1: by what was not done)."""

    indicator: str
    source: str
    step: int
    weight: float
    right: float


@dataclass(frozen=True, slots=True, repr=False)
class FindingData(Shortened):
    """What was found of one role: verdicts, outcome, estimates, and the evidence they rest on."""

    role: str
    verdicts: tuple[VerdictData, ...]
    outcome: OutcomeData
    domains: tuple[EstimateData, ...]
    evidence: tuple[EvidenceData, ...]


@dataclass(frozen=True, slots=True, repr=False)
class StepData(Shortened):
    """One of the seven steps of an intervention; `by` and `time` are empty where it was not taken."""

    step: str
    title: str
    state: str
    time: str
    by: str


@dataclass(frozen=True, slots=True, repr=False)
class PlayData(Shortened):
    """A whole judged play. `chance` is what was drawn, `variant` how it is called; `circumstances` are what
    somebody came to know of it. `decisive` is the decision that mattered most (-1: nothing went wrong).
    """

    case: str
    title: str
    language: str
    level: str
    roles: tuple[PartData, ...]
    seed: int
    learner: int
    chance: dict[str, str]
    variant: tuple[str, ...]
    circumstances: tuple[str, ...]
    bundle: str
    decisions: tuple[DecisionData, ...]
    endings: tuple[EndingData, ...]
    decisive: int
    findings: tuple[FindingData, ...]
    steps: tuple[StepData, ...]

    def __repr__(self) -> str:
        roles = "+".join(part.role for part in self.roles)
        return f"<PlayData {self.case} {roles} {self.level}: {len(self.decisions)} decisions>"

    def as_json(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return dataclasses.asdict(self)
