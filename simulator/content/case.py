"""What an author writes in `case.yaml`: people, facts, chance, scenes, reactions, endings.

Every model here is a written form only; `graph.compiler` turns it into what is played.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulator.content.base import (
    Acts,
    Citations,
    Clock,
    Filled,
    Id,
    Ids,
    Level,
    Levels,
    Listed,
    Name,
    Names,
    Prose,
    Role,
    Roles,
    Written,
)

Percent = Annotated[int, Field(ge=0, le=100)]
Minutes = Annotated[int, Field(ge=0, le=4320)]
Pair = Annotated[str, Field(pattern=r"^[a-z0-9-]+ < [a-z0-9-]+$")]
Aspect = Literal["all", "completeness", "objectivity", "confidentiality", "addressing"]


class Condition(Written):
    """When something holds; several keys mean that all of them must hold.

    Names: `flag`, `fact:x`, `mark:x`, `act:x`, `act:x:mark`, `chance:name=value`, `message:reaction`;
    a role may stand before them (`coordinator/fact:x`), else the acting role is meant.
    """

    has: Names = []
    lacks: Names = []
    at_least: dict[Id, int] = {}
    after: Clock | None = None
    before: Clock | None = None
    all: list[Condition] = []
    any: list[Condition] = []
    none: list[Condition] = []


class Route(Written):
    """Where play goes next; the first route whose condition holds is taken."""

    when: Condition | None = None
    to: Id


class Tell(Written):
    """Facts passed on: the act this is, to which role (none: someone outside), on which channel.

    Only facts that the speaker knows are passed on. The act also counts once for every mark
    that the facts bear (`inform-coordinator:suspected-abuse`).
    """

    act: Id
    to: Role | None = None
    facts: Ids = []


class Effects(Written):
    """What follows from a decision: acts and tellings when it is taken, `learn` when its time is up."""

    minutes: Minutes = 0
    until: Clock | None = None
    acts: Acts = []
    tell: Annotated[list[Tell], Listed] = []
    learn: Ids = []
    set: Ids = []
    change: dict[Id, Annotated[int, Field(ge=-20, le=20)]] = {}
    then: Prose | None = None
    to: Annotated[list[Route], Listed] | Id | None = None


class Branch(Effects):
    """One way a decision can turn out; the first whose condition holds is taken."""

    when: Condition | None = None


class Option(Effects):
    """One thing that can be done or said, why it is good or not, and what it shows."""

    text: Prose
    when: Condition | None = None
    levels: Levels = []
    why: Prose
    cite: Citations = []
    evidence: dict[Name, Percent] = {}
    branches: list[Branch] = []


class Band(Effects):
    """What follows from a judged task when at least this share of it (percent) was right."""

    at_least: Percent
    when: Condition | None = None


class Paragraph(Written):
    """A part of a scene's text that appears only when its condition holds."""

    when: Condition | None = None
    levels: Levels = []
    text: Prose


class SceneBase(Written):
    """What every scene has: whose it is, where it happens, what is seen on entering."""

    role: Role
    place: Prose
    text: Prose
    also: list[Paragraph] = []
    learn: Ids = []
    ask: Prose
    hint: Prose | None = None


class ChoiceScene(SceneBase):
    """The learner picks what to do or say."""

    task: Literal["choice"]
    options: Annotated[dict[Id, Option], Field(min_length=1, max_length=9)]


class KeyedScene(SceneBase):
    """A task with a right answer: bands by share of right parts, evidence by aspect."""

    why: Prose
    cite: Citations = []
    evidence: dict[Name, Aspect] = {}
    bands: Annotated[list[Band], Field(min_length=1, max_length=6)]


class SortItem(Written):
    """A statement to be put into a bin; several accepted bins may stand in a list."""

    text: Prose
    bin: Ids
    why: Prose


class SortScene(KeyedScene):
    """The learner puts statements into bins."""

    task: Literal["sort"]
    bins: Annotated[dict[Id, Prose], Field(min_length=2, max_length=5)]
    items: Annotated[dict[Id, SortItem], Field(min_length=2, max_length=16)]


class SequenceScene(KeyedScene):
    """The learner orders steps; `order` lists pairs that must keep their order (`a < b`)."""

    task: Literal["sequence"]
    steps: Annotated[dict[Id, Prose], Field(min_length=3, max_length=9)]
    order: Annotated[list[Pair], Listed, Field(min_length=1)]


class Statement(Written):
    """A sentence that may go into a form or a message.

    `is` says what it is; facts belong unless said otherwise, all else does not. With `fact`,
    it is offered only to who knows that fact, and writing it passes the fact on. Acts count
    when it is included (a diagnosis, a promise, a needless disclosure). `section` is the part of
    the form that it is written in.
    """

    text: Prose
    is_: Annotated[
        Literal["fact", "interpretation", "diagnosis", "promise", "excess", "opinion", "request"],
        Field(alias="is"),
    ]
    fact: Id | None = None
    belongs: Literal["yes", "no", "either"] | None = None
    acts: Ids = []
    section: Id | None = None
    levels: Levels = []
    why: Prose


class Pick(Written):
    """One thing that can be picked in a field of a form: a recipient, a channel, a term."""

    text: Prose
    right: Literal["yes", "no", "either"]
    act: Id | None = None
    to: Role | None = None
    acts: Ids = []
    why: Prose


class PickField(Written):
    """A field of a form in which one thing is picked."""

    label: Prose
    section: Id | None = None
    picks: Annotated[dict[Id, Pick], Field(min_length=2, max_length=8)]


class Composed(KeyedScene):
    """A form or a message put together from statements and picks."""

    fields: Annotated[dict[Id, PickField], Field(max_length=5)] = {}
    statements: Annotated[dict[Id, Statement], Field(min_length=3, max_length=16)]
    own_words: Prose | None = None
    model: Prose


class FormScene(Composed):
    """The learner builds a real form (`form` names a file of `scenarios/forms`)."""

    task: Literal["form"]
    form: Id


class MessageScene(Composed):
    """The learner chooses recipient, channel and content; both fields are required."""

    task: Literal["message"]


class RateScene(SceneBase, Effects):
    """The learner rates indicators on the grid; kept, and compared with evidence later."""

    task: Literal["rate"]
    indicators: Annotated[list[Name], Listed, Field(min_length=1, max_length=8)]


class ReflectScene(SceneBase, Effects):
    """The learner writes freely; kept, never scored."""

    task: Literal["reflect"]


def _choice_by_default(value: object) -> object:
    """Most scenes are choices, so an author need not say so."""
    if isinstance(value, dict) and "options" in value:
        return {"task": "choice", **value}
    return value


Scene = Annotated[
    ChoiceScene | SortScene | SequenceScene | FormScene | MessageScene | RateScene | ReflectScene,
    Field(discriminator="task"),
    BeforeValidator(_choice_by_default),
]


class Ending(Written):
    """How it ends for a role; rank 1 is the best ending of that role's play."""

    role: Role
    title: Prose
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
    valid_from: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    review_by: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Case(Written):
    """A whole case, as written."""

    format: Literal["1"]
    id: Id
    title: Prose
    summary: Prose
    about: About
    calendar: Calendar
    people: Annotated[dict[Id, Person], Filled]
    roles: Annotated[dict[Role, Part], Filled]
    variables: dict[Id, Variable] = {}
    chance: dict[Id, dict[Id, Annotated[int, Field(ge=1, le=100)]]] = {}
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
