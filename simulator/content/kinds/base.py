"""What every scene has, and what those have whose task has right and wrong parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, NamedTuple

from pydantic import Field

from simulator.content.base import Citations, Ids, Name, Prose, Role, Written
from simulator.content.case_parts import Aspect, Band, Effects, Option, Paragraph
from simulator.content.drawings import Picture


class ReviewLine(NamedTuple):
    """A part of a task as a reviewer reads it: where its words stand, relative to the scene.

    `sign` marks what is right, `heads` are paths said before the text, `tag` a word about it, `why` the
    path of its reason, `acts` what it is; `label` and `plain` stand for themselves where there is no text.
    """

    text: str = ""
    sign: str = ""
    heads: tuple[str, ...] = ()
    tag: str = ""
    why: str = ""
    acts: Sequence[str] = ()
    label: str = ""
    plain: Sequence[str] = ()
    levels: Sequence[str] = ()


class AnswerKey(NamedTuple):
    """What an author says of right answers: the sources, what parts show, where which share leads."""

    cite: Sequence[str]
    evidence: Mapping[str, Aspect]
    bands: Sequence[Band]


class SceneBase(Written):
    """What every scene has: whose it is, where it happens, what is seen on entering.

    `speaks` are the people whose whole sentences the text quotes, in their order (`nobody`: a letter, a
    voice); `picture` is a drawing of the place.
    """

    role: Role
    place: Prose
    picture: Picture | None = None
    speaks: Ids = []
    text: Prose
    also: list[Paragraph] = []
    learn: Ids = []
    ask: Prose
    hint: Prose | None = None

    def outcomes(self) -> Sequence[tuple[str, Effects]]:
        """Everything that can follow from the task, by its path in the scene."""
        raise NotImplementedError

    def alternatives(self) -> Mapping[str, Option]:
        """The options among which one is chosen, if that is the task."""
        return {}

    def answer_key(self) -> AnswerKey | None:
        """What is said of right answers, if the task has any."""
        return None

    def review(self) -> Iterator[ReviewLine]:
        """The parts of the task as a reviewer reads them."""
        yield from ()


class KeyedScene(SceneBase):
    """A task with a right answer: bands by share of right parts, evidence by aspect."""

    why: Prose
    cite: Citations = []
    evidence: dict[Name, Aspect] = {}
    bands: Annotated[list[Band], Field(min_length=1, max_length=6)]

    def outcomes(self) -> Sequence[tuple[str, Effects]]:
        """The bands."""
        return [(f"bands.{index}", band) for index, band in enumerate(self.bands)]

    def answer_key(self) -> AnswerKey:
        """Its own fields."""
        return AnswerKey(self.cite, self.evidence, self.bands)
