"""The right answers of all laboratories, for tests of checks and of pages: whoever adds one adds them here.

Closed exercises are answered from their file; `OPEN` has an answer for each of the others.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from simulator.content.lab import LabExercise
from simulator.content.lab_shelf import our_labs
from simulator.labs.answers import LabFile
from tests.labs.register_copies import as_xlsx, clean_frame

CLOSED = ("choice", "choices", "sort")
NOTE = (
    "Data: 10 septembrie 2026, ora 9:25\n"
    "Adresa: retea.example/simona.h\n"
    "Scopul: locuiește Dorin Haiduc în gospodărie? (cererea familiei)\n"
    "Am văzut: Dorin în curte cu doi copii, lângă un cireș înflorit; postată la 6 septembrie\n"
    "Nu am văzut: când a fost făcută fotografia; dacă Dorin locuiește acolo"
)


def sample(module: str, name: str, *given: Any) -> Any:
    """A good answer as a laboratory's own tests make it, imported only where it is wanted."""
    found = getattr(importlib.import_module(f"tests.labs.{module}"), name)
    return found(*given) if given or callable(found) else found


def _document(exercise: str) -> LabFile:
    return LabFile(sample("test_documents", "NAMES")[exercise], sample("test_documents", "written", exercise))


def _data_file() -> LabFile:
    from simulator.labs.material.data import homes_sav

    return LabFile("dotari.sav", homes_sav())


def _questionnaire() -> LabFile:
    from simulator.labs.material.online_survey_form import questionnaire

    return LabFile("chestionar.xlsx", questionnaire())


# By laboratory and exercise, in Python's types or as a person types it; what is made, by a function.
OPEN: Mapping[str, Mapping[str, Any]] = {
    "axis": {"how-much-longer": "3"},
    "data": {
        "sewer": {"share": "13,5", "low": "6,7", "high": "25,3"},
        "zero-of-twenty": "15",
        "neither": {"least": "38", "most": "45"},
        "cells": {"first": "10", "second": "5", "p": "0,30"},
        "misread": "20,1",
        "handed-in": _data_file,
    },
    "documents": {
        "observation-sheet": lambda: _document("observation-sheet"),
        "inquiry-annex": lambda: _document("inquiry-annex"),
        "announcement": lambda: sample("test_documents", "ANNOUNCEMENT"),
    },
    "interviews": {
        "code-fragments": lambda: sample("test_interviews", "coded"),
        "by-hand": {"share": "70", "chance": "23", "kappa": "0,61"},
        "theme": lambda: sample("test_interviews", "THEME"),
        "came-back": lambda: sample("test_interviews", "changed"),
    },
    "level": {"streak": "4"},
    "online-service": {"programme": lambda: sample("test_online_service", "programme")},
    "online-sources": {"last-day": "18", "note": NOTE},
    "online-survey": {
        "missing": {"ins": "21", "table-2": "129"},
        "pilot": {"both": "40", "video": "25", "clear": "5"},
        "form": _questionnaire,
        "result": {"forms": "34", "share": "62"},
    },
    "percent": {"none-of-fifty-two": "6,9"},
    "play-log": {"deadline-lost": "3"},
    "register": {
        "amounts": {"r102": "600", "r105": "0", "r107": "350"},
        "pivot": {"poiana-september": "4", "izvor-october": "3", "nowhere": "2"},
        "name": "registru-lemne_v2_2026-11-05.xlsx",
        "clean": lambda: as_xlsx(clean_frame()),
    },
    "rule-clock": {"late-by": "36"},
    "threshold": {"by-chance": "17"},
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
    answer = OPEN[lab][name]
    return answer() if callable(answer) else answer
