"""A cohort plays a case: one learner at a time (the reference), or all in lockstep (the same, faster)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.cohort.judging import CODE, Sums, Verdicts, credits_of, evidence_sums, judge_all
from simulator.cohort.lockstep import play_all
from simulator.cohort.policies import Policy, SimulatedLearner, shift, tables_for
from simulator.cohort.population import UNSET, Happening, Population
from simulator.cohort.program import program_of
from simulator.competence.evidence import Evidence, evidence_of
from simulator.content.enums import ROLES
from simulator.engine.events import Event
from simulator.engine.play import MOST_STEPS
from simulator.engine.session import begin
from simulator.errors import WrongUse, message
from simulator.graph.bundle import Bundle
from simulator.practice.outcome import Outcome, outcome_of
from simulator.practice.record import offers_of, record_of
from simulator.practice.rules import BREACHED, MISSING, BoundRule, Verdict, at_stake, judge

CHUNK = 20_000
UNENDED = 9


@dataclass(frozen=True, slots=True)
class JudgedLearner:
    """One learner's play, judged: its log, verdicts, evidence and outcome."""

    log: tuple[Event, ...]
    verdicts: tuple[Verdict, ...]
    evidence: tuple[Evidence, ...]
    outcome: Outcome


def play_one(bundle: Bundle, policy: Policy, role: int, seed: int) -> Callable[[int], JudgedLearner]:
    """A function that plays and judges one learner by number, through `decide` and `evolve`."""
    _playable(bundle, role)
    graph, model = bundle.graph, bundle.profession.model
    tables, offers = tables_for(policy, bundle, role), offers_of(graph)
    rules = at_stake(bundle.profession, graph, role)
    forces = {bound.rule.id: bound.rule.force for bound in rules}

    def play(number: int) -> JudgedLearner:
        learner = SimulatedLearner(tables, seed, number, shift(policy, seed, number))
        session, prefix = begin(graph, role, seed, number), []
        while (state := session.state) is not None:
            prefix.append(state)
            seat = session.at_turn()
            if seat is None or state.step >= MOST_STEPS:
                break
            session.answer(learner.answer(graph, state, seat))
        verdicts = judge(rules, record_of(graph, session.log, prefix[-1], offers))
        evidence = evidence_of(graph, model, session.log, prefix, (rules, verdicts))
        node = prefix[-1].seats[0].node
        rank = graph.ending(node).rank if graph.ended(node) else UNENDED
        return JudgedLearner(tuple(session.log), verdicts, evidence, outcome_of(verdicts, forces, rank))

    return play


@dataclass(frozen=True, slots=True)
class Cohort:
    """A whole cohort, judged. Columns are learners; `outcome` has the four parts as rows.

    `scores[scene, learner]` is how good the decisions there were (0-1, NaN: none).
    `came_true` says which bits came true for anybody, `happened` what happened to anybody.
    """

    rules: tuple[BoundRule, ...]
    verdicts: Verdicts
    sums: Sums
    outcome: NDArray[np.int16]
    nodes: NDArray[np.int16]
    minutes: NDArray[np.int32]
    scores: NDArray[np.float32]
    ability: NDArray[np.int16]
    came_true: NDArray[np.bool_]
    happened: frozenset[Happening]

    def __repr__(self) -> str:
        return f"<Cohort: {len(self.nodes)} learners, {len(self.rules)} rules>"


def play_cohort(
    bundle: Bundle,
    policy: Policy,
    role: int,
    seed: int,
    learners: int,
    progress: Callable[[int], object] | None = None,
) -> Cohort:
    """Play and judge learners 0 … n-1 in lockstep, in chunks that fit the processor's caches."""
    parts = []
    for part in cohort_parts(bundle, policy, role, seed, learners):
        parts.append(part)
        if progress is not None:
            progress(len(part.nodes))
    return _joined(parts)


