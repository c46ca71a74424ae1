"""Trying a number out: controls, and a view that is drawn anew whenever one of them changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from simulator.labs.picture import WIDGET, DescribedFigure


@dataclass(frozen=True, slots=True)
class Dial:
    """A number to be set: its label, from where to where, where it stands at first, in which steps."""

    label: str
    least: float
    most: float
    start: float
    step: float = 1


class Exploration:
    """Dials and lists beside a view; in a cell that nobody works with, the view at its start."""

    def __init__(
        self, draw: Callable[..., DescribedFigure | str], controls: dict[str, Dial | dict[str, str]]
    ) -> None:
        self._draw, self._controls = draw, controls

    def __repr__(self) -> str:
        start = {
            name: one.start if isinstance(one, Dial) else next(key for key in one if key)
            for name, one in self._controls.items()
        }
        view = self._draw(**start)
        return repr(view) if isinstance(view, DescribedFigure) else view

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self._widget()._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}

    def _widget(self) -> Any:
        import ipywidgets as w

        from simulator.labs.exercise_widget import stylesheet

        controls = {name: _control(one, name) for name, one in self._controls.items()}
        view = w.HTML().add_class("lab-view")

        def draw_again(_: object = None) -> None:
            drawn = self._draw(**{name: control.value for name, control in controls.items()})
            view.value = drawn.html() if isinstance(drawn, DescribedFigure) else f"<p>{escape(drawn)}</p>"

        for control in controls.values():
            control.observe(draw_again, "value")
        draw_again()
        box = w.VBox([w.HTML(stylesheet()), *controls.values(), view], layout={"width": "100%"})
        return box.add_class("lab-exercise").add_class("lab-exploration")


def explore(draw: Callable[..., DescribedFigure | str], **controls: Dial | dict[str, str]) -> Exploration:
    """A view by `draw`, which is given the value of each control by name.

    A control is a `Dial`, or a list to choose from (what stands for each choice, by its value; its first
    key is chosen at first; the key "" is its label).
    """
    return Exploration(draw, controls)


def _control(one: Dial | dict[str, str], name: str) -> Any:
    import ipywidgets as w

    style = {"description_width": "initial"}
    wide = {"width": "100%", "max_width": "36rem"}
    if isinstance(one, Dial):
        whole = all(float(value).is_integer() for value in (one.least, one.most, one.start, one.step))
        kind = w.IntSlider if whole else w.FloatSlider
        return kind(
            min=one.least,
            max=one.most,
            value=one.start,
            step=one.step,
            description=one.label,
            style=style,
            layout=wide,
        )
    label = one.get("", name)
    options = [(text, value) for value, text in one.items() if value]
    return w.Dropdown(options=options, description=label, style=style, layout=wide)
