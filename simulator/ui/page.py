"""The one widget: it shows a view and hands on what a person does. Python owns the view.

A browser's own writes to the view are ignored here, and dropped at the door by the server.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from simulator.ui.actions import number_of
from simulator.ui.parts import Node

ASSETS = Path(__file__).parent / "assets"
BEAT = "beat"


class Page(anywidget.AnyWidget):
    """Shows `view` and calls `on_message` with each message; every message is acknowledged afterwards."""

    view = traitlets.Dict().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    def __init__(self, view: Node, on_message: Callable[[object], None]) -> None:
        super().__init__(view=view, _esm=page_script(), _css=style())
        self._on_message = on_message
        self._last = 0
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        return f"Page({self.view.get('title', '')!r})"

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Nothing that a browser writes is taken over."""

    def show(self, view: Node) -> None:
        """Show another view."""
        if view != self.view:
            self.view = view

    def go(self, page: str, play: str = "") -> None:
        """Send the browser to another page of ours."""
        self.send({"go": {"page": page, "play": play}})

    def give(self, name: str, content: str | bytes, kind: str = "application/json") -> None:
        """Give the browser a file to keep, of a media type."""
        if isinstance(content, bytes):
            self.send({"file": {"name": name, "type": kind}}, [content])
        else:
            self.send({"file": {"name": name, "type": kind, "text": content}})

    def _receive(self, _page: Any, content: object, _buffers: Any) -> None:
        number = number_of(content)
        try:
            if not (isinstance(content, dict) and content.get("do") == BEAT) and self._is_new(number):
                self._on_message(content)
        finally:
            self.send({"done": number})

    def _is_new(self, number: int) -> bool:
        """Whether a message is said for the first time; over a new connection a page may repeat itself."""
        new = number == 0 or number > self._last
        self._last = max(self._last, number)
        return new


def page_script() -> str:
    """The module that shows a view and says what a person does."""
    return _asset("parts.js") + _asset("page.js")


def style() -> str:
    """What it looks like."""
    return _asset("page.css")


def _asset(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")
