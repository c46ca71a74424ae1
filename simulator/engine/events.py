"""Commands that a person or a policy gives, and the events that are the record of a play.

An answer is a small tuple of whole numbers: an option; a bin per statement; a rank per step;
for forms and messages a pick per field and then 1 or 0 per statement; a level per indicator.
"""

from __future__ import annotations

from typing import NamedTuple

Answer = tuple[int, ...]


class Start(NamedTuple):
    """Begin a play: the roles that people play (indices), the seed, which learner, chance fixed by hand."""

    roles: tuple[int, ...]
    seed: int
    learner: int = 0
    chance: tuple[tuple[str, str], ...] = ()


class Reply(NamedTuple):
    """Answer the task of the scene (node index) in which a role stands."""

    role: int
    node: int
    answer: Answer


class Started(NamedTuple):
    """A play began; `values` is the value per chance variable, `chosen` whether it was fixed by hand."""

    case: str
    level: str
    roles: tuple[int, ...]
    seed: int
    learner: int
    values: tuple[int, ...]
    chosen: tuple[bool, ...]


class Decided(NamedTuple):
    """A role answered a scene's task at a minute; `step` counts decisions from 1."""

    step: int
    role: int
    node: int
    answer: Answer
    minute: int


Command = Start | Reply
Event = Started | Decided
