"""Checking a case: its structure, its texts, its walks, and what many learners make of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import RoleFinding, debrief
from simulator.content.case import Walk
from simulator.content.library import read_case, read_walks
from simulator.content.reader import Document
from simulator.content.texts import romanian
from simulator.errors import Problem, ProblemsFound, message, problem_at
from simulator.graph.bundle import Bundle, CompiledProfession
from simulator.graph.loading import bundle_of, load_case
from simulator.practice.rules import BREACHED, LATE, MET, MISSING, NOT_FOLLOWED

NOT_AT_STAKE = "not at stake"


def check_case(
    folder: Path, profession: CompiledProfession, *, fast: bool = False
) -> tuple[list[Problem], dict[str, object]]:
    """All problems of a case, and the figures of its played checks.

    Raises `ProblemsFound` if it cannot be read or compiled at all.
    """
    from simulator.graph.checks import check_structure, check_texts

    read = read_case(folder)
    case = load_case(folder, profession)
    problems = check_structure(read.document, case.graphs["standard"])
    problems += check_texts(read, romanian(read.case))
    walks = read_walks(folder)
    for walk, document in walks.values():
        problems += check_walk(bundle_of(case, profession, walk.level), walk, document)
    if not {"expert", "naive", "breaks"} <= {walk.kind for walk, _ in walks.values()}:
        what = message("a case needs walks of the kinds expert, naive and breaks")
        problems.append(problem_at(read.document.path, 0, what, message("write them in the folder 'walks'")))
    report: dict[str, object] = {"case": folder.name, "walks": len(walks)}
    return problems, report


def check_walk(bundle: Bundle, walk: Walk, document: Document) -> list[Problem]:
    """Whether a walk can be walked and ends, is judged and shows what its author expects."""
    try:
        log = play_walk(bundle.graph, walk, document)
    except ProblemsFound as stopped:
        return stopped.problems
    judged = debrief(bundle, log)
    differences = _differences(
        walk, judged.findings[0], bundle.graph.node_id(judged.states[-1].seats[0].node)
    )
    return [_unlike(document, *difference) for difference in differences]


Difference = tuple[tuple[str, ...], str, str]


def _differences(walk: Walk, finding: RoleFinding, ending: str) -> Iterator[Difference]:
    if ending != walk.expect.ending:
        yield ("expect", "ending"), walk.expect.ending, ending
    verdicts = {verdict.rule: verdict.kind for verdict in finding.verdicts}
    for rule, kind in walk.expect.verdicts.items():
        got = verdicts.get(rule, NOT_AT_STAKE)
        if got != kind:
            yield ("expect", "verdicts", rule), f"{rule}: {kind}", got
    shown = {domain.name for domain in finding.profile.domains if domain.weight}
    for domain in walk.expect.domains:
        if domain not in shown:
            yield ("expect", "domains"), domain, ", ".join(sorted(shown))
    bad = {rule for rule, kind in verdicts.items() if kind in (BREACHED, MISSING, NOT_FOLLOWED, LATE)}
    for rule in walk.breaks:
        if rule not in bad:
            yield ("breaks",), f"{rule}: {BREACHED}", verdicts.get(rule, NOT_AT_STAKE)
    for rule in sorted(bad) if walk.kind == "expert" else ():
        yield ("kind",), f"{rule}: {MET}", verdicts[rule]


def _unlike(document: Document, place: tuple[str, ...], expected: str, got: str) -> Problem:
    what = message("expected '{expected}', but play gives '{got}'", expected=expected, got=got)
    todo = message("correct the walk, or the case if the walk is right")
    return problem_at(document.path, document.line(place), what, todo, ".".join(place))
