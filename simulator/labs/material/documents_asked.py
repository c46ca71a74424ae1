"""What an exercise asks of a document, and the marked lists: as the laboratory's file has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from simulator.labs.lab import open_lab
from simulator.labs.material.documents_words import split_list

LAB: Final = "documents"
EXERCISES: Final = ("observation-sheet", "inquiry-annex")  # those that a document answers


@dataclass(frozen=True, slots=True)
class Asked:
    """What a document must have and must not have; by default nothing beyond what holds for any.

    `outsiders` are names that do not belong in it, `people` those that do not belong in its file name;
    `needs` are words of which one must be there, by what they stand for; `facts` sets of words, of which
    `least_facts` must be there; `least_headings` counts real ones; `table` asks for one.
    """

    outsiders: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least_facts: int = 0
    least_headings: int = 1
    table: bool = False


def asked_for(exercise: str) -> Asked:
    """What the observation sheet or the annex asks for."""
    return Asked(
        outsiders=_list(f"{exercise}-outsiders"),
        people=_list(f"{exercise}-people"),
        needs=_sets(f"{exercise}-needs"),
        facts=_sets(f"{exercise}-facts"),
        least_facts=4,
        least_headings=3,
        table=exercise == "inquiry-annex",
    )


def interpretations() -> tuple[str, ...]:
    """Words that interpret; our list."""
    return _list("interpretations")


def decisions() -> tuple[str, ...]:
    """Words that diagnose, propose or decide, which a technician leaves to the social worker; our list."""
    return _list("decisions")


def _list(key: str) -> tuple[str, ...]:
    return tuple(split_list(open_lab(LAB).words(key)))


def _sets(key: str) -> dict[str, tuple[str, ...]]:
    """Lines of the form `what it stands for = word, word`."""
    lines = (line.partition("=") for line in open_lab(LAB).words(key).splitlines() if "=" in line)
    return {name.strip(): tuple(split_list(words)) for name, _, words in lines}
