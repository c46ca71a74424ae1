"""The grid in words: both languages whole, every figure with its source, nothing seen is not drawn."""

from __future__ import annotations

import re

import pytest

from simulator.competence.aggregate import PlayEvidence
from simulator.competence.evidence import Evidence
from simulator.competence.grid import COLUMNS, Own, Rated, grid_of
from simulator.graph.loading import load_profession
from simulator.language import language
from simulator.report.grid_sheet import Said, grid_sheet, history_sheet, level_words

PROFESSION = load_profession()


def sheet(code: str = "ro", own: dict[str, Own] | None = None, weight: float = 0) -> Said:
    piece = Evidence("law.knowledge", "author:x", 1, weight, 1)
    shown = [PlayEvidence("a", "1", (piece,))] if weight else []
    return grid_sheet(PROFESSION, grid_of(PROFESSION, own or {}, shown), language(code))


def test_romanian_and_english_say_the_same_things() -> None:
    ro, en = (sheet(code, {"law": Own("Știu", level=4)}, 3) for code in ("ro", "en"))
    assert ro.keys() == en.keys()
    assert [line.keys() for line in ro["lines"]] == [line.keys() for line in en["lines"]]
    assert ro["lines"][1]["strengths"] == en["lines"][1]["strengths"] == "Știu"
    assert ro["lines"][1]["played"]["words"] == "temeinic"
    assert en["lines"][1]["played"]["words"] == "thorough"
    assert "0,22" in ro["reading"][0]["text"]
    assert "0.22" in en["reading"][0]["text"]


@pytest.mark.parametrize("code", ["ro", "en"])
def test_every_figure_of_research_stands_beside_its_reference(code: str) -> None:
    reading = sheet(code)["reading"]
    assert "doi:10.1037/0021-9010.94.2.353" in reading[0]["cite"]
    assert "2009" in reading[0]["cite"]
    assert all(one["cite"] for one in reading)
    own = {"ro": "Alegerea noastră, „Diferența", "en": "Our own choice"}[code]
    assert reading[2]["cite"].startswith(own)
    assert (code == "en") == ("Diferența" not in reading[2]["cite"])
    for other in reading[1:]:
        assert not re.search(r"[rdg] = ", other["text"])


def test_what_was_not_seen_has_no_figures() -> None:
    lines = sheet(weight=3)["lines"]
    assert lines[1]["played"]["figures"]
    assert {line["played"]["figures"] for line in lines} == {"", lines[1]["played"]["figures"]}
    assert lines[0]["played"]["words"] == "încă neobservat"
    assert lines[0]["played"]["rests_on"] == "–"
    assert sheet(weight=0.5)["lines"][1]["played"]["words"] == "dovezi insuficiente"


def test_a_level_is_said_with_its_meaning_and_none_is_not_zero() -> None:
    speaking = language("ro")
    assert level_words(None, speaking) == "–"
    assert level_words(0, speaking) == "0: încă deloc"
    assert len(set(sheet()["scale"])) == 5


def test_questions_that_are_not_the_guides_say_so() -> None:
    digital = next(line for line in sheet()["lines"] if line["domain"] == "digital")
    said = {question["indicator"]: question["asker_words"] for question in digital["questions"]}
    assert said["digital.tools"] == ""
    assert said["digital.research"] == "din articol"
    assert set(sheet()["columns"]) == set(COLUMNS)


def test_the_history_lays_two_grids_side_by_side() -> None:
    one = Rated("pre", "2026-01-01", {"law": 1, "time": 3, "crisis": 2})
    other = Rated("post", "2026-06-01", {"law": 3, "time": 2, "culture": 4})
    assert history_sheet(PROFESSION, [one], language("ro")) is None
    told = history_sheet(PROFESSION, [one, other], language("ro"))
    assert told is not None
    assert [line["change"] for line in told["lines"]] == ["risen", "fallen", "open", "open"]
    assert told["summary"].startswith("Mai sus în 1 domeniu, mai jos în 1 domeniu.")
    assert "mai limpede" in told["summary"]
    assert (told["before"]["occasion"], told["after"]["occasion"]) == ("la început", "la sfârșit")
    nothing = history_sheet(PROFESSION, [Rated("pre", "1"), other], language("en"))
    assert nothing is not None
    assert nothing["summary"] == "No domain has a level both times."
