"""An exercise on screen: question, control, hints in steps, what is said of the answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any

from simulator.content.lab import LabExercise
from simulator.labs.feedback import Feedback
from simulator.language import Language

WIDGET = "application/vnd.jupyter.widget-view+json"
DONE = "lab-done"  # by this class, and the exercise's own, a page learns what is finished
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class PosedExercise:
    """An exercise in a cell: widgets where there is somebody to work them, else its words.

    `check` says what is to be said of an answer.
    """

    name: str
    exercise: LabExercise
    check: Callable[[object], Feedback]
    speech: Language

    def __repr__(self) -> str:
        exercise = self.exercise
        choices = [option.text for option in (exercise.options or {}).values()]
        things = [item.text for item in (exercise.items or {}).values()]
        columns = [column.text for column in (exercise.columns or {}).values()]
        lines = [*choices, *things, *(exercise.rows or {}).values(), *columns]
        return "\n".join([exercise.title, exercise.ask, *(f"– {line}" for line in lines)])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = exercise_widget(self)._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


def exercise_widget(posed: PosedExercise) -> Any:
    """The widget of an exercise. Whoever finishes it is told so, and so is the page that shows it."""
    import ipywidgets as w

    from simulator.labs.controls import control_for

    exercise, text = posed.exercise, posed.speech.text
    control = control_for(exercise, posed.speech)
    asked = w.HTML(f"{stylesheet()}<h3>{escape(exercise.title)}</h3><p>{escape(exercise.ask)}</p>")
    verdict, hints = w.HTML().add_class("lab-said"), w.HTML().add_class("lab-hints")
    check = w.Button(description=text("Check"), button_style="primary")
    hint = w.Button(description=_hint_label(posed, 0))
    given: list[str] = []
    box = w.VBox([asked, control.widget, w.HBox([check, hint]), verdict, hints], layout={"width": "100%"})
    box.add_class("lab-exercise")

    def on_check(_: object) -> None:
        feedback = _checked(posed, control.answer())
        verdict.value = feedback._repr_html_()
        if feedback.passed:
            box.add_class(DONE).add_class(f"{DONE}--{posed.name}")

    def on_hint(_: object) -> None:
        given.append(exercise.hints[len(given)])
        hints.value = "".join(f"<p>{escape(line)}</p>" for line in given)
        hint.description = _hint_label(posed, len(given))
        hint.disabled = len(given) == len(exercise.hints)

    check.on_click(on_check)
    hint.on_click(on_hint)
    return box


def stylesheet() -> str:
    """The exercises' own style, for pages and for JupyterLab."""
    return f"<style>{(files('simulator.labs') / 'assets' / 'exercise.css').read_text('utf-8')}</style>"


def _checked(posed: PosedExercise, answer: object) -> Feedback:
    """What is said of an answer; a fault of ours is told, never shown as a traceback or as nothing."""
    try:
        return posed.check(answer)
    except Exception:
        _LOG.exception("an exercise could not be checked: %s", posed.name)
        return Feedback(
            passed=False,
            summary=posed.speech.text(
                "The answer could not be checked: the fault is the simulator's. Nothing you did is lost."
            ),
        )


def _hint_label(posed: PosedExercise, given: int) -> str:
    most = len(posed.exercise.hints)
    if given >= most:
        return posed.speech.text("No more hints")
    return posed.speech.text("A hint ({number} of {most})", number=given + 1, most=most)
