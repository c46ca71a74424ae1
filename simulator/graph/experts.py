"""An expert's path through a case, as it is pinned with a play; it is told only after the play has ended.

While it lasts, nothing but how many decisions experts take is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.content.enums import ROLES

if TYPE_CHECKING:
    from simulator.content.walk import Walk, WalkAnswer


@dataclass(frozen=True, slots=True)
class ExpertStep:
    """What the expert answers in a scene, by the names of the case: an option, else a value per part."""

    scene: str
    option: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Expert:
    """One expert's path: for which role, level and values of chance it was written, and its answers."""

    name: str
    role: int
    level: str
    chance: tuple[tuple[str, str], ...]
    steps: tuple[ExpertStep, ...]


def named_answer(answer: WalkAnswer) -> str | dict[str, str]:
    """A walk's answer as `engine.codec` reads answers: an option, or a value for each part that it names."""
    if answer.option is not None:
        return answer.option
    return {
        **answer.bins,
        **{name: str(rank) for rank, name in enumerate(answer.order, 1)},
        **{name: str(level) for name, level in answer.levels.items()},
        **answer.picks,
        **dict.fromkeys(answer.statements, "in"),
    }


def expert_paths(walks: Iterable[tuple[str, Walk]]) -> tuple[Expert, ...]:
    """The walks of the kind expert, by name, in the form that is pinned; other walks are left out."""
    return tuple(
        Expert(
            name,
            ROLES.index(walk.role),
            walk.level,
            tuple(walk.chance.items()),
            tuple(_step(answer) for answer in walk.answers),
        )
        for name, walk in walks
        if walk.kind == "expert"
    )


def usual_scenes(experts: Iterable[Expert], role: int) -> tuple[int, int] | None:
    """The fewest and the most decisions of a role's experts; None where there is no expert."""
    lengths = [len(expert.steps) for expert in experts if expert.role == role]
    return (min(lengths), max(lengths)) if lengths else None


def _step(answer: WalkAnswer) -> ExpertStep:
    given = named_answer(answer)
    if isinstance(given, str):
        return ExpertStep(answer.scene, given, {})
    return ExpertStep(answer.scene, "", given)
