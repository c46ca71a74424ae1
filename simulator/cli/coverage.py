"""`simulator coverage`: what the cases put at stake, and what none does yet."""

from __future__ import annotations

import argparse
import json
import sys

from simulator.content.folders import case_folders
from simulator.content.library import read_case
from simulator.errors import ProblemsFound
from simulator.graph.loading import load_case, load_profession
from simulator.language import Language
from simulator.report.coverage import Covered, coverage, coverage_text


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the coverage; a case that cannot be read is named and left out, and the code is then 1."""
    profession = load_profession()
    cases, code = [], 0
    for name, folder in case_folders(tuple(options.cases)).items():
        try:
            cases.append(Covered(name, load_case(folder, profession), read_case(folder).case.about))
        except ProblemsFound as found:
            code = 1
            for problem in found.problems:
                print(language.problem(problem), file=sys.stderr)
    data = coverage(profession, cases, language)
    if options.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(coverage_text(data, language), end="")
    return code
