"""A compiled case as a machine of `transitions`: the peer that a learner's step is measured against.

Written as a user of that library would: a state per scene and ending, a trigger per option, guards
as `conditions`, effects in `before` callbacks, what is learned on entering in `on_enter`. Where the
way on depends on what the decision changed, effects stand in `prepare`, which the library runs
before it tries conditions. Callbacks are closures made once, over the model's own attributes.
It keeps no record of when each thing came true, which ours does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from transitions import Machine, State

from simulator.engine.events import Answer
from simulator.graph.graph import Branch, Condition, Effects, Gain, Graph, Option, Scene, Task

Guard = Callable[..., bool]
Action = Callable[..., None]
Adding = Callable[[], int]

WAITING, CLOSED = -1, -2


class Play:
    """The model: where one learner stands. `state` is kept by the machine."""

    def __init__(self, graph: Graph) -> None:
        self.state = ""
        self.bits = 0
        self.values: list[int] = []
        self.minute = 0
        self.due: list[int] = []
        self.score = 0
        self.taken = False
        self.changed = _changing(self, graph)
        self.react = _reacting(self, graph)
        self.machine = Machine(
            model=self,
            states=_states(self, graph),
            transitions=_transitions(self, graph),
            initial=graph.node_id(0),
            auto_transitions=False,
        )

    def begin(self, node: str, bits: int, values: tuple[int, ...], due: tuple[int, ...], minute: int) -> None:
        """Stand where a play begins."""
        self.state, self.bits, self.values, self.due, self.minute = (
            node,
            bits,
            list(values),
            list(due),
            minute,
        )

    def trigger_for(self, task: Task, answer: Answer) -> Callable[[], bool]:
        """The library's own trigger for an answer, with its arguments."""
        if task.kind == "choice":
            trigger: Callable[[], bool] = getattr(self, _name(task.options[answer[0]]))
            return trigger
        submit: Callable[[Answer], bool] = getattr(self, "submit")  # noqa: B009 - made by the machine
        return lambda: submit(answer)


def _name(option: Option) -> str:
    return f"choose_{option.id.replace('-', '_')}"


def _states(play: Play, graph: Graph) -> list[State]:
    states = [
        State(scene.id, on_enter=[_learning(play, scene.learn)] if scene.learn else None)
        for scene in graph.scenes
    ]
    return states + [State(ending.id, final=True) for ending in graph.endings]


def _transitions(play: Play, graph: Graph) -> list[dict[str, Any]]:
    ways: list[dict[str, Any]] = []
    for scene in graph.scenes:
        if scene.task.kind == "choice":
            for option in scene.task.options:
                offered = _guards(play, option.when)
                for branch in option.branches:
                    guards = [*offered, *_guards(play, branch.when)]
                    ways += _ways(play, graph, (scene, _name(option)), guards, branch)
        else:
            ways += _judged(play, graph, scene)
    return ways


def _judged(play: Play, graph: Graph, scene: Scene) -> list[dict[str, Any]]:
    """One transition or more per band; the first reads the answer before any band is tried."""
    ways: list[dict[str, Any]] = []
    for band in scene.task.bands:
        guards = [_scored(play, band.at_least)] if band.at_least else []
        ways += _ways(play, graph, (scene, "submit"), [*guards, *_guards(play, band.when)], band)
    ways[0]["prepare"] = [_reading(play, scene.task), *ways[0].get("prepare", [])]
    return ways


def _ways(
    play: Play, graph: Graph, source: tuple[Scene, str], guards: list[Guard], branch: Branch
) -> list[dict[str, Any]]:
    """A branch as transitions: one if it leads to one place, else one per route."""
    scene, trigger = source
    happen = _happening(play, branch.effects)
    routes = branch.effects.to
    base = {"trigger": trigger, "source": scene.id}
    if len(routes) == 1:
        return [{**base, "dest": graph.node_id(routes[0].to), "conditions": guards, "before": [happen]}]
    taken: list[Guard] = [lambda _answer=(): play.taken] if guards else []
    ways: list[dict[str, Any]] = [
        {**base, "dest": graph.node_id(route.to), "conditions": [*taken, *_guards(play, route.when)]}
        for route in routes
    ]
    ways[0]["prepare"] = [_if_open(play, guards, happen) if guards else happen]
    return ways


def _if_open(play: Play, guards: list[Guard], happen: Action) -> Action:
    def settle(answer: Answer = ()) -> None:
        play.taken = all(guard() for guard in guards)
        if play.taken:
            happen(answer)

    return settle


def _guards(play: Play, condition: Condition | None) -> list[Guard]:
    return [] if condition is None else [_guard(play, condition)]


