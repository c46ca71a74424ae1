"""What scenes and other parts of a case are written of: conditions, effects, options, paragraphs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import (
    Acts,
    Citations,
    Clock,
    Id,
    Ids,
    Levels,
    Listed,
    Name,
    Names,
    Prose,
    Role,
    Written,
)

Percent = Annotated[int, Field(ge=0, le=100)]
Minutes = Annotated[int, Field(ge=0, le=4320)]
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
