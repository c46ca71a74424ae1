"""What a browser's socket may say to its kernel: almost nothing.

Our pages say two things, both of one widget: what a person did (a `custom` message), and that they
want to know the widget's state again after a lost connection. All else is dropped before it reaches
the kernel: running code, writing a synced trait, making a new widget, any other comm.
"""

from __future__ import annotations

import json
from typing import Any

MOST_BYTES = 64_000


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
