"""The laboratory of documents: sheets and annexes as a learner writes them, each fault with its sentence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from simulator.errors import WrongUse
from simulator.labs.answers import LabFile
from simulator.labs.files.packages import open_package
from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.documents import paragraphs_frame, show_example
from simulator.labs.material.documents_asked import EXERCISES, Asked, asked_for
from simulator.labs.material.documents_examples import example_document, example_name
from simulator.labs.material.documents_findings import MOST, Inspected, inspect_document
from simulator.labs.material.documents_reader import read_paper
from simulator.language import language

NAMES = {
    "observation-sheet": "fisa-observatie_caz-047_2026-11-12_v1.docx",
    "inquiry-annex": "anexa-ancheta_caz-052_2026-11-17_v2.docx",
}
SHEET = {
    "Data, ora, locul, persoanele prezente": (
        "12 noiembrie 2026, 10:20-11:05. Doamna Tudora Bălan și nepotul Mihai; tehniciana Ilinca Moraru."
    ),
    "Fapte observate": (
        "Soba era aprinsă. Geamul din camera mare este crăpat. În frigider: lapte, ouă, ciorbă. Pe masă, o "
        "sticlă de țuică pe jumătate; nu am simțit miros."
    ),
    "Cele auzite": "Mihai: „Probabil vine mama de Crăciun.” Doamna Bălan spune că tușește de luni.",
    "Schimbări": "Geamul era la fel la 15 octombrie.",
}
ANNEX = {
    "Locuința": "Vizită la 17 noiembrie 2026, tehniciana Ilinca Moraru.",
    "Venituri și hrană": "Domnul Stanciu spune că gătește o dată la două zile.",
    "Sprijinul": "Fiica vine de la Cluj o dată pe lună. Un vecin îi aduce lemne.",
}
ROWS = (
    ("Ce am constatat", "Cum am verificat", "Când"),
    ("Pensie 1.640 de lei", "cupon arătat", "9:50"),
    ("Apă de la fântână", "văzut", "10:05"),
    ("Patru trepte fără balustradă; merge cu baston", "văzut", "9:40"),
)
Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def lab() -> Lab:
    return open_lab("documents")


def set_language(document: Any, code: str = "ro-RO") -> None:
    for one in document.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), code)


def written(exercise: str, change: Change | None = None) -> bytes:
    """A good document of an exercise, changed at the end."""
    document = docx.Document()
    set_language(document)
    number = {"observation-sheet": "047", "inquiry-annex": "052"}[exercise]
    document.core_properties.title = f"Document, cazul {number}"
    document.core_properties.author = ""
    document.sections[0].footer.paragraphs[0].text = f"Cazul {number}. Versiunea 1"
    document.add_heading(f"Document, cazul {number}", 0)
    for heading, text in (SHEET if exercise == "observation-sheet" else ANNEX).items():
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    if exercise == "inquiry-annex":
        add_table(document, ROWS, header=True)
        document.add_paragraph("Întocmit pentru ancheta asistentei sociale.")
    if change:
        change(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def add_table(document: Any, rows: tuple[tuple[str, ...], ...], *, header: bool) -> None:
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    if header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def add(text: str) -> Change:
    return lambda document: document.add_paragraph(text)


def said(
    change: Change | None = None, exercise: str = "observation-sheet", name: str = "", code: str = "ro"
) -> list[str]:
    content = written(exercise, change)
    found = inspect_document(content, name or NAMES[exercise], asked_for(exercise), language(code))
    return [one.words for one in found.remarks if not one.fine]


def looked_at(content: bytes) -> Inspected:
    return inspect_document(content, NAMES["observation-sheet"], Asked(), language("en"))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_good_document_passes(lab: Lab, exercise: str) -> None:
    feedback = lab.check(exercise, LabFile(NAMES[exercise], written(exercise)))
    assert feedback.passed, feedback
    assert len(feedback.remarks) == 1


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_path_is_read_as_an_upload_is(lab: Lab, exercise: str, tmp_path: Any) -> None:
    path = tmp_path / NAMES[exercise]
    path.write_bytes(written(exercise))
    assert lab.check(exercise, str(path)).passed
    assert lab.check(exercise, path).passed


def bold_heading(document: Any) -> None:
    document.add_paragraph().add_run("Risc imediat").bold = True
    document.add_paragraph("Nu am observat.")


def skipped_level(document: Any) -> None:
    document.add_heading("Amănunte", 3)
    document.add_paragraph("Nimic.")


def bare_table(document: Any) -> None:
    add_table(document, (("Ce", "Când"), ("Sobă", "10:30")), header=False)


def layout_table(document: Any) -> None:
    add_table(document, (("Întocmit", "Verificat"),), header=True)


def merged_cells(document: Any) -> None:
    add_table(document, (("Ce", "Când"), ("Sobă", "10:30"), ("Lemne", "10:31")), header=True)
    table = document.tables[-1]
    table.cell(1, 0).merge(table.cell(2, 0))


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def silent_picture(document: Any) -> None:
    document.add_picture(io.BytesIO(PIXEL))


def text_box(document: Any) -> None:
    shape = "urn:schemas-microsoft-com:vml"
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="{shape}"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>Notă</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def deletion(document: Any) -> None:
    document.paragraphs[-1]._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="Colega" w:date="2026-11-12T12:00:00Z">'
            "<w:r><w:delText>bea</w:delText></w:r></w:del>"
        )
    )


def new_format(document: Any) -> None:
    marks = document.paragraphs[-1].runs[0]._r.get_or_add_rPr()
    marks.append(parse_xml(f'<w:rPrChange {nsdecls("w")} w:id="2" w:author="Colega"><w:rPr/></w:rPrChange>'))


def comment(document: Any) -> None:
    document.add_comment(document.paragraphs[-1].runs[0], text="Întreabă vecina", author="Colega")


def hidden_text(document: Any) -> None:
    document.add_paragraph("Se vede. ").add_run("Nu se vede.").font.hidden = True


def two_people(document: Any) -> None:
    document.core_properties.author, document.core_properties.last_modified_by = "A. Pop", "I. Moraru"


def name_in_title(document: Any) -> None:
    document.core_properties.title = "Fișa doamnei Bălan"


def no_title(document: Any) -> None:
    document.core_properties.title = ""


def blanks(document: Any) -> None:
    for text in ("", "", "", "Sfârșit"):
        document.add_paragraph(text)


def no_version(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = "Cazul 047"


def code_in_footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text += " CNP 2580314990003"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (add("CNP 2580314990003"), "un CNP"),
        (add("Cod: 258 031 499 0003"), "un CNP"),
        (code_in_footer, "În antet sau subsol („258…”): un CNP"),
        (add("Are C.I. seria XX nr. 004417."), "act de identitate"),
        (add("Tel. 0700-000-321"), "număr de telefon"),
        (add("Suna la +40 700 000 321"), "număr de telefon"),
        (add("Am trecut și pe la Nicoleta."), "nu ține de acest caz"),
        (add("Doamna este NEGLIJENTĂ cu casa."), "interpretare (lista noastră)"),
        (add("Probabil bea."), "interpretare (lista noastră)"),
        (add("Propun mutarea copilului."), "propunere sau concluzie"),
        (bold_heading, "numai text îngroșat"),
        (skipped_level, "se sare un nivel"),
        (lambda document: set_language(document, "en-US"), "Limba este „en-US” pentru 100 %"),
        (bare_table, "nu este marcat ca antet"),
        (layout_table, "doar aranjează textul"),
        (merged_cells, "celule îmbinate"),
        (silent_picture, "fără text alternativ"),
        (text_box, "casetă de text"),
        (deletion, "modificări urmărite (1, de „Colega”)"),
        (new_format, "modificări urmărite (1, de „Colega”)"),
        (comment, "Au rămas comentarii (1)"),
        (hidden_text, "text ascuns („Nu se vede.”)"),
        (two_people, "Proprietățile conțin „A. Pop”, „I. Moraru”"),
        (name_in_title, "Proprietățile fișierului conțin „Bălan”"),
        (no_title, "Proprietățile nu au titlu"),
        (blanks, "Paragrafe goale la rând: 3"),
        (no_version, "nu spune ce versiune este"),
    ],
)
def test_each_fault_has_its_own_sentence(change: Change, words: str) -> None:
    found = said(change)
    if change is no_version:
        assert len(found) == 1
    assert [line for line in found if words in line], found
    assert len(found) == 1, found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Document1.docx", "lipsește: ziua, versiunea"),
        ("fisa_caz-047_v2.docx", "lipsește: ziua."),
        ("fisa_2026-11-12.docx", "lipsește: versiunea."),
        ("fisa_2580314990003_12.11.2026_v1.docx", "CNP"),
        ("fisa_Balan_12.11.2026_v1.docx", "Numele fișierului conține „Balan”"),
    ],
)
def test_a_file_has_a_name_that_says_enough_and_not_too_much(name: str, words: str) -> None:
    (line,) = said(name=name)
    assert words in line


def test_what_a_person_said_may_interpret() -> None:
    assert said(add("Doamna Bălan: „Fiica mea e neglijentă, probabil nu vine.”")) == []


@pytest.mark.parametrize(
    "harmless",
    [
        "Evidența vizitelor este la dosar. Copiii par­ticipă.",
        "IBAN RO49 AAAA 1B31 0075 9384 0000, cod poștal RO-075100, 112.",
        "Cod de bare 5941234567890.",
        "Suma: 1 234 567 de lei, la 12.11.2026.",
    ],
)
def test_what_only_looks_alike_is_left_alone(harmless: str) -> None:
    assert said(add(harmless.replace("\xad", ""))) == []


def test_a_telephone_of_the_institution_may_stand_in_the_header() -> None:
    def header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Primăria Valea Nucilor, tel. 0200 000 047"

    assert said(header) == []


def test_one_author_is_told_and_passes(lab: Lab) -> None:
    def author(document: Any) -> None:
        document.core_properties.author = document.core_properties.last_modified_by = "I. Moraru"

    content = written("observation-sheet", author)
    feedback = lab.check("observation-sheet", LabFile(NAMES["observation-sheet"], content))
    assert feedback.passed
    assert "I. Moraru" in repr(feedback)


def test_decorative_and_described_pictures_are_fine() -> None:
    def described(document: Any) -> None:
        document.add_picture(io.BytesIO(PIXEL))
        next(document.element.iter(qn("wp:docPr"))).set("descr", "Geamul crăpat, lipit cu bandă")

    assert said(described) == []


def test_the_notes_copied_whole_are_told_the_gravest_first() -> None:
    notes = (
        "CNP 2580314990003, CI XX 004417, 0700 000 321. Nicoleta Pavel. Neglijentă, nepăsătoare, probabil "
        "bea. Propun plasament."
    )

    def worst(document: Any) -> None:
        for spoil in (add(notes), bold_heading, bare_table, deletion, two_people, no_title, no_version):
            spoil(document)
        set_language(document, "en-US")

    found = said(worst, name="Document1.docx")
    assert len(found) == MOST
    assert ["un CNP" in found[0], "act de identitate" in found[1], "telefon" in found[2]] == [True] * 3
    assert "nepăsătoare" in found[4]
    assert "mai puțin grave" in found[-1]


def test_an_empty_document_is_told_so() -> None:
    kept = io.BytesIO()
    docx.Document().save(kept)
    (line,) = looked_at(kept.getvalue()).remarks
    assert "no text" in line.words


def test_a_sheet_without_the_facts_is_told_which() -> None:
    def bare(document: Any) -> None:
        for one in document.paragraphs:
            if one.style.name == "Normal":
                one.text = "Nimic deosebit."

    found = said(bare)
    assert [line for line in found if "ziua vizitei" in line]
    assert [line for line in found if "soba, lemnele, geamul crăpat" in line]


def test_an_annex_needs_a_table_and_no_stranger() -> None:
    def without_table(document: Any) -> None:
        for table in document.tables:
            table._tbl.getparent().remove(table._tbl)
        document.add_paragraph("Văzut: pensie, baston, trepte, fântână.")

    assert "niciun tabel" in said(without_table, "inquiry-annex")[0]
    assert "nu ține de acest caz" in said(add("Sorin Lupu îl ajută."), "inquiry-annex")[0]


def test_a_place_is_told_by_heading_or_table_row() -> None:
    assert said(add("Probabil."))[0].startswith("Paragraful 10, sub „Schimbări”")

    def in_table(document: Any) -> None:
        add_table(document, (("Ce", "Când"), ("Probabil", "azi")), header=True)

    assert said(in_table)[0].startswith("Tabelul 1, rândul 2")
    after = said(lambda document: (in_table(document), document.add_paragraph("Este evident.")))
    assert "Paragraful 10, sub" in after[0]  # cells are not counted


def test_both_languages_say_as_much() -> None:
    for change in (add("CNP 2580314990003"), bold_heading, deletion, no_title):
        assert len(said(change, code="en")) == len(said(change)) == 1
        assert said(change, code="en") != said(change)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "../evil.xml"])
def test_an_unsafe_file_is_told_in_one_sentence(lab: Lab, name: str) -> None:
    kept = io.BytesIO(written("observation-sheet"))
    with zipfile.ZipFile(kept, "a") as packed:
        packed.writestr(name, b"x")
    feedback = lab.check("observation-sheet", LabFile("x.docx", kept.getvalue()))
    assert not feedback.passed
    assert feedback.remarks == ()
    assert len(feedback.summary) > 30


def replaced(old: bytes, new: bytes) -> bytes:
    """A good document whose text part was written by somebody else's program."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written("observation-sheet"))) as given,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new_zip,
    ):
        for name in given.namelist():
            content = given.read(name)
            new_zip.writestr(name, content.replace(old, new) if name == "word/document.xml" else content)
    return kept.getvalue()


