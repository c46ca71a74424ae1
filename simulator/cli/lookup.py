"""Finding what a command names: a case by id, its bundle, its walks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simulator.content.folders import folder_named, found_cases
from simulator.errors import ProblemsFound
from simulator.graph.bundle import Bundle, CompiledCase, CompiledProfession
from simulator.graph.loading import load_case, open_case
from simulator.language import Language

Healthy = list[tuple[str, Path, CompiledCase]]


def folder_of(options: argparse.Namespace, name: str) -> Path:
    """The folder of a case. Raises `WrongUse` with the nearest names if there is none."""
    return folder_named(name, options.cases)


def bundle_for(options: argparse.Namespace, level: str) -> Bundle:
    """What a play of the named case at a level rests on. Raises `WrongUse` or `ProblemsFound`."""
    return open_case(options.case, level, cases=options.cases)


def healthy_cases(
    options: argparse.Namespace, profession: CompiledProfession, language: Language
) -> tuple[Healthy, bool]:
    """Every case that can be played, and whether that is all of them.

    The problems of the others are told on the error stream: one broken case hides no other.
    """
    folders, problems = found_cases(tuple(options.cases))
    healthy: Healthy = []
    for name, folder in folders.items():
        try:
            healthy.append((name, folder, load_case(folder, profession)))
        except ProblemsFound as fault:
            problems += fault.problems
    for problem in problems:
        print(language.problem(problem), file=sys.stderr)
    return healthy, not problems
