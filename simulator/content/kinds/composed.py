"""What forms and messages are put together from: statements, and fields in which one thing is picked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Id, Ids, Levels, Prose, Role, Written
from simulator.content.kinds.base import KeyedScene, ReviewLine

PICKS = {"yes": "+", "no": "−", "either": "·"}
BOXES = {"yes": "☒", "no": "☐", "either": "·"}


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

    @property
    def right(self) -> Literal["yes", "no", "either"]:
        """Whether it belongs: what is said of it, else only facts do."""
        return self.belongs or ("yes" if self.is_ == "fact" else "no")


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

    def review(self) -> Iterator[ReviewLine]:
        """Each pick and each statement with what is right."""
        for name, field in self.fields.items():
            for key, pick in field.picks.items():
                base, label = f"fields.{name}.picks.{key}", (f"fields.{name}.label",)
                yield ReviewLine(f"{base}.text", PICKS[pick.right], label, why=f"{base}.why")
        for name, one in self.statements.items():
            base = f"statements.{name}"
            yield ReviewLine(
                f"{base}.text",
                BOXES[one.right],
                tag=one.is_,
                why=f"{base}.why",
                acts=one.acts,
                levels=one.levels,
            )
        if self.own_words:
            yield ReviewLine("own_words", label="Own words")
        yield ReviewLine("model", label="A possible version")
