"""One document value, two writers: both files are opened again and read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.competence.debrief import debrief
from simulator.competence.expert import comparisons
from simulator.language import language
from simulator.report.chart import Interval, svg
from simulator.report.debrief.material import Companions, Material, OwnWords, material
from simulator.report.debrief.whole import debrief_document
from simulator.report.document import (
    Badge,
    Blanks,
    Block,
    Details,
    Document,
    Heading,
    Items,
    Note,
    Picture,
    Section,
    Sheet,
    Span,
    Table,
    Text,
    file_name,
    section_of,
)
from simulator.report.file_formats import written
from simulator.report.profile_chart import Spoke, radar
from simulator.report.reading_order import in_note, linear, plain_cell
from simulator.report.text_renderer import text_of
from simulator.report.wording import Texts
from tests.report.reading import (
    elements_of,
    kids_of,
    opened,
    pdf,
    resolved,
    tags_of,
    words_of_docx,
    words_of_pdf,
)
from tests.support import all_cases, bundle, random_play, seats

HOSTILE = (
    '<b>tare</b> & &lt; {{ 7*7 }} {% for x in y %} #let a = 1 *nu* _nu_ $x^2$ [c] \\ "așa" „ș ț”',
    '</w:t></w:p> ]]> <!-- "',
    '#panic("x") #read("/etc/passwd") // nu e comentariu /* nici */ @trimitere <eticheta>',
    "= Titlu\n- punct\n+ număr\n/ termen: ceva",
)
BLOCKS: tuple[Block, ...] = (
    Heading("Ce ați făcut"),
    Text("Rândul unu\nRândul doi", "Etichetă", "quiet"),
    Items(("unu", "doi"), ordered=True),
    Items(("trei",), ordered=True),
    Table("Legenda", ("Cap A", "Cap B"), (("a1", "b1"), ("a2", "b2\nb3")), (1, 2)),
    Table(
        "",
        ("Cap C", "Cap D"),
        (("c1", Items(("întâi", "apoi"), ordered=True)), ("c2", Items(("x",)))),
        (1, 2),
    ),
    Note(
        "Regula",
        (Text("Motivul"), Items(("pasul unu", "pasul doi"), ordered=True), Details("Temei", (Text("aici"),))),
        (Badge("respectată", "good"), Badge("regulă a ghidului")),
        "good",
    ),
    section_of(
        "Secțiune",
        Details("Pliat", (Text("desfășurat"), Badge("semn"))),
        Span(0.2, 0.6, 0.4, "0,40"),
        level=3,
    ),
    Sheet((("Data", ("azi",)), ("Restul", ())), "Rubrica", "Consemnare"),
    Blanks(("Semnătura",)),
    Picture(
        svg(radar([Spoke("7", 0.5, Interval(0.2, 0.8, 0.5, True))]), "Radar"), "Un desen „cu” cuvinte", 60
    ),
)


def paper(*blocks: Block, lang: str = "ro", title: str = "Fișă „țintă”", wide: bool = False) -> Document:
    pattern = {"ro": "pagina {page} din {pages}", "en": "page {page} of {pages}"}[lang]
    return Document(title, title, lang, pattern, "Simulator", blocks or BLOCKS, wide=wide)


@cache
def told(case: str, code: str, seed: int = 5) -> Document:
    """The debrief of a random play with own words wherever they can stand."""
    rests_on = bundle(case, "standard")
    judged = debrief(rests_on, random_play(rests_on.graph, seats(rests_on.graph)[-1], seed))
    beside = Companions(comparisons(rests_on, judged))
    plain = material(Texts(rests_on, language(code)), judged, beside)
    steps = {decision.step: HOSTILE[0] for decision in plain.play.decisions}
    own = OwnWords(steps, dict.fromkeys(plain.questions, HOSTILE[2]))
    return debrief_document(material(plain.texts, judged, beside, own))


def flat(text: str) -> str:
    """A text without spaces: a page breaks lines where it likes."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def strings(document: Document) -> list[str]:
    """Every line that a reader must find, in order."""
    lines = [line for block in linear(document.blocks) for line in lines_of(block)]
    return [line.strip() for line in (document.title, *lines) if line.strip()]


