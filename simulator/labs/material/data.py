"""Fifty-two homes: the counts that an article printed, and homes simulated to those counts.

The counts are Table 2 of the article (A 481-494, after Bobic et al. 2021). Which home has what was not
printed: the homes here are ours. The only thing they share with the real ones is the total of each row.
"""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

from simulator.labs.files.spss import SpssVariable, written_sav
from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.percent import percent, wilson
from simulator.labs.picture import DescribedFigure

if TYPE_CHECKING:
    import pandas as pd

HOMES = 52
TABLE_2 = {  # how many of the 52 have it, in the order in which the article has them
    "electricity": 51,
    "water": 26,
    "sewer": 7,
    "bath": 7,
    "toilet": 6,
    "kitchen": 21,
    "stove": 50,
    "fridge": 48,
    "television": 51,
    "computer": 0,
    "internet": 4,
}
# Ours: what nobody has without something else, so that the simulated homes are homes.
NEEDS = {
    "fridge": "electricity",
    "television": "electricity",
    "internet": "electricity",
    "bath": "water",
    "toilet": "water",
    "sewer": "water",
}
UNKNOWN = 99  # the code of "did not answer" among persons in the home
SEED, SPREAD = 52, 0.9


@cache
def data_lab() -> Lab:
    """The laboratory that all this belongs to, read once."""
    return open_lab("data")


def column(facility: str) -> str:
    """The name of a facility's column in the files."""
    return data_lab().words(f"column-{facility}")


def label(facility: str) -> str:
    """What a facility is called."""
    return data_lab().words(facility)


def homes() -> pd.DataFrame:
    """The simulated homes: a number, 0 or 1 for each facility, persons (99 where nobody said)."""
    import pandas as pd

    draw = random.Random(SEED)
    means = [draw.random() for _ in range(HOMES)]  # who has one thing tends to have another
    have: dict[str, list[int]] = {}
    for facility, count in TABLE_2.items():
        drawn = [mean + SPREAD * draw.random() for mean in means]
        needed = have.get(NEEDS.get(facility, ""), [1] * HOMES)
        order = sorted(range(HOMES), key=lambda home: (needed[home], drawn[home]), reverse=True)
        have[facility] = [int(home in order[:count]) for home in range(HOMES)]
    persons = [draw.choice((1, 2, 2, 3, 3, 4, 4, 5, 6, 7)) for _ in range(HOMES)]
    for home in draw.sample(range(HOMES), 3):
        persons[home] = UNKNOWN
    columns = {column(facility): values for facility, values in have.items()}
    return pd.DataFrame({column("home"): range(1, HOMES + 1), **columns, column("persons"): persons})


def variables() -> tuple[SpssVariable, ...]:
    """The columns as Variable View has them when all is said."""
    lab = data_lab()
    yes_no: dict[float | str, str] = {0.0: lab.words("no"), 1.0: lab.words("yes")}
    return (
        SpssVariable(column("home"), label("home"), measure="nominal"),
        *(SpssVariable(column(each), label(each), values=yes_no, measure="nominal") for each in TABLE_2),
        SpssVariable(
            column("persons"),
            label("persons"),
            values={float(UNKNOWN): lab.words("unknown")},
            missing=((float(UNKNOWN), float(UNKNOWN)),),
            measure="scale",
        ),
    )


def homes_sav() -> bytes:
    """The simulated homes as a .sav with all its labels."""
    return written_sav(homes(), variables())


def shares() -> DescribedFigure:
    """What the 52 homes have, in percent with Wilson's interval: the article's counts."""
    import pandas as pd
    from matplotlib.figure import Figure

    lab = data_lab()
    figure = Figure(figsize=(3.4, 4.0))
    axes = figure.subplots()
    order = sorted(TABLE_2, key=lambda facility: TABLE_2[facility])
    for row, facility in enumerate(order):
        low, high = wilson(TABLE_2[facility], HOMES)
        axes.plot([100 * low, 100 * high], [row, row], color="#2b5c8a", linewidth=5, solid_capstyle="butt")
        axes.plot([100 * TABLE_2[facility] / HOMES], [row], "o", color="black")
    axes.set(xlim=(-2, 102), xlabel=lab.words("percent-of-homes"))
    axes.set_yticks(range(len(order)), [label(facility) for facility in order])
    axes.grid(axis="x", color="#cccccc", linewidth=0.6)
    axes.set_axisbelow(True)
    rows = {label(facility): _row(facility) for facility in TABLE_2}
    heads = [lab.words(key) for key in ("have", "percent", "from", "to")]
    return DescribedFigure(
        figure, lab.words("shares"), pd.DataFrame.from_dict(rows, orient="index", columns=heads)
    )


def both(first: str, second: str) -> int:
    """How many of the simulated homes have both."""
    frame = homes()
    return int((frame[column(first)] & frame[column(second)]).sum())


def _row(facility: str) -> list[str]:
    count = TABLE_2[facility]
    low, high = wilson(count, HOMES)
    return [str(count), percent(count / HOMES), percent(low), percent(high)]
