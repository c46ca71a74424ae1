"""The controls by which a log is read: a case, a walk, a step, another decision."""

from __future__ import annotations

from html import escape
from typing import Any

from simulator.errors import Refused, WrongUse
from simulator.labs.lab import open_lab
from simulator.labs.material.play_log import (
    ChangedWalk,
    case_titles,
    options_at,
    play_changed_walk,
    step_view,
    walk_titles,
)
from simulator.labs.picture import WIDGET
from simulator.labs.text_view import TextView

_WIDE = {"width": "100%", "max_width": "36rem"}
_OWN = {"description_width": "initial"}


def log_reader(step: int = 1) -> LogReader:
    """A log to be read with a slider, from a step on."""
    return LogReader(step)


class LogReader:
    """The controls and the view in a cell; where nobody works with them, the view at its start."""

    def __init__(self, step: int) -> None:
        self._step = step

    def __repr__(self) -> str:
        return repr(step_view(ChangedWalk(), self._step))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = ReaderControls(self._step).box._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


class ReaderControls:
    """The widgets of one reader. Each handler puts the others in order, during which they keep still."""

    def __init__(self, step: int) -> None:
        import ipywidgets as w

        from simulator.labs.exercise_widget import stylesheet

        words = open_lab("play-log").words
        self.way, self._still = ChangedWalk(), False
        self.case = w.Dropdown(
            options=[(title, name) for name, title in case_titles().items()],
            description=words("ask-case"),
            style=_OWN,
            layout=_WIDE,
        )
        self.walk = w.Dropdown(description=words("ask-walk"), style=_OWN, layout=_WIDE)
        self.step = w.IntSlider(
            min=1, max=99, value=step, description=words("ask-step"), style=_OWN, layout=_WIDE
        )
        self.asked = w.HTML()
        self.options = w.RadioButtons(layout={"width": "100%"})
        self.back = w.Button(description=words("back"))
        self.view = w.HTML().add_class("lab-view")
        parts = [self.case, self.walk, self.step, self.asked, self.options, self.back, self.view]
        self.box = w.VBox([w.HTML(stylesheet()), *parts], layout={"width": "100%"})
        self.box.add_class("lab-exercise").add_class("lab-exploration")
        self._list_walks()
        self._show()
        self.case.observe(self._on_case, "value")
        self.walk.observe(self._on_walk, "value")
        self.step.observe(self._on_step, "value")
        self.options.observe(self._on_option, "value")
        self.back.on_click(self._on_back)

    def _on_case(self, _: object) -> None:
        if not self._still:
            self._list_walks()
            self._on_walk()

    def _on_walk(self, _: object = None) -> None:
        if not self._still:
            self.way = ChangedWalk(self.case.value, self.walk.value)
            self._show(step=1)

    def _on_back(self, _: object) -> None:
        self.way = ChangedWalk(self.way.case, self.way.walk)
        self._show()

    def _on_step(self, _: object) -> None:
        if not self._still:
            self._show()

    def _on_option(self, _: object) -> None:
        if self._still or not self.options.value:
            return
        try:
            self.way = self.way.changed(self.step.value, self.options.value)
        except (Refused, WrongUse) as fault:
            self.view.value = f"<p>{open_lab('play-log').speech.say(fault.reason)}</p>"
            return
        self._show()

    def _list_walks(self) -> None:
        self._still = True
        self.walk.options = [(title, name) for name, title in walk_titles(self.case.value).items()]
        self.walk.index = 0
        self._still = False

    def _show(self, step: int | None = None) -> None:
        """Bring slider, options and view in line with the way, at a step or where the slider stands."""
        words, play = open_lab("play-log").words, play_changed_walk(self.way)
        self._still = True
        self.step.max = len(play.decisions)
        self.step.value = step or self.step.value
        decision, texts = play.decisions[self.step.value - 1], options_at(self.way, self.step.value)
        view = step_view(self.way, self.step.value)
        head, _, rest = view.sentences.partition("\n")
        ask = words("ask-option" if texts else "no-options")
        self.asked.value = f"<p><strong>{escape(head)}</strong></p><p>{escape(ask)}</p>"
        self.options.options = [(text, name) for name, text in texts.items()]
        self.options.value = decision.answer if texts else None
        self.options.layout.display = "" if texts else "none"
        self.back.disabled = not self.way.changes
        self.view.value = TextView(rest, view.tables).html()
        self._still = False
