"""`decide` answers a command with events or refuses; `evolve` is the state after an event.

Neither reads a clock, a random source or a store. Time is simulated, in minutes.
"""

from __future__ import annotations

from simulator.engine.draws import draw, pick
from simulator.engine.events import Command, Decided, Event, Start, Started
from simulator.engine.state import CLOSED, WAITING, Seat, State, Trail, Wake, holds, turn
from simulator.engine.tasks import BRINGING, chosen_branch, composed_gains, fits
from simulator.errors import Refused, message
from simulator.graph.graph import NEVER, Gain, Graph, Reaction, Route

MOST_STEPS = 250
MOST_LEARNERS = 1 << 40
new = tuple.__new__  # makes a named tuple in half the time of its own constructor


def decide(graph: Graph, state: State | None, command: Command) -> tuple[Event, ...]:
    """The events that a command brings about. Raises `Refused` where the play does not allow it."""
    if isinstance(command, Start):
        if state is not None:
            raise Refused(message("this play has already begun"))
        return (_started(graph, command),)
    if state is None:
        raise Refused(message("this play has not begun"))
    alone = len(state.seats) == 1 and state.seats[0].node < len(graph.scenes)
    seat = state.seats[0] if alone else turn(graph, state)
    if seat is None:
        raise Refused(message("this play has ended"))
    (role, node, minute), (asked, at, answer) = seat, command
    if role != asked or node != at:
        raise Refused(message("this is not the scene that play has reached"))
    if not fits(graph.scenes[node].task, answer, state.bits, state.values, minute):
        raise Refused(message("this answer does not fit the task"))
    if state.step >= MOST_STEPS:
        raise Refused(message("this play has gone past the number of decisions allowed"))
    return (new(Decided, (state.step + 1, role, node, answer, minute)),)


def _started(graph: Graph, command: Start) -> Started:
    if not command.roles or len(set(command.roles)) != len(command.roles):
        raise Refused(message("at least one role must be played, and each only once"))
    for role in command.roles:
        if role not in (0, 1) or graph.entry[role] < 0:
            raise Refused(message("this case cannot be played in that role"))
    if not 0 <= command.learner < MOST_LEARNERS:
        raise Refused(message("its beginning is not complete"))
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
    """The state after an event that `decide` gave.

    The busiest lines of all: nothing is called for what is mostly empty, and `_take` stands written out.
    """
    if isinstance(event, Started):
        return _begin(graph, event)
    if state is None:
        raise Refused(message("this play has not begun"))
    seats, bits, values, due, _, trail, wake = state
    step, role, node, answer, start = event
    task = graph.scenes[node].task
    branches = task.bands or task.options[answer[0]].branches
    got = composed_gains(task, answer) if task.kind in BRINGING else 0
    branch = branches[0] if len(branches) == 1 else chosen_branch(task, answer, bits, values, start, got)
    effects = branch.effects
    now = effects.now
    if now:
        sure = len(now) == 1 and now[0].when is None
        got |= now[0].bits if sure else _gained(now, bits | got, values, start)
    acts = graph.acts
    if got := got & (~bits | acts):
        bits, trail = bits | got, (trail, step, start, got)
    for offset, later in effects.later:
        bits, trail = _take(bits, trail, step, start + offset, later, acts)
    end = start + effects.minutes
    end = effects.until if effects.until > end else end
    if effects.learn and (got := _gained(effects.learn, bits, values, end) & ~bits):
        bits, trail = bits | got, (trail, step, end, got)
    if effects.change:
        values = _changed(graph, values, effects.change)
    if end >= wake[0] or bits & wake[1]:
        clocks = {role: end} if len(seats) == 1 else {**{s.role: s.minute for s in seats}, role: end}
        bits, values, due, trail, wake = _react(graph, (bits, values, due, trail, wake), step, end, clocks)
    routes = effects.to
    node = routes[0].to if len(routes) == 1 else _next_node(routes, bits, values, end)
    learn = graph.scenes[node].learn if node < len(graph.scenes) else ()
    if learn:
        sure = len(learn) == 1 and learn[0].when is None
        got = learn[0].bits if sure else _gained(learn, bits, values, end)
        if got := got & ~bits:
            bits, trail = bits | got, (trail, step, end, got)
    moved = new(Seat, (role, node, end))
    after = (moved,) if len(seats) == 1 else tuple([moved if s.role == role else s for s in seats])
    return new(State, (after, bits, values, due, step, trail, wake))


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
    trail = (None, 0, graph.start, bits)
    return State(tuple(seats), bits, values, due, 0, trail, _first_wake(graph, due))


