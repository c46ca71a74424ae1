"""A scene in which the learner rates indicators on the grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Listed, Name
from simulator.content.case_parts import Effects
from simulator.content.kinds.base import ReviewLine, SceneBase


class RateScene(SceneBase, Effects):
    """The learner rates indicators on the grid; kept, and compared with evidence later."""

    task: Literal["rate"]
    indicators: Annotated[list[Name], Listed, Field(min_length=1, max_length=8)]

    def outcomes(self) -> Sequence[tuple[str, Effects]]:
        """What follows whatever was rated."""
        return [("", self)]

    def review(self) -> Iterator[ReviewLine]:
        """The questions of the indicators."""
        for name in self.indicators:
            yield ReviewLine(f"/indicators.{name}.question")


MODEL = RateScene
