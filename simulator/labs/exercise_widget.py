"""An exercise on screen: question, control, hints in steps, what is said of the answer."""

from __future__ import annotations

import logging
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from simulator.content.lab import LabExercise
from simulator.labs.feedback import Feedback

if TYPE_CHECKING:
    from simulator.labs.lab import Lab

WIDGET = "application/vnd.jupyter.widget-view+json"
DONE = "lab-done"  # by this class, and the exercise's own, a page learns what is finished
_LOG = logging.getLogger(__name__)


class ShownExercise:
    """An exercise in a cell: widgets where there is somebody to work them, else its words."""

    def __init__(self, lab: Lab, name: str, exercise: LabExercise) -> None:
        self._lab, self._name, self._exercise = lab, name, exercise

    def __repr__(self) -> str:
        exercise = self._exercise
        choices = [option.text for option in (exercise.options or {}).values()]
        things = [item.text for item in (exercise.items or {}).values()]
        return "\n".join([exercise.title, exercise.ask, *(f"– {line}" for line in (*choices, *things))])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown: dict[str, Any] = exercise_widget(self._lab, self._name, self._exercise)._repr_mimebundle_()
        return {WIDGET: shown[WIDGET], "text/plain": repr(self)}


def exercise_widget(lab: Lab, name: str, exercise: LabExercise) -> Any:
    """The widget of an exercise. Whoever finishes it is told so, and so is the page that shows it."""
    import ipywidgets as w

    from simulator.labs.controls import control_for

    text = lab.speech.text
    control = control_for(exercise, lab.speech)
    asked = w.HTML(f"{stylesheet()}<h3>{escape(exercise.title)}</h3><p>{escape(exercise.ask)}</p>")
    said, hints = w.HTML().add_class("lab-said"), w.HTML().add_class("lab-hints")
    check = w.Button(description=text("Check"), button_style="primary")
    hint = w.Button(description=_hint_label(lab, exercise, 0))
    given: list[str] = []
    box = w.VBox([asked, control.widget, w.HBox([check, hint]), said, hints], layout={"width": "100%"})
    box.add_class("lab-exercise")

    def on_check(_: object) -> None:
        feedback = _checked(lab, name, control.answer())
        said.value = feedback._repr_html_()
        if feedback.passed:
            box.add_class(DONE).add_class(f"{DONE}--{name}")

    def on_hint(_: object) -> None:
        given.append(exercise.hints[len(given)])
        hints.value = "".join(f"<p>{escape(line)}</p>" for line in given)
        hint.description = _hint_label(lab, exercise, len(given))
        hint.disabled = len(given) == len(exercise.hints)

    check.on_click(on_check)
    hint.on_click(on_hint)
    return box


def stylesheet() -> str:
    """The exercises' own style, for pages and for JupyterLab."""
    return f"<style>{(files('simulator.labs') / 'assets' / 'exercise.css').read_text('utf-8')}</style>"


def _checked(lab: Lab, name: str, answer: object) -> Feedback:
    """What is said of an answer; a fault of ours is told, never shown as a traceback or as nothing."""
    try:
        return lab.check(name, answer)
    except Exception:
        _LOG.exception("an exercise could not be checked: %s/%s", lab.id, name)
        return Feedback(
            passed=False,
            summary=lab.speech.text(
                "The answer could not be checked: the fault is the simulator's. Nothing you did is lost."
            ),
        )


def _hint_label(lab: Lab, exercise: LabExercise, given: int) -> str:
    most = len(exercise.hints)
    if given >= most:
        return lab.speech.text("No more hints")
    return lab.speech.text("A hint ({number} of {most})", number=given + 1, most=most)
