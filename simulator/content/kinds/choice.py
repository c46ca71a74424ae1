"""A scene in which the learner picks what to do or say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Id
from simulator.content.case_parts import Effects, Option
from simulator.content.kinds.base import SceneBase


class ChoiceScene(SceneBase):
    """The learner picks what to do or say."""

    task: Literal["choice"]
    options: Annotated[dict[Id, Option], Field(min_length=1, max_length=9)]

    def outcomes(self) -> Sequence[tuple[str, Effects]]:
        """Each option, or its branches."""
        outcomes: list[tuple[str, Effects]] = []
        for name, option in self.options.items():
            path = f"options.{name}"
            outcomes += [(f"{path}.branches.{i}", branch) for i, branch in enumerate(option.branches)]
            outcomes += [] if option.branches else [(path, option)]
        return outcomes

    def alternatives(self) -> Mapping[str, Option]:
        """The options."""
        return self.options


MODEL = ChoiceScene
