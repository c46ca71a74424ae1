"""Judging an answer, whatever its kind: whether it fits, how much of it is right, what it brings."""

from __future__ import annotations

from simulator.engine.events import Answer
from simulator.engine.kinds import KINDS
from simulator.engine.state import holds
from simulator.graph.graph import Branch, Task

BRINGING = frozenset(name for name, kind in KINDS.items() if kind.brings)


def fits(task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int) -> bool:
    """Whether an answer is one that the task allows now."""
    return type(answer) is tuple and KINDS[task.kind].fits(task, answer, bits, values, minute)


def rightness(task: Task, answer: Answer, bits: int) -> tuple[int, ...]:
    """Per judged part of a task (pair of a sequence, else element): 1 right, 0 wrong, -1 not judged."""
    return KINDS[task.kind].marks(task, answer, bits)


def brings(task: Task) -> bool:
    """Whether what is put into a task brings bits of its own."""
    return task.kind in BRINGING


def composed_gains(task: Task, answer: Answer) -> int:
    """Bits that an answer itself brings: its picks' and statements' acts, and the facts it passes on."""
    bits = 0
    for value, element in zip(answer, task.elements, strict=True):
        if gain := element.gains[value]:
            bits |= gain
        for index, passed_on in element.tells[value]:
            if answer[index]:
                bits |= passed_on
    return bits


def chosen_branch(
    task: Task, answer: Answer, bits: int, values: tuple[int, ...], minute: int, composed: int | None = None
) -> Branch:
    """The branch or band that an answer leads to; what the answer itself brings counts as done already.

    `composed` is that (`composed_gains`), where it is known.
    """
    branches = task.bands or task.options[answer[0]].branches
    if len(branches) == 1:
        return branches[0]
    score = KINDS[task.kind].score(task, answer, bits) if task.bands else 0
    if composed is None:
        composed = composed_gains(task, answer) if task.kind in BRINGING else 0
    known = bits | composed
    for branch in branches:
        if score >= branch.at_least and (branch.when is None or holds(branch.when, known, values, minute)):
            return branch
    raise AssertionError("the compiler leaves an open branch last")
