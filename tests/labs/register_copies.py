"""Copies of the register as learners would hand them in; typed by hand here, apart from the product's own."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pandas as pd

from simulator.labs.answers import LabFile

NAME = "registru-lemne_v2_2026-11-05"
HEADINGS = ["Nr.", "Data", "Nume", "Sat", "Casa", "Persoane", "Copii", "Venit", "Suma"]
# What a careful person makes of the register: day and month, name, village, house, persons, children,
# income, help by the rule.
CLEAN: dict[int, tuple[Any, ...]] = {
    102: ("25.08", "Lupașcu Vasile", "Izvor", 3, 4, 2, 2400, 600),
    103: ("25.08", "Stan Ion", "Dealu Nucului", 7, 5, 3, 2150, 650),
    105: ("31.08", "Bălan Sofia", "Izvor", 18, 1, 0, 1250.5, 0),
    106: ("01.09", "Țurcanu Ana", "Izvor", 22, 1, 0, 890, 300),
    107: ("03.09", "Nistor Petru", "Poiana", 9, 3, 1, 2900, 350),
    109: ("08.09", "Olteanu Maria", "Poiana", 27, 6, 4, 3300, 700),
    110: ("10.09", "Ciobotaru Mihai", "Izvor", 5, 2, 0, None, None),
    111: ("14.09", "Marin Ileana", "Poiana", 14, 2, 0, 1150, 500),
    112: ("16.09", "Grosu Elena", "Dealu Nucului", 12, 4, 3, 1980, 650),
    113: ("17.09", "Sava Dumitru", "Poiana", 33, 1, 0, 1000, 300),
    114: ("21.09", "Vlad Cătălina", "Izvor", 11, 3, 2, 0, 600),
    115: ("22.09", "Dobre Maria", "Dealu Nucului", 31, 3, 1, 1750, 550),
    116: ("30.09", "Pavel Aurel", "Izvor", "19A", 2, 0, 2300, 0),
    117: (None, "Ene Victoria", "Poiana", 2, 1, 0, 940, 300),
    118: ("01.10", "Munteanu Ilie", "Dealu Nucului", 44, 2, 4, 1600, None),
    119: ("02.10", "Crețu Florica", "Izvor", 30, 5, 2, 3250, 400),
    120: ("05.10", "Stan Ion", "Dealu Nucului", 52, 2, 0, 1300, 300),
    121: ("08.10", "Neagu Tudor", "Poiana", 21, None, 1, 1800, None),
    122: ("09.10", "Iordache Lenuța", "Poiana", 16, 4, 1, 3100, 350),
    123: ("12.10", "Radu Constantin", "Poiana", 40, 5, 3, 2600, 650),
    124: ("13.10", "Anghel Rodica", None, 8, 3, 1, 1500, None),
    125: ("14.10", "Turcanu Ana", "Izvor", None, 1, 0, 890, None),
    126: ("15.10", "Matei Gabriel", "Izvor", 26, 3, 1, 2070, 350),
}
TOTAL = 7550  # lei, added by hand


def clean_frame() -> pd.DataFrame:
    """The clean copy; change cells in it to make a learner's mistakes. Indexed by the request's number."""
    rows = [
        [number, datetime.strptime(f"{row[0]}.2026", "%d.%m.%Y") if row[0] else None, *row[1:]]
        for number, row in CLEAN.items()
    ]
    return pd.DataFrame(rows, columns=HEADINGS, index=list(CLEAN), dtype=object)


def as_xlsx(frame: pd.DataFrame, name: str = f"{NAME}.xlsx") -> LabFile:
    """A frame as pandas and openpyxl write it."""
    written = io.BytesIO()
    frame.to_excel(written, index=False)
    return LabFile(name, written.getvalue())


def as_csv(frame: pd.DataFrame, encoding: str = "utf-8", **dialect: Any) -> LabFile:
    """A frame as CSV, in any dialect of `DataFrame.to_csv`."""
    return LabFile(f"{NAME}.csv", frame.to_csv(index=False, **dialect).encode(encoding, "replace"))
