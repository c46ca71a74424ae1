"""The drawing of a profile says the same as its table, and is well-formed whatever the words."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from simulator.cohort.reading import replay_walk
from simulator.graph.bundle import Bundle
from simulator.report.debrief_data import explain
from simulator.report.drawing import draw_profile


@pytest.fixture(scope="module")
def play() -> tuple[Bundle, tuple]:  # type: ignore[type-arg]
    return replay_walk("abuse-discovery", "naive-technician")


@pytest.mark.parametrize("code", ["ro", "en"])
def test_every_domain_with_evidence_is_drawn_and_told(play, code: str) -> None:  # type: ignore[no-untyped-def]
    drawing = draw_profile(*play, code)
    (finding,) = explain(*play, code).findings
    seen = [domain for domain in finding.domains if domain.weight > 0]
    assert [row[0] for row in drawing.rows] == [domain.title for domain in seen]
    assert 5 < len(seen) < len(finding.domains)
    root = ElementTree.fromstring(drawing.svg)
    assert root.get("aria-label") == drawing.caption
    circles = root.findall("{*}circle")
    assert len(circles) == len(seen)
    thin = ["fill:none" in circle.get("style") for circle in circles]
    assert thin == [not domain.level for domain in seen]
    assert any(thin)


def test_the_words_are_in_the_language_asked_for(play) -> None:  # type: ignore[no-untyped-def]
    assert draw_profile(*play).head == ("Domeniu", "Nivel", "Apreciere", "Interval")
    assert "0,33" in str(draw_profile(*play))
    assert "0.33" in str(draw_profile(*play, "en"))
    assert "dovezi insuficiente" in draw_profile(*play)._repr_html_()


def test_words_with_signs_of_markup_stay_words(play) -> None:  # type: ignore[no-untyped-def]
    bundle, log = play
    case, profession = (
        {code: dict.fromkeys(texts, "<b>&\"'") for code, texts in written.items()}
        for written in (bundle.case_texts, bundle.profession_texts)
    )
    drawing = draw_profile(replace(bundle, case_texts=case, profession_texts=profession), log)
    ElementTree.fromstring(drawing.svg)
    assert "<b>" not in drawing._repr_html_()


def test_verdicts_are_told_in_words_too(play) -> None:  # type: ignore[no-untyped-def]
    told = {v.rule: v.verdict_title for v in explain(*play).findings[0].verdicts}
    assert told["abuse-no-concealment"] == "încălcată"
