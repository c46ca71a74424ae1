"""The same play with one decision changed: a fold of another log, nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.engine.codec import answer_from_json
from simulator.engine.events import Answer, Decided, Event
from simulator.engine.kinds import kind_of
from simulator.engine.session import Session
from simulator.engine.tasks import fits
from simulator.errors import Refused, message
from simulator.graph.graph import Graph


def what_if(
    graph: Graph, log: Sequence[Event], step: int, answer: Any, then: Sequence[Event] = ()
) -> tuple[Event, ...]:
    """The log of a play in which decision `step` (from 1) was answered otherwise, as written in the case.

    Later scenes are answered as in `log`, scenes that are new as in `then`, as far as what is said
    there is known now; where neither has an answer that fits, the play stops.
    Raises `Refused` for a decision or an answer that is not there.
    """
    if not 1 <= step < len(log):
        raise Refused(message("there is no such decision in this play"))
    session = Session(graph)
    session.resume(log[:step])
    changed = log[step]
    assert isinstance(changed, Decided)
    session.answer(answer_from_json(graph.scenes[changed.node].task, answer))
    given = {**_answers(then), **_answers(log[step + 1 :])}
    while (seat := session.at_turn()) is not None and session.state is not None:
        task, bits = graph.scenes[seat.node].task, session.state.bits
        again = given.pop((seat.role, seat.node), None)
        again = None if again is None else kind_of(task).known_only(task, again, bits)
        if again is None or not fits(task, again, bits, session.state.values, seat.minute):
            break
        session.answer(again)
    return tuple(session.log)


def _answers(log: Sequence[Event]) -> dict[tuple[int, int], Answer]:
    """What each role answered in each scene."""
    return {(event.role, event.node): event.answer for event in log if isinstance(event, Decided)}
