"""A refusal says what is the matter, so that a person knows what to do: the reason, not merely a no."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.engine.codec import MOST_BYTES, answer_from_json, log_from_json, log_to_json, parse_log, verify
from simulator.engine.events import Command, Decided, Reply, Start
from simulator.engine.play import MOST_LEARNERS, MOST_STEPS, decide, evolve
from simulator.engine.session import Session, begin
from simulator.engine.state import State
from simulator.engine.what_if import what_if
from simulator.errors import Refused
from tests.support import random_play, small_graph

GRAPH = small_graph()
CALM = {"danger": "none", "line": "free"}
LOG = random_play(GRAPH, (0,), 3)


def fresh(*answers: tuple[int, ...]) -> Session:
    session = begin(GRAPH, 0, 1, chance=CALM)
    for answer in answers:
        session.answer(answer)
    return session


def reason(fault: Refused) -> str:
    """The innermost reason, filled in."""
    inner = fault.reason
    while inner.inner is not None:
        inner = inner.inner
    return inner.form.format(**inner.named)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (Start((), 1), "at least one role must be played, and each only once"),
        (Start((0, 0), 1), "at least one role must be played, and each only once"),
        (Start((2,), 1), "this case cannot be played in that role"),
        (Start((0,), 1, -1), "its beginning is not complete"),
        (Start((0,), 1, MOST_LEARNERS), "its beginning is not complete"),
        (Start((0,), 1, 0, (("danger", "great"),)), "'great' is not a value of 'danger'"),
        (Start((0,), 1, 0, (("weather", "rain"),)), "this case has no chance called 'weather'"),
        (Reply(0, 0, (0,)), "this play has not begun"),
    ],
)
def test_why_a_play_cannot_begin_so(command: Command, words: str) -> None:
    with pytest.raises(Refused) as fault:
        decide(GRAPH, None, command)
    assert reason(fault.value) == words


def test_the_last_of_many_learners_can_play() -> None:
    assert MOST_LEARNERS == 1 << 40
    (started,) = decide(GRAPH, None, Start((0,), 1, MOST_LEARNERS - 1))
    assert started[4] == MOST_LEARNERS - 1


@pytest.mark.parametrize(
    ("command", "answers", "words"),
    [
        (Start((0,), 1), (), "this play has already begun"),
        (Reply(0, 1, (0,)), (), "this is not the scene that play has reached"),
        (Reply(1, 0, (0,)), (), "this is not the scene that play has reached"),
        (Reply(0, 0, (9,)), (), "this answer does not fit the task"),
        (Reply(0, 0, (0,)), ((1,), ()), "this play has ended"),
    ],
)
def test_why_a_play_cannot_go_on_so(
    command: Command, answers: tuple[tuple[int, ...], ...], words: str
) -> None:
    session = fresh(*answers)
    with pytest.raises(Refused) as fault:
        decide(GRAPH, session.state, command)
    assert reason(fault.value) == words


def test_the_greatest_length_is_reached_and_not_passed() -> None:
    state = fresh().state
    assert state is not None
    (last,) = decide(GRAPH, state._replace(step=MOST_STEPS - 1), Reply(0, 0, (0,)))
    assert last[0] == MOST_STEPS == 250
    with pytest.raises(Refused) as fault:
        decide(GRAPH, state._replace(step=MOST_STEPS), Reply(0, 0, (0,)))
    assert reason(fault.value) == "this play has gone past the number of decisions allowed"


def test_why_a_session_refuses() -> None:
    begun = fresh()
    with pytest.raises(Refused) as again:
        begun.resume(begun.log)
    assert reason(again.value) == "this play has already begun"
    with pytest.raises(Refused) as over:
        fresh((1,), ()).answer((0,))
    assert reason(over.value) == "this play has ended"
    with pytest.raises(Refused) as never:
        evolve(GRAPH, None, Decided(1, 0, 0, (0,), 540))
    assert reason(never.value) == "this play has not begun"
    with pytest.raises(Refused) as early:
        Session(GRAPH).answer((0,))
    assert reason(early.value) == "this play has ended"


@pytest.mark.parametrize("step", [-1, 0, 99])
def test_why_a_decision_cannot_be_changed(step: int) -> None:
    with pytest.raises(Refused) as fault:
        what_if(GRAPH, LOG, step, "look")
    assert reason(fault.value) == "there is no such decision in this play"


# --- Logs and answers ---------------------------------------------------------------------------


def written() -> dict[str, Any]:
    return json.loads(json.dumps(log_to_json(GRAPH, "digest", LOG)))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" " * (MOST_BYTES + 1), "the log is larger than 4000 KB"),
        ("{", "the log is not readable JSON"),
        ("[]", "this is not a log of a format up to 2"),
        ('{"format": 3}', "this is not a log of a format up to 2"),
        ('{"format": 1}', "the log has no 'case'"),
        ('{"format": 1, "case": "small"}', "the log has no 'level'"),
        ('{"format": 1, "case": "small", "level": "hard"}', "the log has no 'bundle'"),
        (
            '{"format": 1, "case": "small", "level": "hard", "bundle": "x", "events": []}',
            "the log has no events, or more than 300",
        ),
    ],
)
def test_why_a_text_is_no_log(text: str, words: str) -> None:
    with pytest.raises(Refused) as fault:
        parse_log(text)
    assert reason(fault.value) == words


def test_the_largest_log_is_read() -> None:
    text = json.dumps(written())
    assert parse_log(text + " " * (MOST_BYTES - len(text)))["case"] == "small"
    longest = written() | {"events": [{}] * 300}
    assert len(parse_log(json.dumps(longest))["events"]) == 300


NOT_COMPLETE = "its beginning is not complete"
NO_EVENT = "it is not an event"
NOT_HERE = "it names a role or a scene that the case does not have"


@pytest.mark.parametrize(
    ("index", "changed", "words"),
    [
        (0, {"roles": "technician"}, NOT_COMPLETE),
        (0, {"roles": ["mayor"]}, NOT_COMPLETE),
        (0, {"roles": ["technician", 3]}, NOT_COMPLETE),
        (0, {"seed": "1"}, NOT_COMPLETE),
        (0, {"seed": True}, NOT_COMPLETE),
        (0, {"learner": None}, NOT_COMPLETE),
        (0, {"learner": -1}, NOT_COMPLETE),
        (0, {"learner": 1 << 40}, NOT_COMPLETE),
        (0, {"chance": []}, NOT_COMPLETE),
        (0, {"chosen": "danger"}, NOT_COMPLETE),
        (0, {"chosen": ["weather"]}, NOT_COMPLETE),
        (0, {"chosen": [3]}, NOT_COMPLETE),
        (0, {"event": "decided"}, NO_EVENT),
        (0, {"event": "ended"}, NO_EVENT),
        (1, {"event": "ended"}, NO_EVENT),
        (1, {"role": "mayor"}, NOT_HERE),
        (1, {"scene": "t-nowhere"}, NOT_HERE),
        (1, {"scene": "t-good"}, NOT_HERE),
        (1, {"answer": "fly"}, "there is no option 'fly' here"),
        (1, {"minute": 3}, "it does not follow from what came before"),
        (1, {"step": 2}, "it does not follow from what came before"),
        (1, {"more": 2}, "it does not follow from what came before"),
    ],
)
def test_why_an_event_could_not_have_been(index: int, changed: dict[str, Any], words: str) -> None:
    data = written()
    data["events"][index] |= changed
    with pytest.raises(Refused) as fault:
        log_from_json(GRAPH, data)
    assert fault.value.reason.named["number"] == str(index + 1)
    assert reason(fault.value) == words


def test_what_is_no_event_at_all_is_named_by_its_number() -> None:
    data = written()
    data["events"][2] = "look"
    with pytest.raises(Refused) as fault:
        log_from_json(GRAPH, data)
    assert (fault.value.reason.named["number"], reason(fault.value)) == ("3", NO_EVENT)


def test_a_log_whose_event_could_not_have_been_names_it() -> None:
    verify(GRAPH, LOG)
    second = LOG[2]
    assert isinstance(second, Decided)
    for event in (second._replace(minute=second.minute + 1), second._replace(step=9)):
        with pytest.raises(Refused) as fault:
            verify(GRAPH, [*LOG[:2], event, *LOG[3:]])
        assert fault.value.reason.named["number"] == "3"
        assert reason(fault.value) == "it does not follow from what came before"


def test_a_start_whose_chance_was_drawn_otherwise_is_refused() -> None:
    started = LOG[0]
    for values in ((1 - started[5][0], started[5][1]), (started[5][0], 1 - started[5][1]), (9, 9)):  # type: ignore[operator,index]
        with pytest.raises(Refused):
            verify(GRAPH, [started._replace(values=values)])  # type: ignore[call-arg]
    by_hand = begin(GRAPH, 0, 1, chance={"danger": "imminent"}).log
    verify(GRAPH, by_hand)


@pytest.mark.parametrize(
    ("scene", "answer", "words"),
    [
        ("t-door", "fly", "there is no option 'fly' here"),
        ("t-message", "coordinator", "this answer does not fit the task"),
        ("t-message", {"recipient": "mayor"}, "'mayor' is not a value of 'recipient'"),
        ("t-message", {"nobody": "in"}, "there is no part 'nobody' in this task"),
    ],
)
def test_why_an_answer_is_none(scene: str, answer: Any, words: str) -> None:
    task = next(one.task for one in GRAPH.scenes if one.id == scene)
    with pytest.raises(Refused) as fault:
        answer_from_json(task, answer)
    assert reason(fault.value) == words


def test_a_state_is_a_value() -> None:
    state = fresh((0,)).state
    assert state is not None
    assert State(*state) == state
