"""What a browser's socket may say to its kernel: almost nothing.

Our pages need three things: to learn about the kernel, to fetch the widgets that it made, and to
say what a person did (a `custom` message of one widget). All else is dropped before it reaches
the kernel: running code, writing a synced trait, making a new widget, any other comm.
"""

from __future__ import annotations

import json
from typing import Any

CONTROL = "jupyter.widget.control"
MOST_BYTES = 64_000
PLAIN = ("kernel_info_request", "comm_info_request")


def allowed(channel: str | None, kind: str, content: Any, controls: set[str]) -> bool:
    """Whether a message may pass. `controls` collects the control comms that this socket has opened."""
    if channel not in ("shell", "control") or not isinstance(content, dict):
        return False
    if kind in PLAIN:
        return True
    comm = content.get("comm_id")
    if not isinstance(comm, str) or len(comm) > 64 or len(json.dumps(content)) > MOST_BYTES:
        return False
    if kind == "comm_open":
        return _opens_control(content, comm, controls)
    if kind == "comm_close":
        return comm in controls
    if kind == "comm_msg":
        return _says(content, comm, controls)
    return False


def _opens_control(content: dict[str, Any], comm: str, controls: set[str]) -> bool:
    if content.get("target_name") != CONTROL or len(controls) >= 8:
        return False
    controls.add(comm)
    return True


def _says(content: dict[str, Any], comm: str, controls: set[str]) -> bool:
    data = content.get("data")
    if not isinstance(data, dict):
        return False
    if comm in controls:
        return data == {"method": "request_states"}
    method = data.get("method")
    if method == "request_state":
        return set(data) == {"method"}
    return method == "custom" and set(data) == {"method", "content"} and isinstance(data["content"], dict)