def _guard(play: Play, condition: Condition) -> Guard:
    need, ban = condition.need, condition.ban
    if not condition.plain:
        return _whole_guard(play, condition)
    if not ban:
        return lambda _answer=(): play.bits & need == need
    if not need:
        return lambda _answer=(): not play.bits & ban
    return lambda _answer=(): play.bits & need == need and not play.bits & ban


def _whole_guard(play: Play, condition: Condition) -> Guard:
    need, ban, after, before = condition.need, condition.ban, condition.after, condition.before
    floors = condition.floors
    every, some, none = (
        [_guard(play, part) for part in parts] for parts in (condition.all, condition.any, condition.none)
    )

    def guard(_answer: Answer = ()) -> bool:
        return (
            play.bits & need == need
            and not play.bits & ban
            and after <= play.minute < before
            and all(play.values[index] >= least for index, least in floors)
            and all(part() for part in every)
            and (not some or any(part() for part in some))
            and not any(part() for part in none)
        )

    return guard


def _scored(play: Play, least: int) -> Guard:
    return lambda _answer=(): play.score >= least


def _gaining(play: Play, gains: tuple[Gain, ...]) -> Adding:
    """The bits that gains bring now; every condition is read before any bit is set."""
    always, some = 0, []
    for gain in gains:
        if gain.when is None:
            always |= gain.bits
        else:
            some.append((_guard(play, gain.when), gain.bits))
    if not some:
        return lambda: always

    def adding() -> int:
        bits = always
        for guard, gained in some:
            if guard():
                bits |= gained
        return bits

    return adding


def _learning(play: Play, gains: tuple[Gain, ...]) -> Action:
    adding = _gaining(play, gains)

    def learn(_answer: Answer = ()) -> None:
        play.bits |= adding()

    return learn


def _changing(play: Play, graph: Graph) -> Callable[[tuple[tuple[int, int], ...]], None]:
    def change(changes: tuple[tuple[int, int], ...]) -> None:
        for index, delta in changes:
            variable = graph.variables[index]
            play.values[index] = max(variable.low, min(variable.high, play.values[index] + delta))

    return change


def _happening(play: Play, effects: Effects) -> Action:
    """All that a branch brings about, the partner's reactions included."""
    now, learn = _gaining(play, effects.now), _gaining(play, effects.learn)
    minutes, until, change = effects.minutes, effects.until, effects.change
    later = 0
    for _, bits in effects.later:
        later |= bits

    def happen(_answer: Answer = ()) -> None:
        play.bits |= now() | later
        play.minute = max(play.minute + minutes, until)
        play.bits |= learn()
        if change:
            play.changed(change)
        play.react()

    return happen


def _composed(task: Task, answer: Answer) -> int:
    bits = 0
    for value, element in zip(answer, task.elements, strict=True):
        bits |= element.gains[value]
        for index, passed in element.tells[value]:
            if answer[index]:
                bits |= passed
    return bits


def _reading(play: Play, task: Task) -> Action:
    """Refuse an answer that does not fit; note how much of it is right, in percent, and what it brings."""
    composed = task.kind in ("form", "message")
    elements, pairs, ranks = task.elements, task.pairs, list(range(len(task.elements)))

    def read_order(answer: Answer = ()) -> None:
        if sorted(answer) != ranks:
            raise ValueError("not an order of the steps")
        right = sum(answer[first] < answer[second] for first, second in pairs)
        play.score = 100 * right // len(pairs) if pairs else 100

    def read_values(answer: Answer = ()) -> None:
        right = judged = 0
        for value, element in zip(answer, elements, strict=True):
            offered = play.bits & element.needs == element.needs
            if not 0 <= value < len(element.values) or (value and not offered):
                raise ValueError("not a value of this part")
            if element.judged and offered:
                judged += 1
                right += element.right >> value & 1
        play.score = 100 * right // judged if judged else 100
        if composed:
            play.bits |= _composed(task, answer)

    return read_order if task.kind == "sequence" else read_values


def _reacting(play: Play, graph: Graph) -> Callable[[], None]:
    """What the scripted partner and the world do: first times are set, then what is due happens."""
    prepared = [
        (
            _guard(play, reaction.when) if reaction.when else None,
            reaction.after,
            reaction.at,
            _gaining(play, reaction.gains),
            reaction.change,
        )
        for reaction in graph.reactions
    ]

    def react() -> None:
        now, due = play.minute, play.due
        for index, (guard, after, at, _, _) in enumerate(prepared):
            if due[index] == WAITING and at <= now:
                holds = guard is None or guard()
                if at >= 0:
                    due[index] = at if holds else CLOSED
                elif holds:
                    due[index] = now + after
        for index, (_, _, _, adding, change) in enumerate(prepared):
            if 0 <= due[index] <= now:
                play.minute = due[index]
                play.bits |= adding()
                play.minute = now
                play.changed(change)
                due[index] = CLOSED

    return react