def test_unusual_documents_are_refused_with_a_sentence() -> None:
    strict = replaced(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    deep = replaced(b"<w:sectPr", b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000 + b"<w:sectPr")
    words = "".join(f"<w:p><w:r><w:t>{n * 7919 % 999983}</w:t></w:r></w:p>" for n in range(90_000))
    long = replaced(b"<w:sectPr", f"{words}<w:sectPr".encode())
    for content, words in ((strict, "Strict"), (deep, "deeper"), (long, "longer")):
        with pytest.raises(WrongUse, match=words):
            read_paper(open_package(content, "docx"))


def test_styles_in_a_circle_do_not_hang() -> None:
    def circle(document: Any) -> None:
        one, other = document.styles["Body Text"], document.styles["Body Text 2"]
        one.base_style, other.base_style = other, one
        document.add_paragraph("Rotund.", style="Body Text")

    assert said(circle) == []


def test_the_good_example_passes_and_the_bad_one_is_bad() -> None:
    assert show_example("good").inspected.passed
    bad = show_example("bad")
    assert len(bad.inspected.remarks) == MOST
    assert example_document("bad") == bad.content
    assert bad.inspected.paper.changes == 1
    assert "câini" not in bad.inspected.paper.text
    assert example_name("bad") in bad.html()
    assert len(paragraphs_frame(bad)) == len(bad.inspected.paper.paragraphs)


WEIGHTS = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)  # of the control digit


