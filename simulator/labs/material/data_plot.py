"""A plot of official figures, drawn as whoever makes it decides: axis, title, unit, source."""

from __future__ import annotations

from simulator.labs.exploring import Exploration, explore
from simulator.labs.material.data import data_lab
from simulator.labs.picture import DescribedFigure

HOUSEHOLDS_ONLINE = {"rural": 84.8, "urban": 92.6}  # percent, 2025: INS, release of December 2025
CUT_AT = 80


def plotted(axis: str, unit: str, title: str, source: str) -> DescribedFigure:
    """The two bars, with the choices made; each choice is the key of its words, or "none"."""
    import pandas as pd
    from matplotlib.figure import Figure

    lab = data_lab()
    figure = Figure(figsize=(3.7, 3.0))
    axes = figure.subplots()
    names = [lab.words(name) for name in HOUSEHOLDS_ONLINE]
    values = list(HOUSEHOLDS_ONLINE.values())
    axes.bar(names, values, color=["#c0662b", "#2b5c8a"], width=0.6)
    for place, value in enumerate(values):
        axes.text(place, value, f"{value:.1f}".replace(".", ","), ha="center", va="bottom")
    axes.set_ylim(CUT_AT if axis == "axis-cut" else 0, 95 if axis == "axis-cut" else 105)
    axes.set_ylabel(lab.words(unit), fontsize=10)
    axes.set_title(lab.words(title), loc="left", fontsize=11)
    below = lab.words(source) if source != "source-none" else ""
    axes.text(0, -0.17, below, transform=axes.transAxes, fontsize=9, va="top")
    description = lab.words("plotted", axis=lab.words(axis), title=lab.words(title), source=below)
    return DescribedFigure(figure, description, pd.DataFrame({lab.words(unit): values}, index=names))


def plot_exploration() -> Exploration:
    """Choose axis, unit, title and source line; see what becomes of the same two numbers."""
    return explore(
        plotted,
        axis=_choices("axis", "axis-cut", "axis-whole"),
        unit=_choices("unit", "unit-bare", "unit-full"),
        title=_choices("title", "title-loud", "title-plain"),
        source=_choices("source", "source-none", "source-full"),
    )


def _choices(head: str, *keys: str) -> dict[str, str]:
    lab = data_lab()
    return {"": lab.words(head)} | {key: lab.words(key) for key in keys}
