"""What a learner's finished plays amount to: domains and how they moved, rules met and missed, lateness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.competence.aggregate import PlayEvidence, profile_history
from simulator.competence.estimate import Estimate, Profile
from simulator.graph.profession import Model
from simulator.practice.rules import BREACHED, LATE, MET, MISSING, NOT_FOLLOWED, Verdict

STEP = 0.05  # ours: a domain whose estimate moved by less is said to stand where it stood


class Moved(NamedTuple):
    """A domain now, and as it stood when there was first evidence of it; `plays` is how many show it."""

    now: Estimate
    first: Estimate | None
    plays: int


@dataclass(slots=True)
class Habit:
    """How a rule fared over plays: how often met, late (minutes of each), slipped; where it did last."""

    rule: str
    met: int = 0
    late: list[int] = field(default_factory=list)
    slipped: int = 0
    last: str = ""

    @property
    def bad(self) -> int:
        """How often it was not honoured in full."""
        return self.slipped + len(self.late)


def moved(model: Model, play_evidence: Sequence[PlayEvidence]) -> tuple[Moved, ...]:
    """Each domain of which plays that count show something, in the grid's order."""
    steps = profile_history(model, play_evidence)
    if not steps:
        return ()
    rows = []
    for index, domain in enumerate(steps[-1][1].domains):
        if domain.weight:
            rows.append(Moved(domain, *_first(steps, index)))
    return tuple(rows)


def _first(steps: Sequence[tuple[PlayEvidence, Profile]], index: int) -> tuple[Estimate | None, int]:
    """How a domain first stood (None if it has not been shown again since), and by how many plays."""
    weights = [0.0, *[profile.domains[index].weight for _, profile in steps]]
    places = [at for at in range(len(steps)) if weights[at + 1] > weights[at]]
    first = steps[places[0]][1].domains[index]
    return (first if len(places) > 1 else None), len(places)


def habits(plays: Sequence[tuple[str, Sequence[Verdict]]]) -> tuple[Habit, ...]:
    """Every rule that plays (id and verdicts, oldest first) put to the test; the least honoured first."""
    by_rule: dict[str, Habit] = {}
    for play, verdicts in plays:
        for verdict in verdicts:
            if verdict.kind not in (MET, LATE, BREACHED, MISSING, NOT_FOLLOWED):
                continue
            habit = by_rule.setdefault(verdict.rule, Habit(verdict.rule))
            if verdict.kind == MET:
                habit.met += 1
                continue
            habit.last = play
            if verdict.kind == LATE:
                habit.late.append(verdict.late)
            else:
                habit.slipped += 1
    return tuple(sorted(by_rule.values(), key=lambda one: (-one.bad, -one.met, one.rule)))
