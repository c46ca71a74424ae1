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


def test_each_row_says_level_estimate_and_interval_from_low_to_high(play) -> None:  # type: ignore[no-untyped-def]
    domains = [one for one in explain(*play, "en").findings[0].domains if one.weight > 0]
    assert draw_profile(*play, "en").rows == tuple(
        (
            one.title,
            one.level_title or "not enough evidence",
            f"{one.mean:.2f}",
            f"{one.low:.2f} – {one.high:.2f}",
        )
        for one in domains
    )
    assert {bool(one.level_title) for one in domains} == {True, False}


def test_there_is_room_for_every_line_and_for_the_scale_beneath(play) -> None:  # type: ignore[no-untyped-def]
    root = ElementTree.fromstring(draw_profile(*play).svg)
    _, _, width, height = (float(part) for part in str(root.get("viewBox")).split())
    below = [float(part.get("y") or 0) for part in root.findall("{*}text")]
    assert 0 < min(below) < max(below) < height
    assert all(0 <= float(part.get("cx") or 0) <= width for part in root.findall("{*}circle"))
