"""Learners under way in arrays, and the conditions that hold for them.

A bit is the time at which it came true: `first[bit, learner]` is minute * 512 + step, UNSET
where it has not. So conditions, rules and evidence all read one table; `again` has what was done again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.cohort.draws import Words
from simulator.cohort.program import Test
from simulator.graph.graph import NEVER

UNSET = NEVER
STEPS = 512

Index = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class EvidenceRows:
    """Evidence shown in one scene at one step: who, which indicator, how much was right (0-1)."""

    who: Index
    step: int
    scene: int
    indicator: int
    right: float | NDArray[np.float64]


class Happening(NamedTuple):
    """Something that happened to somebody: an option was `open`, or a `way` (branch or band) was taken."""

    kind: str
    scene: int
    option: int
    way: int = 0


@dataclass(slots=True)
class Population:
    """Learners under way: arrays with one column per learner; `path[step - 1]` is where each stood.

    `again[bit]` has a pair for every time that some learners did an act once more: who (each once), and when.
    It begins with a key for each act, so that what is none is told apart at once.
    """

    first: NDArray[np.int32]
    values: NDArray[np.int16]
    minute: NDArray[np.int32]
    node: NDArray[np.int16]
    due: NDArray[np.int32]
    stream: Words
    shift: NDArray[np.int64]
    offered: Flags
    evidence_rows: list[EvidenceRows] = field(default_factory=list)
    trace: list[tuple[int, int, Index, NDArray[np.int64]]] = field(default_factory=list)
    happened: set[Happening] = field(default_factory=set)
    path: list[NDArray[np.int16]] = field(default_factory=list)
    again: dict[int, list[tuple[Index, NDArray[np.int32]]]] = field(default_factory=dict)


def holds_for(people: Population, test: Test, who: Index) -> Flags:
    """Per learner whether a condition holds."""
    result = np.ones(len(who), np.bool_)
    for bit in test.need:
        result &= people.first[bit, who] != UNSET
    for bit in test.ban:
        result &= people.first[bit, who] == UNSET
    if test.condition.plain:
        return result
    minute = people.minute[who]
    result &= (minute >= test.condition.after) & (minute < test.condition.before)
    for index, least in test.condition.floors:
        result &= people.values[index, who] >= least
    for part in test.all:
        result &= holds_for(people, part, who)
    if test.any:
        result &= np.logical_or.reduce([holds_for(people, part, who) for part in test.any])
    for part in test.none:
        result &= ~holds_for(people, part, who)
    return result
