"""The controls of core ipywidgets by which an exercise is answered, one entry for each kind of answer.

Long words stand in the control's own label, so that whoever does not see it hears them with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ipywidgets as w

from simulator.content.lab import LabExercise, row_columns
from simulator.labs.answers import LabFile
from simulator.language import Language

_WIDE = {"width": "100%"}
_OWN = {"description_width": "initial"}


@dataclass(frozen=True, slots=True)
class Control:
    """What stands on the page, and what its answer is now: None while there is none."""

    widget: w.Widget
    answer: Callable[[], object]


def control_for(exercise: LabExercise, speech: Language) -> Control:
    """The control of an exercise."""
    make: Callable[[LabExercise, Language], Control] = _KINDS[exercise.answer]
    return make(exercise, speech)


def _choice(exercise: LabExercise, _: Language) -> Control:
    options = [(option.text, name) for name, option in (exercise.options or {}).items()]
    radios = w.RadioButtons(options=options, value=None, layout=_WIDE)
    return Control(radios, lambda: radios.value)


def _choices(exercise: LabExercise, _: Language) -> Control:
    boxes = {
        name: w.Checkbox(description=option.text, indent=False, layout=_WIDE, style=_OWN)
        for name, option in (exercise.options or {}).items()
    }
    return Control(
        w.VBox([*boxes.values()], layout=_WIDE),
        lambda: tuple(name for name, box in boxes.items() if box.value) or None,
    )


def _sort(exercise: LabExercise, speech: Language) -> Control:
    bins = [(speech.text("choose…"), ""), *((text, name) for name, text in (exercise.bins or {}).items())]
    lists = {
        name: w.Dropdown(options=bins, value="", description=item.text, layout=_WIDE, style=_OWN)
        for name, item in (exercise.items or {}).items()
    }
    return _several(lists)


def _number(exercise: LabExercise, speech: Language) -> Control:
    field = _field(speech.text("Your answer"), exercise.unit)
    return Control(field, lambda: field.value.strip() or None)


def _numbers(exercise: LabExercise, _: Language) -> Control:
    return _several({name: _field(item.text, exercise.unit) for name, item in (exercise.items or {}).items()})


def _field(label: str, unit: str | None) -> w.Text:
    words = f"{label} ({unit})" if unit else label
    return w.Text(description=words, continuous_update=True, layout=_WIDE, style=_OWN)


def _several(controls: dict[str, Any]) -> Control:
    return Control(
        w.VBox([*controls.values()], layout=_WIDE),
        lambda: (
            {name: one.value for name, one in controls.items()}
            if any(one.value for one in controls.values())
            else None
        ),
    )


def _table(exercise: LabExercise, speech: Language) -> Control:
    """A list for each cell, its label with the row's name, one below the other as a narrow screen needs."""
    rows = {
        row: {
            name: w.Dropdown(
                options=[
                    (speech.text("choose…"), ""),
                    *((text, option) for option, text in column.options.items()),
                ],
                value="",
                description=f"{(exercise.rows or {})[row]}. {column.text}",
                layout=_WIDE,
                style=_OWN,
            )
            for name, column in cells.items()
        }
        for row, cells in row_columns(exercise).items()
    }
    boxes = [w.VBox([*cells.values()], layout=_WIDE).add_class("lab-row") for cells in rows.values()]

    def filled_in() -> dict[str, dict[str, str]] | None:
        given = {row: {name: one.value for name, one in cells.items()} for row, cells in rows.items()}
        return given if any(value for cells in given.values() for value in cells.values()) else None

    return Control(w.VBox(boxes, layout=_WIDE), filled_in)


def _text(_: LabExercise, speech: Language) -> Control:
    area = w.Textarea(description=speech.text("Your answer"), rows=6, layout=_WIDE, style=_OWN)
    return Control(area, lambda: area.value.strip() or None)


def _file(exercise: LabExercise, speech: Language) -> Control:
    chooser = w.FileUpload(
        accept=",".join(exercise.accept), description=speech.text("Choose a file"), layout={"width": "auto"}
    )

    def handed_in() -> LabFile | None:
        if not chooser.value:
            return None
        last = chooser.value[-1]
        return LabFile(str(last["name"]), bytes(last["content"]))

    return Control(chooser, handed_in)


_KINDS: dict[str, Callable[[LabExercise, Language], Control]] = {
    "choice": _choice,
    "choices": _choices,
    "sort": _sort,
    "number": _number,
    "numbers": _numbers,
    "text": _text,
    "file": _file,
    "table": _table,
}
