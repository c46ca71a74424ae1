"""One document with every kind of block, and what each renderer makes of it, word for word and in order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from docx.oxml.ns import qn

from simulator.report.document import (
    Badge,
    Blanks,
    Block,
    Button,
    Details,
    Document,
    Heading,
    Items,
    Link,
    Moment,
    Note,
    Picture,
    Printer,
    Section,
    Sheet,
    Slot,
    Span,
    Table,
    Text,
    Timeline,
    gathered,
    section_of,
)
from simulator.report.document_data import as_data, document_from_data
from simulator.report.reading_order import linear
from simulator.report.text_renderer import text_of
from simulator.report.write_docx import docx_of
from simulator.report.write_pdf import pdf_of
from simulator.ui.render_document import page_nodes
from tests.report.reading import opened, tags_of, words_of_pdf
from tools.outline import outline

ROWS: tuple[tuple[Any, ...], ...] = (
    (
        "Domeniul unu",
        Badge("sigur", "good"),
        Span(0.25, 0.75, 0.5, "0,50 (0,25–0,75)"),
        Items(("rând", "rost")),
    ),
    (
        "Domeniul doi\npe două rânduri",
        Badge("deschis", "open"),
        Span(0.1, 0.3, 0.2, "0,20 (0,10–0,30)"),
        Details("două surse", (Items(("pe drum", "la masă")),)),
    ),
)
TABLE = Table("Ce s-a arătat", ("Domeniu", "Nivel", "Apreciere", "Temei"), ROWS, (4, 2, 3, 3))
NOTE = Note(
    "Regula cea mare",
    (
        Text("Fiindcă așa se cade."),
        Text("chiar așa", "Citirea noastră", "quiet"),
        Items(("mai întâi", "mai apoi"), ordered=True),
        Details("De ce", (Text("Motivul ascuns."),)),
    ),
    (Badge("respectată", "good"), Badge("lege", "quiet")),
    "good",
)
BLOCKS: tuple[Block, ...] = (
    section_of(
        "Prima parte",
        Text("Rândul întâi.\nRândul al doilea.", kind="lead"),
        Text("Ce faceți?", kind="ask"),
        Text("alegerea", "Eticheta"),
        Items(("unu", "doi")),
        Items(("pas", "alt pas"), ordered=True),
        section_of("Mai adânc", Badge("o vorbă", "bad"), Span(0.4, 0.8, 0.6, "0,60 (0,40–0,80)"), level=3),
        key="prima",
    ),
    Section(
        "Pe rând",
        (
            Timeline(
                (
                    Moment("09:00", "La ușă", (Text("Ați intrat."),)),
                    Moment(
                        "09:20",
                        "",
                        (NOTE, Details("Situația", (Text("Era liniște."), Text("Apoi, zgomot.")))),
                    ),
                )
            ),
        ),
        "momente",
    ),
    TABLE,
    Details("Neobservate", (Items(("altele", "și altele")),), 2, "rest"),
    Details("Ce s-a arătat", (TABLE,), 1),
    section_of(
        "", Note("fără semn", (Text("cuprins"),)), Note("", (), (Badge("singur", "bad"),), "bad"), kind="pair"
    ),
    Slot("câmpuri", (Text("cuvinte proprii"),)),
    Button("Salvează", "export", (("form", "docx"), ("with", (("step", 3),))), "quiet", slow=True),
    Link("Înainte", "start", "a" * 32, "main"),
    Printer("Tipărește"),
)
PAPER: tuple[Block, ...] = (
    Sheet((("Data", ("azi", "mâine")), ("Restul", ())), "Rubrica", "Consemnare"),
    Blanks(("Semnătura", "Ștampila")),
    Picture('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>', "Un desen", 60),
)
FULL = (*BLOCKS, *PAPER)


def document(*blocks: Block, **changed: Any) -> Document:
    return Document(
        **{
            "name": "Analiza / unu",
            "title": "Analiza",
            "lang": "ro",
            "page": "pagina {page} din {pages}",
            "foot": "Simulator",
            "blocks": blocks or FULL,
            "above": "Deasupra",
            "about": "Ce este",
        }
        | changed
    )


# --- The tree itself ------------------------------------------------------------------------------


def test_paper_reads_a_tree_from_top_to_bottom_with_everything_unfolded() -> None:
    read = list(linear(BLOCKS))
    assert read == [
        Heading("Prima parte", 2),
        Text("Rândul întâi.\nRândul al doilea.", kind="lead"),
        Text("Ce faceți?", kind="ask"),
        Text("alegerea", "Eticheta"),
        Items(("unu", "doi")),
        Items(("pas", "alt pas"), ordered=True),
        Heading("Mai adânc", 3),
        Badge("o vorbă", "bad"),
        Span(0.4, 0.8, 0.6, "0,60 (0,40–0,80)"),
        Heading("Pe rând", 2),
        Heading("09:00 · La ușă", 3),
        Text("Ați intrat."),
        Heading("09:20", 3),
        NOTE,
        Text("Era liniște.", "Situația"),
        Text("Apoi, zgomot."),
        TABLE,
        Heading("Neobservate", 2),
        Items(("altele", "și altele")),
        TABLE,
        Note("fără semn", (Text("cuprins"),)),
        Note("", (), (Badge("singur", "bad"),), "bad"),
        Text("cuvinte proprii"),
    ]


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ((Text("a"), Text("b")), [Text("a", "Rezumat"), Text("b")]),
        ((Text("a", "b"),), [Heading("Rezumat", 4), Text("a", "b")]),
        ((Text("a", kind="quiet"),), [Heading("Rezumat", 4), Text("a", kind="quiet")]),
        ((), [Text("", "Rezumat")]),
        ((Items(("a",)),), [Heading("Rezumat", 4), Items(("a",))]),
    ],
)
def test_what_is_folded_is_read_under_its_summary(inner: tuple[Block, ...], read: list[Block]) -> None:
    assert list(linear([Details("Rezumat", inner)], 4)) == read
    assert list(linear([Section("Sus", (Details("Rezumat", inner),), level=3)])) == [Heading("Sus", 3), *read]
    assert list(linear([Details("Rezumat", inner)], 5)) == read, "no heading is smaller than the fourth"


def test_nothing_is_left_out_of_what_is_gathered_but_nothing_itself() -> None:
    one, other = Text("a"), Text("b")
    assert list(gathered(one, None, [other, one], iter([other]))) == [one, other, one, other]
    assert section_of("T", None, one, key="k", kind="row", level=3) == Section("T", (one,), "k", "row", 3)


def test_a_document_survives_json() -> None:
    whole = document()
    data = json.loads(json.dumps(as_data(whole)))
    assert document_from_data(data) == whole
    kinds = {type(block).__name__.lower() for block in FULL}
    assert {block["is"] for block in data["blocks"]} == kinds


def test_signs_that_no_document_can_hold_are_left_out_wherever_they_stand() -> None:
    odd = document(
        section_of(
            "a\x00b",
            Note("c\ud800d", (Items(("e\u2028f",)),), (Badge("g\ufffeh", "good"),)),
            Text("i\r\nj\rk"),
        ),
        title=" \x07 ",
    )
    assert odd.title == odd.name == "Analiza unu"
    assert odd.blocks == (
        section_of("ab", Note("cd", (Items(("ef",)),), (Badge("gh", "good"),)), Text("i\nj\nk")),
    )


def test_the_tree_a_block_a_line() -> None:
    assert outline(document(*BLOCKS[:1], NOTE, TABLE, BLOCKS[3], BLOCKS[6])).splitlines() == [
        "document Analiza",
        "  section | Prima parte | prima | 2",
        "    text | Rândul întâi. ¶ Rândul al doilea. | lead",
        "    text | Ce faceți? | ask",
        "    text | alegerea | Eticheta",
        "    items | unu; doi",
        "    items | pas; alt pas | True",
        "    section | Mai adânc | 3",
        "      badge | o vorbă | bad",
        "      span | 0.4 | 0.8 | 0.6 | 0,60 (0,40–0,80)",
        "  note | Regula cea mare | respectată | lege | good",
        "    text | Fiindcă așa se cade.",
        "    text | chiar așa | Citirea noastră | quiet",
        "    items | mai întâi; mai apoi | True",
        "    details | De ce",
        "      text | Motivul ascuns.",
        "  table | Ce s-a arătat | Domeniu; Nivel; Apreciere; Temei | 4; 2; 3; 3",
        "    Domeniul unu | [sigur] | [0,50 (0,25–0,75)] | rând; rost",
        "    Domeniul doi ¶ pe două rânduri | [deschis] | [0,20 (0,10–0,30)] | două surse: pe drum; la masă",
        "  details | Neobservate | 2 | rest",
        "    items | altele; și altele",
        "  slot | câmpuri",
        "    text | cuvinte proprii",
    ]


# --- In the terminal ---------------------------------------------------------------------------------

TEXT = """\
ANALIZA
=======

