"""Judging an answer: what is offered, whether an answer fits, how much of it is right."""

from __future__ import annotations

from simulator.engine.events import Answer
from simulator.engine.state import holds
from simulator.graph.graph import Branch, Element, Task

COMPOSED = ("form", "message")


def offered_options(task: Task, bits: int, values: tuple[int, ...], minute: int) -> tuple[int, ...]:
    """Indices of the options open now."""
    return tuple(
        index
        for index, option in enumerate(task.options)
        if option.when is None or holds(option.when, bits, values, minute)
    )


def is_offered(element: Element, bits: int) -> bool:
    """Whether a statement is offered: its fact must be known."""
    return bits & element.needs == element.needs


def fits(task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int) -> bool:
    """Whether an answer is one that the task allows now."""
    if type(answer) is not tuple:
        return False
    if task.kind == "choice":
        if len(answer) != 1 or type(answer[0]) is not int or not 0 <= answer[0] < len(task.options):
            return False
        when = task.options[answer[0]].when
        return when is None or holds(when, bits, values, minute)
    if len(answer) != len(task.elements) or not {*map(type, answer)} <= {int}:
        return False
    if task.kind == "sequence":
        return sorted(answer) == list(range(len(answer)))
    return _in_range(task.elements, answer, bits)


def _in_range(elements: tuple[Element, ...], answer: Answer, bits: int) -> bool:
    for value, element in zip(answer, elements, strict=True):
        if value and not (0 < value < len(element.values) and bits & element.needs == element.needs):
            return False
    return True


def rightness(task: Task, answer: Answer, bits: int) -> tuple[int, ...]:
    """Per judged part of a task (pair of a sequence, else element): 1 right, 0 wrong, -1 not judged."""
    if task.kind == "sequence":
        return tuple([int(answer[first] < answer[second]) for first, second in task.pairs])
    return tuple(
        [
            (element.right >> value & 1) if element.judged and bits & element.needs == element.needs else -1
            for value, element in zip(answer, task.elements, strict=True)
        ]
    )


def share(marks: tuple[int, ...]) -> int:
    """Percent of the judged parts that are right, rounded down; 100 where nothing is judged."""
    judged = len(marks) - marks.count(-1)
    return 100 * marks.count(1) // judged if judged else 100


def _score(task: Task, answer: Answer, bits: int) -> int:
    """`share` of `rightness`, without making the marks: every judged answer in play comes through here."""
    right = judged = 0
    if task.kind == "sequence":
        judged = len(task.pairs)
        for first, second in task.pairs:
            right += answer[first] < answer[second]
        return 100 * right // judged if judged else 100
    for value, element in zip(answer, task.elements, strict=True):
        if element.judged and bits & element.needs == element.needs:
            judged += 1
            right += element.right >> value & 1
    return 100 * right // judged if judged else 100


def composed_gains(task: Task, answer: Answer) -> int:
    """Bits that a form or message brings: its picks' and statements' acts, and the facts it passes on."""
    bits = 0
    for value, element in zip(answer, task.elements, strict=True):
        if gain := element.gains[value]:
            bits |= gain
        for index, told in element.tells[value]:
            if answer[index]:
                bits |= told
    return bits


def chosen_branch(
    task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int, composed: int | None = None
) -> Branch:
    """The branch or band that an answer leads to; what a form or message brings counts as done already.

    `composed` is that (`composed_gains`), where it is known.
    """
    branches = task.options[answer[0]].branches if task.kind == "choice" else task.bands
    if len(branches) == 1:
        return branches[0]
    score = 0 if task.kind == "choice" else _score(task, answer, bits)
    if composed is None:
        composed = composed_gains(task, answer) if task.kind in COMPOSED else 0
    known = bits | composed
    for branch in branches:
        if score >= branch.at_least and (branch.when is None or holds(branch.when, known, values, minute)):
            return branch
    raise AssertionError("the compiler leaves an open branch last")