def somebody_may_bear(code: str) -> bool:
    """Whether the control digit fits, as in a code that somebody bears."""
    rest = sum(int(digit) * weight for digit, weight in zip(code, WEIGHTS, strict=False)) % 11
    return len(code) == 13 and int(code[12]) == (1 if rest == 10 else rest)


def test_no_number_of_ours_is_somebodys() -> None:
    from simulator.content.lab import labs_folder
    from simulator.labs.material.documents_words import numeric_codes

    assert somebody_may_bear("1800101221144")  # an example that is printed everywhere
    text = (labs_folder() / "documents.yaml").read_text("utf-8")
    found = list(numeric_codes(text))
    assert found
    assert not any(map(somebody_may_bear, found))


ANNOUNCEMENT = """Ajutor pentru încălzire: vă ajutăm să completați cererea

Veniți marți, 8 decembrie, între orele 9 și 14.
Ne găsiți la Căminul Cultural din Valea Nucilor.
Aduceți cartea de identitate și ultima factură. Dacă aveți pensie, aduceți și talonul.
Nu puteți veni? Sunați-o pe Ilinca Moraru, la 0700 000 047. Venim noi acasă."""


def test_a_plain_announcement_passes(lab: Lab) -> None:
    feedback = lab.check("announcement", ANNOUNCEMENT)
    assert feedback.passed, feedback


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Ajutor pentru încălzire: vă", "Vă", "pentru ce să vină"),
        ("Căminul Cultural din ", "", "locul"),
        ("8 decembrie", "săptămâna viitoare", "ziua"),
        (", între orele 9 și 14", "", "ora de început"),
        ("cartea de identitate și ", "", "cartea de identitate"),
        ("ultima factură", "actele", "ultima factură"),
        ("0700 000 047", "primărie", "numărul de telefon"),
        ("Nu puteți veni? ", "", "nu se poate deplasa"),
        ("Dacă aveți pensie", "După caz", "De ocolit: „După caz”"),
        ("Ne găsiți", "NE GĂSIȚI TOATĂ ECHIPA NOASTRĂ AICI", "MAJUSCULE"),
        (
            "Ne găsiți",
            "Pentru că mulți oameni ne-au întrebat în ultimele săptămâni cum se face și unde "
            "trebuie mers, ne găsiți",
            "prea multe cuvinte (2",
        ),
        ("Venim noi acasă.", "Venim noi acasă. " + "Vă așteptăm cu drag. " * 30, "pe o pagină intră"),
        ("Venim noi acasă.", "CNP 2580314990003. Venim noi acasă.", "număr de identitate"),
    ],
)
def test_each_fault_of_an_announcement_has_its_own_sentence(lab: Lab, old: str, new: str, words: str) -> None:
    text = ANNOUNCEMENT.replace(old, new).replace(
        "Venim noi acasă.", "" if "puteți veni" in old else "Venim noi acasă."
    )
    remarks = [one.text for one in lab.check("announcement", text).remarks]
    assert len(remarks) == 1, remarks
    assert words in remarks[0]


