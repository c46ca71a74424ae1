"""What the laboratory "an online service" shows: the catalogue, the households, their ways to each step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from simulator.labs.exploring import Exploration, explore
from simulator.labs.lab import open_lab
from simulator.labs.material.online_service import (
    HOUSEHOLDS,
    STEPS,
    Programme,
    hours,
    household_ways,
    left_out,
    step_hours,
)
from simulator.labs.text_view import CaptionedTable, TextView

if TYPE_CHECKING:
    import pandas as pd

# Interventions and platforms of the article (A 170-245), then the Romanian systems (A 304-336).
CATALOGUE = (
    "counselling",
    "games",
    "avatar",
    "guided",
    "groups",
    "dcjm",
    "smart",
    "casserole",
    "care",
    "icare",
    "aurora",
    "hub",
    "sina",
    "snmd",
)
PARTS = ("what", "known", "unknown")
HAS = ("internet", "wants", "reads", "phone", "private", "office", "home")

# A colleague's programme and the same one mended: the way and the other way of each step.
EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "draft": (("page", "none"), ("page", "relative"), ("page", "none")),
    "mended": (("page", "choice"), ("paper", "office"), ("office", "home")),
}


def catalogue() -> Exploration:
    """The catalogue, to be read entry by entry, or whole."""
    lab = open_lab("online-service")
    entries = {entry: lab.words(f"{entry}-name") for entry in CATALOGUE}
    return explore(catalogue_entry, entry={"": lab.words("entry"), **entries})


def catalogue_entry(entry: str) -> TextView:
    """What an entry is, what is known of it, what is not."""
    lab = open_lab("online-service")
    lines = [lab.words(f"{entry}-name")]
    lines += [f"{lab.words(part)}: {lab.words(f'{entry}-{part}')}" for part in PARTS]
    return TextView(
        "\n".join(lines), (CaptionedTable(lab.words("whole-catalogue"), catalogue_frame(), folded=True),)
    )


def catalogue_frame() -> pd.DataFrame:
    """The catalogue as a table, a row for each entry."""
    import pandas as pd

    lab = open_lab("online-service")
    rows = [[lab.words(f"{entry}-{part}") for part in PARTS] for entry in CATALOGUE]
    index = pd.Index([lab.words(f"{entry}-name") for entry in CATALOGUE], name=lab.words("name"))
    return pd.DataFrame(rows, index=index, columns=[lab.words(part) for part in PARTS])


def households() -> TextView:
    """The households, to be read."""
    import pandas as pd

    lab = open_lab("online-service")
    words = [lab.words(f"{household.id}-has") for household in HOUSEHOLDS]
    frame = pd.DataFrame({lab.words("has"): words}, index=_index())
    return TextView(lab.words("households-said"), (CaptionedTable(lab.words("households"), frame),))


def households_frame() -> pd.DataFrame:
    """What each household has, as true and false."""
    import pandas as pd

    lab = open_lab("online-service")
    rows = [[getattr(household, each) for each in HAS] for household in HOUSEHOLDS]
    return pd.DataFrame(rows, index=_index(), columns=[lab.words(f"is-{each}") for each in HAS])


def try_ways() -> Exploration:
    """Choose a way and another for whoever cannot go it, and see who is left without."""
    lab = open_lab("online-service")
    columns = lab.written_exercise("programme").columns or {}
    lists = {name: {"": lab.words(f"try-{name}"), **columns[name].options} for name in ("way", "other")}
    return explore(tried_step, **lists)


def tried_step(way: str, other: str) -> TextView:
    """Every household's way to a step, who has none, and a technician's time."""
    import pandas as pd

    lab, out = open_lab("online-service"), left_out(way, other)
    reached = len(HOUSEHOLDS) - len(out)
    sentences = lab.words("tried", reached=reached, all=len(HOUSEHOLDS), hours=comma(step_hours(way, other)))
    if out:
        sentences += "\n" + lab.words("tried-out", names=names_of(out))
    frame = pd.DataFrame({lab.words("way"): _by(way, other)}, index=_names())
    return TextView(sentences, (CaptionedTable(lab.words("way-of-each"), frame, folded=True),))


def example(name: str) -> TextView:
    """A programme of `EXAMPLES`, tried on all households."""
    steps = dict(zip(STEPS, EXAMPLES[name], strict=True))
    programme = {step: {"way": way, "other": other} for step, (way, other) in steps.items()}
    lab = open_lab("online-service")
    counts = ", ".join(str(len(HOUSEHOLDS) - len(left_out(*ways_of))) for ways_of in steps.values())
    sentences = lab.words(
        "programme-said",
        title=lab.words(name),
        counts=counts,
        all=len(HOUSEHOLDS),
        hours=comma(hours(programme)),
    )
    table = CaptionedTable(lab.words(f"{name}-table"), ways_frame(programme), folded=name != "draft")
    return TextView(sentences, (table,))


def ways_frame(programme: Programme) -> pd.DataFrame:
    """Every household's way to every step of a programme: a dict of steps with a `way` and an `other`."""
    import pandas as pd

    lab = open_lab("online-service")
    columns = {
        lab.words("step", number=number): _by(programme[step]["way"], programme[step]["other"])
        for number, step in enumerate(STEPS, start=1)
    }
    return pd.DataFrame(columns, index=_names())


def names_of(households: Iterable[str]) -> str:
    """Households by name, in a sentence."""
    return "; ".join(_name(household) for household in households)


def comma(number: float) -> str:
    """A number as it is written in Romanian, with one decimal if it has any."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def _by(way: str, other: str) -> list[str]:
    lab = open_lab("online-service")
    return [lab.words(f"by-{means or 'nobody'}") for means in household_ways(way, other).values()]


def _name(household: str) -> str:
    """What a household is called, without the age that may follow."""
    return open_lab("online-service").words(household).split(",")[0]


def _names() -> pd.Index[str]:
    """The households by short name: a narrow screen holds no more beside three steps."""
    import pandas as pd

    names = [_name(household.id) for household in HOUSEHOLDS]
    return pd.Index(names, name=open_lab("online-service").words("who"))


def _index() -> pd.Index[str]:
    import pandas as pd

    lab = open_lab("online-service")
    return pd.Index([lab.words(household.id) for household in HOUSEHOLDS], name=lab.words("household"))
