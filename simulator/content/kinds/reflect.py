"""A scene in which the learner writes freely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from simulator.content.case_parts import Effects
from simulator.content.kinds.base import SceneBase


class ReflectScene(SceneBase, Effects):
    """The learner writes freely; kept, never scored."""

    task: Literal["reflect"]

    def outcomes(self) -> Sequence[tuple[str, Effects]]:
        """What follows whatever was written."""
        return [("", self)]


MODEL = ReflectScene
