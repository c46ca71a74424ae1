"""The debrief on paper: in short at most four pages, for the longest plays too; whole with everything."""

from __future__ import annotations

import re
from functools import cache

import pytest

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import debrief
from simulator.competence.expert import comparisons
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.language import language
from simulator.report.debrief.material import Companions, Material, material
from simulator.report.debrief.whole import debrief_document, debrief_in_short
from simulator.report.document import Details, Document, Note, Timeline
from simulator.report.text_renderer import text_of
from simulator.report.wording import Texts
from simulator.report.write_pdf import pdf_of
from tests.report.reading import words_of_pdf
from tests.report.test_debrief_whole import inner, words_in
from tests.support import bundle, our_cases

MOST_PAGES = 4
SAMPLE = 6
PAGE = re.compile(rb"/Type\s*/Page\b")


def built(case: str, walk: str, code: str) -> Material:
    played, written = read_walks(case_folders()[case])[walk]
    rests_on = bundle(case, played.level)
    judged = debrief(rests_on, play_walk(rests_on.graph, played, written))
    return material(Texts(rests_on, language(code)), judged, Companions(comparisons(rests_on, judged)))


def size(document: Document) -> int:
    return len(text_of(document).split())


@cache
def longest() -> tuple[tuple[str, str, str], ...]:
    """The walks whose short paper has the most words, of all cases and in both languages."""
    every = [
        (case, walk, code)
        for case in our_cases()
        for walk in read_walks(case_folders()[case])
        for code in ("ro", "en")
    ]
    return tuple(sorted(every, key=lambda one: size(debrief_in_short(built(*one))), reverse=True)[:SAMPLE])


@pytest.mark.parametrize("place", range(SAMPLE))
def test_the_longest_have_four_pages_in_short(place: int) -> None:
    data = pdf_of(debrief_in_short(built(*longest()[place])))
    assert 1 < len(PAGE.findall(data)) <= MOST_PAGES, longest()[place]


def test_in_short_stands_what_the_page_shows_first_and_nothing_folded() -> None:
    whole = built("abuse-discovery", "naive-technician", "ro")
    short = debrief_in_short(whole)
    assert inner(short.blocks, Details) == []
    (line,) = inner(short.blocks, Timeline)
    assert len(line.moments) == len(whole.play.decisions)
    opened = [one for one in line.moments if inner(one.blocks, Note)]
    assert 1 <= len(opened) <= 6
    for one in line.moments:
        assert one in opened or words_in(*one.blocks) == one.line
    data = words_of_pdf(pdf_of(short))
    for part in (whole.play.endings[0].title, *(one.title for one in line.moments)):
        assert part in data


@pytest.mark.parametrize("case", our_cases())
def test_the_whole_paper_has_everything_that_the_short_one_has_and_more(case: str) -> None:
    whole = built(case, "naive-coordinator", "ro")
    short, everything = debrief_in_short(whole), debrief_document(whole)
    assert (short.name, short.title, short.above) == (everything.name, everything.title, everything.above)
    said = text_of(everything)
    lines = [line for line in text_of(short).splitlines() if line.strip() and "…" not in line]
    paragraphs = " ".join(said.split())
    lost = [line for line in lines if " ".join(line.split()).strip("-= ") not in paragraphs]
    # Of the page's own: which moments stand open, and those that stand in a line.
    (line,) = inner(short.blocks, Timeline)
    text = language("ro").text
    about = {text("Open are those where something went wrong."), text("Open are those unlike the expert's.")}
    assert set(lost) <= {*about, *(one.line for one in line.moments)}
    assert size(everything) > 2 * size(short)
