"""A widget that shows what its kernel was told and counts what people do: a page for attacks."""

import json
import logging
import os
import random
import time
from pathlib import Path

import anywidget
import traitlets

from simulator.ui import session_context

MODULE = """
export default {
  render({ model, el }) {
    const shown = document.createElement("p");
    const button = document.createElement("button");
    shown.id = "probe";
    button.id = "go";
    button.textContent = "go";
    const show = () => { shown.textContent = JSON.stringify(model.get("view")); };
    show();
    model.on("change:view", show);
    button.onclick = () => model.send({ do: "go" });
    el.append(shown, button);
  },
};
"""


class Probe(anywidget.AnyWidget):
    """Counts `go` messages in Python; shows the count."""

    _esm = MODULE
    view = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        told = json.loads(session_context.visit_text() or "{}")
        self.database = str(told.get("database", "")).removeprefix("sqlite:///")
        fails_once(self.database, str(told.get("query")))
        about = {"learner": told.get("learner"), "query": told.get("query"), "database": self.database}
        self.view = {"count": 0, "chance": random.random(), **about}
        self.on_msg(self._go)

    def _go(self, _widget: object, content: object, _buffers: object) -> None:
        if content == {"do": "fail"}:
            logging.getLogger("simulator.probe").error("a page failed on purpose")
        if content == {"do": "store slowly"}:
            time.sleep(0.5)
            Path(f"{self.database}.stored").touch()
        self.view = {**self.view, "count": self.view["count"] + 1}


def fails_once(database: str, query: str) -> None:
    """The first kernel that is asked to end or to stick does so; those after it do not."""
    mark = Path(f"{database}.{query}")
    if query in ("play=ends", "play=sticks") and not mark.exists():
        mark.touch()
        if query == "play=ends":
            os._exit(1)
        time.sleep(600)
