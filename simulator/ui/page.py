"""The one widget: it shows a view and hands on what a person does. Python owns the view.

A browser's own writes to the view are ignored here, and dropped on their way by the server.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from simulator.ui.actions import number_of, view_of
from simulator.ui.parts import Node
from simulator.ui.place import Place, named

ASSETS = Path(__file__).parent / "assets"
PLACES = ASSETS / "places"
# In the order in which they are joined to one file each; the last rule of two alike is the one that holds.
SCRIPTS = (
    "parts.js",
    "people.js",
    "debrief.js",
    "play.js",
    "grid.js",
    "overview.js",
    "page.js",
)
STYLES = (
    "page.css",
    "people.css",
    "debrief.css",
    "play.css",
    "grid.css",
    "overview.css",
    "print.css",
)
BEAT = "beat"
NOWHERE = Place()
MOST_VIEWS = 16  # of one page at a time, as JupyterLab can show it; who spoke longest ago is forgotten first
RECENT = 200  # messages that a view may repeat over a new connection


@dataclass(slots=True)
class Counter:
    """What was taken from one view of a page, by the view's own numbers, which rise by themselves."""

    last: int = 0
    recent: deque[int] = field(default_factory=lambda: deque(maxlen=RECENT))

    def take(self, number: int) -> bool | None:
        """Whether a message is new; None for one that comes too late and never was taken.

        Over a new connection a view may repeat itself. A message without a number counts each time.
        """
        if number == 0:
            return True
        if number in self.recent:
            return False
        if number <= self.last:
            return None
        self.last = number
        self.recent.append(number)
        return True


class Page(anywidget.AnyWidget):
    """Shows `view` and calls `on_message` with each message; each that was taken is acknowledged afterwards.

    JupyterLab may show one page in several views. Each has a name and counts for itself; what answers a
    view is addressed to it.
    """

    view = traitlets.Dict().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    def __init__(self, view: Node, on_message: Callable[[object], None]) -> None:
        super().__init__(view=view, _esm=page_script(), _css=style())
        self._on_message = on_message
        self._counters: OrderedDict[str, Counter] = OrderedDict()
        self._speaker = ""
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """What stands in a notebook that is not run yet, in both languages; Jupyter cuts after 110 signs."""
        title = self.view.get("title", "")[:40]
        return f"„{title}”: Shift+Enter deschide pagina. (Shift+Enter opens the page.)"

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Nothing that a browser writes is taken over."""

    def show(self, view: Node) -> None:
        """Show another view."""
        if view != self.view:
            self.view = view

    def go(self, page: str, place: Place = NOWHERE) -> None:
        """Send the browser to another page of ours."""
        self.send({"go": {"page": page, "to": named(place)}, **_addressed(self._speaker)})

    def fill(self, key: str, children: list[Node]) -> None:
        """Put parts into something to unfold that came without them."""
        self.send({"fill": {"key": key, "children": children}, **_addressed(self._speaker)})

    def give(self, name: str, content: str | bytes, kind: str = "application/json") -> None:
        """Give the browser a file to keep, of a media type."""
        file, to = {"name": name, "type": kind}, _addressed(self._speaker)
        if isinstance(content, bytes):
            self.send({"file": file, **to}, [content])
        else:
            self.send({"file": {**file, "text": content}, **to})

    def _receive(self, _page: Any, content: object, _buffers: Any) -> None:
        number, view = number_of(content), view_of(content)
        beat = isinstance(content, dict) and content.get("do") == BEAT
        new = False if beat else self._counter(view).take(number)
        try:
            if new:
                self._speaker = view
                self._on_message(content)
        finally:
            if new is not None:
                self.send({"done": number, **_addressed(view)})

    def _counter(self, view: str) -> Counter:
        counter = self._counters.setdefault(view, Counter())
        self._counters.move_to_end(view)
        while len(self._counters) > MOST_VIEWS:
            self._counters.popitem(last=False)
        return counter


def _addressed(view: str) -> dict[str, str]:
    """To whom a message goes: to one view, or to all."""
    return {"view": view} if view else {}


def page_script() -> str:
    """The module that shows a view and says what a person does."""
    return "".join(map(_asset, SCRIPTS))


def style() -> str:
    """What it looks like."""
    return "".join(map(_asset, STYLES))


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")