def lines_of(block: object) -> list[str]:
    """The lines of one block as paper reads it."""
    match block:
        case Heading() | Badge() | Span():
            return [block.text]
        case Text():
            return [block.label, *block.text.split("\n")]
        case Items():
            return list(block.items)
        case Table():
            cells = [plain_cell(cell) for row in (block.head, *block.rows) for cell in row]
            return [block.caption, *[line for cell in cells for line in lines_of(cell)]]
        case Note():
            inner = [part for one in block.blocks for part in linear(in_note(one))]
            badges = [badge.text for badge in block.badges]
            return [
                *badges[:1],
                block.title,
                *badges[1:],
                *[line for part in inner for line in lines_of(part)],
            ]
        case Sheet():
            inside = [word for label, words in block.boxes for word in (label, *words)]
            return [block.label_head, block.content_head, *inside]
        case Blanks():
            return list(block.labels)
        case str():
            return block.split("\n")
        case _:
            return []


def in_order(lines: list[str], words: str) -> list[str]:
    """The lines that do not stand in the words after those before them."""
    missing, at = [], 0
    for line in map(flat, lines):
        found = words.find(line, at)
        if found < 0:
            missing.append(line)
        else:
            at = found
    return missing


@pytest.mark.parametrize(("case", "code"), [*[(case, "ro") for case in all_cases()], ("burnout", "en")])
def test_both_writers_say_everything_that_the_value_holds(case: str, code: str) -> None:
    document = told(case, code)
    in_word, in_pdf = flat("".join(words_of_docx(written(document, "docx")))), pages_without_feet(document)
    assert in_order(strings(document), in_word) == []
    assert in_order(strings(document), in_pdf) == []


def test_both_writers_know_every_kind_of_block() -> None:
    in_word, in_pdf = flat("".join(words_of_docx(written(paper(), "docx")))), pages_without_feet(paper())
    assert in_order(strings(paper()), in_word) == []
    assert in_order(strings(paper()), in_pdf) == []


@pytest.mark.parametrize(("case", "code"), [*[(case, "ro") for case in all_cases()], ("burnout", "en")])
def test_a_terminal_says_everything_that_the_value_holds(case: str, code: str) -> None:
    document = told(case, code)
    # A terminal names each column of a table before every cell, but for the first, which names the row.
    first_columns = {block.head[0] for block in linear(document.blocks) if isinstance(block, Table)}
    lines = [line for line in strings(document) if line not in {document.title, *first_columns}]
    words = flat(text_of(document))
    assert words.startswith(flat(document.title.upper()))
    assert [line for line in lines if flat(line).lower() not in words.lower()] == []


def contested() -> tuple[Material, set[frozenset[str]]]:
    """A play in which sources disagree, and the pairs of rules that do."""
    rests_on = bundle("abuse-discovery", "standard")
    for seed in range(60):
        judged = debrief(rests_on, random_play(rests_on.graph, (0,), seed))
        found = material(Texts(rests_on, language("ro")), judged)
        verdicts = [v for v in found.play.findings[0].verdicts if v.verdict == "contested"]
        if verdicts:
            return found, {frozenset((v.rule, other.rule)) for v in verdicts for other in v.because}
    raise AssertionError("no contested verdict in sixty plays")


def test_sources_that_disagree_stand_side_by_side_once() -> None:
    found, pairs = contested()
    sections = [block for block in debrief_document(found).blocks if isinstance(block, Section)]
    inner = [one for block in sections for one in block.blocks if isinstance(one, Section)]
    (disagree,) = [one for one in inner if one.title == "Unde sursele nu concordă"]
    fair, *together = disagree.blocks
    assert fair == Text(language("ro").text("Neither way counts against you."))
    assert len(together) == len(pairs) > 0
    sides = [note for pair in together for note in pair.blocks]  # type: ignore[union-attr]
    titles = {found.texts.words(f"rules.{name}.title") for pair in pairs for name in pair}
    assert {note.title for note in sides} == titles
    assert {len(pair.blocks) for pair in together} == {2}  # type: ignore[union-attr]
    for note in sides:
        assert note.badges[0].text in {"lege", "exemplu", "regulă a ghidului"}
        assert [text.label for text in note.blocks][-1] == "Sursa"
        assert note.blocks[0].text


