"""Rules over the record of a play: which was met, breached, late, missing, contested.

The judging reads only when things became so, an act from when its duty arose, so that the same algebra
runs over one log or over many (`cohort.judging`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulator.graph.graph import NEVER, Graph
from simulator.graph.profession import Profession, Rule, RuleMoment
from simulator.practice.record import Record, reachable_bits
from simulator.practice.working_time import EVERY_MINUTE, Counting, working_days

MET, BREACHED, NOT_FOLLOWED = "met", "breached", "not-followed"
LATE, MISSING, CONTESTED, NOT_APPLICABLE = "late", "missing", "contested", "not-applicable"
KINDS = (NOT_APPLICABLE, MET, LATE, NOT_FOLLOWED, MISSING, BREACHED, CONTESTED)
STRICT = ("law", "guide")


class Verdict(NamedTuple):
    """What a rule finds in a play.

    `since` is the minute its context began, `at` the minute of the act (NEVER if not done),
    `late` minutes beyond the deadline, `step` the decision that decided it (-1: none did).
    `because` names the rule that sets it aside, or those that it conflicts with.
    """

    rule: str
    role: int
    kind: str
    since: int = NEVER
    at: int = NEVER
    late: int = 0
    step: int = -1
    because: tuple[str, ...] = ()


class Bound(NamedTuple):
    """A moment with bits instead of names: kind (0 atom, 1 any, 2 all), bit (-1 never), parts."""

    kind: int
    bit: int
    parts: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule on a graph's bits; `act_bits`, `before_bits` are all bits that those speak of.

    `time` is how the minutes of its deadline are counted.
    """

    rule: Rule
    when: Bound
    act: Bound
    before: Bound | None
    unless: tuple[tuple[str, Bound], ...]
    act_bits: int
    before_bits: int
    time: Counting = EVERY_MINUTE

    def due(self, since: int) -> int:
        """The minute at which the deadline of a duty since then runs out."""
        return self.time.after(since, self.rule.deadline)


def bind_moment(moment: RuleMoment, symbols: dict[str, int]) -> Bound:
    """A moment on the bits of a graph."""
    if moment.kind == "atom":
        return Bound(0, symbols.get(moment.atom, -1), ())
    kind = 1 if moment.kind == "any" else 2
    return Bound(kind, -1, tuple([bind_moment(part, symbols) for part in moment.parts]))


def bind(rule: Rule, symbols: dict[str, int], working: Counting = EVERY_MINUTE) -> BoundRule:
    """A rule on the bits of a graph, whose working days are given."""
    setters = [("", rule.unless)] if rule.unless else []
    act = bind_moment(rule.act, symbols)
    before = bind_moment(rule.before, symbols) if rule.before else None
    return BoundRule(
        rule,
        bind_moment(rule.when, symbols),
        act,
        before,
        tuple([(name, bind_moment(m, symbols)) for name, m in (*setters, *rule.set_aside_by)]),
        bits_of(act),
        bits_of(before) if before else 0,
        working if rule.working else EVERY_MINUTE,
    )


def bits_of(moment: Bound) -> int:
    """All bits that a moment speaks of."""
    bits = 1 << moment.bit if moment.bit >= 0 else 0
    for part in moment.parts:
        bits |= bits_of(part)
    return bits


def at_stake(profession: Profession, graph: Graph, role: int) -> tuple[BoundRule, ...]:
    """The rules that bind a role and that this case can put to the test when that role is played."""
    within = reachable_bits(graph, role)
    working = working_days(graph.off)
    bound = [bind(rule, graph.symbols, working) for rule in profession.rules if rule.role == role]
    return tuple([rule for rule in bound if possible(rule.when, within) and possible(rule.act, within)])


def possible(moment: Bound, within: int) -> bool:
    """Whether a moment can come, given the bits within reach."""
    if moment.kind == 0:
        return moment.bit >= 0 and bool(within >> moment.bit & 1)
    results = [possible(part, within) for part in moment.parts]
    return any(results) if moment.kind == 1 else all(results)


