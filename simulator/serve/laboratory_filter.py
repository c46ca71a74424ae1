"""What a laboratory's page may say to its kernel: the state of widgets that the kernel made, and no more.

Voila's own front end asks about the kernel and its widgets, then writes what a person set: that passes.
Running code, making a widget, any other comm, any other channel is dropped before it reaches the kernel.
"""

from __future__ import annotations

import json
from typing import Any

from simulator.serve.jupyter_private.server import decoded_message

CONTROL = "jupyter.widget.control"
TARGETS = (CONTROL, "jupyter.widget")
MOST_CONTENT = 256_000  # bytes of a message without what is attached to it
MOST_HEAD = 4_000
LEAST_PLACES, MOST_PLACES = 6, 14  # of a frame: six, and up to eight attachments
MOST_CONTROLS = 8
# What of a kernel's own words a page needs: its widgets, what a cell shows, and that it is at work.
OUTGOING = (
    *("comm_open", "comm_msg", "comm_close", "comm_info_reply", "kernel_info_reply", "status"),
    *("display_data", "update_display_data", "execute_result", "clear_output", "stream"),
)


def parse_widget_frame(frame: Any) -> tuple[str | None, str, Any]:
    """The channel, kind and content of a message in its frame. Raises `ValueError` and much else for another.

    How many parts it has, it says itself: that is looked at before anybody counts up to it.
    """
    if not isinstance(frame, bytes) or not LEAST_PLACES <= int.from_bytes(frame[:8], "little") <= MOST_PLACES:
        raise ValueError("not the frame of a laboratory's page")
    channel, parts = decoded_message(frame)
    if sum(map(len, parts[:3])) > MOST_HEAD or len(parts[3]) > MOST_CONTENT:
        raise ValueError("a message without its attachments is small")
    return channel, json.loads(parts[0])["msg_type"], json.loads(parts[3])


def may_reach_kernel(
    channel: str | None, kind: str, content: Any, widgets: set[str], controls: set[str]
) -> bool:
    """Whether a message may pass. `widgets` are those that the kernel made; `controls` collects the comms
    that this socket has opened to ask for their state.
    """
    if channel != "shell" or not isinstance(content, dict):
        return False
    if kind == "kernel_info_request":
        return not content
    if kind == "comm_info_request":
        return set(content) <= {"target_name", "target"} and all(one in TARGETS for one in content.values())
    comm = content.get("comm_id")
    if not isinstance(comm, str) or not 0 < len(comm) <= 64:
        return False
    if kind == "comm_open":
        return _opens_control(content, comm, widgets, controls)
    if kind == "comm_close":
        return comm in controls
    return kind == "comm_msg" and _says(content.get("data"), comm, widgets, controls)


def _opens_control(content: dict[str, Any], comm: str, widgets: set[str], controls: set[str]) -> bool:
    if content.get("target_name") != CONTROL or comm in widgets or len(controls) >= MOST_CONTROLS:
        return False
    controls.add(comm)
    return not content.get("data")


def _says(data: Any, comm: str, widgets: set[str], controls: set[str]) -> bool:
    if not isinstance(data, dict):
        return False
    if comm in controls:
        return data == {"method": "request_states"}
    if comm not in widgets:
        return False
    match data.get("method"):
        case "request_state":
            return set(data) == {"method"}
        case "update":
            return set(data) <= {"method", "state", "buffer_paths"} and isinstance(data.get("state"), dict)
        case "custom":
            return set(data) == {"method", "content"} and isinstance(data["content"], dict)
    return False
