"""The exploration of a rule's clock: what the rules find, minute by minute, and each way to miscount."""

from __future__ import annotations

import pytest

from simulator.labs.lab import open_lab
from simulator.labs.material.rule_clock import (
    END,
    RULE,
    RULES,
    SEEN,
    WAYS,
    clock_view,
    minutes_late,
    verdicts_at,
)
from simulator.practice.rules import BREACHED, LATE, MET, MISSING, NOT_APPLICABLE


def said(answer: object) -> str:
    return " ".join(remark.text for remark in open_lab("rule-clock").check("late-by", answer).remarks)


@pytest.mark.parametrize("delay", range(0, 240, 7))
def test_informing_is_late_by_whatever_exceeds_the_term(delay: int) -> None:
    assert minutes_late(SEEN, SEEN + delay) == max(0, delay - 15)


def test_the_story_is_late_by_what_the_hand_counts() -> None:
    assert minutes_late(11 * 60 + 50, 12 * 60 + 41) == 41 + 10 - 15 == 36


def kind(way: str, delay: int, rule: str = RULE) -> str:
    return verdicts_at(delay, way)[rule].kind


def test_an_attempt_counts_only_together_with_the_superior() -> None:
    assert kind("call", 8) == kind("superior", 8) == MET
    assert kind("attempt", 8) == MISSING
    assert kind("superior", 60) == LATE


def test_what_comes_after_the_day_did_not_happen() -> None:
    assert kind("call", END - SEEN + 1) == MISSING


def test_danger_sets_the_usual_rule_aside_and_112_comes_first() -> None:
    assert kind("danger", 8) == NOT_APPLICABLE
    assert kind("danger", 8, "danger-112-first") == MET
    assert kind("danger", 1, "danger-112-first") == BREACHED


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("36", "36 de minute"),
        (51, "între semne și telefon"),
        (21, "de când iese pe poartă"),
        (6, "ați pornit de la poartă"),
        (-69, "cele două ore"),
        (35, "Nu 35"),
        (36.5, "Nu 36,5"),
    ],
)
def test_each_way_to_miscount_has_its_sentence(answer: object, words: str) -> None:
    assert words in said(answer)
    assert open_lab("rule-clock").check("late-by", answer).passed == (answer == "36")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("delay", [-30, 0, 40, 240])
def test_every_view_tells_each_rule(way: str, delay: int) -> None:
    view = clock_view(delay, way)
    assert len(view.tables[0].frame) == (len(RULES) if way == "danger" else 2)
    assert view.html().count("<img") == 1
    assert ("înaintea semnelor" in view.sentences) == (delay < 0 and way != "danger")
