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
    """
    hidden = {f"scenes.{name}" for name in later}
    found = {}
    for path, piece in _telling(bundle, code).items():
        reason = path.startswith(f"scenes.{scene}.") and path.endswith((".why", ".then", ".model"))
        if reason or ".".join(path.split(".")[:2]) in hidden:
            found[path] = piece
    return found


_PIECES: dict[tuple[str, str], dict[str, str]] = {}


def _telling(bundle: Bundle, code: str) -> dict[str, str]:
    """By path a piece of each text that stands in no other text: whoever has it has that text."""
    texts, key = bundle.case_texts[code], (bundle.digest, code)
    if key not in _PIECES:
        pieces = {path: max(re.split(r'["\\\n]', words), key=len).strip() for path, words in texts.items()}
        whole = "\n".join(texts.values())
        _PIECES[key] = {
            p: piece for p, piece in pieces.items() if len(piece) >= LEAST and whole.count(piece) == 1
        }
    return _PIECES[key]
