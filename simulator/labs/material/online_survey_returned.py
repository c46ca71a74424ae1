"""What came back: thirty-six invented forms, cleaned step by step, and a table with small cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.labs.exploring import Exploration, explore
from simulator.labs.material.online_survey import MOST_USES, OPINION, survey
from simulator.labs.material.register_views import Excerpt
from simulator.labs.text_view import CaptionedTable, TextView

if TYPE_CHECKING:
    import pandas as pd

SMALLEST = 5  # of a cell that is published: our own rule
AGREE = ("4", "5")
QUICK = 30  # seconds, under which nobody reads eight questions: our own limit
COLUMNS = ("device", "seconds", "consent", "way", "uses", "clear", "time", "respect", "age")
_KEYS = {"y": "yes", "n": "no", "a": "alone", "h": "helped", "p": "phone", "o": "office"}
_AGES = {"y": "young", "m": "middle", "o": "old", "x": "unsaid"}
_SAID = {"?": "unknown", "x": "unsaid", "-": ""}
# device, seconds, consent, way, times in 30 days, three opinions, age; a form a line
_FORMS = """\
k1 212 y a 2 545 m/k2 340 y h 1 234 o/k3 188 y a 3 445 y/k4 415 y h 1 1?4 o
k5 240 y a 1 555 m/k6 305 y p 1 ?45 o/k7 201 y a 2 424 m/k7 207 y a 2 424 m
k8 260 y a 4 544 m/k9 377 y h 2 323 o/l1 233 y a 1 445 m/l2 24 y a 1 333 x
l3 290 y o 1 ?45 o/l4 198 y a 2 554 y/l5 366 y a 1 555 m/l6 411 y h 1 215 o
l7 219 y a 3 434 m/l8 254 y a 2 5x5 m/l9 226 y a 450 444 m/m1 352 y h 1 2-4 o
m2 207 y a 1 345 m/m3 271 y h 2 434 o/m4 390 y a 1 112 m/m5 243 y a 2 454 m
m6 236 y h 1 335 o/m7 301 y o 1 ?34 o/m8 180 y p 1 ??? o/m9 222 y a 2 545 m
n1 318 y h 1 244 o/n2 95 n a 1 555 y/n3 247 y a 1 445 y/n4 263 y h 2 345 o
n5 251 y a 2 444 m/n6 239 y a 2 444 m/n7 284 y a 1 x35 m/n8 209 y a 3 525 m"""


def returned_forms() -> pd.DataFrame:
    """The forms as they came back, a row each; opinions are "1" to "5", "unknown", "unsaid", ""."""
    import pandas as pd

    rows = [_form(line) for line in _FORMS.replace("\n", "/").split("/")]
    index = pd.Index(range(1, len(rows) + 1), name="form")
    return pd.DataFrame(rows, index=index, columns=list(COLUMNS))


def cleaned(
    doubled: bool = True, refused: bool = True, impossible: bool = True, quick: bool = False
) -> pd.DataFrame:
    """The forms after the steps that are chosen.

    `doubled` keeps the first of forms that are alike from one device; `refused` leaves out those without
    consent; `impossible` empties counts above `MOST_USES`; `quick` leaves out forms with
    one and the same answer given faster than anybody reads.
    """
    forms = returned_forms()
    if doubled:
        forms = forms[~forms.drop(columns="seconds").duplicated()]
    if refused:
        forms = forms[forms["consent"] == "yes"]
    if quick:
        alike = (forms["clear"] == forms["time"]) & (forms["time"] == forms["respect"])
        forms = forms[~(alike & (forms["seconds"] < QUICK))]
    if impossible:
        forms = forms.assign(uses=forms["uses"].where(forms["uses"] <= MOST_USES))
    return forms


def opinion(forms: pd.DataFrame, question: str = "clear") -> dict[str, int]:
    """How many agree, are between, disagree; do not know, do not say, left it empty."""
    counts = forms[question].value_counts()
    each = {name: int(counts.get(name, 0)) for name in (*OPINION, "")}
    return {
        "agree": each["4"] + each["5"],
        "between": each["3"],
        "disagree": each["1"] + each["2"],
        "unknown": each["unknown"],
        "unsaid": each["unsaid"],
        "empty": each[""],
    }


def share_agreeing(forms: pd.DataFrame, question: str = "clear") -> float:
    """Per cent who agree, of those who have an opinion."""
    counted = opinion(forms, question)
    total = counted["agree"] + counted["between"] + counted["disagree"]
    return 100 * counted["agree"] / total


def cleaning_view(doubled: str, refused: str, quick: str) -> TextView:
    """The counts of one question after the steps chosen."""
    import pandas as pd

    lab = survey()
    forms = cleaned(doubled == "out", refused == "out", quick=quick == "out")
    counted = opinion(forms)
    frame = pd.DataFrame(
        {lab.words("forms"): list(counted.values())}, index=[lab.words(f"count-{name}") for name in counted]
    )
    sentences = lab.words("cleaning-said", forms=len(forms))
    return TextView(sentences, (CaptionedTable(lab.words("q-clear"), frame),))


def cleaning() -> Exploration:
    """Choose what is done with each kind of doubtful form, and watch the counts."""
    lab = survey()
    steps = {"": "", "in": lab.words("stay"), "out": lab.words("leave")}
    return explore(
        cleaning_view,
        doubled=steps | {"": lab.words("step-doubled")},
        refused=steps | {"": lab.words("step-refused")},
        quick=steps | {"": lab.words("step-quick")},
    )


def by_age(forms: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who agrees that it was clear, and who does not, by age: forms with an opinion and an age."""
    import pandas as pd

    forms = cleaned() if forms is None else forms
    rows = forms[forms["clear"].isin(OPINION[:5]) & (forms["age"] != "unsaid")]
    agrees = rows["clear"].isin(AGREE).map({True: "agree", False: "other"})
    return pd.crosstab(rows["age"], agrees).reindex(index=["young", "middle", "old"], fill_value=0)


def by_age_view() -> TextView:
    """The table by age, before anything is hidden."""
    import pandas as pd

    lab, counted = survey(), by_age()
    frame = pd.DataFrame(
        counted.to_numpy(),
        index=pd.Index([lab.words(f"age-{name}") for name in counted.index], name=lab.words("age-head")),
        columns=[lab.words(f"by-{name}") for name in counted.columns],
    )
    frame.loc[lab.words("all")] = frame.sum()
    return Excerpt(lab.words("by-age-said"), (CaptionedTable(lab.words("by-age"), frame),))


def _form(line: str) -> list[str | int]:
    device, seconds, consent, way, uses, opinions, age = line.split()
    answers = [_SAID.get(sign, sign) for sign in opinions]
    return [device, int(seconds), _KEYS[consent], _KEYS[way], int(uses), *answers, _AGES[age]]
