"""The same play with one decision changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cohort.reading import replay_walk
from simulator.engine.codec import answer_from_json, answer_to_json, verify
from simulator.engine.events import Decided, Event
from simulator.engine.session import begin, states
from simulator.engine.what_if import what_if
from simulator.errors import Refused
from simulator.graph.graph import Graph
from tests.support import compiled, copy_case, replaced

CASE = "abuse-discovery"


def scenes(graph: Graph, log: tuple[Event, ...]) -> list[str]:
    return [graph.node_id(event.node) for event in log if isinstance(event, Decided)]


def test_the_same_answer_again_is_the_same_play() -> None:
    bundle, log = replay_walk(CASE, "naive-technician")
    for step in range(1, len(log)):
        event = log[step]
        assert isinstance(event, Decided)
        same = answer_to_json(bundle.graph.scenes[event.node].task, event.answer)
        assert what_if(bundle.graph, log, step, same) == log


def test_another_answer_leads_elsewhere_and_the_rest_follows() -> None:
    bundle, naive = replay_walk(CASE, "naive-technician")
    _, expert = replay_walk(CASE, "expert-technician")
    other = what_if(bundle.graph, naive, 5, "call-coordinator", then=expert)
    verify(bundle.graph, other)
    assert other[:5] == naive[:5]
    assert "t-report" in scenes(bundle.graph, other)
    assert "t-missing" not in scenes(bundle.graph, other)
    assert bundle.graph.ended(states(bundle.graph, other)[-1].seats[0].node)


def test_it_stops_where_nobody_has_an_answer() -> None:
    bundle, naive = replay_walk(CASE, "naive-technician")
    other = what_if(bundle.graph, naive, 5, "call-coordinator")
    assert scenes(bundle.graph, other)[-1] == "t-phone"
    verify(bundle.graph, other)


@pytest.mark.parametrize(("step", "answer"), [(0, "go-in"), (11, "go-in"), (1, "nothing"), (1, {"x": "y"})])
def test_what_is_not_there_is_refused(step: int, answer: object) -> None:
    bundle, naive = replay_walk(CASE, "naive-technician")
    with pytest.raises(Refused):
        what_if(bundle.graph, naive, step, answer)


def test_a_scene_that_is_there_again_keeps_the_answer_of_each_visit(tmp_path: Path) -> None:
    again = replaced("change: {trust: -9}\n        to: t-reflect", "change: {trust: -9}\n        to: t-door")
    graph = compiled(copy_case(tmp_path, again))
    session = begin(graph, 0, 1)
    for option in ("leave", "leave", "look", "call-coordinator"):
        task = graph.scenes[session.at_turn().node].task  # type: ignore[union-attr]
        session.answer(answer_from_json(task, option))
    log = tuple(session.log)
    assert scenes(graph, log) == ["t-door", "t-door", "t-door", "t-act"]
    for step, option in enumerate(("leave", "leave", "look", "call-coordinator"), 1):
        assert what_if(graph, log, step, option) == log
    sooner = what_if(graph, log, 1, "look", then=log)
    assert scenes(graph, sooner) == ["t-door", "t-act"]
    later = what_if(graph, log, 3, "leave", then=log)
    assert scenes(graph, later) == ["t-door", "t-door", "t-door"]
