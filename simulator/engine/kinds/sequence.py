"""Steps to be put in order; pairs must keep theirs."""

from __future__ import annotations

from typing import Any, ClassVar

from simulator.engine.events import Answer
from simulator.engine.kinds.base import ORDER, Kind
from simulator.errors import Refused, message
from simulator.graph.graph import Task


class Sequence(Kind):
    """Each element takes a rank of its own; what is right is the order of the pairs."""

    whole: ClassVar[bool] = True

    def fits(self, task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int) -> bool:
        """Whether every rank is given once."""
        if len(answer) != len(task.elements) or not {*map(type, answer)} <= {int}:
            return False
        return sorted(answer) == list(range(len(answer)))

    def known_only(self, task: Task, answer: Answer, bits: int) -> Answer:
        """The same order."""
        return answer

    def from_json(self, task: Task, data: Any) -> Answer:
        """The ranks (from 1) of all steps. Raises `Refused`."""
        if isinstance(data, dict) and set(data) != {element.id for element in task.elements}:
            raise Refused(message("the order must name every step once"))
        return super().from_json(task, data)


KIND = Sequence("sequence", ORDER)
