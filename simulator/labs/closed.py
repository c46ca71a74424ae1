"""Closed answers (an option, several, things in bins), judged by what the laboratory's file says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from simulator.content.lab import LabExercise
from simulator.labs.feedback import FeedbackLine


def judged_choice(exercise: LabExercise, answer: str) -> Iterator[FeedbackLine]:
    """What is said of the option that was chosen: why it fits, or why it does not."""
    option = (exercise.options or {})[answer]
    yield FeedbackLine(option.why or option.text, option.right == "yes")


def judged_choices(exercise: LabExercise, answer: Collection[str]) -> Iterator[FeedbackLine]:
    """What is said of options chosen and options missed; a right one chosen is said only if all fit."""
    wrong = [
        FeedbackLine(option.why or option.text, fine=False)
        for name, option in (exercise.options or {}).items()
        if (name in answer) != (option.right == "yes")
    ]
    right = [
        FeedbackLine(option.why, fine=True)
        for option in (exercise.options or {}).values()
        if option.right == "yes" and option.why
    ]
    yield from wrong or right


def judged_sort(exercise: LabExercise, answer: Mapping[str, str]) -> Iterator[FeedbackLine]:
    """What is said of the things that lie in another bin than theirs."""
    for name, item in (exercise.items or {}).items():
        if item.bin is not None and answer.get(name) != item.bin:
            yield FeedbackLine(f"„{item.text}”: {item.why or ''}".rstrip(": "), fine=False)
