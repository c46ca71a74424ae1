"""How the people of a case are drawn, and how one notices what they feel."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.content.base import Id, Prose, Written
from simulator.content.drawings import Beard, Expression, Glasses, Hair


class Face(Written):
    """A drawn face. Children have none: there is no drawing of a child."""

    hair: Hair
    expression: Expression = "calm"
    glasses: Glasses | None = None
    beard: Beard | None = None


class Feeling(Written):
    """What one notices of a person from this value of a variable on: the expression, and a word or two."""

    at_least: int
    expression: Expression
    text: Prose


class Feelings(Written):
    """From which variable one notices what a person feels."""

    variable: Id
    signs: Annotated[list[Feeling], Field(min_length=1, max_length=5)]
