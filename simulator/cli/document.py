"""`simulator document check FILE`: what is to be mended in a text document, the gravest first."""

from __future__ import annotations

import argparse
import json

from simulator.labs.answers import LabFile, answer_for
from simulator.labs.lab import open_lab
from simulator.labs.material.documents_asked import EXERCISES, LAB, Asked, asked_for
from simulator.labs.material.documents_findings import inspect_document
from simulator.language import Language


def run(options: argparse.Namespace, language: Language) -> int:
    """Print findings, one a line; exit code 1 if there is anything to mend.

    Raises `WrongUse` for a file that cannot be read or is not opened.
    """
    exercise = options.exercise or EXERCISES[0]
    given = answer_for(open_lab(LAB).written_exercise(exercise), options.file)
    assert isinstance(given, LabFile)
    asked = asked_for(exercise) if options.exercise else Asked()
    inspected = inspect_document(given.content, given.name, asked, language)
    if options.json:
        rows = [
            {"gravity": one.gravity, "mend": not one.fine, "words": one.words} for one in inspected.remarks
        ]
        print(json.dumps({"file": given.name, "findings": rows}, ensure_ascii=False, indent=2))
        return 0 if inspected.passed else 1
    for one in inspected.remarks:
        print(f"{'✓' if one.fine else '→'} {one.words}")
    if inspected.passed:
        print(language.text("Nothing to mend."))
    return 0 if inspected.passed else 1
