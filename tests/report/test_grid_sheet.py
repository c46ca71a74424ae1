"""The grid in words: both languages whole, every figure with its source, nothing seen is not drawn."""

from __future__ import annotations

import re

import pytest

from simulator.competence.aggregate import PlayEvidence
from simulator.competence.evidence import Evidence
from simulator.competence.grid import COLUMNS, Own, Rated, grid_of
from simulator.graph.loading import load_profession
from simulator.language import language
from simulator.report.document import (
    Document,
    Items,
    Picture,
    Span,
    Table,
    Text,
)
from simulator.report.grid_document import grid_document, radar_of
from simulator.report.grid_sheet import GridSheet, grid_filled_in, grid_history, grid_sheet
from simulator.report.grid_words import level_words
from simulator.report.reading_order import linear, plain_cell

PROFESSION = load_profession()
EARLY = Rated("pre", "2026-01-01", {"law": 1, "time": 3, "crisis": 2})
LATER = Rated("post", "2026-06-01", {"law": 3, "time": 2, "culture": 4})


def sheet(code: str = "ro", own: dict[str, Own] | None = None, weight: float = 0) -> GridSheet:
    piece = Evidence("law.knowledge", "author:x", 1, weight, 1)
    plays = [PlayEvidence("a", "1", (piece,))] if weight else []
    return grid_sheet(PROFESSION, grid_of(PROFESSION, own or {}, plays), language(code))


def paper(code: str = "ro", weight: float = 3) -> Document:
    """A grid on paper, with two that were finished before."""
    speaking, own = language(code), {"law": Own("Știu", "Mai mult", "Un curs", 4)}
    history = grid_history(PROFESSION, [EARLY, LATER], speaking)
    finished = tuple(grid_filled_in(one, "", speaking) for one in (EARLY, LATER))
    return grid_document(sheet(code, own, weight), history, finished, speaking, draft=True)


def test_romanian_and_english_say_the_same_things() -> None:
    ro, en = (sheet(code, {"law": Own("Știu", level=4)}, 3) for code in ("ro", "en"))
    assert ro.lines[1].own == en.lines[1].own
    assert ro.lines[1].column("strengths") == "Știu"
    assert (ro.lines[1].played.words, en.lines[1].played.words) == ("temeinic", "thorough")
    assert "0,22" in ro.reading[0].words
    assert "0.22" in en.reading[0].words
    kinds = [[type(block) for block in linear(paper(code).blocks)] for code in ("ro", "en")]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("code", ["ro", "en"])
def test_every_figure_of_research_stands_beside_its_reference(code: str) -> None:
    reading = sheet(code).reading
    assert "doi:10.1037/0021-9010.94.2.353" in reading[0].cite
    assert "2009" in reading[0].cite
    assert all(one.cite for one in reading)
    own = {"ro": "Alegerea noastră, „Diferența", "en": "Our own choice"}[code]
    assert reading[2].cite.startswith(own)
    assert (code == "en") == ("Diferența" not in reading[2].cite)
    for other in reading[1:]:
        assert not re.search(r"[rdg] = ", other.words)


def test_what_was_not_seen_has_no_figures() -> None:
    lines = sheet(weight=3).lines
    assert lines[1].played.figures
    assert {line.played.figures for line in lines} == {"", lines[1].played.figures}
    assert lines[0].played.whole == "încă neobservat"
    assert lines[0].played.rests_on == "–"
    assert sheet(weight=0.5).lines[1].played.words == "dovezi insuficiente"


def test_a_level_has_its_meaning_beside_it_and_none_is_not_zero() -> None:
    speaking = language("ro")
    assert level_words(None, speaking) == "–"
    assert level_words(0, speaking) == "0: încă deloc"
    assert len(set(sheet().scale)) == 5


def test_questions_that_are_not_the_guides_say_so() -> None:
    digital = next(line for line in sheet().lines if line.domain == "digital")
    askers = {question.indicator: question.asker for question in digital.questions}
    assert askers["digital.tools"] == ""
    assert askers["digital.research"] == "din articol"
    assert [question.words.endswith("(din articol)") for question in digital.questions] == [
        bool(question.asker) for question in digital.questions
    ]
    assert len(sheet().columns) == len(COLUMNS)


def test_the_history_lays_two_grids_side_by_side() -> None:
    assert grid_history(PROFESSION, [EARLY], language("ro")) is None
    history = grid_history(PROFESSION, [EARLY, LATER], language("ro"))
    assert history is not None
    assert [line.kind for line in history.lines] == ["risen", "fallen", "open", "open"]
    assert [line.change for line in history.lines] == ["mai sus", "mai jos", *["nu se poate compara"] * 2]
    assert history.lines[0].before.startswith("1: ")
    assert history.lines[0].after.startswith("3: ")
    assert history.summary.startswith("Mai sus în 1 domeniu, mai jos în 1 domeniu.")
    assert "mai limpede" in history.summary
    assert (history.before.occasion, history.after.occasion) == ("la început", "la sfârșit")
    nothing = grid_history(PROFESSION, [Rated("pre", "1"), LATER], language("en"))
    assert nothing is not None
    assert nothing.summary == "No domain has a level both times."


def test_paper_says_what_was_written_and_seen_in_the_places_that_its_heads_name() -> None:
    blocks, drawn = list(linear(paper().blocks)), sheet("ro", {"law": Own("Știu", level=4)}, 3)
    grid, beside, changes = [block for block in blocks if isinstance(block, Table)]
    law = drawn.lines[1]
    questions = "\n".join(question.words for question in law.questions)
    assert grid.rows[1] == (
        law.name,
        questions,
        "Știu",
        "Mai mult",
        "Un curs",
        "4: pe deplin și de fiecare dată",
    )
    assert grid.head[2:5] == ("Puncte forte", "De dezvoltat", "Sprijin sau formare care v-ar ajuta")
    cells = [plain_cell(cell) for cell in beside.rows[1]]
    assert cells == [law.name, law.level, law.played.whole, law.played.rests_on, law.compared]
    assert cells[2].startswith("temeinic: ")
    span, estimate = beside.rows[1][2], law.played.estimate
    assert isinstance(span, Span)
    assert (span.low, span.middle, span.high) == (estimate.low, estimate.mean, estimate.high)
    assert span.low < span.middle < span.high
    assert changes.head == ("Domeniu", "la început", "la sfârșit", "Schimbarea")
    assert changes.rows[0][1:] == ("1: rar sau numai cu ajutor", "3: de cele mai multe ori", "mai sus")
    assert beside.caption == radar_of(drawn, language("ro")).title


def test_paper_has_the_drawing_with_its_signs_in_words_and_every_finished_grid() -> None:
    blocks = list(linear(paper().blocks))
    (picture,) = [block for block in blocks if isinstance(block, Picture)]
    assert "tabelul de mai jos" in picture.words
    signs, grids = [block.items for block in blocks if isinstance(block, Items)]
    assert signs[0].startswith("pătrat: ")
    assert len(signs) == 4
    assert [one.rpartition(", ")[2] for one in grids] == ["1 ianuarie 2026", "1 iunie 2026"]
    words = [block.text for block in blocks if isinstance(block, Text)]
    assert words[0] == "În lucru: încă neîncheiată."
