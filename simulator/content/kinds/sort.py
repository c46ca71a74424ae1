"""A scene in which the learner puts statements into bins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Id, Ids, Prose, Written
from simulator.content.kinds.base import KeyedScene, ReviewLine


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

    def review(self) -> Iterator[ReviewLine]:
        """Each statement with the bins in which it is right."""
        for name, item in self.items.items():
            bins = tuple(f"bins.{accepted}" for accepted in item.bin)
            yield ReviewLine(f"items.{name}.text", heads=bins, why=f"items.{name}.why")


MODEL = SortScene
