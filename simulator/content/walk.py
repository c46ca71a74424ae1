"""What an author writes in `walks/*.yaml`: a path through a case, and what a teacher expects of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Id, Ids, Level, Name, Role, Written


class WalkAnswer(Written):
    """One answer of a walk: the scene it expects to stand in, and what is answered there."""

    scene: Id
    option: Id | None = None
    bins: dict[Id, Id] = {}
    order: Ids = []
    picks: dict[Id, Id] = {}
    statements: Ids = []
    levels: dict[Name, int] = {}


class Expected(Written):
    """What a teacher expects of a walk: its ending, some verdicts, domains with evidence."""

    ending: Id
    verdicts: dict[Id, str] = {}
    domains: Ids = []


class Walk(Written):
    """A path through a case that proves something about it."""

    format: Literal["1"]
    role: Role
    level: Level = "standard"
    kind: Literal["expert", "naive", "breaks"]
    breaks: Ids = []
    chance: dict[Id, Id] = {}
    about: Annotated[str, Field(max_length=400)]
    answers: Annotated[list[WalkAnswer], Field(min_length=1, max_length=80)]
    expect: Expected
