"""What a play shows: one piece per decision and indicator, weights, corrections."""

from __future__ import annotations

import pytest

from simulator.competence.debrief import RoleFinding, debrief
from simulator.competence.evidence import Correction, Evidence, corrected, credit, rule_order, task_shares
from simulator.engine.session import Session, begin
from simulator.engine.tasks import rightness
from simulator.practice.rules import (
    BREACHED,
    CONTESTED,
    LATE,
    MET,
    MISSING,
    NOT_APPLICABLE,
    NOT_FOLLOWED,
    Verdict,
)
from tests.support import random_play, small_bundle, small_profession

MODEL = small_profession().profession.model


def played(
    *answers: tuple[int, ...], level: str = "standard", chance: dict[str, str] | None = None
) -> Session:
    session = begin(small_bundle(level).graph, 0, 1, chance=chance or {"danger": "none", "line": "free"})
    for answer in answers:
        session.answer(answer)
    return session


def finding(*answers: tuple[int, ...], level: str = "standard") -> RoleFinding:
    return debrief(small_bundle(level), played(*answers, level=level).log).findings[0]


def pieces(found: RoleFinding, indicator: str) -> list[tuple[str, int, float, float]]:
    return [(e.source, e.step, e.weight, e.right) for e in found.evidence if e.indicator == indicator]


@pytest.mark.parametrize(
    ("kind", "late", "expected"),
    [
        (MET, 0, 1.0),
        (LATE, 30, 0.5),
        (LATE, 90, 0.25),
        (BREACHED, 0, 0.0),
        (MISSING, 0, 0.0),
        (NOT_FOLLOWED, 0, 0.0),
        (CONTESTED, 0, None),
        (NOT_APPLICABLE, 0, None),
    ],
)
def test_how_much_of_a_rule_was_honoured(kind: str, late: int, expected: float | None) -> None:
    assert credit(MODEL, Verdict("a", 0, kind, late=late)) == expected


def test_lateness_is_graded() -> None:
    shares = [credit(MODEL, Verdict("a", 0, LATE, late=late)) or 0 for late in range(1, 600)]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[-1] < shares[0] < 1


def test_an_option_shows_what_its_author_says() -> None:
    assert pieces(finding((0,)), "reporting.correctness") == [("author:t-door", 1, 0.5, 1.0)]
    assert pieces(finding((1,)), "reporting.correctness") == [("author:t-door", 1, 0.5, 0.0)]


def test_levels_weigh_differently() -> None:
    weights = {
        level: pieces(finding((1,), level=level), "reporting.correctness")[0][2]
        for level in ("guided", "standard", "hard")
    }
    assert weights == {"guided": 0.25, "standard": 0.5, "hard": 0.625}


def test_a_verdict_goes_before_an_authors_mark() -> None:
    """Calling the coordinator meets a rule about terms, and its author gives half for the same."""
    found = finding((0,), (1,))
    assert pieces(found, "reporting.terms") == [("rule:abuse-inform-coordinator", 2, 1.0, 1.0)]
    confronted = finding((0,), (3,))
    assert ("rule:abuse-no-confrontation", 2, 1.0, 0.0) in pieces(confronted, "emergency.limits")
    assert not [p for p in pieces(confronted, "emergency.limits") if p[0].startswith("author")]


def test_the_heavier_rule_claims_a_decision() -> None:
    rules = debrief(small_bundle(), played((0,)).log).findings[0].rules
    forces = [rules[index].rule.force for index in rule_order(MODEL, rules)]
    weights = [MODEL.weights[force] for force in forces]
    assert weights == sorted(weights, reverse=True)


def test_a_task_shows_the_share_of_its_parts() -> None:
    graph = small_bundle().graph
    task = next(scene.task for scene in graph.scenes if scene.id == "t-message")
    names = [graph.indicators[index] for index, _ in task.evidence]
    assert names == ["reporting.confidentiality", "teamwork.communication"]
    marks = rightness(task, (1, 0, 0, 0, 1, 1, 0), 0)
    assert [part for _, part in task_shares(task, marks)] == [0.0, 0.5]


def test_a_part_that_nobody_could_judge_shows_nothing() -> None:
    graph = small_bundle().graph
    task = next(scene.task for scene in graph.scenes if scene.id == "t-form")
    shown = dict(task_shares(task, rightness(task, (0, 0, 0), 0)))
    assert [graph.indicators[index] for index in shown] == ["emergency.limits"]


def test_what_was_not_done_counts_without_a_decision() -> None:
    found = finding((0,), (3,))
    assert ("rule:abuse-inform-coordinator", -1, 1.0, 0.0) in pieces(found, "reporting.terms")


def test_what_is_contested_gives_no_evidence() -> None:
    for seed in range(40):
        log = random_play(small_bundle().graph, (0,), seed)
        for found in debrief(small_bundle(), log).findings:
            contested = {f"rule:{v.rule}" for v in found.verdicts if v.kind == CONTESTED}
            assert not contested & {e.source for e in found.evidence}


# --- Corrections -----------------------------------------------------------------------------------

ONE = Evidence("a.b", "author:x", 1, 0.5, 0.0)
TWO = Evidence("a.b", "author:y", 2, 0.5, 0.0)


def test_a_correction_changes_one_piece_and_only_what_it_shows() -> None:
    word = Correction("a.b", "author:x", 1, 1.0, "profesor", "a întrebat bine")
    assert corrected([ONE, TWO], [word]) == (ONE._replace(right=1.0), TWO)


def test_the_last_correction_counts_and_nothing_is_overwritten() -> None:
    words = [Correction("a.b", "author:x", 1, right, "p", "w") for right in (1.0, 0.25)]
    assert corrected([ONE], words)[0].right == 0.25
    assert ONE.right == 0.0


@pytest.mark.parametrize("other", [("a.c", "author:x", 1), ("a.b", "author:z", 1), ("a.b", "author:x", 2)])
def test_a_correction_of_something_else_changes_nothing(other: tuple[str, str, int]) -> None:
    assert corrected([ONE], [Correction(*other, 1.0, "p", "w")]) == (ONE,)
