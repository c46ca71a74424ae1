"""Two facilities in the same homes: what the printed totals leave open, and McNemar's test of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.material.data import HOMES, TABLE_2, both, data_lab, label
from simulator.labs.picture import DescribedFigure

if TYPE_CHECKING:
    from matplotlib.patches import Patch

PAIRS = (
    ("water", "kitchen"),
    ("sewer", "bath"),
    ("water", "sewer"),
    ("internet", "sewer"),
    ("toilet", "computer"),
)
COLOURS = ("#1b4f72", "#e08e45", "#7fb3d5", "#eeeeee")  # both, only the first, only the second, none


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facilities in the same homes, counted: `both`, `first` only, `second` only, `none`."""

    both: int
    first: int
    second: int
    none: int

    @property
    def exact(self) -> float:
        """McNemar's exact test, two-sided: are the homes with one of the two evenly split?"""
        from scipy.stats import binomtest

        split = self.first + self.second
        return float(binomtest(self.first, split).pvalue) if split else 1.0

    @property
    def mid_p(self) -> float:
        """The mid-p version, less strict than the exact one (Fagerland, Lydersen & Laake 2013)."""
        from scipy.stats import binom

        split, least = self.first + self.second, min(self.first, self.second)
        if 2 * least == split:
            return 1.0 - float(binom.pmf(least, split, 0.5)) / 2 if split else 1.0
        return self.exact - float(binom.pmf(least, split, 0.5))


def overlap_range(first: int, second: int, of: int = HOMES) -> tuple[int, int]:
    """The least and the most homes that can have both, when so many have each."""
    return max(0, first + second - of), min(first, second)


def pair_with(first: int, second: int, overlap: int, of: int = HOMES) -> Pair:
    """The four cells when so many have each, and `overlap` both."""
    return Pair(overlap, first - overlap, second - overlap, of - first - second + overlap)


def printed_pair(names: str, overlap: float) -> DescribedFigure:
    """Two rows of Table 2, of which as many homes have both as `overlap` says (0 fewest, 100 most)."""
    first, second = names.split("+")
    least, most = overlap_range(TABLE_2[first], TABLE_2[second])
    shared = least + round((most - least) * overlap / 100)
    pair = pair_with(TABLE_2[first], TABLE_2[second], shared)
    return _squares(pair, first, second, data_lab().words("possible", least=least, most=most))


def simulated_pair(names: str) -> DescribedFigure:
    """Two facilities in the simulated homes."""
    first, second = names.split("+")
    shared = both(first, second)
    return _squares(pair_with(TABLE_2[first], TABLE_2[second], shared), first, second, "")


def overlap_exploration() -> Exploration:
    """Choose two rows of the printed table, and how far they overlap."""
    lab = data_lab()
    return explore(printed_pair, names=_pairs(), overlap=Dial(lab.words("overlap"), 0, 100, 100, 10))


def crosstab_exploration() -> Exploration:
    """Choose two facilities, and see them in the simulated homes."""
    return explore(simulated_pair, names=_pairs())


def turning_pairs() -> list[tuple[str, str]]:
    """The pairs of Table 2 whose verdict (mid-p below .05) hangs on the cross-table nobody printed."""
    names = list(TABLE_2)
    return [
        (a, b)
        for index, a in enumerate(names)
        for b in names[index + 1 :]
        if len({pair.mid_p < 0.05 for pair in possible_pairs(a, b)}) > 1
    ]


def possible_pairs(first: str, second: str) -> list[Pair]:
    """All cross-tables that give the printed totals, from the least overlap to the most."""
    least, most = overlap_range(TABLE_2[first], TABLE_2[second])
    return [pair_with(TABLE_2[first], TABLE_2[second], shared) for shared in range(least, most + 1)]


def _pairs() -> dict[str, str]:
    heads = {"": data_lab().words("pair")}
    return heads | {f"{a}+{b}": f"{label(a)} – {label(b).lower()}" for a, b in PAIRS}


def _squares(pair: Pair, first: str, second: str, note: str) -> DescribedFigure:
    """A square for each home, in four kinds, with the counts and both tests in words."""
    import pandas as pd
    from matplotlib.figure import Figure

    lab = data_lab()
    names = {"first": label(first).lower(), "second": label(second).lower()}
    kinds = [lab.words(key, **names) for key in ("cell-both", "cell-first", "cell-second", "cell-none")]
    counts = [pair.both, pair.first, pair.second, pair.none]
    figure = Figure(figsize=(3.7, 2.6))
    axes = figure.subplots()
    each = [kind for kind, count in enumerate(counts) for _ in range(count)]
    for place, kind in enumerate(each):
        across, down = place % 13, place // 13
        axes.add_patch(_square(across, down, COLOURS[kind]))
    for kind, (name, count) in enumerate(zip(kinds, counts, strict=True)):
        axes.add_patch(_square(0, 4.6 + 0.95 * kind, COLOURS[kind]))
        axes.text(1.2, 4.6 + 0.95 * kind + 0.4, f"{name}: {count}", va="center", fontsize=10)
    axes.set(xlim=(-0.2, 13), ylim=(8.5, -0.2), aspect="equal")
    axes.set_axis_off()
    words = lab.words("tested", exact=short(pair.exact), mid=short(pair.mid_p))
    axes.text(-0.1, 8.9, "\n".join(filter(None, [words, note])), va="top", fontsize=10)
    description = lab.words(
        "squares", **names, cells="; ".join(map("{}: {}".format, kinds, counts)), words=words
    )
    return DescribedFigure(figure, description, pd.DataFrame({lab.words("homes"): counts}, index=kinds))


def _square(across: float, down: float, colour: str) -> Patch:
    from matplotlib.patches import Rectangle

    return Rectangle((across, down), 0.82, 0.82, facecolor=colour, edgecolor="#444444", linewidth=0.6)


def short(p: float) -> str:
    """A p value as it is written: three decimals below .1, else two; never "0"."""
    if p < 0.001:
        return "< 0,001"
    p += 1e-9  # .0625 is written .063, as SPSS does
    return f"{p:.3f}".replace(".", ",") if p < 0.1 else f"{p:.2f}".replace(".", ",")
