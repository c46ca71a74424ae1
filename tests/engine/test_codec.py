"""Logs as JSON: named, verified, and refused in words whatever they hold."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.engine.codec import (
    MOST_BYTES,
    MOST_EVENTS,
    answer_from_json,
    answer_to_json,
    log_from_json,
    log_to_json,
    parse_log,
    verify,
)
from simulator.engine.events import Event
from simulator.engine.session import begin
from simulator.errors import Refused
from tests.support import random_play, small_graph

GRAPH = small_graph("hard")


def logged(seed: int = 4, roles: tuple[int, ...] = (0,)) -> tuple[tuple[Event, ...], dict[str, Any]]:
    log = random_play(GRAPH, roles, seed)
    return log, log_to_json(GRAPH, "digest", log)


def refused(text: str | bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        log_from_json(GRAPH, parse_log(text))
    assert str(caught.value)
    return caught.value


def accepted_or_refused(text: str | bytes) -> None:
    try:
        log = log_from_json(GRAPH, parse_log(text))
    except Refused as fault:
        assert str(fault)
        assert fault.reason.form.format(**fault.reason.named)
    else:
        verify(GRAPH, log)


def test_a_log_holds_names_and_no_numbers_of_scenes() -> None:
    session = begin(GRAPH, 0, 7, chance={"danger": "none"})
    session.answer((0,))
    data = log_to_json(GRAPH, "digest", session.log)
    assert data["events"][0]["roles"] == ["technician"]
    assert data["events"][0]["chance"]["danger"] == "none"
    assert data["events"][0]["chosen"] == ["danger"]
    assert data["events"][1] == {
        "event": "decided",
        "step": 1,
        "role": "technician",
        "scene": "t-door",
        "answer": "look",
        "minute": 570,
    }


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"3",
        b"{}",
        b"\x00",
        b"\xff",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"1" * 10_000,
        b'{"format": 1}',
        b'{"format": 2, "case": "small", "level": "hard", "bundle": "", "events": [{}]}',
        b'{"format": 1, "case": "small", "level": "hard", "bundle": "", "events": []}',
        b'{"format": 1, "case": "small", "level": 3, "bundle": "", "events": [{}]}',
        b'{"format": 1, "case": "small", "level": "hard", "bundle": "", "events": {}}',
        b'{"format": true, "case": "small", "level": "hard", "bundle": "", "events": [{}]}',
        b" " * (MOST_BYTES + 1),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_no_log_is_refused(text: bytes) -> None:
    refused(text)


def test_too_many_events_are_refused() -> None:
    _, data = logged()
    data["events"] += [data["events"][-1]] * MOST_EVENTS
    refused(json.dumps(data))


def test_a_refusal_names_the_event() -> None:
    _, data = logged()
    data["events"][2]["minute"] += 1
    assert dict(refused(json.dumps(data)).reason.values)["number"] == "3"


@pytest.mark.parametrize("end", range(0, 1200, 13))
def test_a_log_cut_short_is_refused(end: int) -> None:
    text = json.dumps(logged()[1])
    refused(text[: min(end, len(text) - 1)])


@given(st.one_of(st.binary(max_size=100), st.text(max_size=100)))
@settings(max_examples=500)
def test_any_text_is_refused_politely(text: str | bytes) -> None:
    accepted_or_refused(text)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(
        ["technician", "coordinator", "t-door", "look", "in", "1", "danger", "none", "started"]
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@given(st.data())
@settings(max_examples=300)
def test_a_log_with_another_value_anywhere_is_refused(data: st.DataObject) -> None:
    """Any one value of the events changed for any other, keys dropped or added."""
    _, whole = logged(data.draw(st.integers(0, 20)), data.draw(st.sampled_from([(0,), (1,), (0, 1)])))
    before = json.dumps(whole, sort_keys=True)
    value: Any = whole["events"]
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(value[key], dict | list) and value[key] and data.draw(st.booleans()):
            value = value[key]
            continue
        break
    kind = data.draw(st.sampled_from(["change", "drop", "add"]))
    if kind == "drop":
        del value[key]
    elif kind == "add" and isinstance(value, dict):
        value[data.draw(st.text(max_size=5))] = data.draw(JSON)
    else:
        value[key] = data.draw(JSON)
    text = json.dumps(whole, sort_keys=True)
    if text == before:
        return
    try:
        log = log_from_json(GRAPH, parse_log(text))
    except Refused:
        return
    # accepted: then it is a log that could have been, and says exactly what was given
    again = json.dumps(log_to_json(GRAPH, "digest", log), sort_keys=True)
    assert again == text


@given(JSON)
@example(["look"])
@example({"recipient": ["coordinator"]})
def test_any_answer_is_taken_or_refused(answer: Any) -> None:
    for scene in GRAPH.scenes:
        try:
            taken = answer_from_json(scene.task, answer)
        except Refused:
            continue
        assert len(taken) == (1 if scene.task.kind == "choice" else len(scene.task.elements))


def test_answers_by_name_and_back() -> None:
    for seed in range(60):
        log = random_play(GRAPH, (0, 1), seed)
        for event in log[1:]:
            task = GRAPH.scenes[event[2]].task
            assert answer_from_json(task, answer_to_json(task, event[3])) == event[3]  # type: ignore[arg-type]


def test_parts_left_out_take_their_first_value() -> None:
    task = next(scene.task for scene in GRAPH.scenes if scene.id == "t-message")
    assert answer_from_json(task, {"recipient": "coordinator", "saw": "in"}) == (1, 0, 1, 0, 0, 0, 0)
    for wrong in ({"recipient": "mayor"}, {"nobody": "in"}, {"saw": 1}, "saw", None):
        with pytest.raises(Refused):
            answer_from_json(task, wrong)


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _, data = logged()
    bad = copy.deepcopy(data)
    bad["events"][1]["answer"] = "fly"
    for each in (data, bad):
        accepted_or_refused(json.dumps(each))
    assert list(tmp_path.iterdir()) == []
