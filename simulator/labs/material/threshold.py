"""A threshold drawn through the scores of simulated learners: who stays outside, who comes in by chance.

Ours throughout: the learners are simulated (the policy `profile`: right by knowledge in some share of what
they decide, by luck in the rest), `ABLE` is the share from which we call one able, and a score is the mean
of what the decisions of a play showed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.lab import open_lab
from simulator.labs.text_view import CaptionedTable, TextView
from simulator.language import language

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

CASES = ("abuse-discovery", "burnout", "coordination-conflict", "signature-request")
LEARNERS, SEED, ABLE = 1000, 1, 60  # how many, which, from which share (%) of known decisions


class ConfusionCounts(NamedTuple):
    """Learners on both sides of a threshold, the able ones and those who are not yet."""

    able_in: int
    able_out: int
    other_in: int
    other_out: int


@cache
def learners() -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Scores (0-100) of each learner in each case, a row a case; and who is able.

    A learner keeps number, seed and so ability from case to case.
    """
    import numpy as np

    from simulator.cohort.policies import policy
    from simulator.cohort.replay import play_cohort
    from simulator.graph.loading import open_case

    kind = policy("profile", ability=50, spread=50)
    cohorts = [play_cohort(open_case(name, "standard"), kind, 0, SEED, LEARNERS) for name in CASES]
    scores = np.stack([100 * np.nanmean(one.scores, axis=0) for one in cohorts])
    return scores, kind.ability + cohorts[0].ability >= ABLE


def scores_after(cases: int) -> NDArray[np.float64]:
    """Each learner's mean score (0-100) over the first so many cases."""
    mean: NDArray[np.float64] = learners()[0][:cases].mean(axis=0)
    return mean


def counts_at(threshold: float, cases: int = 1) -> ConfusionCounts:
    """Who is in and who is out; a score that equals the threshold is in."""
    able, inside = learners()[1], scores_after(cases) >= threshold
    return ConfusionCounts(
        able_in=int((able & inside).sum()),
        able_out=int((able & ~inside).sum()),
        other_in=int((~able & inside).sum()),
        other_out=int((~able & ~inside).sum()),
    )


def threshold_view(threshold: int, cases: str) -> TextView:
    """The scores with the threshold through them, and the four groups in words and in a table."""
    import pandas as pd

    lab = open_lab("threshold")
    counts = counts_at(threshold, int(cases))
    able, other = counts.able_in + counts.able_out, counts.other_in + counts.other_out
    frame = pd.DataFrame(
        [(counts.able_in, counts.able_out, able), (counts.other_in, counts.other_out, other)],
        columns=[lab.words(key) for key in ("in", "out", "all")],
        index=[lab.words("able"), lab.words("other")],
    )
    frame.index.name = lab.words("learners")
    sentences = lab.words(
        "said",
        threshold=threshold,
        cases=lab.words(f"cases-{cases}"),
        missed=_percent(counts.able_out / able),
        lucky=_percent(counts.other_in / other),
    )
    table = CaptionedTable(lab.words("caption"), frame)
    return TextView(sentences, (table,), _drawn(threshold, int(cases)), lab.words("drawn"))


def threshold_exploration() -> Exploration:
    """Move the threshold, and let the learners be seen in more cases."""
    lab = open_lab("threshold")
    cases = {"": lab.words("cases"), **{key: lab.words(f"cases-{key}") for key in ("1", "2", "4")}}
    return explore(threshold_view, cases=cases, threshold=Dial(lab.words("threshold"), 30, 100, 60, 5))


def _drawn(threshold: int, cases: int) -> Figure:
    from matplotlib.figure import Figure

    lab, scores, able = open_lab("threshold"), scores_after(cases), learners()[1]
    figure = Figure(figsize=(6, 2.6))
    axes = figure.subplots()
    names = [lab.words("able"), lab.words("other")]
    colours, hatches = ["#2b5c8a", "#e8b34b"], ["", "//"]  # told apart without colours, too
    axes.hist([scores[able], scores[~able]], bins=range(0, 105, 5), stacked=True, color=colours, label=names)
    for group, hatch in zip(axes.containers, hatches, strict=True):
        for patch in group:
            patch.set(hatch=hatch, edgecolor="white")
    axes.axvline(threshold, color="#b3261e", linewidth=2)
    axes.set(xlim=(0, 100), xlabel=lab.words("axis"), ylabel=lab.words("learners"))
    axes.legend(loc="upper left", frameon=False)
    return figure


def _percent(share: float) -> str:
    return f"{language('ro').number(100 * share, 0)} %"
