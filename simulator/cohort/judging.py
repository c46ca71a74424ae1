"""Rules and evidence over arrays of learners: `practice.rules` and `competence.evidence`, many at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.cohort.population import STEPS, UNSET, EvidenceRows, Population
from simulator.competence.evidence import rule_order
from simulator.graph.graph import NEVER, Graph
from simulator.graph.profession import Model
from simulator.practice.rules import (
    BREACHED,
    CONTESTED,
    KINDS,
    LATE,
    MET,
    MISSING,
    NOT_APPLICABLE,
    NOT_FOLLOWED,
    STRICT,
    Bound,
    BoundRule,
)
from simulator.practice.working_time import DAY

Stamps = NDArray[np.int64]
CODE = {kind: np.int8(index) for index, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Per rule (row) and learner (column): the kind as an index into KINDS, minutes late, deciding step."""

    kinds: NDArray[np.int8]
    late: NDArray[np.int32]
    steps: NDArray[np.int16]


def judge_all(rules: tuple[BoundRule, ...], people: Population) -> Verdicts:
    """The verdict of each rule for each learner."""
    count = len(people.minute)
    kinds = np.full((len(rules), count), CODE[NOT_APPLICABLE], np.int8)
    late = np.zeros((len(rules), count), np.int32)
    steps = np.full((len(rules), count), -1, np.int16)
    for index, bound in enumerate(rules):
        kinds[index], late[index], steps[index] = _judge(bound, people, people.offered[:, index])
    live = [
        _in_force(bound, people) if bound.rule.conflicts_with else kinds[index] != CODE[NOT_APPLICABLE]
        for index, bound in enumerate(rules)
    ]
    names = {bound.rule.id: index for index, bound in enumerate(rules)}
    contested = []
    for index, bound in enumerate(rules):
        against = [names[name] for name in bound.rule.conflicts_with if name in names]
        if against:
            against_it = np.logical_or.reduce([live[other] for other in against])
            contested.append((index, (kinds[index] != CODE[NOT_APPLICABLE]) & against_it))
    for index, mask in contested:
        kinds[index, mask] = CODE[CONTESTED]
        late[index, mask] = 0
    return Verdicts(kinds, late, steps)


def _stamp(people: Population, moment: Bound) -> Stamps:
    if moment.kind == 0:
        if moment.bit < 0:
            return np.full(people.first.shape[1], UNSET, np.int64)
        single: Stamps = people.first[moment.bit].astype(np.int64)
        return single
    parts = [_stamp(people, part) for part in moment.parts]
    stacked = np.stack(parts)
    reduced: Stamps = stacked.min(axis=0) if moment.kind == 1 else stacked.max(axis=0)
    return reduced


def _done(people: Population, bound: BoundRule, since: Stamps) -> Stamps:
    """When a rule's act was done: from `since`, unless the rule takes what was done earlier."""
    return _stamp(people, bound.act) if bound.rule.earlier else _stamp_from(people, bound.act, since)


