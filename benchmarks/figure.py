"""A figure: ours beside a peer's, and whether the goal is reached; how both are measured."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple


class Goal(NamedTuple):
    """What the ratio should come to: at least or at most a number."""

    number: float
    most: bool = False

    def __str__(self) -> str:
        return f"{'at most' if self.most else 'at least'} {self.number:g}"

    def reached(self, ratio: float) -> bool:
        """Whether a ratio is as good as the goal."""
        return ratio <= self.number if self.most else ratio >= self.number


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `ratio` is ours to the peer's, in the unit given; without a goal it is only shown."""

    name: str
    ours: float
    peer: float
    peer_name: str
    unit: str
    goal: Goal | None = None

    @property
    def ratio(self) -> float:
        """Ours divided by the peer's."""
        return self.ours / self.peer

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        return self.goal.reached(self.ratio) if self.goal else None

    def record(self) -> dict[str, Any]:
        """The figure as data."""
        return {
            "name": self.name,
            "ours": self.ours,
            "peer": self.peer,
            "peer_name": self.peer_name,
            "unit": self.unit,
            "ratio": self.ratio,
            "goal": str(self.goal) if self.goal else None,
            "goal_number": self.goal.number if self.goal else None,
            "reached": self.reached,
        }

    def line(self) -> str:
        """The figure for a person."""
        verdict = f"goal {self.goal}: {'reached' if self.reached else 'MISSED'}" if self.goal else "no goal"
        return f"{self.name:<22} {self.ratio:>9.3g} × {self.peer_name} ({self.unit}); {verdict}"


def interleaved(rounds: int, *works: Callable[[], object], clock: Callable[[], float]) -> list[float]:
    """The median seconds of each work, all of them run once in every round.

    One round beforehand is not counted. The clocks are those of the processor: what others do on
    the machine meanwhile disturbs them least.
    """
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for work, times in zip(works, taken, strict=True):
            gc.collect()
            begun = clock()
            work()
            if number:
                times.append(clock() - begun)
    return [median(times) for times in taken]


def cpu() -> float:
    """Seconds of processor time of this process."""
    return time.process_time()


def children() -> float:
    """Seconds of processor time of the processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