def pages_without_feet(document: Document) -> str:
    """The text of a PDF; what stands at the foot of a page may part a text in two."""
    pages = pdf(written(document, "pdf")).pages
    found = ""
    for number, page in enumerate(pages, 1):
        foot = flat(document.foot + document.page.format(page=number, pages=len(pages)))
        words = flat(page.extract_text())
        assert words.endswith(foot)
        found += words.removesuffix(foot)
    return found


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_learner_wrote_is_neither_markup_nor_template_nor_program(kind: str, words: str) -> None:
    places = (
        Heading(words.partition("\n")[0]),
        Text(words, words),
        Items((words,)),
        Table(words, (words, "b"), ((words, words),), (1, 1)),
        Note(words, (Text(words),), (Badge(words),)),
        Sheet(((words, (words,)),), "a", "b"),
        Blanks((words,)),
    )
    data = written(paper(*places, title=words.partition("\n")[0]), kind)
    read = "".join(words_of_docx(data)) if kind == "docx" else words_of_pdf(data)
    first = flat(words.partition("\n")[0])
    assert flat(read).count(first) >= 10
    assert "49" not in read


def test_a_word_document_speaks_its_language_everywhere() -> None:
    for lang, tongue in (("ro", "ro-RO"), ("en", "en-GB")):
        document = opened(written(paper(lang=lang), "docx"))
        (default,) = document.styles.element.findall(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
        assert default.get(qn("w:val")) == tongue
        assert document.core_properties.language == tongue
        assert document.core_properties.title == "Fișă „țintă”"
        assert document.core_properties.author == "Simulator"
        assert "python-docx" not in document.core_properties.comments
        fonts = document.settings.element.find(qn("w:themeFontLang"))
        assert fonts is not None
        assert fonts.get(qn("w:val")) == tongue


def test_a_word_document_has_real_headings_lists_and_header_rows() -> None:
    document = opened(written(paper(), "docx"))
    styled = {p.text: p.style.name for p in document.paragraphs if p.style is not None}
    assert styled["Fișă „țintă”"] == "Heading 1"
    assert styled["Ce ați făcut"] == "Heading 2"
    assert styled["unu"] == "List Number"
    for table in document.tables:
        assert [
            row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
            for row in table.rows
        ] == [
            True,
            *[False] * (len(table.rows) - 1),
        ]
    assert [cell.text for cell in document.tables[0].rows[2].cells] == ["a2", "b2\nb3"]


def test_a_picture_is_drawn_and_told_to_who_does_not_see_it() -> None:
    alternative = "Un desen „cu” <cuvinte> & {{ 7 }}"
    drawn = Picture(svg(radar([Spoke("7", 0.5, Interval(0.2, 0.8, 0.5, True))]), "Radar"), alternative, 60)
    document = opened(written(paper(drawn), "docx"))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == alternative
    assert shape.width.mm == shape.height.mm == 60
    (image,) = [part for part in document.part.package.iter_parts() if part.content_type == "image/png"]
    assert image.blob.startswith(b"\x89PNG")
    data = written(paper(drawn), "pdf")
    (figure,) = [element for element in elements_of(data) if element["/S"] == "/Figure"]
    assert figure["/Alt"] == alternative
    assert "7" in words_of_pdf(data), "the drawing's own signs are letters, not dots"


def test_a_second_list_counts_from_one() -> None:
    document = opened(written(paper(), "docx"))
    numbers = {
        p.text: p._p.pPr.numPr.numId.val for p in document.paragraphs if p.text in ("unu", "doi", "trei")
    }  # type: ignore[union-attr]
    assert numbers["unu"] == numbers["doi"] != numbers["trei"]


def test_a_list_in_a_cell_or_in_a_note_is_a_real_list() -> None:
    document = opened(written(paper(), "docx"))
    first, second = (row.cells[1].paragraphs for row in document.tables[1].rows[1:])
    assert [p.text for p in first] == ["întâi", "apoi"], "the list is all that stands in the cell"
    assert [p.text for p in second] == ["x"]
    noted = [p for p in document.paragraphs if p.text.startswith("pasul")]
    numbers = [[p._p.pPr.numPr.numId.val for p in row] for row in (first, noted, second)]  # type: ignore[union-attr]
    assert [len(set(row)) for row in numbers] == [1, 1, 1]
    assert len({row[0] for row in numbers}) == 3, "each counts from one; the last has bullets"
    indents = [p.paragraph_format.left_indent for p in noted]
    assert all(left is not None and left.mm > 4 for left in indents), "within the note's edge"
    inside = [
        [str(child["/S"]) for child in map(resolved, kids_of(element)) if "/S" in child]
        for element in elements_of(written(paper(), "pdf"))
        if element["/S"] == "/TD"
    ]
    assert inside.count(["/L"]) == 2


def test_a_word_document_counts_its_pages() -> None:
    section = opened(written(paper(wide=True), "docx")).sections[0]
    fields = section.footer._element.findall(f".//{qn('w:fldSimple')}")
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[0].text.startswith("Simulator")
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    (stop,) = section.footer.paragraphs[0].style.paragraph_format.tab_stops  # type: ignore[union-attr]
    assert section.left_margin is not None
    assert section.right_margin is not None
    assert stop.position == section.page_width - section.left_margin - section.right_margin
    assert section.footer.paragraphs[0].text.count("\t") == 1


def test_no_page_parts_a_row_unless_it_is_long() -> None:
    rows = (("scurt", "rând"), ("lung", "cuvânt " * 400))
    (table,) = opened(written(paper(Table("", ("a", "b"), rows, (1, 1))), "docx")).tables
    whole = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows
    ]
    assert whole == [False, True, False]


