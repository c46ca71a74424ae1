"""Played checks: what thousands of simulated learners find wrong with a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.cohort.analysis import as_good_as, clean, items, verdict_counts
from simulator.cohort.policies import policy
from simulator.cohort.population import Happening
from simulator.cohort.replay import Cohort, play_cohort
from simulator.content.case import Case
from simulator.content.enums import ROLES
from simulator.content.reader import YamlDocument
from simulator.errors import Message, Problem, message, problem_at
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Graph, Scene
from simulator.practice.outcome import Outcome
from simulator.practice.record import offers_of
from simulator.practice.rules import CONTESTED, MET

LEARNERS = 3000
MOST_CLEAN_RANDOM = 0.05
MOST_ASKING = 0.2
LOW, HIGH = 20, 90
POLICIES = {
    "random": "decides at random",
    "always-ask": "always asks",
    "always-alone": "always acts alone",
    "rule-follower": "follows the rules",
    "profile": "has a middling profile",
}


@dataclass(slots=True)
class Finding:
    """What the played checks of one case found."""

    problems: list[Problem]
    report: dict[str, Any]


def check_played(
    bundle: Bundle,
    case: Case,
    document: YamlDocument,
    experts: dict[int, list[Outcome]],
    progress: Callable[[int], object] | None = None,
) -> Finding:
    """Play every policy in every role. `experts` has the outcomes of the expert walks per role."""
    finding = Finding([], {})
    for role, entry in enumerate(bundle.graph.entry):
        if entry < 0:
            continue
        cohorts = {name: play_cohort(bundle, policy(name), role, 1, LEARNERS, progress) for name in POLICIES}
        _check_order(finding, document, role, (experts.get(role, []), cohorts))
        _check_rules(finding, document, role, cohorts)
        _check_reach(finding, document, bundle.graph, role, cohorts)
        finding.report[ROLES[role]] = _figures(bundle, role, (experts.get(role, []), cohorts))
    _check_must_not(finding, document, bundle, case)
    return finding


Played = tuple[list[Outcome], dict[str, Cohort]]


def _figures(bundle: Bundle, role: int, played: Played) -> dict[str, Any]:
    experts, cohorts = played
    best = min(experts) if experts else None
    figures: dict[str, Any] = {"learners": LEARNERS, "expert": list(best) if best else []}
    for name, cohort in cohorts.items():
        figures[name] = {
            "clean": round(clean(cohort), 3),
            "as_good_as_expert": round(as_good_as(cohort, tuple(best)), 3) if best else None,
            "mean": [round(float(part), 2) for part in cohort.outcome.mean(axis=1)],
        }
    low = play_cohort(bundle, policy("profile", LOW, 0), role, 1, LEARNERS)
    high = play_cohort(bundle, policy("profile", HIGH, 0), role, 1, LEARNERS)
    gaps = dict(zip((s.id for s in bundle.graph.scenes), _means(high) - _means(low), strict=True))
    figures["decisions"] = [
        {
            "scene": item.scene,
            "facility": round(item.facility, 2),
            "discrimination": None if np.isnan(item.discrimination) else round(item.discrimination, 2),
            "word": item.word,
            "high_minus_low": None if np.isnan(gaps[item.scene]) else round(float(gaps[item.scene]), 2),
        }
        for item in items(bundle.graph, cohorts["profile"])
    ]
    return figures


def _means(cohort: Cohort) -> np.ndarray[Any, np.dtype[np.float64]]:
    answered = ~np.isnan(cohort.scores)
    count = answered.sum(axis=1)
    total = np.nansum(cohort.scores, axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _check_order(finding: Finding, document: YamlDocument, role: int, played: Played) -> None:
    """The expert comes first, a random learner fails, always asking does not ace."""
    experts, cohorts = played
    place = ("roles", ROLES[role])
    if not experts:
        what = message("no expert walk plays the {role}", role=ROLES[role])
        _note(finding, document, place, (what, message("write one in the folder 'walks'")))
        return
    best = min(experts)
    for name, cohort in cohorts.items():
        if as_good_as(cohort, _just_before(max(experts))) > 0:
            what = Message("a simulated learner does better than an expert walk", (), message(POLICIES[name]))
            _note(finding, document, place, (what, message("compare that walk with the best outcomes")))
    share = clean(cohorts["random"])
    if share > MOST_CLEAN_RANDOM:
        what = message("{share} % of random learners breach nothing", share=round(100 * share))
        _note(
            finding,
            document,
            place,
            (what, message("make the wrong ways reachable, and let a rule judge them")),
        )
    share = as_good_as(cohorts["always-ask"], tuple(best))
    if share > MOST_ASKING:
        what = message("{share} % of those who always ask come first", share=round(100 * share))
        _note(finding, document, place, (what, message("let asking cost time, or be wrong in a variant")))


def _just_before(outcome: Outcome) -> tuple[int, ...]:
    """The outcome that comes next before this one."""
    return (*outcome[:3], outcome.rank - 1)


def _check_rules(finding: Finding, document: YamlDocument, role: int, cohorts: dict[str, Cohort]) -> None:
    """Duties that nobody could meet, or that nobody could miss."""
    tables = [verdict_counts(cohort) for cohort in cohorts.values()]
    for bound in cohorts["random"].rules:
        kinds = {kind for table in tables for kind in table[bound.rule.id]}
        if not kinds or CONTESTED in kinds or bound.rule.stance == "allow":
            continue
        place = ("roles", ROLES[role])
        if MET not in kinds and bound.rule.stance == "require":
            what = message("the rule '{rule}' can never be met", rule=bound.rule.id)
            _note(finding, document, place, (what, message("offer the act in time")))
        elif (
            kinds == {MET}
            and bound.rule.stance == "require"
            and (bound.rule.at_once or bound.rule.deadline < 0)
        ):
            what = message("the rule '{rule}' can never be missed", rule=bound.rule.id)
            _note(finding, document, place, (what, message("offer a way past it")), warning=True)


def _check_reach(
    finding: Finding, document: YamlDocument, graph: Graph, role: int, cohorts: dict[str, Cohort]
) -> None:
    """Endings that none of the learners came to."""
    came = {int(node) for cohort in cohorts.values() for node in np.unique(cohort.nodes)}
    for index, ending in enumerate(graph.endings):
        if ending.role == role and len(graph.scenes) + index not in came:
            what = message("none of {number} learners reached '{name}'", number=5 * LEARNERS, name=ending.id)
            todo = message("see whether the conditions on the way can all hold")
            _note(finding, document, ("endings", ending.id), (what, todo), warning=True)
    _check_happenings(finding, document, graph, role, cohorts)
    stuck = sum(int((cohort.nodes < len(graph.scenes)).sum()) for cohort in cohorts.values())
    if stuck:
        what = message("{number} learners never reached an ending", number=stuck)
        _note(finding, document, ("roles", ROLES[role]), (what, message("look for a loop in the scenes")))


def _check_happenings(
    finding: Finding, document: YamlDocument, graph: Graph, role: int, cohorts: dict[str, Cohort]
) -> None:
    """Scenes nobody came to, options never open, branches never taken, messages that never came."""
    happened = frozenset[Happening]().union(*[cohort.happened for cohort in cohorts.values()])
    visited = {happening.scene for happening in happened}
    todo = message("see whether the conditions on the way can all hold")
    for index, scene in enumerate(graph.scenes):
        if scene.role != role:
            continue
        if index not in visited:
            what = message("none of {number} learners reached '{name}'", number=5 * LEARNERS, name=scene.id)
            _note(finding, document, ("scenes", scene.id), (what, todo), warning=True)
            continue
        for place, what in _never(scene, index, happened):
            _note(finding, document, ("scenes", scene.id, *place), (what, todo), warning=True)
    came = np.logical_or.reduce([cohort.came_true for cohort in cohorts.values()])
    for reaction in graph.reactions:
        runs = reaction.to == role and reaction.of != role
        if runs and not came[graph.bit(f"message:{reaction.id}")]:
            what = message("the message '{name}' never arrives", name=reaction.id)
            _note(finding, document, ("reactions", reaction.id), (what, todo), warning=True)


def _never(
    scene: Scene, index: int, happened: frozenset[Happening]
) -> Iterator[tuple[tuple[str | int, ...], Message]]:
    """What never happens in a scene that somebody came to."""
    for at, option in enumerate(scene.task.options):
        if Happening("open", index, at) not in happened:
            yield ("options", option.id), message("this option is never open")
            continue
        for way in range(len(option.branches)):
            if Happening("way", index, at, way) not in happened:
                yield ("options", option.id, "branches", way), message("this branch is never taken")
    for way in range(len(scene.task.bands)):
        if Happening("way", index, 0, way) not in happened:
            yield ("bands", way), message("nobody's result leads here")


def _check_must_not(finding: Finding, document: YamlDocument, bundle: Bundle, case: Case) -> None:
    """What the guide says must not be done has to be there to be tempted by."""
    offered = 0
    for bits in offers_of(bundle.graph):
        offered |= bits
    for index, row in enumerate(case.about.checklist):
        for act in bundle.profession.checklist[row][1]:
            indices = [bundle.graph.bit(f"{role}/act:{act}") for role in ROLES]
            if not any(bit >= 0 and offered >> bit & 1 for bit in indices):
                what = message("no option offers '{act}', which the guide says must not be done", act=act)
                _note(
                    finding,
                    document,
                    ("about", "checklist", index),
                    (what, message("make it tempting to somebody")),
                )


def _note(
    finding: Finding,
    document: YamlDocument,
    place: tuple[str | int, ...],
    words: tuple[Message, Message],
    *,
    warning: bool = False,
) -> None:
    what, todo = words
    part = ".".join(map(str, place))
    problem = problem_at(document.path, document.line(place), what, todo, part)
    if warning:
        problem = Problem(problem.file, problem.line, what, todo, part, warning=True)
    if problem not in finding.problems:
        finding.problems.append(problem)
