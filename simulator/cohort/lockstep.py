"""Many simulated learners play one case in lockstep: the same decisions as the scalar replay."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulator.cohort.choosing import answers
from simulator.cohort.draws import draw_words, scaled, streams
from simulator.cohort.policies import TRAIT, Tables
from simulator.cohort.population import STEPS, UNSET, EvidenceRows, Happening, Index, Population, holds_for
from simulator.cohort.program import Following, Gaining, Program, Response, TurnTable, Way
from simulator.engine.state import CLOSED, WAITING
from simulator.engine.tasks import brings
from simulator.graph.graph import Graph


def play_all(
    program: Program,
    tables: Tables,
    role: int,
    seed: int,
    learners: NDArray[np.int64],
    offers: NDArray[np.bool_],
    *,
    keep_trace: bool = False,
    most_steps: int = 250,
) -> Population:
    """Play every learner to the end (or to `most_steps` decisions).

    `offers[scene, rule]` says which rules' acts a scene puts within reach.
    """
    people = _begin(program, tables, role, seed, learners, offers.shape[1])
    scenes = len(program.graph.scenes)
    groups = {int(people.node[0]): np.arange(len(learners))}
    for step in range(1, most_steps + 1):
        if not groups:
            break
        moved: list[tuple[Index, Following]] = []
        people.path.append(people.node.copy())
        for node, who in groups.items():
            people.offered[who] |= offers[node]
            moved += _decide(program, tables, people, node, who, step, keep_trace)
        active = np.concatenate([who for who, _ in moved])
        _respond(program, people, role, active, step)
        for who, following in moved:
            _go(people, who, following)
        groups = {node: who for node, who in _by_node(people, active) if node < scenes}
        for node, who in groups.items():
            _gain(people, program.stands[node].learn, who, people.minute[who] * STEPS + step)
    return people


def _begin(
    program: Program, tables: Tables, role: int, seed: int, learners: NDArray[np.int64], rules: int
) -> Population:
    graph, count = program.graph, len(learners)
    stream = streams(seed, learners)
    first = np.full((len(graph.symbols), count), UNSET, np.int32)
    start = np.full(count, graph.start * STEPS, np.int32)
    for index, chance in enumerate(graph.chance):
        drawn = draw_words(stream, 0, index)
        target = scaled(drawn, sum(chance.weights))
        value = (np.cumsum(chance.weights)[None, :] <= target[:, None]).sum(axis=1)
        for at, bit in enumerate(chance.bits):
            first[bit, value == at] = graph.start * STEPS
    values = np.repeat(np.array([[v.start] for v in graph.variables], np.int16).reshape(-1, 1), count, 1)
    runs = [r.to == role and r.of != role for r in program.responses]
    due = np.repeat(np.where(runs, WAITING, CLOSED).astype(np.int32)[:, None], count, 1)
    shift = np.zeros(count, np.int64)
    if tables.policy.name == "profile":
        width = 2 * tables.policy.spread + 1
        shift = scaled(draw_words(stream, 0, TRAIT), width) - tables.policy.spread
    people = Population(
        first,
        values,
        np.full(count, graph.start, np.int32),
        np.full(count, graph.entry[role], np.int16),
        due,
        stream,
        shift,
        np.zeros((count, rules), np.bool_),
        again={bit: [] for name, bit in graph.symbols.items() if graph.acts >> bit & 1},
    )
    everybody = np.arange(count)
    _gain(people, program.initial, everybody, start)
    _gain(people, program.stands[graph.entry[role]].learn, everybody, start)
    return people


def _gain(people: Population, gains: tuple[Gaining, ...], who: Index, stamp: NDArray[np.int32]) -> None:
    """Set bits that are not set yet; every condition is read before any bit is set."""
    ready = [(gain, None if gain.test is None else holds_for(people, gain.test, who)) for gain in gains]
    for gain, mask in ready:
        if mask is None:
            _set(people, gain.bits, who, stamp)
        elif mask.any():
            _set(people, gain.bits, who[mask], stamp[mask])


def _set(people: Population, bits: tuple[int, ...], who: Index, stamp: NDArray[np.int32]) -> None:
    for bit in bits:
        row = people.first[bit]
        now = row[who]
        fresh = now == UNSET
        row[who] = np.where(fresh, stamp, now)
        if bit in people.again and not fresh.all():
            people.again[bit].append((who[~fresh], stamp[~fresh]))


def _decide(
    program: Program,
    tables: Tables,
    people: Population,
    node: int,
    who: Index,
    step: int,
    keep_trace: bool,
) -> list[tuple[Index, Following]]:
    """Everyone in a scene answers; effects happen; returns who follows which routes."""
    stand, table = program.stands[node], tables.scenes[node]
    given = answers(people, stand, (tables.policy.name, table), who, step)
    people.happened.update(Happening("open", node, option) for option in given.open)
    if keep_trace:
        people.trace.append((step, node, who, given.values))
    for indicator, right, showing in given.evidence_rows:
        people.evidence_rows.append(
            EvidenceRows(who[showing] if showing is not None else who, step, node, indicator, right)
        )
    if brings(stand.task):
        _compose(people, stand, (who, given.values), people.minute[who] * STEPS + step)
    moved: list[tuple[Index, Following]] = []
    for members, way, at in _ways(people, stand, who, given.values[:, 0], given.score):
        chosen = who[members]
        people.happened.add(Happening("way", node, *at))
        _happen(program.graph, people, chosen, way.following, step)
        moved.append((chosen, way.following))
    return moved


def _ways(
    people: Population,
    stand: TurnTable,
    who: Index,
    choice: NDArray[np.int64],
    score: NDArray[np.int64] | None,
) -> Iterator[tuple[Index, Way, tuple[int, int]]]:
    """Who (positions in `who`) takes which branch or band; with the indices of option and branch."""
    if stand.task.options:
        starts = [(np.nonzero(choice == index)[0], index, ways) for index, ways in enumerate(stand.ways)]
    else:
        starts = [(np.arange(len(who)), 0, stand.bands)]
    for everyone, option, ways in starts:
        left = everyone
        for at, way in enumerate(ways):
            if not len(left):
                break
            taken = np.ones(len(left), np.bool_)
            if way.at_least and score is not None:
                taken &= score[left] >= way.at_least
            if way.test is not None:
                taken &= holds_for(people, way.test, who[left])
            if taken.all():
                yield left, way, (option, at)
                break
            if taken.any():
                yield left[taken], way, (option, at)
            left = left[~taken]


def _happen(graph: Graph, people: Population, who: Index, following: Following, step: int) -> None:
    start = people.minute[who]
    stamp = start * STEPS + step
    _gain(people, following.now, who, stamp)
    for offset, bits in following.later:
        _set(people, bits, who, stamp + offset * STEPS)
    end = np.maximum(start + following.minutes, following.until).astype(np.int32)
    people.minute[who] = end
    _gain(people, following.learn, who, end * STEPS + step)
    _change(graph, people, following.change, who)


def _compose(
    people: Population, stand: TurnTable, given: tuple[Index, NDArray[np.int64]], stamp: NDArray[np.int32]
) -> None:
    who, values = given
    for index, per_value in enumerate(stand.gains):
        for value, bits in enumerate(per_value):
            passed_on = stand.tells[index][value]
            if not bits and not passed_on:
                continue
            picked = values[:, index] == value
            _set(people, bits, who[picked], stamp[picked])
            for other, passed in passed_on:
                both = picked & (values[:, other] == 1)
                _set(people, passed, who[both], stamp[both])


def _change(graph: Graph, people: Population, change: tuple[tuple[int, int], ...], who: Index) -> None:
    for index, delta in change:
        variable = graph.variables[index]
        row = people.values[index]
        row[who] = np.clip(row[who] + delta, variable.low, variable.high)


def _respond(program: Program, people: Population, role: int, active: Index, step: int) -> None:
    """Reactions: first every one whose time is set, then every one that falls due, as written."""
    mine = [
        (index, response)
        for index, response in enumerate(program.responses)
        if response.to == role and response.of != role
    ]
    for index, response in mine:
        _set_due(people, index, response, active)
    now = people.minute
    for index, response in mine:
        row = people.due[index]
        falls = active[(row[active] >= 0) & (row[active] <= now[active])]
        if len(falls):
            _gain(people, response.gains, falls, row[falls] * STEPS + step)
            _change(program.graph, people, response.change, falls)
            row[falls] = CLOSED


def _set_due(people: Population, index: int, response: Response, active: Index) -> None:
    row = people.due[index]
    waiting = active[row[active] == WAITING]
    if response.at >= 0:
        waiting = waiting[people.minute[waiting] >= response.at]
    if not len(waiting):
        return
    ready = (
        np.ones(len(waiting), np.bool_)
        if response.test is None
        else holds_for(people, response.test, waiting)
    )
    if response.at >= 0:
        row[waiting] = np.where(ready, response.at, CLOSED)
    else:
        row[waiting[ready]] = people.minute[waiting[ready]] + response.after


def _go(people: Population, who: Index, following: Following) -> None:
    left = who
    for test, to in following.to:
        if test is None:
            people.node[left] = to
            return
        mask = holds_for(people, test, left)
        people.node[left[mask]] = to
        left = left[~mask]


def _by_node(people: Population, active: Index) -> Iterator[tuple[int, Index]]:
    nodes = people.node[active]
    for node in np.unique(nodes):
        yield int(node), active[nodes == node]