def when(moment: Bound, first: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """The (minute, step) at which a moment came; (NEVER, -1) if it did not."""
    if moment.kind == 0:
        return first.get(moment.bit, (NEVER, -1))
    times = [when(part, first) for part in moment.parts]
    return min(times) if moment.kind == 1 else max(times)


def done(bound: BoundRule, record: Record, since: int) -> tuple[int, int]:
    """The (minute, step) at which a rule's act was done; (NEVER, -1) if it was not.

    It counts from `since`, when the rule's context began, unless the rule takes what was done earlier.
    """
    return when(bound.act, record.first) if bound.rule.earlier else _when_from(bound.act, record, since)


def _when_from(moment: Bound, record: Record, since: int) -> tuple[int, int]:
    if moment.kind == 0:
        first = record.first.get(moment.bit, (NEVER, -1))
        times = record.again.get(moment.bit, (first,))
        return min((time for time in times if time[0] >= since), default=(NEVER, -1))
    parts = [_when_from(part, record, since) for part in moment.parts]
    return min(parts) if moment.kind == 1 else max(parts)


def judge(rules: tuple[BoundRule, ...], record: Record) -> tuple[Verdict, ...]:
    """The verdict of each rule, in order."""
    alone = [_judge_alone(rule, record) for rule in rules]
    live = {v.rule for bound, v in zip(rules, alone, strict=True) if _speaks(bound, v, record)}
    return tuple([_contested(rule, v, live) for rule, v in zip(rules, alone, strict=True)])


def _speaks(bound: BoundRule, verdict: Verdict, record: Record) -> bool:
    """Whether a rule has something to say: judged, or in force though what it forbids was never offered."""
    if verdict.kind != NOT_APPLICABLE:
        return True
    if not bound.rule.conflicts_with or verdict.since > record.end:
        return False
    return not any(
        when(moment, record.first)[0] <= _limit(bound, verdict, record) for _, moment in bound.unless
    )


def _limit(bound: BoundRule, verdict: Verdict, record: Record) -> int:
    """Until when an exception counts: the act, else the deadline, else the end of the play."""
    if bound.rule.stance == "require" and bound.rule.deadline >= 0:
        return min(verdict.at, bound.due(verdict.since))
    return min(verdict.at, record.end)


def _contested(rule: BoundRule, verdict: Verdict, live: set[str]) -> Verdict:
    against = tuple([name for name in rule.rule.conflicts_with if name in live])
    if not against or verdict.kind == NOT_APPLICABLE:
        return verdict
    return verdict._replace(kind=CONTESTED, late=0, because=against)


def _judge_alone(bound: BoundRule, record: Record) -> Verdict:
    rule, first = bound.rule, record.first
    since, _ = when(bound.when, first)
    blank = Verdict(rule.id, rule.role, NOT_APPLICABLE)
    if since > record.end:
        return blank
    at, step = done(bound, record, since)
    verdict = blank._replace(since=since, at=at, step=step)
    limit = _limit(bound, verdict, record)
    for name, moment in bound.unless:
        if when(moment, first)[0] <= limit:
            return verdict._replace(because=(name,) if name else ())
    if rule.stance == "allow":
        return verdict._replace(kind=MET) if since <= at < NEVER else verdict
    if rule.stance == "forbid":
        return _judge_forbidden(bound, verdict, record)
    return _judge_required(bound, verdict, record)


def _judge_forbidden(bound: BoundRule, verdict: Verdict, record: Record) -> Verdict:
    if verdict.since <= verdict.at < NEVER:
        return verdict._replace(kind=BREACHED if bound.rule.force in STRICT else NOT_FOLLOWED)
    if not record.offered & bound.act_bits:
        return verdict
    return verdict._replace(kind=MET, step=-1)


def _judge_required(bound: BoundRule, verdict: Verdict, record: Record) -> Verdict:
    rule, at = bound.rule, verdict.at
    strict = rule.force in STRICT
    if at == NEVER:
        running = rule.deadline >= 0 and not rule.at_once and record.end < bound.due(verdict.since)
        if running:
            return verdict
        return verdict._replace(kind=MISSING if strict else NOT_FOLLOWED)
    if bound.before is not None and when(bound.before, record.first)[0] < at:
        return verdict._replace(kind=BREACHED if strict else NOT_FOLLOWED)
    late = bound.time.counted(at) - bound.time.counted(verdict.since) - rule.deadline
    if rule.deadline >= 0 and late > 0:
        return verdict._replace(kind=LATE, late=late)
    return verdict._replace(kind=MET)
