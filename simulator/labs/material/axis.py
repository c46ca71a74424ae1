"""The same numbers on an axis that begins somewhere else: bars, and a line over years."""

from __future__ import annotations

from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.lab import open_lab
from simulator.labs.material.data_plot import HOUSEHOLDS_ONLINE
from simulator.labs.picture import DescribedFigure

# Percent of households with internet: INS, releases of December; 2023 was not found. 2021 and 2024 follow
# from the changes that the releases state.
YEARS_ONLINE = {2020: 78.2, 2021: 80.8, 2022: 82.1, 2024: 88.6, 2025: 89.1}
MOST_CUT = {"bars": 80, "line": 75}


def drawn_ratio(start: float, low: float = 84.8, high: float = 92.6) -> float:
    """How many times longer the longer bar is drawn when the axis begins at `start`."""
    return (high - start) / (low - start)


def bars(start: float) -> DescribedFigure:
    """Households with internet, rural and urban, on an axis from `start` to 100."""
    import pandas as pd
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    lab = open_lab("axis")
    values = {lab.words(name): value for name, value in HOUSEHOLDS_ONLINE.items()}
    figure = Figure(figsize=(3.7, 2.9))
    axes = figure.subplots()
    axes.bar(list(values), list(values.values()), color=["#c0662b", "#2b5c8a"], width=0.6)
    for place, value in enumerate(values.values()):
        axes.text(place, value, _comma(value), ha="center", va="bottom")
    axes.set(ylim=(start, 100), ylabel=lab.words("unit"))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    title = lab.words("seen", ratio=_comma(drawn_ratio(start), 2))
    axes.set_title(title, loc="left", fontsize=11)
    table = pd.DataFrame(
        {lab.words("unit"): [_comma(value) for value in values.values()]}, index=list(values)
    )
    return DescribedFigure(figure, lab.words("bars", start=_plain(start), seen=title), table)


def line_chart(start: float) -> DescribedFigure:
    """Households with internet over the years, on an axis from `start` to 100."""
    import pandas as pd
    from matplotlib.figure import Figure

    lab = open_lab("axis")
    figure = Figure(figsize=(3.7, 2.9))
    axes = figure.subplots()
    years, values = list(YEARS_ONLINE), list(YEARS_ONLINE.values())
    axes.plot(years, values, "o-", color="#2b5c8a")
    for year, value in YEARS_ONLINE.items():
        axes.annotate(_comma(value), (year, value), xytext=(0, 7), textcoords="offset points", ha="center")
    axes.set(ylim=(start, 100), xlim=(2019.6, 2025.4), ylabel=lab.words("unit"))
    axes.set_xticks(range(2020, 2026))
    table = pd.DataFrame({lab.words("unit"): [_comma(value) for value in values]}, index=years)
    return DescribedFigure(figure, lab.words("line", start=_plain(start)), table)


def bars_exploration() -> Exploration:
    """Cut the bars' axis further and further."""
    return explore(bars, start=Dial(open_lab("axis").words("start"), 0, MOST_CUT["bars"], 0, 5))


def line_exploration() -> Exploration:
    """Cut the line's axis."""
    return explore(line_chart, start=Dial(open_lab("axis").words("start"), 0, MOST_CUT["line"], 0, 5))


def _comma(value: float, decimals: int = 1) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def _plain(value: float) -> str:
    return f"{value:g}"