def test_no_line_of_a_pdf_ends_within_a_short_word_with_a_hyphen() -> None:
    words = " ".join("n" * (i % 11) + " v-ar" for i in range(160))
    (page,) = pdf(written(paper(Text(words)), "pdf")).pages
    lines = page.extract_text().splitlines()
    assert len(lines) > 15
    assert [line for line in lines if line.rstrip().endswith("-")] == []


@pytest.mark.parametrize(("lang", "tongue"), [("ro", "ro-RO"), ("en", "en-GB")])
def test_a_pdf_is_tagged_and_says_its_language_and_title(lang: str, tongue: str) -> None:
    data = written(paper(lang=lang), "pdf")
    root = pdf(data).trailer["/Root"]
    assert root["/Lang"] == tongue  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"] == True  # type: ignore[index]  # noqa: E712 (a PDF's own boolean)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # type: ignore[index]  # noqa: E712
    meta = pdf(data).metadata
    assert meta is not None
    assert meta.title == "Fișă „țintă”"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()  # type: ignore[index]
    tags = tags_of(data)
    assert [tag for tag in tags if re.fullmatch(r"H\d", tag)] == ["H1", "H2", "H3"]
    assert tags.count("TH") == 6
    assert {"Table", "THead", "TBody", "L", "LI", "P"} <= set(tags)


def test_a_long_debrief_is_tagged_and_its_pages_are_counted() -> None:
    data = written(told("abuse-discovery", "ro"), "pdf")
    count = len(pdf(data).pages)
    assert 5 <= count <= 25
    assert f"pagina {count} din {count}" in words_of_pdf(data)
    assert tags_of(data).count("H3") >= 8
    assert tags_of(data)[:3] == ["Document", "P", "H1"], "above the title stands what was played"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_document_calls_nobody(kind: str) -> None:
    data = written(paper(Text("https://example.org [x](y)")), kind)
    if kind == "pdf":
        assert not [page for page in pdf(data).pages if "/Annots" in page]
    else:
        outside = [
            tie.is_external for part in opened(data).part.package.iter_parts() for tie in part.rels.values()
        ]
        assert True not in outside


def test_signs_that_no_font_of_ours_holds_do_not_stop_a_document() -> None:
    odd = "漢字 😀 \uffff \x00 \ud800 \ue000 \u202e ok مرحبا Привіт" + "".join(
        map(chr, range(0x4E00, 0x4E60))
    )
    assert "ok" in words_of_pdf(written(paper(Text(odd)), "pdf"))
    assert "漢字" in "".join(words_of_docx(written(paper(Text(odd)), "docx")))


@settings(max_examples=15)
@given(st.text(max_size=60))
def test_any_text_can_be_written(words: str) -> None:
    document = paper(Text(words, words), Note(words, ()), Sheet(((words, (words,)),), "a", "b"), Heading(""))
    assert written(document, "docx")[:2] == b"PK"
    assert written(document, "pdf")[:5] == b"%PDF-"


def test_a_document_without_a_title_is_called_by_its_name() -> None:
    assert paper(title=" \x1f").title == "document"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Analiza finală – Mâneca trasă peste palmă", "Analiza finală – Mâneca trasă peste palmă"),
        ("../../etc/passwd", "etc passwd"),
        ('a:b*c?"<>|\\d\x00\n', "a b c d"),
        (" . ", "document"),
        ("ș".join("ab") + "x" * 200, "așb" + "x" * 97),
    ],
)
def test_file_names_are_safe_and_keep_their_letters(words: str, name: str) -> None:
    assert file_name(words) == name
    assert Document(words, "t", "ro", "", "", ()).name == name
