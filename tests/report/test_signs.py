"""What a page shows with signs and ways (figures, a day as a strip, folded moments), and in words alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.report.document import (
    Block,
    Counts,
    Document,
    Heading,
    Items,
    Mark,
    Moment,
    Note,
    Reference,
    References,
    Strip,
    StripMoment,
    Table,
    Text,
    Timeline,
    section_of,
)
from simulator.report.document_data import as_data, document_from_data
from simulator.report.open_words import open_words
from simulator.report.reading_order import linear
from simulator.report.text_renderer import text_of
from simulator.report.write_docx import docx_of
from simulator.report.write_pdf import pdf_of
from simulator.ui.render_document import page_nodes
from tests.report.reading import words_of_docx, words_of_pdf

BREACHED, MISSED, KEPT = Mark("breached", "încălcată"), Mark("missed", "târzie"), Mark("kept", "respectată")
STRIP = Strip(
    "Ziua",
    (
        StripMoment("09:40", (KEPT,), "moment-1"),
        StripMoment("10:16", (BREACHED, MISSED), "moment-2", below="termen 10:20", chosen=True, pause=True),
    ),
)
WAYS = References(
    (Reference("Anunțați.", "", at="moment-2"), Reference("Întrebați.", "rule", id="ask")), ordered=True
)
MOMENTS = Timeline(
    (
        Moment("09:40", "La ușă", (Text("Înăuntru."),), (KEPT,), "un rând", "moment-1", opened=False),
        Moment(
            "10:16", "În casă", (Reference("Înapoi", "", at="moment-1"),), (BREACHED,), "alt rând", "moment-2"
        ),
    )
)
RULES = Table("Reguli", ("Regula", "Unde"), ((Reference("O regulă", "rule", id="one"), "09:40"),), (1, 1))
BLOCKS: tuple[Block, ...] = (
    Counts(((2, BREACHED), (1, MISSED), (0, KEPT))),
    STRIP,
    WAYS,
    MOMENTS,
    RULES,
    Note("Aici", (Reference("Regula lungă", "rule", id="long"),), mood="missed"),
)


def document(*blocks: Block) -> Document:
    return Document("Ziua", "O zi", "ro", "{page} din {pages}", "jos", blocks or BLOCKS)


def page(*blocks: Block) -> list[dict[str, Any]]:
    return page_nodes(blocks)


def test_paper_says_with_words_what_a_page_says_with_signs() -> None:
    assert list(linear(BLOCKS)) == [
        Text("2 încălcată · 1 târzie · 0 respectată"),
        Text("09:40 respectată · 10:16 încălcată, târzie (termen 10:20)", "Ziua"),
        Items(("Anunțați.", "Întrebați."), ordered=True),
        Heading("09:40 · La ușă · respectată", 3),
        Text("Înăuntru."),
        Heading("10:16 · În casă · încălcată", 3),
        Text("Înapoi"),
        RULES,
        BLOCKS[-1],
    ]


@pytest.mark.parametrize("written", [docx_of, pdf_of, text_of])
def test_every_writer_says_all_of_it(written: Any) -> None:
    data = written(document(section_of("Sus", BLOCKS)))
    read = data if isinstance(data, str) else ""
    if not read:
        read = words_of_pdf(data) if data[:4] == b"%PDF" else " ".join(words_of_docx(data))
    for words in ("2 încălcată", "10:20", "Anunțați.", "La ușă", "Înăuntru.", "O regulă", "Regula lungă"):
        assert words in read, words


def test_figures_stand_with_their_marks() -> None:
    (counts,) = page(BLOCKS[0])
    assert [(one["number"], one["mark"]["kind"], one["mark"]["text"]) for one in counts["entries"]] == [
        (2, "breached", "încălcată"),
        (1, "missed", "târzie"),
        (0, "kept", "respectată"),
    ]


def test_a_strip_leads_to_each_moment_and_says_which_mattered_most() -> None:
    (strip,) = page(STRIP)
    first, second = strip["moments"]
    assert (strip["title"], first["time"], first["at"], first["below"]) == ("Ziua", "09:40", "moment-1", "")
    assert [mark["kind"] for mark in second["marks"]] == ["breached", "missed"]
    assert (second["at"], second["below"]) == ("moment-2", "termen 10:20")
    assert (first["chosen"], second["chosen"], first["pause"], second["pause"]) == (False, True, False, True)


def test_references_are_links_to_a_part_of_this_page_or_to_another() -> None:
    (ways,) = page(WAYS)
    assert ways["ordered"]
    assert [(one["page"], one["to"]) for (one,) in ways["items"]] == [
        ("", {"at": "moment-2"}),
        ("rule", {"id": "ask"}),
    ]
    (table,) = page(RULES)
    assert (table["rows"][0][0]["is"], table["rows"][0][0]["to"]) == ("link", {"id": "one"})


def test_a_folded_moment_has_its_line_its_marks_and_its_place() -> None:
    (line,) = page(MOMENTS)
    first, second = line["moments"]
    assert (first["line"], first["key"], first["opened"], first["level"]) == ("un rând", "moment-1", False, 3)
    assert [mark["kind"] for mark in first["marks"]] == ["kept"]
    assert [one["text"] for one in first["children"]] == ["Înăuntru."]
    assert second["opened"]


def test_it_survives_json() -> None:
    assert document_from_data(json.loads(json.dumps(as_data(document())))) == document()


def test_words_are_counted_before_anything_is_opened() -> None:
    assert open_words(BLOCKS[:1]) == 6
    assert open_words([STRIP]) == 5
    assert open_words([WAYS]) == 2
    assert open_words([MOMENTS]) == 9, "of a folded moment its line, of an open one what it holds"
    assert open_words([RULES]) == 6
    assert open_words([section_of("Un titlu", BLOCKS[-1])]) == 5
