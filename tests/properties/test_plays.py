"""What holds for every play of every case, at every level, for one role or both."""

from __future__ import annotations

import itertools
import json
import random
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from simulator.competence.debrief import debrief
from simulator.content.enums import LEVELS, ROLES
from simulator.engine.codec import log_from_json, log_to_json, parse_log, verify
from simulator.engine.events import Decided, Event, Started
from simulator.engine.kinds.base import offered_options
from simulator.engine.play import evolve
from simulator.engine.session import states
from simulator.engine.state import State, first_times
from simulator.engine.view import Choosable, View, view
from simulator.errors import Refused
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Graph
from simulator.graph.packing import pack, unpack
from simulator.practice.rules import KINDS
from tests.support import all_cases, bundle, random_play, seats, strings_in

PLAYS = [
    pytest.param(case, level, roles, id=f"{case}-{level}-{'+'.join(ROLES[role] for role in roles)}")
    for case in all_cases()
    for level in LEVELS
    for roles in ((0,), (1,), (0, 1))
]
each_play = pytest.mark.parametrize(("case", "level", "roles"), PLAYS)
SEEDS = st.integers(0, 1 << 32)
QUICK = (Phase.explicit, Phase.generate)  # a seed is not worth shrinking
EXAMPLES = settings(max_examples=8, phases=QUICK)


def played(case: str, level: str, roles: tuple[int, ...], seed: int) -> tuple[Bundle, tuple[Event, ...]]:
    whole = bundle(case, level)
    if roles not in seats(whole.graph):
        pytest.skip("this case is not played so")
    return whole, random_play(whole.graph, roles, seed)


@each_play
@given(seed=SEEDS)
@EXAMPLES
def test_replay_is_the_state_at_every_prefix(
    case: str, level: str, roles: tuple[int, ...], seed: int
) -> None:
    whole, log = played(case, level, roles, seed)
    state: State | None = None
    every = states(whole.graph, log)
    for index, event in enumerate(log):
        state = evolve(whole.graph, state, event)
        assert state == every[index] == states(whole.graph, log[: index + 1])[-1]


@cache
def kept_graph(case: str, level: str) -> Graph:
    """A graph that has been through JSON."""
    return unpack(Graph, json.loads(json.dumps(pack(bundle(case, level).graph))))


@each_play
@given(seed=SEEDS)
@EXAMPLES
def test_through_json_it_is_the_same_play(case: str, level: str, roles: tuple[int, ...], seed: int) -> None:
    whole, log = played(case, level, roles, seed)
    graph = kept_graph(case, level)
    text = json.dumps(log_to_json(whole.graph, whole.digest, log))
    again = log_from_json(graph, parse_log(text))
    assert again == log
    assert states(graph, again) == states(whole.graph, log)


@each_play
@given(seed=SEEDS)
@EXAMPLES
def test_verify_refuses_any_single_change(case: str, level: str, roles: tuple[int, ...], seed: int) -> None:
    whole, log = played(case, level, roles, seed)
    graph = whole.graph
    verify(graph, log)
    dice = random.Random(seed)
    for changed in changes(graph, log, dice):
        assert changed != log
        with pytest.raises(Refused):
            verify(graph, changed)


def changes(graph: Graph, log: tuple[Event, ...], dice: random.Random) -> list[tuple[Event, ...]]:
    """The log with one thing changed that no play could have given."""
    start = log[0]
    assert isinstance(start, Started)
    found: list[tuple[Event, ...]] = []

    def put(index: int, event: Event) -> None:
        found.append((*log[:index], event, *log[index + 1 :]))

    if graph.chance:
        at = dice.randrange(len(graph.chance))
        other = (start.values[at] + 1) % len(graph.chance[at].values)
        if other != start.values[at]:
            put(0, start._replace(values=(*start.values[:at], other, *start.values[at + 1 :])))
    put(0, start._replace(case="another"))
    put(0, start._replace(level="none"))
    put(0, start._replace(learner=-1))
    found.append((start, *log))
    if len(log) > 1:
        index = dice.randrange(1, len(log))
        event = log[index]
        assert isinstance(event, Decided)
        put(index, event._replace(minute=event.minute + dice.choice([-1, 1, 1440])))
        put(index, event._replace(step=event.step + dice.choice([-1, 1])))
        put(index, event._replace(role=1 - event.role))
        put(index, event._replace(node=(event.node + 1) % len(graph.scenes)))
        put(index, event._replace(answer=(*event.answer, 0)))
        closed = _closed(graph, states(graph, log[:index])[-1], event)
        if closed is not None:
            put(index, event._replace(answer=(closed,)))
        found.append((*log[:index], event, event, *log[index + 1 :]))
        if index + 1 < len(log):
            found.append((*log[:index], *log[index + 1 :]))
    return found


def _closed(graph: Graph, before: State, event: Decided) -> int | None:
    """An option of the scene that is not open, if there is one."""
    task = graph.scenes[event.node].task
    opened = offered_options(task, before.bits, before.values, event.minute)
    return next((index for index in range(len(task.options)) if index not in opened), None)


