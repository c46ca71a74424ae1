"""The framework compiled: rules per role, and every name that resolves to nothing told with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import Problem
from simulator.graph.compile_profession import compile_profession
from simulator.graph.framework_files import read_framework
from simulator.graph.graph import NEVER
from tests.support import SMALL, problems_of, replaced, small_profession, whole

PROFESSION = small_profession().profession


def faults(folder: Path, name: str, change: Callable[[str], str]) -> list[Problem]:
    root = folder / "small"
    shutil.copytree(SMALL, root)
    path = root / "framework" / f"{name}.yaml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    found = problems_of(lambda: compile_profession(read_framework(root)))
    assert all(whole(problem) for problem in found)
    return found


@pytest.mark.parametrize(
    ("name", "old", "new", "part"),
    [
        ("rules", "when: knows:danger-to-life\n", "when: knows:nothing\n", "rules.danger-call-112.when"),
        ("rules", "act: did:call-112", "act: did:nothing", "rules.danger-call-112.act"),
        ("rules", "act: did:call-112", "act: does:call-112", "rules.danger-call-112.act"),
        ("rules", "act: did:call-112", "act: did:call-112:nothing", "rules.danger-call-112.act"),
        ("rules", "act: did:call-112", "act: mayor/did:call-112", "rules.danger-call-112.act"),
        ("rules", "did:write-journal]", "did:nothing]", "rules.abuse-inform-coordinator.act.any.1.all.1"),
        ("rules", "before: did:lead-plan", "before: did:nothing", "rules.assess-first.before"),
        (
            "rules",
            "unless: knows:danger-to-life",
            "unless: knows:nothing",
            "rules.minor-no-direct-notice.unless",
        ),
        ("rules", "overrides: [abuse-inform-coordinator]", "overrides: [nothing]", "rules.danger-call-112"),
        (
            "rules",
            "conflicts_with: [minor-notify]",
            "conflicts_with: [nothing]",
            "rules.minor-no-direct-notice",
        ),
        ("rules", "cite: [guide#case-2]", "cite: [guide#nothing]", "rules.danger-call-112.cite"),
        (
            "rules",
            "indicators: [emergency.promptness]",
            "indicators: [a.b]",
            "rules.danger-call-112.indicators",
        ),
        ("vocabulary", "step: inform}", "step: nothing}", "acts.call-112.step"),
        (
            "competence",
            "asked_in: guide#emergencies}",
            "asked_in: guide#no}",
            "domains.emergency.indicators.prompt",
        ),
        ("competence", "cite: ours#estimation", "cite: ours#nothing", "estimation"),
        (
            "practice",
            "rules: [abuse-inform-coordinator]",
            "rules: [nothing]",
            "checklist.abuse-signs.rules",
        ),
        (
            "practice",
            "must_not_acts: [confront-suspect]",
            "must_not_acts: [nothing]",
            "checklist.abuse-signs",
        ),
        ("practice", "examples: [], cite: guide#case-1", "examples: [], cite: guide#no", "difficulties."),
    ],
)
def test_a_name_that_resolves_to_nothing(tmp_path: Path, name: str, old: str, new: str, part: str) -> None:
    found = faults(tmp_path, name, replaced(old, new))
    assert any(problem.part.startswith(part) for problem in found), [p.part for p in found]
    line = (SMALL / "framework" / f"{name}.yaml").read_text("utf-8").split(old)[0].count("\n") + 1
    assert any(problem.file.endswith(f"{name}.yaml") and abs(problem.line - line) <= 1 for problem in found)


def test_an_empty_expression_is_a_problem(tmp_path: Path) -> None:
    """Without parts it could never come, or hold from the start of time."""
    assert faults(tmp_path, "rules", replaced("act: did:call-112", "act: {any: []}"))


def test_an_expression_says_any_or_all(tmp_path: Path) -> None:
    assert faults(
        tmp_path, "rules", replaced("act: did:call-112", "act: {any: [did:diagnose], all: [did:call-112]}")
    )


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    root = tmp_path / "small"
    shutil.copytree(SMALL, root)
    for name in ("rules", "practice"):
        (root / "framework" / f"{name}.yaml").write_text("format: 1\n")
    files = {p.file.rsplit("/", 1)[-1] for p in problems_of(lambda: read_framework(root))}
    assert files == {"rules.yaml", "practice.yaml"}


def test_a_file_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    assert len(problems_of(lambda: read_framework(tmp_path))) == 5


def test_a_rule_for_both_is_one_rule_for_each() -> None:
    both = [rule for rule in PROFESSION.rules if rule.id == "no-diagnosis"]
    assert [rule.role for rule in both] == [0, 1]
    assert [rule.act.atom for rule in both] == ["technician/act:diagnose", "coordinator/act:diagnose"]


def test_atoms_of_another_role_stay_with_that_role() -> None:
    (rule,) = [rule for rule in PROFESSION.rules if rule.id == "feedback-given"]
    assert rule.when.atom == "technician/act:inform-coordinator:suspected-abuse"


def test_conflicts_hold_both_ways() -> None:
    conflicts = {rule.id: rule.conflicts_with for rule in PROFESSION.rules}
    assert conflicts["minor-notify"] == ("minor-no-direct-notice",)
    assert conflicts["minor-no-direct-notice"] == ("minor-notify",)


def test_what_overrides_stands_with_what_is_overridden() -> None:
    (rule,) = [rule for rule in PROFESSION.rules if rule.id == "abuse-inform-coordinator"]
    ((name, moment),) = rule.set_aside_by
    assert (name, moment.atom) == ("danger-call-112", "technician/mark:danger-to-life")


def test_deadlines_and_figures() -> None:
    rules = {rule.id: rule for rule in PROFESSION.rules}
    assert (rules["danger-call-112"].deadline, rules["danger-call-112"].at_once) == (5, True)
    assert (rules["report-one-day"].deadline, rules["report-one-day"].at_once) == (120, False)
    assert rules["minor-notify"].deadline == -1
    assert PROFESSION.model.prior == (1, 1)
    assert PROFESSION.model.weights["hard"] == 1.25
    assert NEVER > 60 * 24 * 400
