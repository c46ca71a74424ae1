"""How far two coders agree: per cent, Cohen's kappa, Krippendorff's alpha, intervals, ways to read them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.material.interviews import RARE, coding, interviews
from simulator.labs.picture import DescribedFigure
from simulator.labs.text_view import CaptionedTable, TextView

if TYPE_CHECKING:
    import numpy as np

Codes = Sequence[str]
SEED, DRAWS = 1977, 1000  # the same interval every time; our choice
# The parts of both scales that we have read in print, from the limit up; below them no word is given.
_LANDIS_KOCH = ((0.4, "below"), (0.6, "moderate"), (0.8, "substantial"))
_MCHUGH = ((0.59, "below"), (0.79, "moderate"), (0.9, "strong"))
TENTATIVE, CUSTOMARY = 0.667, 0.8  # Krippendorff 2004: the lowest limit, and what is customary


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders' agreement: the share of equal codes, what chance would give, kappa and alpha.

    `nan` where a coefficient has no value: both gave one and the same code throughout.
    """

    share: float
    by_chance: float
    kappa: float
    alpha: float


def agreement(first: Codes, second: Codes) -> Agreement:
    """How far two codings of the same units agree. Codes are names: nominal."""
    counts = _counts(first, second)
    share, chance = _shares(counts)
    return Agreement(share, chance, _kappa(counts), _alpha(counts))


def intervals(first: Codes, second: Codes) -> dict[str, tuple[float, float]]:
    """Bootstrap percentile intervals (95 %) of kappa and alpha: fragments are drawn anew, with repetition.

    Draws in which a coefficient has no value are left out.
    """
    import numpy as np

    names = sorted({*first, *second})
    pairs = np.array(
        [[names.index(one), names.index(other)] for one, other in zip(first, second, strict=True)]
    )
    source = np.random.default_rng(SEED)
    tables = [_square(pairs[source.integers(0, len(pairs), len(pairs))], len(names)) for _ in range(DRAWS)]
    return {"kappa": _middle(_kappa, tables), "alpha": _middle(_alpha, tables)}


def landis_koch(kappa: float) -> str:
    """The word of Landis & Koch (1977), in the laboratory's language."""
    return interviews().words(f"lk-{_word(_LANDIS_KOCH, kappa, 'almost-perfect')}")


def mchugh(kappa: float) -> str:
    """The word of McHugh (2012), in the laboratory's language."""
    return interviews().words(f"mh-{_word(_MCHUGH, kappa, 'almost-perfect')}")


def krippendorff_reading(alpha: float) -> str:
    """What Krippendorff (2004) would rest on an alpha, in the laboratory's language."""
    limit = "below" if alpha < TENTATIVE else "tentative" if alpha < CUSTOMARY else "customary"
    return interviews().words(f"kr-{limit}")


def agreement_view(which: int = 1) -> TextView:
    """A round's coefficients with their intervals, and each way to read them beside the others."""
    import pandas as pd

    lab, codes = interviews(), coding(which)
    first, second = (list(codes[name]) for name in codes)
    result, ends = agreement(first, second), intervals(first, second)
    rows = {
        lab.words("share"): [f"{100 * result.share:.0f} %", ""],
        "kappa": [two(result.kappa), _from_to(ends["kappa"])],
        "alpha": [two(result.alpha), _from_to(ends["alpha"])],
    }
    numbers = pd.DataFrame.from_dict(
        rows, orient="index", columns=[lab.words("value"), lab.words("interval")]
    )
    read = pd.DataFrame(
        {
            lab.words("reading"): [
                landis_koch(result.kappa),
                mchugh(result.kappa),
                krippendorff_reading(result.alpha),
            ]
        },
        index=["Landis & Koch 1977 (kappa)", "McHugh 2012 (kappa)", "Krippendorff 2004 (alpha)"],
    )
    caption = lab.words("read-caption")
    return TextView(
        lab.words("agreement-said"),
        (CaptionedTable(lab.words(f"agreement-{which}"), numbers), CaptionedTable(caption, read)),
    )


