"""What a browser's socket may say to its kernel, and a kernel to a browser: almost nothing.

Our pages say two things, both of one widget: what a person did (a `custom` message), and that they
want to know the widget's state again after a lost connection. All else is dropped before it reaches
the kernel: running code, writing a synced trait, making a new widget, any other comm.
"""

from __future__ import annotations

import json
from typing import Any

from simulator.serve.jupyter_private.server import decoded_message

MOST_BYTES = 64_000
PLACES = 6  # where the channel, header, parent, metadata and content of a frame begin, and where it ends
MOST_HEAD = 2_000


def unframed(frame: Any) -> tuple[str | None, str, Any]:
    """The channel, kind and content of a message in the frame of a page of ours.

    Raises `ValueError` and much else for any other frame. How many parts it has, it says itself: that is
    looked at before anybody counts up to it.
    """
    if not isinstance(frame, bytes) or int.from_bytes(frame[:8], "little") != PLACES:
        raise ValueError("not the frame of a page of ours")
    channel, parts = decoded_message(frame)
    if sum(map(len, parts[:3])) > MOST_HEAD:
        raise ValueError("a kernel repeats the header in each of its answers")
    header, _parent, _metadata, content = map(json.loads, parts)
    return channel, header["msg_type"], content


def message_kind(frame: bytes) -> str:
    """The kind of a kernel's message in its frame; empty for what is no frame."""
    try:
        return str(json.loads(decoded_message(frame)[1][0])["msg_type"])
    except (ValueError, LookupError, TypeError):
        return ""


def allowed(channel: str | None, kind: str, content: Any) -> bool:
    """Whether a message may pass."""
    if channel != "shell" or kind != "comm_msg" or not isinstance(content, dict):
        return False
    comm, data = content.get("comm_id"), content.get("data")
    if not isinstance(comm, str) or len(comm) > 64 or not isinstance(data, dict):
        return False
    if data == {"method": "request_state"}:
        return True
    says = data.get("method") == "custom" and set(data) == {"method", "content"}
    return says and isinstance(data["content"], dict) and _size(content) <= MOST_BYTES


def _size(content: dict[str, Any]) -> int:
    """How many bytes it takes on the way, where a letter with a diacritic is two and not six."""
    return len(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
