"""Several plays taken together, and a teacher's corrections laid over one."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.competence.aggregate import PlayEvidence, aggregate, profile_history
from simulator.competence.corrections import corrections_in, with_corrections
from simulator.competence.debrief import debrief
from simulator.competence.estimate import profile_of
from simulator.competence.evidence import Correction, Evidence
from tests.support import random_play, small_bundle, small_profession

MODEL = small_profession().profession.model
NAME = MODEL.domains[0].indicators[0]


def showing(play: str, ended: str, right: float, *, counts: bool = True) -> PlayEvidence:
    return PlayEvidence(play, ended, (Evidence(NAME, "author:x", 1, 1.0, right),), counts)


def test_all_plays_that_count_make_one_profile() -> None:
    plays = [showing("a", "2", 1.0), showing("b", "1", 0.0), showing("c", "3", 0.0, counts=False)]
    whole = aggregate(MODEL, plays)
    assert whole == profile_of(MODEL, [*plays[0].evidence, *plays[1].evidence])
    assert whole.domains[0].weight == 2.0


def test_the_course_follows_the_order_of_the_endings() -> None:
    plays = [showing("a", "2", 1.0), showing("b", "1", 0.0), showing("c", "3", 0.0, counts=False)]
    found = profile_history(MODEL, plays)
    assert [one.play for one, _ in found] == ["b", "a"]
    assert [profile.domains[0].weight for _, profile in found] == [1.0, 2.0]
    assert found[-1][1].domains[0].mean == aggregate(MODEL, plays).domains[0].mean == 0.5


def note(**body: Any) -> dict[str, Any]:
    whole = {"indicator": NAME, "source": "author:x", "step": 1, "right": 1} | body
    return {"kind": "evidence", "body": whole, "by": "prof", "why": "a explicat", "made": "x"}


def test_corrections_are_read_from_annotations() -> None:
    assert corrections_in([note()]) == (Correction(NAME, "author:x", 1, 1.0, "prof", "a explicat"),)


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"kind": "evidence", "body": "x"},
        note() | {"kind": "remark"},
        note(right=2),
        note(right=True),
        note(right="1"),
        note(step="1"),
        note(indicator=None),
    ],
)
def test_what_is_no_correction_is_passed_over(odd: dict[str, Any]) -> None:
    assert corrections_in([odd]) == ()


def test_a_correction_changes_the_profile_and_leaves_the_verdicts() -> None:
    bundle = small_bundle()
    judged = debrief(bundle, random_play(bundle.graph, (0,), 5))
    piece = judged.findings[0].evidence[0]
    word = Correction(piece.indicator, piece.source, piece.step, 1.0 - piece.right, "prof", "a explicat")
    after = with_corrections(judged, MODEL, [word])
    assert after.findings[0].verdicts == judged.findings[0].verdicts
    assert after.findings[0].evidence[0].right == 1.0 - piece.right
    assert after.findings[0].profile != judged.findings[0].profile
    assert with_corrections(judged, MODEL, []) is judged