def cohort_parts(bundle: Bundle, policy: Policy, role: int, seed: int, learners: int) -> Iterator[Cohort]:
    """The chunks of a cohort, one after the other."""
    _playable(bundle, role)
    if learners < 1:
        raise WrongUse(message("a cohort needs at least one learner"))
    graph, model = bundle.graph, bundle.profession.model
    tables, program = tables_for(policy, bundle, role), program_of(graph)
    rules = at_stake(bundle.profession, graph, role)
    offers = np.array([[bool(o & b.act_bits) for b in rules] for o in offers_of(graph)], np.bool_)
    offers = offers.reshape(len(graph.scenes), len(rules))
    for start in range(0, learners, CHUNK):
        numbers = np.arange(start, min(start + CHUNK, learners), dtype=np.int64)
        people = play_all(program, tables, role, seed, numbers, offers)
        verdicts = judge_all(rules, people)
        sums = evidence_sums(graph, model, rules, verdicts, people)
        yield Cohort(
            rules,
            verdicts,
            sums,
            _outcomes(bundle, rules, verdicts, people),
            people.node,
            people.minute,
            _scores(bundle, people, verdicts),
            people.shift.astype(np.int16),
            (people.first != UNSET).any(axis=1),
            frozenset(people.happened),
        )


def _playable(bundle: Bundle, role: int) -> None:
    if bundle.graph.entry[role] < 0:
        raise WrongUse(message("this case cannot be played as {role}", role=ROLES[role]))


def _outcomes(
    bundle: Bundle, rules: tuple[BoundRule, ...], verdicts: Verdicts, people: Population
) -> NDArray[np.int16]:
    graph = bundle.graph
    broken = verdicts.kinds == CODE[BREACHED]
    forces = np.array([bound.rule.force for bound in rules])
    ranks = np.full(len(graph.scenes) + len(graph.endings), UNENDED, np.int16)
    ranks[len(graph.scenes) :] = [ending.rank for ending in graph.endings]
    return np.stack(
        [
            broken[forces == "law"].sum(axis=0),
            broken[forces == "guide"].sum(axis=0),
            (verdicts.kinds == CODE[MISSING]).sum(axis=0),
            ranks[people.node],
        ]
    ).astype(np.int16)


def _scores(bundle: Bundle, people: Population, verdicts: Verdicts) -> NDArray[np.float32]:
    """Per scene and learner the mean of what decisions there showed, verdicts included."""
    total = np.zeros((len(bundle.graph.scenes), len(people.minute)), np.float32)
    count = np.zeros_like(total)
    for evidence_rows in people.evidence_rows:
        total[evidence_rows.scene, evidence_rows.who] += evidence_rows.right
        count[evidence_rows.scene, evidence_rows.who] += 1
    path = np.stack(people.path)
    for credit, steps in zip(credits_of(bundle.profession.model, verdicts), verdicts.steps, strict=True):
        who = np.nonzero(~np.isnan(credit) & (steps > 0))[0]
        scenes = path[steps[who] - 1, who]
        total[scenes, who] += credit[who]
        count[scenes, who] += 1
    with np.errstate(invalid="ignore"):
        return np.where(count > 0, total / count, np.nan).astype(np.float32)


def _joined(parts: list[Cohort]) -> Cohort:
    first = parts[0]
    if len(parts) == 1:
        return first
    side = [[getattr(part.verdicts, name) for part in parts] for name in ("kinds", "late", "steps")]
    kinds, late, steps = (np.concatenate(arrays, axis=1) for arrays in side)
    return Cohort(
        first.rules,
        Verdicts(kinds, late, steps),
        Sums(
            first.sums.indicators,
            np.concatenate([part.sums.weight for part in parts], axis=1),
            np.concatenate([part.sums.right for part in parts], axis=1),
        ),
        np.concatenate([part.outcome for part in parts], axis=1),
        np.concatenate([part.nodes for part in parts]),
        np.concatenate([part.minutes for part in parts]),
        np.concatenate([part.scores for part in parts], axis=1),
        np.concatenate([part.ability for part in parts]),
        np.logical_or.reduce([part.came_true for part in parts]),
        frozenset().union(*[part.happened for part in parts]),
    )
