"""What simulated learners answer, many at once: the array form of `policies.Learner.answer`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.cohort.draws import Words, draw_words, pick_rows, scaled
from simulator.cohort.policies import GATE, VALUES, SceneTable
from simulator.cohort.population import UNSET, Flags, Index, Population, holds_for
from simulator.cohort.program import TurnTable
from simulator.engine.kinds import kind_of
from simulator.engine.kinds.base import ORDER
from simulator.graph.graph import Task
from simulator.practice.rules import Bound

Values = NDArray[np.int64]


class Given(NamedTuple):
    """Answers (a row per learner), the score in percent if judged, and what is shown.

    `shown` lists (indicator, right 0-1, which rows or all), `open` the options open to somebody.
    """

    values: Values
    score: Values | None
    evidence_rows: list[tuple[int, float | NDArray[np.float64], Index | None]]
    open: tuple[int, ...] = ()


def answers(
    people: Population, stand: TurnTable, how: tuple[str, SceneTable], who: Index, step: int
) -> Given:
    """The answers of the learners who stand in one scene."""
    _, table = how
    ability = np.clip(table.ability + people.shift[who], 0, 100)
    stream = people.stream[who]
    if stand.task.options:
        return _choose(people, stand, how, (who, stream, ability), step)
    if not stand.task.elements:
        return Given(np.zeros((len(who), 1), np.int64), None, [])
    offered = _offered(people, stand, who)
    if kind_of(stand.task).asks == ORDER:
        values = _order(stand, table, stream, ability, step)
    else:
        values = _fill(stand, offered, stream, ability, step)
    right, judged = _marks(people, stand.task, who, values, offered)
    return Given(values, *_judged(stand, right, judged))


def _choose(
    people: Population,
    stand: TurnTable,
    how: tuple[str, SceneTable],
    group: tuple[Index, Words, Values],
    step: int,
) -> Given:
    name, table = how
    who, stream, ability = group
    columns = [
        np.ones(len(who), np.bool_) if test is None else holds_for(people, test, who)
        for test in stand.options
    ]
    offered = np.stack(columns, axis=1)
    weights = np.array(table.weights, np.int64)[None, :] * offered
    if name in ("rule-follower", "profile"):
        best = _best(people, table, who, offered, name == "profile")
        if name == "profile":
            able = scaled(draw_words(stream, step, GATE), 100) < ability
            weights = np.where(able[:, None], best, weights)
        else:
            weights = best
    none = weights.sum(axis=1) == 0
    weights[none] = offered[none]
    choice = pick_rows(weights, draw_words(stream, step, 0))
    evidence_rows: list[tuple[int, float | NDArray[np.float64], Index | None]] = []
    for index, option in enumerate(stand.task.options):
        if option.evidence:
            rows = np.nonzero(choice == index)[0]
            if len(rows):
                evidence_rows += [(indicator, percent / 100, rows) for indicator, percent in option.evidence]
    somebody = tuple(int(index) for index in np.nonzero(offered.any(axis=0))[0])
    return Given(choice[:, None], None, evidence_rows, somebody)


def _best(people: Population, table: SceneTable, who: Index, offered: Flags, quality: bool) -> Values:
    scores = np.zeros(offered.shape, np.int64)
    if quality:
        scores += np.array(table.quality, np.int64)[None, :]
    for leaning in table.leanings:
        bound = leaning.rule
        live = _come(people, bound.when, who)
        for _, moment in bound.unless:
            live &= ~_come(people, moment, who)
        if bound.rule.stance != "forbid":
            live &= ~_come(people, bound.act, who)
        scores += 100 * live[:, None] * np.array(leaning.scores, np.int64)[None, :]
    scores[~offered] = np.iinfo(np.int64).min
    best: Values = (scores == scores.max(axis=1)[:, None]).astype(np.int64)
    return best


def _come(people: Population, moment: Bound, who: Index) -> Flags:
    if moment.kind == 0:
        if moment.bit < 0:
            return np.zeros(len(who), np.bool_)
        come: Flags = people.first[moment.bit, who] != UNSET
        return come
    parts = [_come(people, part, who) for part in moment.parts]
    join = np.logical_or if moment.kind == 1 else np.logical_and
    joined: Flags = join.reduce(parts)
    return joined


def _offered(people: Population, stand: TurnTable, who: Index) -> Flags:
    offered = np.ones((len(who), len(stand.needs)), np.bool_)
    for index, needs in enumerate(stand.needs):
        for bit in needs:
            offered[:, index] &= people.first[bit, who] != UNSET
    return offered


def _order(stand: TurnTable, table: SceneTable, stream: Words, ability: Values, step: int) -> Values:
    count = len(stand.task.elements)
    keys = np.stack([draw_words(stream, step, VALUES + 2 * i) for i in range(count)], axis=1)
    order = np.argsort(keys, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(count)[None, :], axis=1)
    able = scaled(draw_words(stream, step, GATE), 100) < ability
    ranks[able] = table.best_order
    return ranks


def _fill(stand: TurnTable, offered: Flags, stream: Words, ability: Values, step: int) -> Values:
    values = np.zeros(offered.shape, np.int64)
    for index, element in enumerate(stand.task.elements):
        able = scaled(draw_words(stream, step, VALUES + 2 * index), 100) < ability
        guess = scaled(draw_words(stream, step, VALUES + 2 * index + 1), len(element.values))
        right = (element.right & -element.right).bit_length() - 1
        values[:, index] = np.where(offered[:, index], np.where(able, right, guess), 0)
    return values


def _marks(people: Population, task: Task, who: Index, values: Values, offered: Flags) -> tuple[Flags, Flags]:
    """Which parts are right and which are judged: the array form of `Kind.marks`, or the kind's own."""
    if kind_of(task).own_marks:
        return _own_marks(people, task, who, values)
    if task.pairs:
        kept = np.stack([values[:, first] < values[:, second] for first, second in task.pairs], axis=1)
        return kept, np.ones_like(kept)
    right = np.array([element.right for element in task.elements], np.int64)
    judged = offered & np.array([element.judged for element in task.elements], np.bool_)
    return (right >> values & 1).astype(np.bool_) & judged, judged


def _own_marks(people: Population, task: Task, who: Index, values: Values) -> tuple[Flags, Flags]:
    """A kind with marks of its own is asked learner by learner: only it knows what it reads."""
    packed = np.packbits(people.first[:, who] != UNSET, axis=0, bitorder="little")
    known = [int.from_bytes(column.tobytes(), "little") for column in packed.T]
    asked = kind_of(task).marks
    marks = np.array(
        [asked(task, tuple(answer), bits) for answer, bits in zip(values.tolist(), known, strict=True)]
    )
    return marks == 1, marks >= 0


def _judged(
    stand: TurnTable, marks: Flags, judged: Flags
) -> tuple[Values, list[tuple[int, float | NDArray[np.float64], Index | None]]]:
    """The score in percent, rounded down, and the share of right parts per indicator shown."""
    total = judged.sum(axis=1)
    score = np.where(total > 0, 100 * marks.sum(axis=1) // np.maximum(total, 1), 100)
    evidence_rows: list[tuple[int, float | NDArray[np.float64], Index | None]] = []
    for indicator, parts in stand.task.evidence:
        columns = list(parts)
        count = judged[:, columns].sum(axis=1)
        rows = np.nonzero(count)[0]
        right = marks[:, columns].sum(axis=1)[rows] / count[rows]
        evidence_rows.append((indicator, right, rows))
    return score, evidence_rows
