"""A programme in steps, tried on twelve invented households: who has a way to each, what time it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STEPS = ("step-1", "step-2", "step-3")
FACES = ("office", "home")  # the ways in which two people meet
HOURS = 24  # of a technician for the whole programme, by our own choice

# Minutes of a technician for a household and a step, the road included: our own estimate.
MINUTES = {"page": 5, "video": 25, "call": 20, "paper": 10, "office": 40, "home": 75}

# What a household must have, so that a step may reach it in this way.
NEEDS: dict[str, tuple[str, ...]] = {
    "page": ("internet", "wants", "reads", "private"),
    "video": ("internet", "wants", "private"),
    "call": ("phone", "private"),
    "paper": ("reads", "private"),
    "office": ("office",),
    "home": ("home",),
}

# The ways that stand behind what is offered to whoever cannot go the first one.
OTHERS: dict[str, tuple[str, ...]] = {
    "none": (),
    "relative": (),  # somebody else's way
    **{way: (way,) for way in ("call", "paper", "office", "home")},
    "choice": FACES,
}

Programme = Mapping[str, Mapping[str, str]]  # the option chosen, by row (STEPS, "whole") and column


@dataclass(frozen=True, slots=True)
class Household:
    """What a household has: online access and the wish to use it, reading in Romanian, a telephone, privacy
    on it; whether it comes to the town hall (`office`) and may be visited (`home`).
    """

    id: str
    internet: bool
    wants: bool
    reads: bool
    phone: bool
    private: bool
    office: bool
    home: bool

    def reached(self, way: str) -> bool:
        """Whether a step may be done in this way."""
        return all(getattr(self, need) for need in NEEDS[way])


def _household(name: str, *lacks: str) -> Household:
    has = ("internet", "wants", "reads", "phone", "private", "office", "home")
    return Household(name, **{each: each not in lacks for each in has})


HOUSEHOLDS = (
    _household("buzea", "internet", "office"),
    _household("pascu"),
    _household("dinu", "private", "home"),
    _household("lacatus", "internet", "reads"),
    _household("tudose", "wants"),
    _household("stan", "office"),
    _household("cojoc", "internet", "reads", "phone"),
    _household("szabo", "reads"),
    _household("neagu", "internet", "office"),
    _household("luca", "home"),
    _household("moldovan", "office"),
    _household("rusu"),
)


def way_of(household: Household, way: str, other: str) -> str | None:
    """The way by which a household does a step: the first one, else one of the other; None if it has none."""
    return next((each for each in (way, *OTHERS[other]) if household.reached(each)), None)


def household_ways(way: str, other: str) -> dict[str, str | None]:
    """The way of each household to a step."""
    return {household.id: way_of(household, way, other) for household in HOUSEHOLDS}


def left_out(way: str, other: str) -> tuple[str, ...]:
    """The households without a way to a step."""
    return tuple(name for name, reached_by in household_ways(way, other).items() if reached_by is None)


def step_hours(way: str, other: str) -> float:
    """A technician's hours for a step, with all households that have a way to it."""
    return sum(MINUTES[means] for means in household_ways(way, other).values() if means) / 60


def hours(programme: Programme) -> float:
    """A technician's hours for all steps."""
    return sum(step_hours(programme[step]["way"], programme[step]["other"]) for step in STEPS)