Prima parte
===========

Rândul întâi.
Rândul al doilea.

? Ce faceți?

Eticheta: alegerea

  • unu
  • doi

  1. pas
  2. alt pas

Mai adânc
---------

[o vorbă]

0,60 (0,40–0,80)

Pe rând
=======

09:00 · La ușă
--------------

Ați intrat.

09:20
-----

  • [RESPECTATĂ] Regula cea mare (lege)
    Fiindcă așa se cade.
    Citirea noastră: chiar așa
      1. mai întâi
      2. mai apoi
    Motivul ascuns.

Situația: Era liniște.

Apoi, zgomot.

Ce s-a arătat
  • Domeniul unu
    Nivel: sigur
    Apreciere: 0,50 (0,25–0,75)
    Temei: rând; rost
  • Domeniul doi
    pe două rânduri
    Nivel: deschis
    Apreciere: 0,20 (0,10–0,30)
    Temei: pe drum; la masă

Neobservate
===========

  • altele
  • și altele

Ce s-a arătat
  • Domeniul unu
    Nivel: sigur
    Apreciere: 0,50 (0,25–0,75)
    Temei: rând; rost
  • Domeniul doi
    pe două rânduri
    Nivel: deschis
    Apreciere: 0,20 (0,10–0,30)
    Temei: pe drum; la masă

  • fără semn
    cuprins

  • [SINGUR]

