"""One of several options: what to do or say."""

from __future__ import annotations

from typing import Any, ClassVar

from simulator.engine.events import Answer
from simulator.engine.kinds.base import OPTION, Kind
from simulator.engine.state import holds
from simulator.errors import Refused, message
from simulator.graph.graph import Task


class Choice(Kind):
    """An option is neither right nor wrong by itself; it has branches and an author's marks."""

    whole: ClassVar[bool] = True

    def fits(self, task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int) -> bool:
        """Whether the answer is one option that is open now."""
        if len(answer) != 1 or type(answer[0]) is not int or not 0 <= answer[0] < len(task.options):
            return False
        when = task.options[answer[0]].when
        return when is None or holds(when, bits, values, minute)

    def marks(self, task: Task, answer: Answer, bits: int) -> tuple[int, ...]:
        """Nothing: an option has no parts."""
        return ()

    def known_only(self, task: Task, answer: Answer, bits: int) -> Answer:
        """The same option."""
        return answer

    def to_json(self, task: Task, answer: Answer) -> Any:
        """The option's name."""
        return task.options[answer[0]].id

    def from_json(self, task: Task, data: Any) -> Answer:
        """The option of a name. Raises `Refused`."""
        for index, option in enumerate(task.options):
            if option.id == data:
                return (index,)
        raise Refused(message("there is no option '{name}' here", name=data))


KIND = Choice("choice", OPTION)
