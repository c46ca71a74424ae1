"""Finding what a command names: a case by id, its bundle, its walks."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from simulator.content.folders import case_folders, found_cases
from simulator.errors import ProblemsFound, WrongUse, message
from simulator.graph.bundle import Bundle, CompiledCase, CompiledProfession
from simulator.graph.loading import bundle_of, load_case, load_profession
from simulator.language import Language

Healthy = list[tuple[str, Path, CompiledCase]]


def folder_of(options: argparse.Namespace, name: str) -> Path:
    """The folder of a case. Raises `WrongUse` with the nearest names if there is none."""
    own = tuple(options.cases)
    for folder in own:
        if not folder.is_dir():
            raise WrongUse(message("there is no folder '{folder}'", folder=folder))
    found = case_folders(own)
    if name in found:
        return found[name]
    near = difflib.get_close_matches(name, found, n=3, cutoff=0.3) or sorted(found)
    raise WrongUse(
        message("there is no case called '{name}'; there are: {near}", name=name, near=", ".join(near))
    )


def bundle_for(options: argparse.Namespace, level: str) -> Bundle:
    """What a play of the named case at a level rests on. Raises `WrongUse` or `ProblemsFound`."""
    folder = folder_of(options, options.case)
    profession = load_profession()
    return bundle_of(load_case(folder, profession), profession, level)


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
        except ProblemsFound as found:
            problems += found.problems
    for problem in problems:
        print(language.problem(problem), file=sys.stderr)
    return healthy, not problems
