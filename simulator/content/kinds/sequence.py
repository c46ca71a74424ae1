"""A scene in which the learner orders steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Id, Listed, Prose
from simulator.content.kinds.base import KeyedScene, ReviewLine

Pair = Annotated[str, Field(pattern=r"^[a-z0-9-]+ < [a-z0-9-]+$")]


class SequenceScene(KeyedScene):
    """The learner orders steps; `order` lists pairs that must keep their order (`a < b`)."""

    task: Literal["sequence"]
    steps: Annotated[dict[Id, Prose], Field(min_length=3, max_length=9)]
    order: Annotated[list[Pair], Listed, Field(min_length=1)]

    def review(self) -> Iterator[ReviewLine]:
        """The steps, then the pairs that must keep their order."""
        for name in self.steps:
            yield ReviewLine(f"steps.{name}", sign=f"{name}:")
        yield ReviewLine(label="Order", plain=self.order)


MODEL = SequenceScene
