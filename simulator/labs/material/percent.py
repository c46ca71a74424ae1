"""Intervals of a share, and their drawing."""

from __future__ import annotations

from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.lab import open_lab
from simulator.labs.picture import DescribedFigure

MOST_COUNT, MOST_OF = 80, 1040
COLOURS = ("#2b5c8a", "#c0662b")


def wilson(count: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson's interval of a share (Wilson 1927), from 0 to 1."""
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(count, of, alpha=1 - level, method="wilson")
    return max(0.0, float(low)), min(1.0, float(high))


def wald(count: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of the school books; it fails near 0 and 1, and is here to show that."""
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(count, of, alpha=1 - level, method="normal")
    return float(low), float(high)


def caught(share: float, of: int, interval: str) -> float:
    """How often such an interval ("wilson", "wald") holds the true share, over all that can be counted."""
    from scipy.stats import binom

    ends = {"wilson": wilson, "wald": wald}[interval]
    chances = ((count, float(binom.pmf(count, of, share))) for count in range(of + 1))
    return sum(chance for count, chance in chances if ends(count, of)[0] <= share <= ends(count, of)[1])


def share_picture(count: int, of: int) -> DescribedFigure:
    """A share with both intervals, on a scale from 0 to 100 %."""
    import pandas as pd
    from matplotlib.figure import Figure

    lab, count = open_lab("percent"), min(count, of)
    ends = {"Wald": wald(count, of), "Wilson": wilson(count, of)}
    figure = Figure(figsize=(3.7, 1.8))
    axes = figure.subplots()
    for row, (low, high) in enumerate(ends.values()):
        axes.plot(
            [100 * low, 100 * high], [row, row], color=COLOURS[1 - row], linewidth=8, solid_capstyle="butt"
        )
        axes.plot([100 * count / of], [row], "ko")
        interval = lab.words("ends", low=percent(low), high=percent(high))
        axes.text(100, row + 0.28, interval, ha="right", fontsize=10)
    axes.set(xlim=(-6, 101), ylim=(-0.5, 1.7), xlabel=lab.words("axis"))
    axes.axvline(0, color="#444444", linewidth=0.8)
    axes.set_yticks(range(len(ends)), list(ends))
    title = lab.words("counted", count=count, of=of, share=percent(count / of))
    axes.set_title(title, loc="left", fontsize=11)
    columns = {name: [percent(low), percent(high)] for name, (low, high) in reversed(ends.items())}
    bounds = dict(zip(("least", "most", "low", "high"), columns["Wilson"] + columns["Wald"], strict=True))
    words = lab.words("alternative", counted=title, **bounds)
    return DescribedFigure(figure, words, pd.DataFrame(columns, index=[lab.words("from"), lab.words("to")]))


def share_exploration() -> Exploration:
    """Set how many of how many, and watch both intervals."""
    lab = open_lab("percent")
    return explore(
        share_picture,
        count=Dial(lab.words("count"), 0, MOST_COUNT, 4),
        of=Dial(lab.words("of"), 4, MOST_OF, 52, 4),
    )


def percent(share: float) -> str:
    """A share as it is written in Romania: "7,7 %"."""
    return f"{100 * share:.1f} %".replace(".", ",")
