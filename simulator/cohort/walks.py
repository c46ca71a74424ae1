"""Playing a walk: an author's path through a case, as proof of what the case teaches."""

from __future__ import annotations

from simulator.content.enums import ROLES
from simulator.content.reader import YamlDocument
from simulator.content.walk import Walk, WalkAnswer
from simulator.engine.codec import answer_from_json
from simulator.engine.events import Answer, Event
from simulator.engine.session import Session, begin
from simulator.errors import ProblemsFound, Refused, message, problem_at
from simulator.graph.experts import named_answer
from simulator.graph.graph import Graph, Task


def play_walk(graph: Graph, walk: Walk, document: YamlDocument) -> tuple[Event, ...]:
    """The log of a walk. Raises `ProblemsFound` where the case does not let it be walked."""
    try:
        session = begin(graph, ROLES.index(walk.role), seed=0, chance=dict(walk.chance))
    except Refused as fault:
        todo = message("correct 'role' or 'chance'")
        raise ProblemsFound([problem_at(document.path, 1, fault.reason, todo)]) from None
    for index, answer in enumerate(walk.answers):
        _step(session, answer, document, index)
    seat = session.at_turn()
    if seat is not None:
        what = message("the walk stops in scene '{scene}'", scene=graph.node_id(seat.node))
        line = document.line(("answers", len(walk.answers) - 1))
        raise ProblemsFound([problem_at(document.path, line, what, message("add the answer given there"))])
    return tuple(session.log)


def _step(session: Session, answer: WalkAnswer, document: YamlDocument, index: int) -> None:
    line, seat = document.line(("answers", index)), session.at_turn()
    stands = session.graph.node_id(seat.node) if seat else ""
    if seat is None or stands != answer.scene:
        where = stands or "–"
        what = message("play is in '{here}', not in '{there}'", here=where, there=answer.scene)
        raise ProblemsFound(
            [problem_at(document.path, line, what, message("follow the scenes as they come"))]
        )
    task = session.graph.scenes[seat.node].task
    try:
        session.answer(written_answer(task, answer))
    except Refused as fault:
        raise ProblemsFound(
            [problem_at(document.path, line, fault.reason, message("correct the answer of this scene"))]
        ) from None


def written_answer(task: Task, answer: WalkAnswer) -> Answer:
    """The answer a walk gives to a task. Raises `Refused` for names the task does not have."""
    return answer_from_json(task, named_answer(answer))
