"""A level word and the interval behind it, by the simulator's own estimator (`competence.estimate`).

Prior, interval, levels and the least evidence are ours (`scenarios/framework/competence.yaml`, estimation);
so are the two people. A decision counts with weight 1 here, as a rule of the guide does in a standard case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.competence.estimate import BetaBinomial, Estimate
from simulator.competence.evidence import Evidence
from simulator.graph.loading import load_profession
from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.lab import open_lab
from simulator.labs.text_view import CaptionedTable, TextView
from simulator.language import language
from simulator.report.estimate_words import interval_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PEOPLE = {"ana": (3, 2), "bogdan": (18, 11)}  # decisions that were judged, and those that were right


def estimate(decisions: int, right: int) -> Estimate:
    """What so many judged decisions, so many of them right, say of a domain."""
    pieces = [Evidence("", "", step, 1.0, float(step < right)) for step in range(decisions)]
    return BetaBinomial(load_profession().profession.model).estimate("", pieces)


def thresholds() -> tuple[tuple[float, str], ...]:
    """From which mean (0-1) a level is named, and its id."""
    return load_profession().profession.model.levels


def level_label(level: str) -> str:
    """A level in words; one that is not named, too."""
    if not level:
        return open_lab("level").words("no-level")
    return load_profession().texts["ro"][f"levels.{level}"]


def level_view(decisions: int, right: int) -> TextView:
    """Two people of one level, and a third as the dials have it."""
    import pandas as pd

    lab, speech = open_lab("level"), language("ro")
    right = min(right, decisions)
    people = {**PEOPLE, "yours": (decisions, right)}
    estimates = {name: estimate(*counts) for name, counts in people.items()}
    rows = [
        (f"{people[name][1]}/{people[name][0]}", level_label(one.level), interval_words(one, speech))
        for name, one in estimates.items()
    ]
    frame = pd.DataFrame(
        rows,
        columns=[lab.words(key) for key in ("right-of", "level", "interval")],
        index=[lab.words(name) for name in people],
    )
    frame.index.name = lab.words("who")
    sentences = lab.words("said", right=right, decisions=decisions, level=rows[-1][1], interval=rows[-1][2])
    return TextView(
        sentences, (CaptionedTable(lab.words("caption"), frame),), _drawn(estimates), lab.words("drawn")
    )


def level_exploration() -> Exploration:
    """Set how many decisions were judged and how many of them were right."""
    lab = open_lab("level")
    return explore(
        level_view,
        decisions=Dial(lab.words("decisions"), 0, 24, 6),
        right=Dial(lab.words("right"), 0, 24, 4),
    )


def _drawn(estimates: dict[str, Estimate]) -> Figure:
    from matplotlib.figure import Figure

    lab = open_lab("level")
    figure = Figure(figsize=(6, 2.2))
    axes = figure.subplots()
    for row, one in enumerate(reversed(estimates.values())):
        axes.plot([one.low, one.high], [row, row], linewidth=6, solid_capstyle="butt", color="#2b5c8a")
        axes.plot([one.mean], [row], "o", color="white", markeredgecolor="black")
    starts = [start for start, _ in thresholds()]
    for start in starts[1:]:
        axes.axvline(start, color="#666666", linewidth=1, linestyle="--")
    axes.set(xlim=(0, 1), ylim=(-0.6, len(estimates) - 0.4), xlabel=lab.words("axis"))
    axes.set_yticks(range(len(estimates)), [lab.words(name) for name in reversed(estimates)])
    ends = [*starts[1:], 1.0]
    middles = [(start + end) / 2 for start, end in zip(starts, ends, strict=True)]
    axes.set_xticks([*starts, 1.0], [language("ro").number(tick, 1) for tick in (*starts, 1.0)])
    for middle, (_, name) in zip(middles, thresholds(), strict=True):
        axes.text(middle, len(estimates) - 0.35, level_label(name), ha="center", va="bottom", fontsize=9)
    return figure