def paradox_picture(both: int, first: int, second: int, neither: int) -> DescribedFigure:
    """One code, given or not by two coders: the same share of equal codes may have a high or a low kappa."""
    import pandas as pd
    from matplotlib.figure import Figure

    lab, total = interviews(), both + first + second + neither
    codes = (["y"] * (both + first) + ["n"] * (second + neither), ["y"] * both + ["n"] * first)
    result = agreement(codes[0], [*codes[1], *["y"] * second, *["n"] * neither]) if total else None
    share, kappa = (result.share, result.kappa) if result else (math.nan, math.nan)
    figure = Figure(figsize=(6, 1.6))
    axes = figure.subplots()
    axes.barh([1, 0], [_drawn(share), _drawn(kappa)], color=["#7b8794", "#2b5c8a"])
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks([1, 0], [lab.words("share"), "kappa"])
    axes.set(xlim=(-1, 1), xticks=[-1, 0, 1])
    axes.tick_params(labelsize=14)
    values = {lab.words("share"): two(share), "kappa": two(kappa)}
    words = lab.words("paradox-said", total=total, share=two(share), kappa=two(kappa))
    return DescribedFigure(figure, words, pd.DataFrame(values, index=[lab.words("value")]))


def paradox() -> Exploration:
    """Set how often a code is given by both, by one, by neither, and watch per cent and kappa part."""
    lab = interviews()
    dials = {name: Dial(lab.words(f"dial-{name}"), 0, 40, start) for name, start in RARE.items()}
    return explore(paradox_picture, **dials)


def two(value: float) -> str:
    """A coefficient with two decimals, as Romanian writes it; a dash where it has no value."""
    return "–" if math.isnan(value) else f"{value:.2f}".replace(".", ",").replace("-", "−")


def _counts(first: Codes, second: Codes) -> np.ndarray:
    import numpy as np

    names = sorted({*first, *second})
    pairs = [[names.index(one), names.index(other)] for one, other in zip(first, second, strict=True)]
    return _square(np.array(pairs), len(names))


def _square(pairs: np.ndarray, size: int) -> np.ndarray:
    import numpy as np

    counted = np.bincount(pairs[:, 0] * size + pairs[:, 1], minlength=size * size)
    square: np.ndarray = counted.reshape(size, size)
    return square


def _shares(counts: np.ndarray) -> tuple[float, float]:
    total = counts.sum()
    return float(counts.trace() / total), float(counts.sum(axis=1) @ counts.sum(axis=0) / total**2)


def _kappa(counts: np.ndarray) -> float:
    """Cohen: the agreement beyond chance, out of what was to be had beyond chance."""
    share, chance = _shares(counts)
    return math.nan if math.isclose(chance, 1) else (share - chance) / (1 - chance)


def _alpha(counts: np.ndarray) -> float:
    """Krippendorff's alpha of two coders for names, by the library that bears his name."""
    import krippendorff
    import numpy as np

    if np.count_nonzero(counts.sum(axis=0) + counts.sum(axis=1)) < 2:
        return math.nan
    rows, columns = np.nonzero(counts)
    times = counts[rows, columns]
    pairs = np.vstack([np.repeat(rows, times), np.repeat(columns, times)])
    return float(krippendorff.alpha(reliability_data=pairs, level_of_measurement="nominal"))


def _middle(value: Callable[[np.ndarray], float], tables: list[np.ndarray]) -> tuple[float, float]:
    import numpy as np

    drawn = [each for each in map(value, tables) if not math.isnan(each)]
    if not drawn:
        return math.nan, math.nan
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def _from_to(ends: tuple[float, float]) -> str:
    return interviews().words("from-to", low=two(ends[0]), high=two(ends[1]))


def _word(scale: tuple[tuple[float, str], ...], value: float, top: str) -> str:
    """The first word whose upper limit a value, at two decimals, does not pass."""
    return next((word for limit, word in scale if round(value, 2) <= limit), top)


def _drawn(value: float) -> float:
    return 0.0 if math.isnan(value) else value
