"""Checking a case: its structure, its texts, its walks, and what many learners make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import Debrief, RoleFinding, debrief
from simulator.content.library import WrittenCase, read_case, read_walks
from simulator.content.reader import YamlDocument
from simulator.content.texts import romanian
from simulator.content.walk import Walk
from simulator.errors import Problem, ProblemsFound, message, problem_at
from simulator.graph.bundle import CompiledCase, CompiledProfession
from simulator.graph.loading import bundle_of, load_case
from simulator.graph.structure_checks import check_structure, check_texts
from simulator.practice.outcome import Outcome
from simulator.practice.rules import BREACHED, LATE, MET, MISSING, NOT_FOLLOWED
from simulator.practice.unused_acts import unused_acts

NOT_AT_STAKE = "not at stake"
Walks = dict[str, tuple[Walk, YamlDocument]]


def check_case(
    folder: Path,
    profession: CompiledProfession,
    *,
    fast: bool = False,
    progress: Callable[[int], object] | None = None,
) -> tuple[list[Problem], dict[str, Any]]:
    """All problems of a case, and the figures of its played checks (left out if `fast`).

    Raises `ProblemsFound` if it cannot be read or compiled at all.
    """
    read = read_case(folder)
    case = load_case(folder, profession)
    problems = check_structure(read.document, case.graphs["standard"])
    problems += check_texts(read, romanian(read.case))
    problems += _check_acts(read, case, profession)
    walks = read_walks(folder)
    if not {"expert", "naive", "breaks"} <= {walk.kind for walk, _ in walks.values()}:
        what = message("a case needs walks of the kinds expert, naive and breaks")
        problems.append(problem_at(read.document.path, 0, what, message("write them in the folder 'walks'")))
    problems += _check_names(walks)
    walked, experts = _check_walks(case, profession, walks)
    problems += walked
    report: dict[str, Any] = {"case": folder.name, "walks": len(walks)}
    if not fast:
        problems += _played(read, (case, profession), experts, report, progress)
    return problems, report


def _check_acts(read: WrittenCase, case: CompiledCase, profession: CompiledProfession) -> list[Problem]:
    """Acts that nothing looks at: what an author took for judged and is not."""
    acts = unused_acts(profession.profession, case.graphs.values())
    if not acts:
        return []
    what = message("acts that no rule here reads: {acts}", acts=", ".join(acts))
    todo = message("look for the mark that sets their rules off, or choose other acts")
    return [problem_at(read.document.path, 0, what, todo)._replace(warning=True)]


def _played(
    read: WrittenCase,
    compiled: tuple[CompiledCase, CompiledProfession],
    experts: dict[int, list[Outcome]],
    report: dict[str, Any],
    progress: Callable[[int], object] | None,
) -> list[Problem]:
    from simulator.cohort.statistical_checks import check_played

    bundle = bundle_of(*compiled, "standard")
    finding = check_played(bundle, read.case, read.document, experts, progress)
    report["roles"] = finding.report
    return finding.problems


def _check_names(walks: Walks) -> list[Problem]:
    """Experts' walks that no debrief would show, since they are pinned by the name of their file."""
    what = message("an expert's walk is shown after play only if the name of its file begins with 'expert'")
    return [
        problem_at(document.path, 0, what, message("rename the file"))
        for name, (walk, document) in walks.items()
        if walk.kind == "expert" and not name.startswith("expert")
    ]


def _check_walks(
    case: CompiledCase, profession: CompiledProfession, walks: Walks
) -> tuple[list[Problem], dict[int, list[Outcome]]]:
    """The problems of all walks, and the outcomes of the expert ones by role."""
    problems: list[Problem] = []
    experts: dict[int, list[Outcome]] = {}
    for walk, document in walks.values():
        bundle = bundle_of(case, profession, walk.level)
        try:
            judged = debrief(bundle, play_walk(bundle.graph, walk, document))
        except ProblemsFound as stopped:
            problems += stopped.problems
            continue
        ending = bundle.graph.node_id(judged.states[-1].seats[0].node)
        problems += [_unlike(document, *unlike) for unlike in _differences(walk, judged, ending)]
        if walk.kind == "expert":
            experts.setdefault(judged.findings[0].role, []).append(judged.findings[0].outcome)
    return problems, experts


Difference = tuple[tuple[str, ...], str, str]


def _differences(walk: Walk, judged: Debrief, ending: str) -> Iterator[Difference]:
    """Where a walk's play is not what its author expects."""
    finding = judged.findings[0]
    if ending != walk.expect.ending:
        yield ("expect", "ending"), walk.expect.ending, ending
    verdicts = {verdict.rule: verdict.kind for verdict in finding.verdicts}
    for rule, kind in walk.expect.verdicts.items():
        got = verdicts.get(rule, NOT_AT_STAKE)
        if got != kind:
            yield ("expect", "verdicts", rule), f"{rule}: {kind}", got
    yield from _evidence_differences(walk, finding)
    bad = {rule for rule, kind in verdicts.items() if kind in (BREACHED, MISSING, NOT_FOLLOWED, LATE)}
    for rule in walk.breaks:
        if rule not in bad:
            yield ("breaks",), f"{rule}: {BREACHED}", verdicts.get(rule, NOT_AT_STAKE)
    for rule in sorted(bad) if walk.kind == "expert" else ():
        yield ("kind",), f"{rule}: {MET}", verdicts[rule]


def _evidence_differences(walk: Walk, finding: RoleFinding) -> Iterator[Difference]:
    domains_shown = {domain.name for domain in finding.profile.domains if domain.weight}
    for domain in walk.expect.domains:
        if domain not in domains_shown:
            yield ("expect", "domains"), domain, ", ".join(sorted(domains_shown))


def _unlike(document: YamlDocument, place: tuple[str, ...], expected: str, got: str) -> Problem:
    what = message("expected '{expected}', but play gives '{got}'", expected=expected, got=got)
    todo = message("correct the walk, or the case if the walk is right")
    return problem_at(document.path, document.line(place), what, todo, ".".join(place))