@each_play
@given(seed=SEEDS)
@EXAMPLES
def test_a_view_shows_only_what_its_role_may_know(
    case: str, level: str, roles: tuple[int, ...], seed: int
) -> None:
    whole, log = played(case, level, roles, seed)
    graph = whole.graph
    for state in states(graph, log):
        times = first_times(state)
        for seat in state.seats:
            seen = view(graph, state, seat.role)
            unknown = {fact.id for fact in graph.facts if fact.known[seat.role] not in times}
            assert not unknown & {name for name, _ in seen.known}
            words = set(strings_in(seen)) - option_names(graph)
            assert not {f"facts.{name}.text" for name in unknown} & words
            secret = {whole.text(f"facts.{name}.text", "ro") for name in unknown}
            assert not secret & {whole.text(word, "ro") for word in words}
            for word in words:
                assert "act:" not in word
            for path in (*seen.paths, *seen.signs):
                assert path.endswith(".text"), path
            for part in seen.options:
                assert path_of(seen, part) == part.path
            if not seen.ended:
                check_open(graph, state, seat.role)


def path_of(seen: View, part: Choosable) -> str:
    """Where the words of a part of a task stand: its text or label, never why it is right or what follows."""
    base, groups = f"scenes.{seen.node}", {"choice": "options", "sort": "items"}
    if seen.task == "rate":
        return f"indicators.{part.id}.question"
    if seen.task == "sequence":
        return f"{base}.steps.{part.id}"
    if part.path.endswith(".label"):
        return f"{base}.fields.{part.id}.label"
    return f"{base}.{groups.get(seen.task, 'statements')}.{part.id}.text"


def option_names(graph: Graph) -> set[str]:
    """Ids of options and elements, which an author may spell like anything."""
    tasks = [scene.task for scene in graph.scenes]
    return {o.id for task in tasks for o in task.options} | {e.id for task in tasks for e in task.elements}


def check_open(graph: Graph, state: State, role: int) -> None:
    """Exactly what can be answered is shown."""
    seat, seen = state.seat(role), view(graph, state, role)
    task = graph.scenes[seat.node].task
    shown = {part.id for part in seen.options}
    if task.kind == "choice":
        opened = offered_options(task, state.bits, state.values, seat.minute)
        assert shown == {task.options[index].id for index in opened}
        assert shown
        return
    for element in task.elements:
        assert (element.id in shown) == (state.bits & element.needs == element.needs)


@each_play
@given(seed=SEEDS)
@EXAMPLES
def test_nothing_is_undone(case: str, level: str, roles: tuple[int, ...], seed: int) -> None:
    """Bits only grow, variables stay in bounds, clocks do not go back, what reacted does not react again."""
    whole, log = played(case, level, roles, seed)
    graph, every = whole.graph, states(whole.graph, log)
    for state in every:
        for value, variable in zip(state.values, graph.variables, strict=True):
            assert variable.low <= value <= variable.high
        assert state.bits < 1 << len(graph.symbols)
        assert sum(1 << bit for bit in first_times(state)) == state.bits
    for before, after in itertools.pairwise(every):
        assert before.bits & ~after.bits == 0
        assert after.step == before.step + 1
        assert all(a.minute >= b.minute for b, a in zip(before.seats, after.seats, strict=True))
        assert all(a == -2 for b, a in zip(before.due, after.due, strict=True) if b == -2)
        assert all(first_times(after)[bit] == when for bit, when in first_times(before).items())


@each_play
@given(seed=SEEDS)
@EXAMPLES
def test_nothing_is_known_before_its_time(case: str, level: str, roles: tuple[int, ...], seed: int) -> None:
    """What a role that still plays knows, or was told, is not of a later minute than its own clock."""
    whole, log = played(case, level, roles, seed)
    for state in states(whole.graph, log):
        for seat in state.seats:
            seen = view(whole.graph, state, seat.role)
            assert seen.ended or all(minute <= seat.minute for _, minute in (*seen.known, *seen.messages))


@each_play
@given(seed=SEEDS)
@settings(max_examples=3, phases=QUICK)
def test_every_prefix_can_be_judged(case: str, level: str, roles: tuple[int, ...], seed: int) -> None:
    whole, log = played(case, level, roles, seed)
    for end in range(1, len(log) + 1):
        judged = debrief(whole, log[:end])
        assert [finding.role for finding in judged.findings] == list(roles)
        assert len(judged.steps) == 7
        for finding in judged.findings:
            assert all(verdict.kind in KINDS for verdict in finding.verdicts)
            assert [v.rule for v in finding.verdicts] == [bound.rule.id for bound in finding.rules]
            assert all(verdict.late >= 0 for verdict in finding.verdicts)
            assert all(0 <= e.right <= 1 and e.weight >= 0 for e in finding.evidence)
            shown = [(e.indicator, e.step) for e in finding.evidence if e.step >= 0]
            assert len(shown) == len(set(shown))
            assert all(0 <= d.low <= d.mean <= d.high <= 1 for d in finding.profile.domains)


@each_play
@given(seed=SEEDS)
@EXAMPLES
def test_every_play_ends(case: str, level: str, roles: tuple[int, ...], seed: int) -> None:
    whole, log = played(case, level, roles, seed)
    last = states(whole.graph, log)[-1]
    assert all(whole.graph.ended(seat.node) for seat in last.seats)
    assert len(log) <= 60
