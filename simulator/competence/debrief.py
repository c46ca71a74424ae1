"""Everything that is said about a play after it: one value, computed from the log and the bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def debrief(bundle: Bundle, log: Sequence[Event]) -> Debrief:
    """Judge a log that `verify` accepts; it may be a prefix of a play."""
    graph, profession = bundle.graph, bundle.profession
    prefix = states(graph, log)
    record = record_of(graph, log, prefix[-1])
    findings = []
    for seat in prefix[-1].seats:
        rules = at_stake(profession, graph, seat.role)
        verdicts = judge(rules, record)
        evidence = evidence_of(graph, profession.model, log, prefix, (rules, verdicts))
        forces = {bound.rule.id: bound.rule.force for bound in rules}
        rank = graph.ending(seat.node).rank if graph.ended(seat.node) else 9
        findings.append(
            RoleFinding(
                seat.role,
                rules,
                verdicts,
                evidence,
                profile_of(profession.model, evidence),
                outcome_of(verdicts, forces, rank),
            )
        )
    steps = seven_steps(profession, graph, record)
    return Debrief(tuple(log), tuple(prefix), record, steps, tuple(findings))
