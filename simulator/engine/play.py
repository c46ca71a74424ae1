"""`decide` answers a command with events or refuses; `evolve` is the state after an event.

Neither reads a clock, a random source or a store. Time is simulated, in minutes.
"""

from __future__ import annotations

from simulator.engine.draws import draw, pick
from simulator.engine.events import Command, Decided, Event, Start, Started
from simulator.engine.state import CLOSED, WAITING, Seat, State, Trail, holds, turn
from simulator.engine.tasks import chosen_branch, composed_gains, fits
from simulator.errors import Refused, message
from simulator.graph.graph import Effects, Gain, Graph, Reaction

MOST_STEPS = 250


def decide(graph: Graph, state: State | None, command: Command) -> tuple[Event, ...]:
    """The events that a command brings about. Raises `Refused` where the play does not allow it."""
    if isinstance(command, Start):
        if state is not None:
            raise Refused(message("this play has already begun"))
        return (_started(graph, command),)
    if state is None:
        raise Refused(message("this play has not begun"))
    seat = turn(graph, state)
    if seat is None:
        raise Refused(message("this play has ended"))
    if seat.role != command.role or seat.node != command.node:
        raise Refused(message("this scene is not the one in play now"))
    task = graph.scenes[seat.node].task
    if not fits(task, command.answer, state.bits, state.values, seat.minute):
        raise Refused(message("this answer does not fit the task"))
    if state.step >= MOST_STEPS:
        raise Refused(message("this play has gone on for too many decisions"))
    return (Decided(state.step + 1, seat.role, seat.node, command.answer, seat.minute),)


def _started(graph: Graph, command: Start) -> Started:
    if not command.roles or len(set(command.roles)) != len(command.roles):
        raise Refused(message("at least one role must be played, each once"))
    for role in command.roles:
        if role not in (0, 1) or graph.entry[role] < 0:
            raise Refused(message("this case cannot be played in that role"))
    fixed = dict(command.chance)
    values, chosen = [], []
    for index, chance in enumerate(graph.chance):
        given = fixed.pop(chance.id, None)
        if given is not None and given not in chance.values:
            raise Refused(message("'{value}' is not a value of '{name}'", value=given, name=chance.id))
        if given is None:
            values.append(pick(chance.weights, draw(command.seed, command.learner, 0, index)))
        else:
            values.append(chance.values.index(given))
        chosen.append(given is not None)
    if fixed:
        raise Refused(message("this case has no chance called '{name}'", name=next(iter(fixed))))
    roles = tuple(sorted(command.roles))
    return Started(graph.id, graph.level, roles, command.seed, command.learner, tuple(values), tuple(chosen))


def evolve(graph: Graph, state: State | None, event: Event) -> State:
    """The state after an event that `decide` gave."""
    if isinstance(event, Started):
        return _begin(graph, event)
    if state is None:
        raise Refused(message("this play has not begun"))
    return _apply(graph, state, event)


def _begin(graph: Graph, event: Started) -> State:
    values = tuple([variable.start for variable in graph.variables])
    chance = 0
    for index, variable in enumerate(graph.chance):
        chance |= 1 << variable.bits[event.values[index]]
    bits = chance | _gained(graph.initial, chance, values, graph.start)
    seats = []
    for role in event.roles:
        seats.append(Seat(role, graph.entry[role], graph.start))
        bits |= _gained(graph.scenes[graph.entry[role]].learn, bits, values, graph.start)
    due = tuple([_first_due(reaction, event.roles) for reaction in graph.reactions])
    return State(tuple(seats), bits, values, due, 0, (None, 0, graph.start, bits))


def _first_due(reaction: Reaction, roles: tuple[int, ...]) -> int:
    runs = reaction.to in roles and reaction.of not in roles
    return WAITING if runs else CLOSED


def _gained(gains: tuple[Gain, ...], bits: int, values: tuple[int, ...], minute: int) -> int:
    got = 0
    for gain in gains:
        if gain.when is None or holds(gain.when, bits, values, minute):
            got |= gain.bits
    return got


def _apply(graph: Graph, state: State, event: Decided) -> State:
    scene = graph.scenes[event.node]
    task, start = scene.task, event.minute
    bits, values, trail, step = state.bits, state.values, state.trail, event.step
    effects = chosen_branch(task, event.answer, bits, values, start).effects
    got = _gained(effects.now, bits, values, start)
    if task.kind in ("form", "message"):
        got |= composed_gains(task, event.answer)
    bits, trail = _take(bits, trail, step, start, got)
    for offset, later in effects.later:
        bits, trail = _take(bits, trail, step, start + offset, later)
    end = max(start + effects.minutes, effects.until)
    bits, trail = _take(bits, trail, step, end, _gained(effects.learn, bits, values, end))
    if effects.change:
        values = _changed(graph, values, effects.change)
    due = state.due
    if due:
        bits, values, due, trail = _react(graph, (bits, values, due, trail), step, end)
    node = _next_node(effects, bits, values, end)
    if node < len(graph.scenes):
        bits, trail = _take(bits, trail, step, end, _gained(graph.scenes[node].learn, bits, values, end))
    moved = Seat(event.role, node, end)
    seats = tuple([moved if seat.role == event.role else seat for seat in state.seats])
    return State(seats, bits, values, due, step, trail)


def _take(bits: int, trail: Trail, step: int, minute: int, got: int) -> tuple[int, Trail]:
    new = got & ~bits
    if not new:
        return bits, trail
    return bits | new, (trail, step, minute, new)


def _changed(graph: Graph, values: tuple[int, ...], change: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    moved = list(values)
    for index, delta in change:
        variable = graph.variables[index]
        moved[index] = max(variable.low, min(variable.high, moved[index] + delta))
    return tuple(moved)


def _next_node(effects: Effects, bits: int, values: tuple[int, ...], minute: int) -> int:
    for route in effects.to:
        if route.when is None or holds(route.when, bits, values, minute):
            return route.to
    raise AssertionError("the compiler leaves an open route last")


Moving = tuple[int, tuple[int, ...], tuple[int, ...], Trail]


def _react(graph: Graph, moving: Moving, step: int, now: int) -> Moving:
    """First every reaction whose time is set, then every one that falls due, in the order written."""
    bits, values, due, trail = moving
    set_due = tuple(
        [
            _due(reaction, when, bits, values, now) if when == WAITING else when
            for reaction, when in zip(graph.reactions, due, strict=True)
        ]
    )
    if all(when < 0 or when > now for when in set_due):
        return bits, values, set_due, trail
    left = list(set_due)
    for index, when in enumerate(set_due):
        if 0 <= when <= now:
            reaction = graph.reactions[index]
            got = _gained(reaction.gains, bits, values, when)
            bits, trail = _take(bits, trail, step, when, got)
            values = _changed(graph, values, reaction.change)
            left[index] = CLOSED
    return bits, values, tuple(left), trail


def _due(reaction: Reaction, when: int, bits: int, values: tuple[int, ...], now: int) -> int:
    """When a waiting reaction falls due: `after` minutes from now, or at its time if it holds by then."""
    if reaction.at < 0:
        return now + reaction.after if holds(reaction.when, bits, values, now) else when
    if now < reaction.at:
        return when
    return reaction.at if holds(reaction.when, bits, values, now) else CLOSED