def _first_due(reaction: Reaction, roles: tuple[int, ...]) -> int:
    runs = reaction.to in roles and reaction.of not in roles
    return WAITING if runs else CLOSED


def _gained(gains: tuple[Gain, ...], bits: int, values: tuple[int, ...], minute: int) -> int:
    got = 0
    for gain in gains:
        if gain.when is None or holds(gain.when, bits, values, minute):
            got |= gain.bits
    return got


def _take(bits: int, trail: Trail, step: int, minute: int, got: int, acts: int) -> tuple[int, Trail]:
    new = got & (~bits | acts)
    if not new:
        return bits, trail
    return bits | new, (trail, step, minute, new)


def _changed(graph: Graph, values: tuple[int, ...], change: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    moved = list(values)
    for index, delta in change:
        variable = graph.variables[index]
        value = moved[index] + delta
        low, high = variable.low, variable.high
        moved[index] = low if value < low else high if value > high else value
    return tuple(moved)


def _next_node(routes: tuple[Route, ...], bits: int, values: tuple[int, ...], minute: int) -> int:
    for route in routes:
        if route.when is None or holds(route.when, bits, values, minute):
            return route.to
    raise AssertionError("the compiler leaves an open route last")


Clocks = dict[int, int]
Moving = tuple[int, tuple[int, ...], tuple[int, ...], Trail, Wake]


def _react(graph: Graph, moving: Moving, step: int, now: int, clocks: Clocks) -> Moving:
    """First every reaction whose time is set, then every one that falls due, in the order written.

    `now` is when the decision ends. A reaction comes once the clock of the role that lives it has
    reached its time: where two people play, nobody hears at nine of what happens at noon.
    """
    bits, values, due, trail, _ = moving
    left, falls, wake = _look(graph, due, bits, values, now, clocks)
    for index in falls:
        reaction, when = graph.reactions[index], left[index]
        gained = _gained(reaction.gains, bits, values, when)
        bits, trail = _take(bits, trail, step, when, gained, graph.acts)
        if reaction.change:
            values = _changed(graph, values, reaction.change)
        left[index] = CLOSED
    return bits, values, tuple(left), trail, wake


def _look(
    graph: Graph, due: tuple[int, ...], bits: int, values: tuple[int, ...], now: int, clocks: Clocks
) -> tuple[list[int], list[int], Wake]:
    """When each reaction falls due, which do so now, and when to look again."""
    left, falls, minute, lacking = list(due), [], NEVER, 0
    for index, before in enumerate(due):
        if before == CLOSED:
            continue
        reaction = graph.reactions[index]
        condition = reaction.when if before == WAITING and reaction.at < 0 else None
        if condition is not None and (missing := condition.need & ~bits):
            lacking |= missing
            continue
        clock = clocks[reaction.to]
        when = _due(reaction, bits, values, now, clock) if before == WAITING else before
        left[index] = when
        if when == WAITING and reaction.at >= 0:
            minute = min(minute, reaction.at)
        elif when == WAITING:  # with nothing lacking: what bans it stays, a clock or a variable moves
            minute = minute if condition is not None and condition.plain else 0
        elif when > clock:
            minute = min(minute, when)
        elif when >= 0:
            falls.append(index)
    return left, falls, (minute, lacking)


def _first_wake(graph: Graph, due: tuple[int, ...]) -> Wake:
    """When to look at the reactions for the first time."""
    minute, lacking = NEVER, 0
    for reaction, when in zip(graph.reactions, due, strict=True):
        if when == WAITING and reaction.at >= 0:
            minute = min(minute, reaction.at)
        elif when == WAITING and reaction.when is not None and reaction.when.need:
            lacking |= reaction.when.need
        elif when == WAITING:
            minute = 0
    return minute, lacking


def _due(reaction: Reaction, bits: int, values: tuple[int, ...], now: int, clock: int) -> int:
    """When a waiting reaction falls due: `after` minutes from now, or at its time if it holds by then."""
    if reaction.at < 0:
        return now + reaction.after if holds(reaction.when, bits, values, now) else WAITING
    if clock < reaction.at:
        return WAITING
    return reaction.at if holds(reaction.when, bits, values, clock) else CLOSED