def test_an_announcement_that_speaks_of_people_or_at_length_is_told(lab: Lab) -> None:
    about = (
        "Ajutor de încălzire: marți, 8 decembrie, ora 9, la Căminul Cultural. Se aduce cartea de identitate "
        "și ultima factură. Telefon: 0700 000 047. Echipa merge și acasă."
    )
    (line,) = lab.check("announcement", about).remarks
    assert "vorbește despre oameni" in line.text
    even = (
        "Veniți marți, 8 decembrie, la ora 9, la Căminul Cultural, pentru cererea de ajutor de încălzire. "
        "Aduceți de acasă cartea de identitate, ultima factură și un pix; sunați la 0700 000 047 pentru "
        "întrebări."
    )
    (line,) = lab.check("announcement", even).remarks
    assert "În medie" in line.text


def test_the_town_halls_own_announcement_does_not_pass(lab: Lab) -> None:
    official = (
        "ANUNȚ. În conformitate cu prevederile legale în vigoare, se aduce la cunoștința beneficiarilor că, "
        "în vederea depunerii documentației aferente acordării ajutorului pentru încălzirea locuinței, în "
        "data de 08.12.2026, în intervalul orar 9:00-14:00, la sediul Căminului Cultural, se va asigura "
        "asistență."
    )
    remarks = [one.text for one in lab.check("announcement", official).remarks]
    assert any("De ocolit" in line for line in remarks)
    assert any("prea multe cuvinte" in line for line in remarks)


