"""What became of each fact in a play: when a role came to know it, whom it told, where it was used.

Told only after the end: it names facts that the role could have come to know and did not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.content.enums import ROLES
from simulator.engine.events import Decided, Event
from simulator.engine.state import State, first_times, holds
from simulator.engine.tasks import brings, chosen_branch, composed_gains
from simulator.graph.graph import Condition, Gain, Graph, Task
from simulator.practice.record import reachable_bits


class Passed(NamedTuple):
    """A fact passed on at a decision: to which role (-1: outside the team), by which act (may be empty)."""

    step: int
    minute: int
    to: int
    act: str


class Used(NamedTuple):
    """A fact put into a form or message: at which decision, when, in the scene of which node."""

    step: int
    minute: int
    node: int


class Trace(NamedTuple):
    """A fact that a role knew: since when, how, and what it did with it.

    `step` is the decision it came with (0: it was there at the beginning), `node` the scene it was met
    in (-1: none, it was known before), `message` the message that brought it, if one did.
    """

    fact: str
    minute: int
    step: int
    node: int
    message: str
    passed: tuple[Passed, ...]
    used: tuple[Used, ...]


def traces(graph: Graph, log: Sequence[Event], prefix: Sequence[State], role: int) -> tuple[Trace, ...]:
    """Every fact that a role came to know, in that order. `prefix` holds the state after each event."""
    times = first_times(prefix[-1])
    passed = list(_passed(graph, log, prefix, role))
    used = list(_used(graph, log, role))
    rows = []
    for fact in graph.facts:
        bit = fact.known[role]
        if bit not in times:
            continue
        minute, step = times[bit]
        message = _message(graph, role, bit, times)
        node = -1 if message else _node(graph, log, prefix, role, (bit, step))
        passings = tuple(dict.fromkeys(one for known, one in passed if known == bit))
        put = tuple(dict.fromkeys(one for known, one in used if known == bit))
        rows.append(Trace(fact.id, minute, step, node, message, passings, put))
    return tuple(sorted(rows, key=lambda trace: (trace.minute, trace.step)))


def within_reach(graph: Graph, state: State, role: int) -> tuple[str, ...]:
    """Facts that were so in this variant, that some way of this role leads to, and that it never learned."""
    reach = reachable_bits(graph, role)
    return tuple(
        fact.id
        for fact in graph.facts
        if not state.bits >> fact.known[role] & 1
        and reach >> fact.known[role] & 1
        and holds(fact.when, state.bits, state.values, 0)
    )


def _message(graph: Graph, role: int, bit: int, times: dict[int, tuple[int, int]]) -> str:
    """The message that brought a fact: it arrived with it and carries it."""
    for reaction in graph.reactions:
        arrived = times.get(graph.bit(f"message:{reaction.id}"))
        carries = any(gain.bits >> bit & 1 for gain in reaction.gains)
        if reaction.to == role and carries and arrived == times[bit]:
            return reaction.id
    return ""


def _node(
    graph: Graph, log: Sequence[Event], prefix: Sequence[State], role: int, came: tuple[int, int]
) -> int:
    """The scene that a fact was met in: the one entered if it shows it, else the one decided in."""
    bit, step = came
    entered = prefix[step].seat(role).node
    if not graph.ended(entered) and any(gain.bits >> bit & 1 for gain in graph.scenes[entered].learn):
        return entered
    event = log[step]
    return event.node if isinstance(event, Decided) and event.role == role else -1


def _passed(
    graph: Graph, log: Sequence[Event], prefix: Sequence[State], role: int
) -> Iterator[tuple[int, Passed]]:
    """Which known fact (its bit) was passed on, as often as it was."""
    for before, event in zip(prefix, log[1:], strict=False):
        if not isinstance(event, Decided) or event.role != role:
            continue
        task, bits = graph.scenes[event.node].task, before.bits
        branch = chosen_branch(task, event.answer, bits, before.values, event.minute)
        if brings(task):
            bits |= composed_gains(task, event.answer)
            for known, brought, acts in _passed_in(task, event):
                yield known, _passing(graph, event, brought, acts)
        own = sum(gain.bits for gain in branch.effects.now if gain.when is None)
        for known, gain in _tellings(graph, branch.effects.now, role):
            if holds(gain.when, bits, before.values, event.minute):
                yield known, _passing(graph, event, gain.bits, own)


def _passed_in(task: Task, event: Decided) -> Iterator[tuple[int, int, int]]:
    """What the picks of a form or message pass on: the fact's bit, what that brings, the pick's acts."""
    for value, element in zip(event.answer, task.elements, strict=True):
        for index, brought in element.tells[value]:
            if event.answer[index]:
                yield task.elements[index].needs.bit_length() - 1, brought, element.gains[value]


def _tellings(graph: Graph, gains: tuple[Gain, ...], role: int) -> Iterator[tuple[int, Gain]]:
    """Gains that stand for telling a fact: they need the speaker to know it and nothing else."""
    own = {1 << fact.known[role]: fact.known[role] for fact in graph.facts}
    for gain in gains:
        if gain.when is not None and gain.when == Condition(need=gain.when.need) and gain.when.need in own:
            yield own[gain.when.need], gain


def _passing(graph: Graph, event: Decided, brought: int, acts: int) -> Passed:
    """To whom and by which act: the listener's knowing tells the one, the acts about its marks the other."""
    listener = 1 - event.role
    heard = any(brought >> fact.known[listener] & 1 for fact in graph.facts)
    prefix, plain, marked = f"{ROLES[event.role]}/act:", "", ""
    for name, bit in graph.symbols.items():
        if not name.startswith(prefix):
            continue
        act, _, mark = name.removeprefix(prefix).partition(":")
        if mark and brought >> bit & 1:
            marked = marked or act
        elif not mark and acts >> bit & 1:
            plain = plain or act
    return Passed(event.step, event.minute, listener if heard else -1, marked or plain)


def _used(graph: Graph, log: Sequence[Event], role: int) -> Iterator[tuple[int, Used]]:
    """Which known fact (its bit) was put into which form or message."""
    for event in log:
        if not isinstance(event, Decided) or event.role != role:
            continue
        task = graph.scenes[event.node].task
        if not brings(task):
            continue
        for value, element in zip(event.answer, task.elements, strict=True):
            if value and element.needs:
                yield element.needs.bit_length() - 1, Used(event.step, event.minute, event.node)
