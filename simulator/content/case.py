"""What an author writes in `case.yaml`: people, facts, chance, scenes, reactions, endings.

Every model here is a written form only; `graph.compiler` turns it into what is played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, Union

from pydantic import BeforeValidator, Field

from simulator.content.base import (
    Clock,
    Filled,
    Hook,
    Id,
    Ids,
    Level,
    Levels,
    Listed,
    Prose,
    Role,
    Roles,
    Written,
)
from simulator.content.case_parts import (
    Band,
    Branch,
    Condition,
    Effects,
    Minutes,
    Option,
    Paragraph,
    Route,
    Tell,
)
from simulator.content.kinds import scene_models
from simulator.content.kinds.base import SceneBase
from simulator.content.portrait import Face, Feelings

__all__ = [
    "Band",
    "Branch",
    "Case",
    "Condition",
    "Effects",
    "Ending",
    "Fact",
    "Option",
    "Overlay",
    "Paragraph",
    "Reaction",
    "Route",
    "Scene",
    "Tell",
    "Translation",
    "Variable",
]


def _choice_by_default(value: object) -> object:
    """Most scenes are choices, so an author need not say so."""
    if isinstance(value, dict) and "options" in value:
        return {"task": "choice", **value}
    return value


if TYPE_CHECKING:
    Scene: TypeAlias = SceneBase
else:  # one of the models that lie in `content.kinds`, told apart by their `task`
    Scene = Annotated[
        Union[scene_models()],  # noqa: UP007  (made of a table)
        Field(discriminator="task"),
        BeforeValidator(_choice_by_default),
    ]


class Ending(Written):
    """How it ends for a role; rank 1 is the best ending of that role's play.

    `gist` says it in one plain sentence, true of every way that leads here.
    """

    role: Role
    title: Prose
    gist: Prose | None = None
    text: Prose
    also: list[Paragraph] = []
    rank: Annotated[int, Field(ge=1, le=9)]


class Reaction(Written):
    """What the scripted partner or the world does by itself while someone else plays.

    `of` is who acts, `to` the role that lives it: it runs only when that role is played by a
    person and `of` is not. It falls due `after` minutes once `when` holds, or `at` a time.
    Acts are recorded as those of `of`; `learn` is what the played role learns.
    """

    of: Literal["technician", "coordinator", "world"]
    to: Role
    when: Condition | None = None
    after: Minutes | None = None
    at: Clock | None = None
    levels: Levels = []
    acts: Ids = []
    learn: Ids = []
    set: Ids = []
    change: dict[Id, Annotated[int, Field(ge=-20, le=20)]] = {}
    text: Prose


class Fact(Written):
    """Something that is true in the case (in the chance variants that `when` names).

    `marks` name the circumstances it amounts to, in the framework's vocabulary: rules look at
    these. `known_by` are the roles that know it at the start.
    """

    text: Prose
    marks: Ids = []
    known_by: Roles = []
    when: Condition | None = None
    levels: Levels = []


class Sign(Written):
    """How a person would notice that a variable stands at least here."""

    at_least: int
    text: Prose


class Variable(Written):
    """A bounded quantity that moves: strain, trust, workload."""

    label: Prose
    start: int
    min: int = 0
    max: int = 10
    signs: list[Sign] = []


class Person(Written):
    """Someone in the case; invented."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    who: Prose
    face: Face | None = None
    feels: Feelings | None = None


class Part(Written):
    """How a role is played in this case: who it is, what they know to begin with, where they start."""

    plays: Id
    brief: Prose
    start: Id


class LevelSetting(Written):
    """How a level differs: a later start, other starting values."""

    start: Clock | None = None
    change: dict[Id, int] = {}


class Calendar(Written):
    """When the case begins and which hours are working hours (`08:00-16:30`)."""

    day: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    start: Clock
    hours: Annotated[str, Field(pattern=r"^\d\d:\d\d-\d\d:\d\d$")]


class About(Written):
    """Where the case stands in the field: difficulties, checklist rows, stage, validity."""

    difficulties: Annotated[list[Id], Listed, Field(min_length=1)]
    checklist: Ids = []
    stages: Ids = []
    play_minutes: Annotated[int, Field(ge=5, le=60)]
    face: Id | None = None
    valid_from: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    review_by: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Case(Written):
    """A whole case, as written."""

    format: Literal["1"]
    id: Id
    title: Prose
    hook: Hook | None = None
    summary: Prose
    about: About
    calendar: Calendar
    people: Annotated[dict[Id, Person], Filled]
    roles: Annotated[dict[Role, Part], Filled]
    variables: dict[Id, Variable] = {}
    chance: dict[Id, dict[Id, Annotated[int, Field(ge=1, le=100)]]] = {}
    variants: dict[Id, dict[Id, Prose]] = {}
    levels: dict[Level, LevelSetting] = {}
    facts: dict[Id, Fact] = {}
    scenes: Annotated[dict[Id, Scene], Field(min_length=1, max_length=120)]
    reactions: dict[Id, Reaction] = {}
    endings: Annotated[dict[Id, Ending], Field(min_length=1, max_length=24)]
    questions: Annotated[dict[Id, Prose], Field(max_length=8)] = {}
    note: Prose | None = None


class Translation(Written):
    """One English text and the digest of the Romanian that it translates."""

    of: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$|^new$")]
    text: Annotated[str, Field(min_length=1, max_length=3000)]


class Overlay(Written):
    """`text.en.yaml`: English by stable path."""

    format: Literal["1"]
    texts: dict[Annotated[str, Field(max_length=200)], Translation]
