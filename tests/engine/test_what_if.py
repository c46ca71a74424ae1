"""The same play with one decision changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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


# --- On the small case: what of the old play still fits ---------------------------------------------

PEEK = """\
      peek:
        text: Privesc pe geam.
        why: Se vede puțin.
        cite: [guide#case-1]
        minutes: 5
        to: t-act
"""


@pytest.fixture(scope="module")
def peeking(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The small case with a way into the kitchen on which nothing is learned."""
    folder = tmp_path_factory.mktemp("peek")
    return compiled(copy_case(folder, replaced("      leave:\n", f"{PEEK}      leave:\n")))


def walked(graph: Graph, *answers: tuple[int, ...]) -> tuple[Event, ...]:
    session = begin(graph, 0, 1, chance={"danger": "none", "line": "free"})
    for answer in answers:
        session.answer(answer)
    return tuple(session.log)


def test_it_stops_where_the_old_answer_is_closed_now(peeking: Graph) -> None:
    """Who has seen no bruises cannot call 112 because of them."""
    log = walked(peeking, (0,), (0,), (0, 1, 0))
    other = what_if(peeking, log, 1, "peek")
    assert scenes(peeking, other) == ["t-door"]
    verify(peeking, other)


def test_what_cannot_be_put_into_a_message_now_is_left_out_of_it(peeking: Graph) -> None:
    log = walked(peeking, (0,), (1,), (0, 1, 0), (1, 1, 1, 0, 1, 0, 0))
    other = what_if(peeking, log, 1, "peek")
    assert scenes(peeking, other) == ["t-door", "t-act", "t-sort", "t-message"]
    last = other[-1]
    assert isinstance(last, Decided)
    assert last.answer == (1, 1, 0, 0, 1, 0, 0), "the bruises were not seen; the diagnosis is still made"


def test_the_same_play_goes_before_another_and_each_answer_is_used_once(peeking: Graph) -> None:
    log = walked(peeking, (0,), (1,), (0, 1, 0))
    then = walked(peeking, (0,), (3,), (3, 2, 1, 0), (0,) * 7)
    other = what_if(peeking, log, 1, "peek", then=then)
    assert scenes(peeking, other) == ["t-door", "t-act", "t-sort", "t-message"]
    assert [event.answer for event in other if isinstance(event, Decided)][1:3] == [(1,), (0, 1, 0)]


@pytest.mark.parametrize("step", [1, 3])
def test_the_first_and_the_last_decision_can_be_changed(peeking: Graph, step: int) -> None:
    log = walked(peeking, (0,), (3,), (3, 2, 1, 0))
    answers: dict[int, Any] = {1: "leave", 3: dict(zip(("see", "say", "write", "rest"), "1234", strict=True))}
    other = what_if(peeking, log, step, answers[step])
    assert other[:step] == log[:step]
    assert other[step] != log[step]
    assert len(other) == step + 1
