"""Everything that is said about a play after it: one value, computed from the log and the bundle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.competence.estimate import Profile, profile_of
from simulator.competence.evidence import Evidence, evidence_of
from simulator.engine.events import Event
from simulator.engine.session import states
from simulator.engine.state import State
from simulator.graph.bundle import Bundle
from simulator.practice.outcome import Outcome, outcome_of
from simulator.practice.record import Record, record_of
from simulator.practice.rules import BoundRule, Verdict, at_stake, judge
from simulator.practice.steps import StepFinding, seven_steps


class Judgement(NamedTuple):
    """What a play showed of one role, before it is estimated: verdicts, evidence, outcome."""

    role: int
    rules: tuple[BoundRule, ...]
    verdicts: tuple[Verdict, ...]
    evidence: tuple[Evidence, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RoleFinding:
    """What a play showed of one role: its rules at stake with verdicts, evidence, profile, outcome."""

    role: int
    rules: tuple[BoundRule, ...]
    verdicts: tuple[Verdict, ...]
    evidence: tuple[Evidence, ...]
    profile: Profile
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Debrief:
    """A judged play: the log, the state after each event, the record, the steps, a finding per role."""

    log: tuple[Event, ...]
    states: tuple[State, ...]
    record: Record
    steps: tuple[StepFinding, ...]
    findings: tuple[RoleFinding, ...]

    def __repr__(self) -> str:
        return f"<Debrief after {len(self.log) - 1} decisions, of {len(self.findings)} roles>"


def debrief(bundle: Bundle, log: Sequence[Event]) -> Debrief:
    """Judge a log that `verify` accepts; it may be a prefix of a play."""
    graph, profession = bundle.graph, bundle.profession
    prefix = states(graph, log)
    record = record_of(graph, log, prefix[-1])
    findings = [
        RoleFinding(
            one.role,
            one.rules,
            one.verdicts,
            one.evidence,
            profile_of(profession.model, one.evidence),
            one.outcome,
        )
        for one in _judged(bundle, log, prefix, record)
    ]
    steps = seven_steps(profession, graph, record)
    return Debrief(tuple(log), tuple(prefix), record, steps, tuple(findings))


def judgements(bundle: Bundle, log: Sequence[Event]) -> tuple[Judgement, ...]:
    """What a log showed of each role, without the estimates, which are slower to come by."""
    prefix = states(bundle.graph, log)
    return tuple(_judged(bundle, log, prefix, record_of(bundle.graph, log, prefix[-1])))


def _judged(
    bundle: Bundle, log: Sequence[Event], prefix: Sequence[State], record: Record
) -> Iterator[Judgement]:
    graph, profession = bundle.graph, bundle.profession
    for seat in prefix[-1].seats:
        rules = at_stake(profession, graph, seat.role)
        verdicts = judge(rules, record)
        evidence = evidence_of(graph, profession.model, log, prefix, (rules, verdicts))
        forces = {bound.rule.id: bound.rule.force for bound in rules}
        rank = graph.ending(seat.node).rank if graph.ended(seat.node) else 9
        yield Judgement(seat.role, rules, verdicts, evidence, outcome_of(verdicts, forces, rank))
