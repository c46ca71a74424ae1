"""The right answers of all laboratories, for tests of checks and of pages: whoever adds one adds them here.

Closed exercises are answered from their file; `OPEN` has an answer for each of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.content.lab import LabExercise
from simulator.content.lab_shelf import our_labs

CLOSED = ("choice", "choices", "sort")
NOTE = (
    "Data: 10 septembrie 2026, ora 9:25\n"
    "Adresa: retea.example/simona.h\n"
    "Scopul: locuiește Dorin Haiduc în gospodărie? (cererea familiei)\n"
    "Am văzut: Dorin în curte cu doi copii, lângă un cireș înflorit; postată la 6 septembrie\n"
    "Nu am văzut: când a fost făcută fotografia; dacă Dorin locuiește acolo"
)
# By laboratory and exercise; a file is a `LabFile`. A number is written as a person types it.
OPEN: Mapping[str, Mapping[str, Any]] = {
    "level": {"streak": "4"},
    "online-sources": {"last-day": "18", "note": NOTE},
    "percent": {"none-of-fifty-two": "6,9"},
    "play-log": {"deadline-lost": "3"},
    "rule-clock": {"late-by": "36"},
    "threshold": {"by-chance": "18"},
}


def exercises_of(lab: str) -> dict[str, LabExercise]:
    """A laboratory's exercises by name."""
    written = our_labs()[lab].written
    assert written is not None
    return written.exercises


def all_exercises(*kinds: str) -> list[tuple[str, str]]:
    """Laboratory and name of every exercise of these kinds; of all, if none is named."""
    return [
        (lab, name)
        for lab in our_labs()
        for name, exercise in exercises_of(lab).items()
        if not kinds or exercise.answer in kinds
    ]


def right_answer(lab: str, name: str) -> Any:
    """The right answer of an exercise, in Python's types or as it is typed."""
    exercise = exercises_of(lab)[name]
    options = [option for option, one in (exercise.options or {}).items() if one.right == "yes"]
    match exercise.answer:
        case "choice":
            (only,) = options
            return only
        case "choices":
            return tuple(options)
        case "sort":
            return {item: one.bin for item, one in (exercise.items or {}).items()}
    assert name in OPEN.get(lab, {}), f"{lab}/{name} is open: tests/labs/answers.py has no answer to it"
    return OPEN[lab][name]
