"""What passes the gate, and that nothing else does."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection import base

from simulator.serve.message_filter import MOST_HEAD, allowed, unframed

_WIRE: Any = base
CUSTOM = {"comm_id": "a" * 32, "data": {"method": "custom", "content": {"do": "answer"}}}


def says(kind: str, content: Any, channel: str | None = "shell") -> bool:
    return allowed(channel, kind, content)


def test_what_our_pages_send_passes() -> None:
    assert says("comm_msg", CUSTOM)
    assert says("comm_msg", {"comm_id": "w", "data": {"method": "request_state"}})
    fields = dict.fromkeys(("strengths", "develop", "support"), "ș" * 8000)
    long = {"do": "keep-domain", "with": {"fields": fields}}
    assert says("comm_msg", {"comm_id": "w", "data": {"method": "custom", "content": long}})


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("execute_request", {"code": "1"}),
        ("kernel_info_request", {}),
        ("comm_info_request", {"target_name": "jupyter.widget"}),
        ("comm_open", {"comm_id": "c1", "target_name": "jupyter.widget.control", "data": {}}),
        ("comm_close", {"comm_id": "c1", "data": {}}),
        ("inspect_request", {"code": "secret", "cursor_pos": 3}),
        ("complete_request", {"code": "o"}),
        ("history_request", {}),
        ("shutdown_request", {"restart": False}),
        ("debug_request", {}),
        ("input_reply", {"value": "x"}),
        ("comm_open", {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": {}}}),
        ("comm_open", {"comm_id": "x", "target_name": "anything", "data": {}}),
        ("comm_msg", {"comm_id": "w", "data": {"method": "update", "state": {"view": {}}}}),
        ("comm_msg", {"comm_id": "w", "data": {"method": "custom", "content": {}, "state": {"view": 1}}}),
        ("comm_msg", {"comm_id": "w", "data": {"method": "custom", "content": "text"}}),
        ("comm_msg", {"comm_id": "w", "data": {"method": "request_states"}}),
        ("comm_msg", {"comm_id": ["w"], "data": {"method": "custom", "content": {}}}),
        ("comm_close", {"comm_id": "w", "data": {}}),
        ("comm_msg", {"comm_id": "w", "data": {"method": "custom", "content": {"x": "y" * 70_000}}}),
    ],
)
def test_all_else_is_dropped(kind: str, content: Any) -> None:
    assert not says(kind, content)


@pytest.mark.parametrize("channel", ["control", "iopub", "stdin", "nonsense", None])
def test_only_the_channels_of_a_page_are_used(channel: str | None) -> None:
    assert not says("comm_msg", CUSTOM, channel)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(kind=st.text(max_size=20), content=values, channel=st.sampled_from(["shell", "control", "iopub"]))
def test_no_message_breaks_the_gate(kind: str, content: Any, channel: str) -> None:
    assert says(kind, content, channel) in (True, False)


@given(data=values)
def test_a_widget_message_passes_only_as_custom_or_request(data: Any) -> None:
    if says("comm_msg", {"comm_id": "w", "data": data}):
        assert data == {"method": "request_state"} or (
            data.keys() == {"method", "content"} and data["method"] == "custom"
        )


def frame(header: dict[str, Any], content: Any) -> bytes:
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    made: bytes = _WIRE.serialize_msg_to_ws_v1(message, "shell", lambda part: json.dumps(part).encode())
    return made


def test_a_frame_of_a_page_is_read() -> None:
    header = {"msg_type": "comm_msg", "msg_id": "1"}
    assert unframed(frame(header, CUSTOM)) == ("shell", "comm_msg", CUSTOM)
    with pytest.raises(ValueError, match="repeats"):
        unframed(frame({**header, "username": "x" * MOST_HEAD}, CUSTOM))


@pytest.mark.parametrize("count", [2_000_000, 7, 5, 0], ids=str)
def test_nobody_counts_up_to_what_a_frame_says_of_itself(count: int) -> None:
    """Eight bytes made the server count for as long as they said, and nobody else was served."""
    made = count.to_bytes(8, "little") + frame({"msg_type": "comm_msg"}, CUSTOM)[8:]
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="not the frame"):
            unframed(made)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
