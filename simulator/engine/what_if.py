"""The same play with one decision changed: a fold of another log, nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from simulator.engine.codec import answer_from_json
from simulator.engine.events import Answer, Decided, Event
from simulator.engine.kinds import kind_of
from simulator.engine.session import Session
from simulator.engine.state import Seat
from simulator.engine.tasks import fits
from simulator.errors import Refused, message
from simulator.graph.graph import Graph


class Visit(NamedTuple):
    """A role at a scene for the `number`th time: a scene that is there again is asked again."""

    role: int
    node: int
    number: int


def what_if(
    graph: Graph, log: Sequence[Event], step: int, answer: Any, then: Sequence[Event] = ()
) -> tuple[Event, ...]:
    """The log of a play in which decision `step` (from 1) was answered otherwise, as written in the case.

    Later scenes are answered as in `log` (visit by visit), new ones as in `then`, as far as what is
    stated there is known now; where neither has an answer that fits, the play stops.
    Raises `Refused` for a decision or an answer that is not there.
    """
    if not 1 <= step < len(log):
        raise Refused(message("there is no such decision in this play"))
    session = Session(graph)
    session.resume(log[:step])
    changed = log[step]
    assert isinstance(changed, Decided)
    session.answer(answer_from_json(graph.scenes[changed.node].task, answer))
    answers = {**_answers(then), **_answers(log, step)}
    while (seat := session.at_turn()) is not None and session.state is not None:
        task, bits = graph.scenes[seat.node].task, session.state.bits
        again = answers.get(_visit(session.log, seat))
        again = None if again is None else kind_of(task).known_only(task, again, bits)
        if again is None or not fits(task, again, bits, session.state.values, seat.minute):
            break
        session.answer(again)
    return tuple(session.log)


def _answers(log: Sequence[Event], after: int = 0) -> dict[Visit, Answer]:
    """What was answered after a decision, by visit."""
    answers: dict[Visit, Answer] = {}
    visits: Counter[tuple[int, int]] = Counter()
    for event in log:
        if isinstance(event, Decided):
            visits[event.role, event.node] += 1
            if event.step > after:
                answers[Visit(event.role, event.node, visits[event.role, event.node])] = event.answer
    return answers


def _visit(log: Sequence[Event], seat: Seat) -> Visit:
    """The visit that is under way: a role at a scene, for which time."""
    before = [e for e in log if isinstance(e, Decided) and (e.role, e.node) == (seat.role, seat.node)]
    return Visit(seat.role, seat.node, len(before) + 1)
