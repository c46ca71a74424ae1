"""Both replays side by side: what one learner alone and the same learner among many decided and showed."""

from __future__ import annotations

import numpy as np

from simulator.cohort.lockstep import play_all
from simulator.cohort.policies import Policy, tables_for
from simulator.cohort.program import program_of
from simulator.cohort.replay import play_cohort, play_one
from simulator.engine.events import Answer, Decided
from simulator.graph.bundle import Bundle
from simulator.practice.record import offers_of
from simulator.practice.rules import KINDS, at_stake


def assert_alike(pinned: Bundle, chosen: Policy, role: int, seed: int, learners: int) -> None:
    """Every learner's decisions, verdicts, outcome and evidence are the same in both replays."""
    one = play_one(pinned, chosen, role, seed)
    cohort = play_cohort(pinned, chosen, role, seed, learners)
    trace = traced(pinned, chosen, role, seed, learners)
    for number in range(learners):
        alone = one(number)
        decided = [(e.step, e.node, e.answer) for e in alone.log if isinstance(e, Decided)]
        assert trace[number] == decided
        assert [KINDS[kind] for kind in cohort.verdicts.kinds[:, number]] == [v.kind for v in alone.verdicts]
        assert cohort.verdicts.late[:, number].tolist() == [v.late for v in alone.verdicts]
        assert tuple(cohort.outcome[:, number]) == tuple(alone.outcome)
        weight = dict.fromkeys(cohort.sums.indicators, 0.0)
        right = dict(weight)
        for piece in alone.evidence:
            weight[piece.indicator] += piece.weight
            right[piece.indicator] += piece.weight * piece.right
        assert np.allclose(list(weight.values()), cohort.sums.weight[:, number])
        assert np.allclose(list(right.values()), cohort.sums.right[:, number])


def traced(
    pinned: Bundle, chosen: Policy, role: int, seed: int, learners: int
) -> list[list[tuple[int, int, Answer]]]:
    """The decisions of every learner in the vectorised replay."""
    graph = pinned.graph
    rules = at_stake(pinned.profession, graph, role)
    offers = np.array([[bool(o & b.act_bits) for b in rules] for o in offers_of(graph)], np.bool_)
    people = play_all(
        program_of(graph),
        tables_for(chosen, pinned, role),
        role,
        seed,
        np.arange(learners, dtype=np.int64),
        offers.reshape(len(graph.scenes), len(rules)),
        keep_trace=True,
    )
    found: list[list[tuple[int, int, Answer]]] = [[] for _ in range(learners)]
    for step, node, who, values in people.trace:
        task = graph.scenes[node].task
        width = 1 if task.options else len(task.elements)
        for learner, row in zip(who, values, strict=True):
            found[learner].append((step, node, tuple(row.tolist())[:width]))
    return found
