"""Everything that reaches a browser over its sockets, so that a test can say what did not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, WebSocket

from simulator.graph.bundle import Bundle

LEAST = 24


@dataclass
class Hearing:
    """What one tab has received, as text."""

    heard: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Hear every socket that this tab opens from now on."""
        page.on("websocket", self._meet)

    def _meet(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._take)

    def _take(self, frame: str | bytes) -> None:
        self.heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    def tells(self, words: str) -> bool:
        """Whether these words have been received."""
        return any(words in part for part in self.heard)


def not_yet(bundle: Bundle, code: str, scene: str, later: set[str]) -> dict[str, str]:
    """By path a piece of each text that may not have arrived while a scene is open.

    These are the words of scenes that come later, and the reasons and consequences of the open one's answers.
    Words that also stand elsewhere in the case prove nothing and are left out.
    """
    texts = bundle.case_texts[code]
    hidden = {f"scenes.{name}." for name in later}
    found = {}
    for path, words in texts.items():
        reason = path.startswith(f"scenes.{scene}.") and path.endswith((".why", ".then", ".model"))
        if reason or any(path.startswith(start) for start in hidden):
            piece = max(re.split(r'["\\\n]', words), key=len).strip()
            if len(piece) >= LEAST and sum(piece in other for other in texts.values()) == 1:
                found[path] = piece
    return found
