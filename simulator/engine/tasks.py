"""Judging an answer: what is offered, whether an answer fits, how much of it is right."""

from __future__ import annotations

from simulator.engine.events import Answer
from simulator.engine.state import holds
from simulator.graph.graph import Branch, Element, Option, Task


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
    if type(answer) is not tuple or not all(type(value) is int for value in answer):
        return False
    if task.kind == "choice":
        if len(answer) != 1 or not 0 <= answer[0] < len(task.options):
            return False
        return holds(task.options[answer[0]].when, bits, values, minute)
    if len(answer) != len(task.elements):
        return False
    if task.kind == "sequence":
        return sorted(answer) == list(range(len(answer)))
    return all(
        0 <= value < len(element.values) and (value == 0 or is_offered(element, bits))
        for value, element in zip(answer, task.elements, strict=True)
    )


def rightness(task: Task, answer: Answer, bits: int) -> tuple[int, ...]:
    """Per judged part of a task (pair of a sequence, else element): 1 right, 0 wrong, -1 not judged."""
    if task.kind == "sequence":
        return tuple([int(answer[first] < answer[second]) for first, second in task.pairs])
    return tuple(
        [
            (element.right >> value & 1) if element.judged and is_offered(element, bits) else -1
            for value, element in zip(answer, task.elements, strict=True)
        ]
    )


def share(marks: tuple[int, ...]) -> int:
    """Percent of the judged parts that are right, rounded down; 100 where nothing is judged."""
    judged = len(marks) - marks.count(-1)
    return 100 * marks.count(1) // judged if judged else 100


def composed_gains(task: Task, answer: Answer) -> int:
    """Bits that a form or message brings: its picks' and statements' acts, and the facts it passes on."""
    bits = 0
    for value, element in zip(answer, task.elements, strict=True):
        bits |= element.gains[value]
        for index, told in element.tells[value]:
            if answer[index]:
                bits |= told
    return bits


def chosen_branch(task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int) -> Branch:
    """The branch or band that an answer leads to."""
    if task.kind == "choice":
        option: Option = task.options[answer[0]]
        if len(option.branches) == 1:
            return option.branches[0]
        score, branches = 0, option.branches
    else:
        score, branches = share(rightness(task, answer, bits)), task.bands
    for branch in branches:
        if score >= branch.at_least and holds(branch.when, bits, values, minute):
            return branch
    raise AssertionError("the compiler leaves an open branch last")