cuvinte proprii

Data: azi; mâine
Restul:

Semnătura: ____________________________
Ștampila: ____________________________

Un desen
"""


def test_as_text() -> None:
    assert [line.rstrip() for line in text_of(document()).splitlines()] == TEXT.splitlines()
    assert text_of(document()).endswith("desen\n")


def test_long_lines_are_broken_and_hang_under_their_beginning() -> None:
    long = " ".join(["cuvânt"] * 40)
    lines = text_of(document(Text(long), Items((long,)), Heading("H" * 120, 2), Heading("h", 4))).splitlines()
    assert max(len(line) for line in lines if not line.startswith("H")) <= 96
    first = next(index for index, line in enumerate(lines) if line.startswith("  • "))
    assert lines[first + 1].startswith("    cuvânt")
    assert "=" * 96 in lines and "── h" in lines


# --- On a page ---------------------------------------------------------------------------------------


def bare(node: Any) -> Any:
    """A part without what is empty in it."""
    if isinstance(node, dict):
        return {name: bare(value) for name, value in node.items() if value not in ("", {}, [], False, None)}
    return [bare(one) for one in node] if isinstance(node, list) else node


def words(text: str, kind: str = "") -> dict[str, Any]:
    return bare({"is": "paragraph", "text": text, "kind": kind})  # type: ignore[no-any-return]


PAGE_NOTE = {
    "is": "note",
    "title": "Regula cea mare",
    "kind": "good",
    "children": [
        {"is": "badge", "text": "respectată", "kind": "good"},
        {"is": "badge", "text": "lege", "kind": "quiet"},
        words("Fiindcă așa se cade."),
        {**words("chiar așa", "quiet"), "label": "Citirea noastră"},
        {"is": "list", "items": [[words("mai întâi")], [words("mai apoi")]], "ordered": True},
        {"is": "details", "summary": "De ce", "children": [words("Motivul ascuns.")]},
    ],
}
PAGE_TABLE = {
    "is": "table",
    "caption": "Ce s-a arătat",
    "head": ["Domeniu", "Nivel", "Apreciere", "Temei"],
    "rows": [
        [
            words("Domeniul unu"),
            {"is": "badge", "text": "sigur", "kind": "good"},
            {"is": "span", "low": 0.25, "high": 0.75, "middle": 0.5, "text": "0,50 (0,25–0,75)"},
            {"is": "list", "items": [[words("rând")], [words("rost")]]},
        ],
        [
            words("Domeniul doi\npe două rânduri"),
            {"is": "badge", "text": "deschis", "kind": "open"},
            {"is": "span", "low": 0.1, "high": 0.3, "middle": 0.2, "text": "0,20 (0,10–0,30)"},
            {
                "is": "details",
                "summary": "două surse",
                "children": [{"is": "list", "items": [[words("pe drum")], [words("la masă")]]}],
            },
        ],
    ],
}
PAGE = [
    {
        "is": "section",
        "title": "Prima parte",
        "level": 2,
        "key": "prima",
        "children": [
            words("Rândul întâi.", "lead"),
            words("Rândul al doilea.", "lead"),
            words("Ce faceți?", "ask"),
            {**words("alegerea"), "label": "Eticheta"},
            {"is": "list", "items": [[words("unu")], [words("doi")]]},
            {"is": "list", "items": [[words("pas")], [words("alt pas")]], "ordered": True},
            {
                "is": "section",
                "title": "Mai adânc",
                "level": 3,
                "children": [
                    {"is": "badge", "text": "o vorbă", "kind": "bad"},
                    {"is": "span", "low": 0.4, "high": 0.8, "middle": 0.6, "text": "0,60 (0,40–0,80)"},
                ],
            },
        ],
    },
    {
        "is": "section",
        "title": "Pe rând",
        "level": 2,
        "key": "momente",
        "children": [
            {
                "is": "timeline",
                "moments": [
                    {
                        "time": "09:00",
                        "title": "La ușă",
                        "level": 3,
                        "opened": True,
                        "children": [words("Ați intrat.")],
                    },
                    {
                        "time": "09:20",
                        "level": 3,
                        "opened": True,
                        "children": [
                            PAGE_NOTE,
                            {
                                "is": "details",
                                "summary": "Situația",
                                "children": [words("Era liniște."), words("Apoi, zgomot.")],
                            },
                        ],
                    },
                ],
            }
        ],
    },
    PAGE_TABLE,
    {
        "is": "details",
        "summary": "Neobservate (2)",
        "key": "rest",
        "children": [{"is": "list", "items": [[words("altele")], [words("și altele")]]}],
    },
    {"is": "details", "summary": "Ce s-a arătat (1)", "children": [PAGE_TABLE]},
    {
        "is": "section",
        "level": 2,
        "kind": "pair",
        "children": [
            {"is": "note", "title": "fără semn", "kind": "plain", "children": [words("cuprins")]},
            {"is": "note", "kind": "bad", "children": [{"is": "badge", "text": "singur", "kind": "bad"}]},
        ],
    },
    {
        "is": "button",
        "text": "Salvează",
        "do": "export",
        "with": {"form": "docx", "with": {"step": 3}},
        "kind": "quiet",
        "slow": True,
    },
    {"is": "link", "text": "Înainte", "page": "start", "to": {"play": "a" * 32}, "kind": "main"},
    {"is": "print", "text": "Tipărește"},
]


def test_on_a_page() -> None:
    assert bare(page_nodes(BLOCKS)) == PAGE


def test_a_page_fills_its_slots_in_their_places() -> None:
    node = {"is": "textarea"}
    nodes = page_nodes(
        (Text("a"), Slot("x", (Text("b"),)), Slot("y", ()), Text("c")), {"x": lambda: [node, node]}
    )
    assert [one.get("text", "field") for one in nodes] == ["a", "field", "field", "c"]
    inner = page_nodes((section_of("T", Details("D", (Slot("x", ()),))),), {"x": lambda: [node]})
    assert inner[0]["children"][0]["children"] == [node]


# --- On paper ----------------------------------------------------------------------------------------


def styled(data: bytes) -> list[tuple[str, str]]:
    """Each paragraph outside tables: its style and its words."""
    return [(p.style.style_id, p.text) for p in opened(data).paragraphs if p.style is not None and p.text]


def test_in_a_word_processor() -> None:
    data = docx_of(document())
    note = "Notegood"
    assert styled(data) == [
        ("Quiet", "Deasupra"),
        ("Heading1", "Analiza"),
        ("Heading2", "Prima parte"),
        ("Normal", "Rândul întâi."),
        ("Normal", "Rândul al doilea."),
        ("Ask", "Ce faceți?"),
        ("Normal", "Eticheta: alegerea"),
        ("ListBullet", "unu"),
        ("ListBullet", "doi"),
        ("ListNumber", "pas"),
        ("ListNumber", "alt pas"),
        ("Heading3", "Mai adânc"),
        ("Normal", "o vorbă"),
        ("Normal", "0,60 (0,40–0,80)"),
        ("Heading2", "Pe rând"),
        ("Heading3", "09:00 · La ușă"),
        ("Normal", "Ați intrat."),
        ("Heading3", "09:20"),
        (note, "respectată · Regula cea mare (lege)"),
        (note, "Fiindcă așa se cade."),
        (note, "Citirea noastră: chiar așa"),
        (note, "mai întâi"),
        (note, "mai apoi"),
        (note, "Motivul ascuns."),
        ("Normal", "Situația: Era liniște."),
        ("Normal", "Apoi, zgomot."),
        ("Quiet", "Ce s-a arătat"),
        ("Heading2", "Neobservate"),
        ("ListBullet", "altele"),
        ("ListBullet", "și altele"),
        ("Quiet", "Ce s-a arătat"),
        ("Noteplain", "fără semn"),
        ("Noteplain", "cuprins"),
        ("Notebad", "singur"),
        ("Normal", "cuvinte proprii"),
        ("Blank", "Semnătura: ____________________________"),
        ("Blank", "Ștampila: ____________________________"),
    ]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(data).tables]
    shown = [
        ["Domeniu", "Nivel", "Apreciere", "Temei"],
        ["Domeniul unu", "sigur", "0,50 (0,25–0,75)", "rând\nrost"],
        ["Domeniul doi\npe două rânduri", "deschis", "0,20 (0,10–0,30)", "pe drum\nla masă"],
    ]
    sheet = [["Rubrica", "Consemnare"], ["Data", "azi\nmâine"], ["Restul", "\n"]]
    assert tables == [shown, shown, sheet]


def test_what_is_bold_what_is_named_and_what_stands_at_the_foot_of_a_file() -> None:
    data = docx_of(document())
    file = opened(data)
    bold = [run.text for p in file.paragraphs for run in p.runs if run.bold and run.text]
    assert bold == [
        *("Eticheta: ", "respectată · ", "Regula cea mare", "Citirea noastră: ", "Situația: "),
        *("fără semn", "singur"),
    ]
    cells = [
        [run.bold for p in cell.paragraphs for run in p.runs]
        for row in file.tables[0].rows
        for cell in row.cells
    ]
    assert all(all(one) for one in cells[:4])
    assert [bool(one and one[0]) for one in cells[4:8]] == [True, False, False, False]
    widths = [cell.width for cell in file.tables[0].rows[0].cells]
    assert [round(12 * (width or 0) / sum(width or 0 for width in widths)) for width in widths] == [
        4,
        2,
        3,
        3,
    ]
    foot = file.sections[0].footer.paragraphs[0]._p
    assert "".join(t.text or "" for t in foot.iter(qn("w:t"))) == "Simulatorpagina 1 din 1"
    assert [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    about = file.core_properties
    assert (about.title, about.language, about.author) == ("Analiza", "ro-RO", "Simulator")
    assert "Un desen" in {one.get("descr") for one in file.element.body.iter(qn("wp:docPr"))}
    english = opened(docx_of(document(Text("x"), lang="en", form=True, above="")))
    assert english.core_properties.language == "en-GB"
    assert [p.text for p in english.paragraphs][:1] == ["ANALIZA"]


def test_in_a_pdf_every_word_in_its_order() -> None:
    data = pdf_of(document())
    read = words_of_pdf(data)
    order = [
        *("Deasupra", "Analiza", "Prima parte", "Rândul întâi.", "Rândul al doilea.", "Ce faceți?"),
        *("Eticheta: alegerea", "unu", "doi", "1. pas", "2. alt pas", "Mai adânc", "o vorbă"),
        *("0,60 (0,40–0,80)", "Pe rând", "09:00 · La ușă", "Ați intrat.", "09:20"),
        *("respectată · Regula cea mare (lege)", "Fiindcă așa se cade.", "Citirea noastră: chiar așa"),
        *("1. mai întâi", "2. mai apoi", "Motivul ascuns.", "Situația: Era liniște.", "Apoi, zgomot."),
        *("Ce s-a arătat", "Domeniu", "Nivel", "Apreciere", "Temei", "Domeniul unu", "sigur"),
        *("0,50 (0,25–0,75)", "rând", "rost", "Domeniul doi", "pe două rânduri", "deschis"),
        *("0,20 (0,10–0,30)", "pe drum", "la masă", "Neobservate", "altele", "și altele", "Ce s-a arătat"),
        *(
            "fără semn",
            "cuprins",
            "singur",
            "cuvinte proprii",
            "Rubrica",
            "Consemnare",
            "Data",
            "azi",
            "mâine",
        ),
        *("Restul", "Semnătura", "Ștampila"),
    ]
    at = -1
    for word in order:
        after = read.find(word, at + 1)
        assert after > at, word
        at = after
    assert "Simulator pagina 1 din" in read
    tags = tags_of(data)
    assert [tag for tag in tags if tag in ("H1", "H2", "H3")] == ["H1", "H2", "H3", "H2", "H3", "H3", "H2"]
    assert tags.count("Table") == 3
    assert tags.count("TH") >= 4 + 4 + 2
    assert "Figure" in tags
    assert words_of_pdf(pdf_of(document(Text("x"), form=True))).startswith("Deasupra ANALIZA")
