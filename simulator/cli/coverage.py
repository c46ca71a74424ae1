"""`simulator coverage`: what the cases put at stake, and what none does yet."""

from __future__ import annotations

import argparse
import json

from simulator.cli.lookup import healthy_cases
from simulator.content.library import read_case
from simulator.graph.loading import load_profession
from simulator.language import Language
from simulator.report.coverage import Covered, coverage, coverage_text


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the coverage; a case that cannot be read is named and left out, and the code is then 1."""
    profession = load_profession()
    healthy, whole = healthy_cases(options, profession, language)
    cases = [Covered(name, case, read_case(folder).case.about) for name, folder, case in healthy]
    data = coverage(profession, cases, language)
    if options.json:
        print(json.dumps(data.as_json(), ensure_ascii=False, indent=2))
    else:
        print(coverage_text(data, language), end="")
    return 0 if whole else 1
