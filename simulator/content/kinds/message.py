"""A scene in which the learner composes a message."""

from __future__ import annotations

from typing import Literal

from simulator.content.kinds.composed import Composed


class MessageScene(Composed):
    """The learner chooses recipient, channel and content; both fields are required."""

    task: Literal["message"]


MODEL = MessageScene
