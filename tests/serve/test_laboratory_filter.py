"""What passes the gate of laboratories, and that nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection import base

from simulator.serve.laboratory_filter import (
    CONTROL,
    MOST_CONTENT,
    MOST_CONTROLS,
    OUTGOING,
    may_reach_kernel,
    parse_widget_frame,
)

_WIRE: Any = base
WIDGET, ASKING = "w" * 32, "c" * 32
HEAD = b'{"msg_type": "comm_msg"}'


def says(kind: str, content: Any, channel: str | None = "shell", controls: set[str] | None = None) -> bool:
    return may_reach_kernel(channel, kind, content, {WIDGET}, {ASKING} if controls is None else controls)


def frame(content: bytes, *buffers: bytes, channel: str = "shell", head: bytes = HEAD) -> bytes:
    parts = [head, b"{}", b"{}", content, *buffers]
    return bytes(_WIRE.serialize_msg_to_ws_v1(parts, channel))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("kernel_info_request", {}),
        ("comm_info_request", {"target_name": "jupyter.widget"}),
        ("comm_open", {"comm_id": "d" * 32, "target_name": CONTROL, "data": {}}),
        ("comm_msg", {"comm_id": ASKING, "data": {"method": "request_states"}}),
        ("comm_close", {"comm_id": ASKING}),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "request_state"}}),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "update", "state": {"value": 4}}}),
        (
            "comm_msg",
            {"comm_id": WIDGET, "data": {"method": "update", "state": {"value": []}, "buffer_paths": []}},
        ),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "custom", "content": {"event": "click"}}}),
    ],
)
def test_what_voilas_front_end_sends_passes(kind: str, content: Any) -> None:
    assert says(kind, content)
    for channel in ("control", "stdin", "iopub", "", None):
        assert not says(kind, content, channel)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("execute_request", {"code": "1"}),
        ("kernel_info_request", {"code": "1"}),
        ("comm_info_request", {"target_name": "anything"}),
        ("comm_info_request", {"target_name": "jupyter.widget", "code": "1"}),
        ("comm_open", {"comm_id": "x" * 32, "target_name": "jupyter.widget", "data": {"state": {}}}),
        ("comm_open", {"comm_id": "x" * 32, "target_name": CONTROL, "data": {"state": {}}}),
        ("comm_open", {"comm_id": WIDGET, "target_name": CONTROL, "data": {}}),
        ("comm_open", {"comm_id": "", "target_name": CONTROL, "data": {}}),
        ("comm_open", {"comm_id": "x" * 65, "target_name": CONTROL, "data": {}}),
        ("comm_open", {"comm_id": ["x"], "target_name": CONTROL, "data": {}}),
        ("comm_close", {"comm_id": WIDGET}),
        ("comm_msg", {"comm_id": ASKING, "data": {"method": "update", "state": {}}}),
        ("comm_msg", {"comm_id": "nobody's", "data": {"method": "update", "state": {}}}),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "request_state", "state": {}}}),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "update", "state": []}}),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "update", "state": {}, "code": "1"}}),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "echo_update", "state": {}}}),
        ("comm_msg", {"comm_id": WIDGET, "data": {"method": "custom", "content": "text"}}),
        ("comm_msg", {"comm_id": WIDGET, "data": "update"}),
        ("comm_msg", {"comm_id": WIDGET}),
        ("comm_msg", []),
        ("inspect_request", {"code": "secret", "cursor_pos": 3}),
        ("complete_request", {"code": "o"}),
        ("history_request", {}),
        ("shutdown_request", {"restart": False}),
        ("debug_request", {}),
        ("input_reply", {"value": "x"}),
        ("interrupt_request", {}),
    ],
)
def test_all_else_is_dropped(kind: str, content: Any) -> None:
    assert not says(kind, content)


def test_only_so_many_comms_can_be_opened_to_ask() -> None:
    controls: set[str] = set()
    asked = [{"comm_id": f"{n:032}", "target_name": CONTROL, "data": {}} for n in range(MOST_CONTROLS + 2)]
    passed = [says("comm_open", one, controls=controls) for one in asked]
    assert passed == [True] * MOST_CONTROLS + [False] * 2


@given(
    st.text(max_size=30),
    st.recursive(
        st.none() | st.text(max_size=8) | st.integers(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    ),
)
def test_whatever_is_no_message_of_voilas_is_dropped_without_a_fault(kind: str, content: Any) -> None:
    assert not says(kind, content) or kind in ("kernel_info_request", "comm_info_request")


def test_a_frame_is_read_with_a_learners_file_attached() -> None:
    content = b'{"comm_id": "w", "data": {}}'
    read = parse_widget_frame(frame(content, b"x" * 5_000_000))
    assert read == ("shell", "comm_msg", {"comm_id": "w", "data": {}})


@pytest.mark.parametrize(
    "wrong",
    [
        "text",
        b"",
        b"\x00" * 8,
        b"\xff" * 400,
        (2**40).to_bytes(8, "little") + b"\x00" * 64,
        frame(b'"' + b"x" * MOST_CONTENT + b'"'),
        frame(b"{}", head=b'{"msg_type": "' + b"x" * 5000 + b'"}'),
        frame(b"{}", *[b"x"] * 12),
        frame(b"no json"),
        frame(b"{}", head=b"{}"),
    ],
    ids=range(10),
)
def test_another_frame_is_refused(wrong: Any) -> None:
    with pytest.raises((ValueError, KeyError, IndexError, TypeError)):
        parse_widget_frame(wrong)


def test_no_source_no_history_and_no_traceback_goes_out() -> None:
    assert {"execute_input", "error", "history_reply", "inspect_reply", "debug_event"}.isdisjoint(OUTGOING)
