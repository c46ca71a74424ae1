"""Logs and answers as JSON with written names, and back; `verify` refuses what could not have happened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from simulator.content.enums import ROLES
from simulator.engine.events import Answer, Command, Event, Reply, Start, Started
from simulator.engine.kinds import kind_of
from simulator.engine.play import decide, evolve
from simulator.engine.state import State
from simulator.errors import Message, Refused, message
from simulator.graph.graph import Graph, Task

FORMAT = 2  # 1 named its bundle by the files and the program that it was compiled from
READABLE = ("1", "2")
MOST_BYTES = 4_000_000
MOST_EVENTS = 300
_NOT_SO = message("it does not follow from what came before")


def answer_to_json(task: Task, answer: Answer) -> Any:
    """An answer with the names of the case: an option's id, or values by element id."""
    return kind_of(task).to_json(task, answer)


def answer_from_json(task: Task, data: Any) -> Answer:
    """The answer that names stand for; elements left out take their first value. Raises `Refused`."""
    return kind_of(task).from_json(task, data)


def event_to_json(graph: Graph, event: Event) -> dict[str, Any]:
    """One event by names."""
    if isinstance(event, Started):
        return {
            "event": "started",
            "case": event.case,
            "level": event.level,
            "roles": [ROLES[role] for role in event.roles],
            "seed": event.seed,
            "learner": event.learner,
            "chance": {c.id: c.values[v] for c, v in zip(graph.chance, event.values, strict=True)},
            "chosen": [c.id for c, by_hand in zip(graph.chance, event.chosen, strict=True) if by_hand],
        }
    return {
        "event": "decided",
        "step": event.step,
        "role": ROLES[event.role],
        "scene": graph.node_id(event.node),
        "answer": answer_to_json(graph.scenes[event.node].task, event.answer),
        "minute": event.minute,
    }


def log_to_json(graph: Graph, digest: str, log: Sequence[Event]) -> dict[str, Any]:
    """A whole log with the digest of the bundle it was played on."""
    events = [event_to_json(graph, event) for event in log]
    return {"format": FORMAT, "case": graph.id, "level": graph.level, "bundle": digest, "events": events}


def parse_log(text: str | bytes) -> dict[str, Any]:
    """A log's outer form. Raises `Refused` for what is not a log of this format."""
    if len(text) > MOST_BYTES:
        raise Refused(message("the log is larger than {most} KB", most=MOST_BYTES // 1000))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(message("the log is not readable JSON")) from None
    if not isinstance(data, dict) or str(data.get("format")) not in READABLE:
        raise Refused(message("this is not a log of a format up to {format}", format=FORMAT))
    for key in ("case", "level", "bundle"):
        if not isinstance(data.get(key), str):
            raise Refused(message("the log has no '{key}'", key=key))
    events = data.get("events")
    if not isinstance(events, list) or not 0 < len(events) <= MOST_EVENTS:
        raise Refused(message("the log has no events, or more than {most}", most=MOST_EVENTS))
    return data


def log_from_json(graph: Graph, data: dict[str, Any]) -> tuple[Event, ...]:
    """The verified events of a parsed log. Raises `Refused`, naming the event that could not have been."""
    log: list[Event] = []
    state: State | None = None
    for index, entry in enumerate(data["events"]):
        try:
            command = _command(graph, state, entry)
            (event,) = decide(graph, state, command)
            _must_equal(event_to_json(graph, event), entry)
        except Refused as fault:
            raise _at(index, fault.reason) from None
        state = evolve(graph, state, event)
        log.append(event)
    return tuple(log)


def verify(graph: Graph, log: Sequence[Event]) -> None:
    """Raise `Refused` if `decide` could not have produced this log."""
    state: State | None = None
    for index, event in enumerate(log):
        try:
            (made,) = decide(graph, state, _command_of(graph, event))
            _must_be(made, event)
        except Refused as fault:
            raise _at(index, fault.reason) from None
        state = evolve(graph, state, event)


def _must_be(made: Event, given: Event) -> None:
    if made != given:
        raise Refused(_NOT_SO)


def _command_of(graph: Graph, event: Event) -> Command:
    """The command that would have brought an event about."""
    if isinstance(event, Started):
        values = zip(graph.chance, event.values, event.chosen, strict=False)
        fixed = [(c.id, c.values[v]) for c, v, by_hand in values if by_hand and 0 <= v < len(c.values)]
        return Start(event.roles, event.seed, event.learner, tuple(fixed))
    return Reply(event.role, event.node, event.answer)


def _must_equal(event: dict[str, Any], entry: Any) -> None:
    """Compared as text, in which 1, 1.0 and true differ."""
    if json.dumps(event, sort_keys=True) != json.dumps(entry, sort_keys=True):
        raise Refused(_NOT_SO)


def _at(index: int, reason: Message) -> Refused:
    return Refused(Message("event {number} of the log is not valid", (("number", str(index + 1)),), reason))


def _command(graph: Graph, state: State | None, entry: Any) -> Command:
    if not isinstance(entry, dict):
        raise Refused(message("it is not an event"))
    if entry.get("event") == "started":
        return _start(entry)
    if entry.get("event") != "decided" or state is None:
        raise Refused(message("it is not an event"))
    role, name = entry.get("role"), entry.get("scene")
    node = next((i for i, scene in enumerate(graph.scenes) if scene.id == name), -1)
    if role not in ROLES or node < 0:
        raise Refused(message("it names a role or a scene that the case does not have"))
    return Reply(ROLES.index(role), node, answer_from_json(graph.scenes[node].task, entry.get("answer")))


def _start(entry: dict[str, Any]) -> Start:
    roles, seed, learner = entry.get("roles"), entry.get("seed"), entry.get("learner")
    chance, chosen = entry.get("chance"), entry.get("chosen")
    whole = type(seed) is int and type(learner) is int and 0 <= learner < 1 << 40
    listed = isinstance(roles, list) and all(isinstance(r, str) and r in ROLES for r in roles)
    if not (whole and listed and isinstance(chance, dict) and isinstance(chosen, list)):
        raise Refused(message("its beginning is not complete"))
    if not all(isinstance(name, str) and isinstance(chance.get(name), str) for name in chosen):
        raise Refused(message("its beginning is not complete"))
    indices = tuple(ROLES.index(role) for role in roles or [])
    fixed = tuple((name, chance[name]) for name in chosen)
    return Start(indices, int(seed or 0), int(learner or 0), fixed)