def _stamp_from(people: Population, moment: Bound, since: Stamps) -> Stamps:
    if moment.kind == 0:
        first = _stamp(people, moment)
        best: Stamps = np.where(first // STEPS >= since, first, UNSET)
        for who, stamp in people.again.get(moment.bit, ()):
            counts = stamp // STEPS >= since[who]
            best[who] = np.minimum(best[who], np.where(counts, stamp, UNSET))
        return best
    stacked = np.stack([_stamp_from(people, part, since) for part in moment.parts])
    reduced: Stamps = stacked.min(axis=0) if moment.kind == 1 else stacked.max(axis=0)
    return reduced


def _counted(bound: BoundRule, minutes: Stamps) -> Stamps:
    """`Counting.counted` for many."""
    before = np.array(bound.time.before, np.int64)
    last = len(before) - 1
    day = np.minimum(minutes // DAY, last)
    within = np.minimum(before[day] + minutes % DAY, before[np.minimum(day + 1, last)])
    counted: Stamps = np.where(day < last, within, before[last] + minutes - last * DAY)
    return counted


def _due(bound: BoundRule, since: Stamps) -> Stamps:
    """`BoundRule.due` for many."""
    before = np.array(bound.time.before, np.int64)
    wanted = _counted(bound, since) + bound.rule.deadline
    day = np.maximum(0, np.searchsorted(before, wanted, side="left") - 1)
    due: Stamps = np.where(since == NEVER, NEVER, np.maximum(since, day * DAY + wanted - before[day]))
    return due


def _minutes(stamp: Stamps) -> Stamps:
    minutes: Stamps = np.where(stamp == UNSET, NEVER, stamp // STEPS)
    return minutes


def _in_force(bound: BoundRule, people: Population) -> NDArray[np.bool_]:
    """For whom a rule has something to say, whether or not what it forbids was ever offered."""
    since = _minutes(_stamp(people, bound.when))
    return _applies(bound, people, since, _minutes(_done(people, bound, since)))


def _applies(bound: BoundRule, people: Population, since: Stamps, at: Stamps) -> NDArray[np.bool_]:
    """For whom a rule's context has come and nothing sets it aside."""
    end = people.minute.astype(np.int64)
    limit = np.minimum(at, end)
    if bound.rule.stance == "require" and bound.rule.deadline >= 0:
        limit = np.minimum(at, _due(bound, since))
    applies: NDArray[np.bool_] = since <= end
    for _, moment in bound.unless:
        applies &= _minutes(_stamp(people, moment)) > limit
    return applies


def _judge(
    bound: BoundRule, people: Population, offered: NDArray[np.bool_]
) -> tuple[NDArray[np.int8], Stamps, Stamps]:
    rule = bound.rule
    end = people.minute.astype(np.int64)
    since = _minutes(_stamp(people, bound.when))
    act = _done(people, bound, since)
    at = _minutes(act)
    kind = np.full(len(end), CODE[NOT_APPLICABLE], np.int8)
    late = np.zeros(len(end), np.int64)
    step = np.where(act == UNSET, -1, act % STEPS)
    step[since > end] = -1
    acted = at < NEVER
    applies = _applies(bound, people, since, at)
    if rule.stance == "allow":
        kind[applies & acted & (at >= since)] = CODE[MET]
        return kind, late, step
    strict = rule.force in STRICT
    if rule.stance == "forbid":
        broken = applies & acted & (at >= since)
        claims = applies & ~broken & offered
        kind[broken] = CODE[BREACHED if strict else NOT_FOLLOWED]
        kind[claims] = CODE[MET]
        step[claims] = -1
        return kind, late, step
    undone = applies & ~acted
    if rule.deadline >= 0 and not rule.at_once:
        undone &= end >= _due(bound, since)
    kind[undone] = CODE[MISSING if strict else NOT_FOLLOWED]
    done = applies & acted
    if bound.before is not None:
        wrong = done & (_minutes(_stamp(people, bound.before)) < at)
        kind[wrong] = CODE[BREACHED if strict else NOT_FOLLOWED]
        done &= ~wrong
    over = np.zeros(len(end), np.int64)
    if rule.deadline >= 0:
        over[done] = _counted(bound, at[done]) - _counted(bound, since[done]) - rule.deadline
    tardy = done & (over > 0)
    kind[tardy] = CODE[LATE]
    late[tardy] = over[tardy]
    kind[done & ~tardy] = CODE[MET]
    return kind, late, step


@dataclass(frozen=True, slots=True)
class Sums:
    """Per indicator (row) and learner (column): total weight of evidence, and how much of it was right."""

    indicators: tuple[str, ...]
    weight: NDArray[np.float64]
    right: NDArray[np.float64]


def evidence_sums(
    graph: Graph, model: Model, rules: tuple[BoundRule, ...], verdicts: Verdicts, people: Population
) -> Sums:
    """What the play of each learner shows; one decision counts once per indicator."""
    names = tuple(dict.fromkeys([*(i for b in rules for i in b.rule.indicators), *graph.indicators]))
    weight = np.zeros((len(names), len(people.minute)))
    right = np.zeros_like(weight)
    credit = credits_of(model, verdicts)
    order = rule_order(model, rules)
    level = model.weights[graph.level]
    for row, name in enumerate(names):
        bearing = [index for index in order if name in rules[index].rule.indicators]
        formed = _formed(graph, people, name) if any(rules[index].rule.paper for index in bearing) else []
        papers = {index for index in bearing if rules[index].rule.paper}
        claims = _claims(bearing, credit, verdicts, (papers, formed))
        for index, mask in claims:
            force = model.weights[rules[index].rule.force] * level
            weight[row] += force * mask
            right[row] += np.where(mask, force * credit[index], 0.0)
        _add_evidence(graph, model, people, (name, claims), (weight[row], right[row]), verdicts)
    return Sums(names, weight, right)


def credits_of(model: Model, verdicts: Verdicts) -> NDArray[np.float64]:
    """How much of each rule was honoured (0-1); NaN where the verdict shows nothing."""
    credit = np.full(verdicts.kinds.shape, np.nan)
    credit[verdicts.kinds == CODE[MET]] = 1.0
    late = verdicts.kinds == CODE[LATE]
    credit[late] = model.late_half / (model.late_half + verdicts.late[late])
    for kind in (BREACHED, MISSING, NOT_FOLLOWED):
        credit[verdicts.kinds == CODE[kind]] = 0.0
    return credit


Claims = list[tuple[int, NDArray[np.bool_]]]


def _formed(graph: Graph, people: Population, name: str) -> list[EvidenceRows]:
    """Where a form itself showed an indicator."""
    if name not in graph.indicators:
        return []
    indicator = graph.indicators.index(name)
    return [
        rows
        for rows in people.evidence_rows
        if rows.indicator == indicator and not graph.scenes[rows.scene].task.options
    ]


def _claims(
    bearing: list[int],
    credit: NDArray[np.float64],
    verdicts: Verdicts,
    forms: tuple[set[int], list[EvidenceRows]],
) -> Claims:
    """Which learners each rule's evidence counts for: none whose decision a heavier rule claimed.

    `forms` are the rules that only ask for a paper, and where forms showed the same by themselves.
    """
    claims: Claims = []
    papers, formed = forms
    for index in bearing:
        mask = ~np.isnan(credit[index])
        for rows in formed if index in papers else ():
            mask[rows.who] &= verdicts.steps[index, rows.who] != rows.step
        for other, claimed in claims:
            same = verdicts.steps[other] == verdicts.steps[index]
            mask &= ~(claimed & same & (verdicts.steps[index] >= 0))
        claims.append((index, mask))
    return claims


def _add_evidence(
    graph: Graph,
    model: Model,
    people: Population,
    claimed: tuple[str, Claims],
    sums: tuple[NDArray[np.float64], NDArray[np.float64]],
    verdicts: Verdicts,
) -> None:
    name, claims = claimed
    if name not in graph.indicators:
        return
    indicator = graph.indicators.index(name)
    for rows in people.evidence_rows:
        if rows.indicator != indicator:
            continue
        free = np.ones(len(rows.who), np.bool_)
        for index, mask in claims:
            free &= ~(mask[rows.who] & (verdicts.steps[index, rows.who] == rows.step))
        kind = "author" if graph.scenes[rows.scene].task.options else "task"
        weight = model.weights[kind] * model.weights[graph.level]
        who = rows.who[free]
        sums[0][who] += weight
        sums[1][who] += weight * (rows.right if isinstance(rows.right, float) else rows.right[free])
