"""Intervals of a share, and their drawing."""

from __future__ import annotations

from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.lab import open_lab
from simulator.labs.picture import Picture


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


def share_picture(count: int, of: int) -> Picture:
    """A share with both intervals, on a scale from 0 to 100 %."""
    import pandas as pd
    from matplotlib.figure import Figure

    lab, count = open_lab("percent"), min(count, of)
    ends = {"Wilson": wilson(count, of), "Wald": wald(count, of)}
    figure = Figure(figsize=(6, 1.8))
    axes = figure.subplots()
    for row, (low, high) in enumerate(ends.values()):
        axes.plot([100 * low, 100 * high], [row, row], linewidth=6, solid_capstyle="butt")
        axes.plot([100 * count / of], [row], "ko")
    axes.set(xlim=(-5, 100), ylim=(-0.5, 1.5), xlabel=lab.words("axis"))
    axes.set_yticks(range(len(ends)), list(ends))
    columns = {name: [_percent(low), _percent(high)] for name, (low, high) in ends.items()}
    least, most = columns["Wilson"]
    words = lab.words("alternative", count=count, of=of, share=_percent(count / of), low=least, high=most)
    return Picture(figure, words, pd.DataFrame(columns, index=[lab.words("from"), lab.words("to")]))


def share_exploration() -> Exploration:
    """Set how many of how many, and watch both intervals."""
    lab = open_lab("percent")
    return explore(
        share_picture, count=Dial(lab.words("count"), 0, 60, 4), of=Dial(lab.words("of"), 5, 400, 52)
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")