def test_closed_exercises_pass_with_their_own_answers(lab: Lab) -> None:
    for name in ("seen-heard-thought", "in-the-annex"):
        items = lab.written_exercise(name).items or {}
        bins = {item: each.bin for item, each in items.items()}
        assert lab.check(name, bins).passed
        other = {
            bin_: next(b for b in lab.written_exercise(name).bins or {} if b != bin_)
            for bin_ in set(bins.values())
        }
        wrong = lab.check(name, {item: other[bin_] for item, bin_ in bins.items()})
        assert len(wrong.remarks) == len(items)
    assert lab.check("before-sending", "settle").passed
    for option in ("view", "paper", "copy"):
        assert not lab.check("before-sending", option).passed


@pytest.mark.parametrize(
    "run", ["AA" + " " * 200_000 + "x", "1 " * 100_000, "„" * 100_000, "AB" * 100_000, "0 7" * 70_000]
)
def test_no_text_however_odd_takes_long(run: str) -> None:
    begun = time.monotonic()
    said(add(run))
    assert time.monotonic() - begun < 5


def test_no_announcement_however_odd_takes_long(lab: Lab) -> None:
    begun = time.monotonic()
    for run in ("." * 19_000 + "x", "a." * 9_000, "Z" * 19_000, "0 " * 9_000):
        assert not lab.check("announcement", run).passed
    assert time.monotonic() - begun < 5
