"""A widget that shows what its kernel was told and counts what people do: a page for attacks."""

import json
import random

import anywidget
import traitlets

from simulator.ui import visit

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
        told = json.loads(visit.told() or "{}")
        about = {"learner": told.get("learner"), "query": told.get("query")}
        self.view = {"count": 0, "chance": random.random(), **about}
        self.on_msg(self._go)

    def _go(self, _widget: object, _content: object, _buffers: object) -> None:
        self.view = {**self.view, "count": self.view["count"] + 1}
