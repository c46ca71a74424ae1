"""`simulator check`: everything that is wrong with cases and the framework, at once."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from simulator.content.folders import case_folders
from simulator.errors import Problem, ProblemsFound, WrongUse, message
from simulator.graph.bundle import CompiledProfession
from simulator.graph.loading import load_profession
from simulator.language import Language


def run(options: argparse.Namespace, language: Language) -> int:
    """Print problems, one a line; exit code 1 if there is any that is not a mere warning."""
    profession = load_profession()
    problems: list[Problem] = []
    reports = []
    for folder in _folders(options):
        own, report = _check_case(folder, profession, fast=options.fast)
        problems += own
        reports.append(report)
    if options.json:
        rows = [
            {
                "file": p.file,
                "line": p.line,
                "part": p.part,
                "warning": p.warning,
                "what": language.say(p.what),
                "todo": language.say(p.todo),
            }
            for p in problems
        ]
        print(json.dumps({"problems": rows, "cases": reports}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(language.problem(problem))
        _print_reports(reports, language)
        print(language.count("{number} problem found", "{number} problems found", len(problems)))
    return 1 if any(not problem.warning for problem in problems) else 0


def _folders(options: argparse.Namespace) -> list[Path]:
    if not options.paths:
        return list(case_folders(tuple(options.cases)).values())
    folders = []
    for path in options.paths:
        if (path / "case.yaml").exists():
            folders.append(path)
        elif list(path.glob("*/case.yaml")):
            folders += sorted(inner.parent for inner in path.glob("*/case.yaml"))
        else:
            raise WrongUse(message("there is no case in '{folder}'", folder=path))
    return folders


def _check_case(
    folder: Path, profession: CompiledProfession, *, fast: bool
) -> tuple[list[Problem], dict[str, object]]:
    """One case; on a terminal a bar counts the simulated learners that the played checks ask."""
    from tqdm import tqdm

    from simulator.cohort.walk_checks import check_case

    quiet = fast or not sys.stderr.isatty()
    try:
        with tqdm(desc=folder.name, unit="", disable=quiet, leave=False) as bar:
            return check_case(folder, profession, fast=fast, progress=bar.update)
    except ProblemsFound as fault:
        return fault.problems, {"case": folder.name}


def _print_reports(reports: list[dict[str, object]], language: Language) -> None:
    from simulator.report.checking import legend, report_lines

    if any(report.get("roles") for report in reports):
        print(legend(language))
    for report in reports:
        for line in report_lines(report, language):
            print(line)
