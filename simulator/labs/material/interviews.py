"""Fragments of invented interviews, their codebook, and and two coders' codes before and after mending it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.register_views import Excerpt
from simulator.labs.text_view import CaptionedTable, TextView

if TYPE_CHECKING:
    import pandas as pd

CODES = ("access", "skill", "trust", "helper", "relation")
_SIGNS = dict(zip("ASTHR", CODES, strict=True))
# Forty fragments by each coder, in one order; the first twelve are those that a learner codes.
_FIRST = (
    "ATHSRAHRTSHS" + "A" * 11 + "S" + "TTT" + "HHH" + "R" + "HH" + "SS" + "STRAT",
    "ATHSRASRTHSS" + "A" * 11 + "S" + "TTT" + "HHH" + "R" + "SS" + "HH" + "ARTSR",
)
_SECOND = (  # forty other fragments, coded by the mended codebook
    "A" * 9 + "S" * 6 + "T" * 7 + "H" * 7 + "R" * 5 + "HS" + "STRA",
    "A" * 9 + "S" * 6 + "T" * 7 + "H" * 7 + "R" * 5 + "SH" + "ARTT",
)
OPEN = ("f7", "f10", "f11")  # fragments for which the first codebook allows two codes
RARE = {"both": 1, "first": 2, "second": 2, "neither": 35}  # a code that is seldom given, in forty fragments
PARTS = ("means", "when", "when-not", "example")


def interviews() -> Lab:
    """The laboratory whose words these are."""
    return open_lab("interviews")


def fragments() -> dict[str, str]:
    """The fragments that a learner codes, each with its speaker's pseudonym, by id."""
    return dict(interviews().written_exercise("code-fragments").rows or {})


def speaker(fragment: str) -> str:
    """The pseudonym with which a fragment begins."""
    return re.split(r"[,:]", fragment, maxsplit=1)[0].split(". ", 1)[-1].strip()


def coding(which: int = 1) -> pd.DataFrame:
    """Codes of both coders, a row for each fragment; `which` codebook: the first (1) or the mended (2)."""
    import pandas as pd

    lab, rounds = interviews(), _FIRST if which == 1 else _SECOND
    columns = {
        lab.words(f"coder-{number}"): [_SIGNS[sign] for sign in signs]
        for number, signs in enumerate(rounds, start=1)
    }
    index = [f"f{number}" for number in range(1, len(rounds[0]) + 1)]
    return pd.DataFrame(columns, index=pd.Index(index, name=lab.words("fragment")))


def cross_table(which: int = 1) -> pd.DataFrame:
    """How often each pair of codes was given: the first coder's in rows, the second's in columns."""
    import pandas as pd

    codes = coding(which)
    first, second = (codes[name] for name in codes)
    counted = pd.crosstab(first, second)
    return counted.reindex(index=list(CODES), columns=list(CODES), fill_value=0)


def cross_view(which: int = 1) -> Excerpt:
    """The cross-table with the codes' names and the sums at its edges."""
    import pandas as pd

    lab, counted = interviews(), cross_table(which)
    names, total = [lab.words(f"code-{code}") for code in CODES], lab.words("total")
    frame = pd.DataFrame(
        counted.to_numpy(), index=pd.Index(names, name=lab.words("corner")), columns=names
    ).assign(**{total: counted.sum(axis=1).to_numpy()})
    frame.loc[total] = frame.sum()
    return Excerpt(lab.words("cross-said"), (CaptionedTable(lab.words(f"cross-{which}"), frame),))


def codebook() -> TextView:
    """The first codebook: a small table for each code, so that a narrow screen shows it whole."""
    import pandas as pd

    lab = interviews()
    tables = tuple(
        CaptionedTable(
            lab.words(f"code-{code}"),
            pd.DataFrame(
                {lab.words("rule"): [lab.words(f"{code}-{part}") for part in PARTS]},
                index=[lab.words(part) for part in PARTS],
            ),
        )
        for code in CODES
    )
    return TextView(lab.words("codebook-said"), tables)
