"""What a kind of task says of itself. A kind with a value for each element needs no more than its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from simulator.engine.events import Answer
from simulator.engine.state import holds
from simulator.errors import Refused, message
from simulator.graph.graph import Element, Task

# How a task is answered; a page, the terminal and simulated learners know these and no kind.
OPTION, BINS, ORDER, COMPOSE, SCALE, WORDS = "option", "bins", "order", "compose", "scale", "words"


@dataclass(frozen=True)
class Kind:
    """A task with a value for each of its elements.

    `asks` is how it is answered. `brings` says that what is put in brings bits of its own (acts, what is
    passed on); `open` that nothing in it is right or wrong; `shuffled` that its parts are shown in an
    order that betrays nothing.
    """

    name: str
    asks: str
    brings: bool = False
    open: bool = False
    shuffled: bool = True

    whole: ClassVar[bool] = False  # an answer is one thing, not parts that are each right or wrong
    own_marks: ClassVar[bool] = False  # `marks` is the kind's own, so nobody may read what is right elsewhere

    def __init_subclass__(cls) -> None:
        cls.own_marks = cls.marks is not Kind.marks

    def fits(self, task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int) -> bool:
        """Whether a tuple is an answer that the task allows now."""
        if len(answer) != len(task.elements) or not {*map(type, answer)} <= {int}:
            return False
        for value, element in zip(answer, task.elements, strict=True):
            if value and not (0 < value < len(element.values) and bits & element.needs == element.needs):
                return False
        return True

    def marks(self, task: Task, answer: Answer, bits: int) -> tuple[int, ...]:
        """Per judged part (pair that must keep its order, else element): 1 right, 0 wrong, -1 not judged."""
        if task.pairs:
            return tuple([int(answer[first] < answer[second]) for first, second in task.pairs])
        return tuple(
            [
                (element.right >> value & 1) if element.judged and is_offered(element, bits) else -1
                for value, element in zip(answer, task.elements, strict=True)
            ]
        )

    def score(self, task: Task, answer: Answer, bits: int) -> int:
        """The share of the marks. Every judged answer comes by here, so the usual marks are not built."""
        if self.own_marks:
            return share(self.marks(task, answer, bits))
        if task.pairs:
            right = sum([answer[first] < answer[second] for first, second in task.pairs])
            return 100 * right // len(task.pairs)
        right = judged = 0
        for value, element in zip(answer, task.elements, strict=True):
            if element.judged and bits & element.needs == element.needs:
                judged += 1
                right += element.right >> value & 1
        return 100 * right // judged if judged else 100

    def known_only(self, task: Task, answer: Answer, bits: int) -> Answer:
        """An answer without what cannot be said now."""
        return tuple(
            [value if is_offered(e, bits) else 0 for value, e in zip(answer, task.elements, strict=True)]
        )

    def to_json(self, task: Task, answer: Answer) -> Any:
        """An answer by the names of the case."""
        return {e.id: e.values[value] for e, value in zip(task.elements, answer, strict=True)}

    def from_json(self, task: Task, data: Any) -> Answer:
        """The answer that names stand for; elements left out take their first value. Raises `Refused`."""
        if not isinstance(data, dict):
            raise Refused(message("this answer does not fit the task"))
        left = dict(data)
        values = []
        for element in task.elements:
            given = left.pop(element.id, element.values[0])
            if given not in element.values:
                raise Refused(message("'{value}' is not a value of '{name}'", value=given, name=element.id))
            values.append(element.values.index(given))
        if left:
            raise Refused(message("there is no part '{name}' in this task", name=next(iter(left))))
        return tuple(values)


def share(marks: tuple[int, ...]) -> int:
    """Percent of the judged parts that are right, rounded down; 100 where nothing is judged."""
    judged = len(marks) - marks.count(-1)
    return 100 * marks.count(1) // judged if judged else 100


def is_offered(element: Element, bits: int) -> bool:
    """Whether an element is offered: what it needs must be known."""
    return bits & element.needs == element.needs


def offered_options(task: Task, bits: int, values: tuple[int, ...], minute: int) -> tuple[int, ...]:
    """Indices of the options open now."""
    return tuple(
        index
        for index, option in enumerate(task.options)
        if option.when is None or holds(option.when, bits, values, minute)
    )
