"""Tables read without trust: separators, encodings, headings, and what must not be opened."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from simulator.errors import WrongUse
from simulator.labs.answers import LabFile
from simulator.labs.files.delimited import decoded, separator_of
from simulator.labs.files.tables import MOST_BLANK, MOST_ROWS, SheetTable, read_tables
from simulator.language import language

TEXT = 'Nr.;Sat;Venit\n1;Băița;1250,5\n2;"Țițești; sus";900\n'
LONGEST = 5.0  # seconds for the worst file, on a slow machine


def read(content: bytes, name: str = "f.csv") -> SheetTable:
    return read_tables(LabFile(name, content))[0]


def refusal(content: bytes, name: str = "f.xlsx") -> str:
    """The sentence with which a file is refused, in Romanian."""
    started = time.monotonic()
    with pytest.raises(WrongUse) as refused:
        read_tables(LabFile(name, content))
    assert time.monotonic() - started < LONGEST
    said = language("ro").say(refused.value.reason)
    assert said != refused.value.reason.english
    return said


def told(table: SheetTable) -> str:
    return " | ".join(language("ro").say(words) for words in table.assumed)


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    made, written = openpyxl.Workbook(), io.BytesIO()
    fill(made)
    made.save(written)
    return written.getvalue()


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """A workbook with parts changed, added, or left out; `__` stands for a slash, `_0` for a dot."""
    written = io.BytesIO()
    new = {name.replace("__", "/").replace("_0", "."): part for name, part in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in dict.fromkeys([*old.namelist(), *new]):
            part = new[name] if name in new else old.read(name)
            if part is not None:
                made.writestr(name, part)
    return written.getvalue()


@pytest.fixture
def small() -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        sheet.append(["Comuna, 2026"])
        sheet.append([])
        for row in (["Nr.", "Data", "Sat"], [1, datetime(2026, 9, 3), "Izvor"], [], [2, "3/9/26", None]):
            sheet.append(row)

    return book(fill)


# CSV.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_any_separator_and_encoding(encoding: str, sign: str) -> None:
    text = TEXT.replace("1250,5", "1250.5").replace(";", sign).replace(f"{sign} sus", "; sus")
    table = read(text.encode(encoding))
    assert list(table.frame.columns) == ["Nr.", "Sat", "Venit"]
    assert table.frame["Sat"].tolist() == ["Băița", "Țițești; sus"]
    assert f"„{'tab' if sign == chr(9) else sign}”" in told(table)
    assert ("UTF-16" if "16" in encoding else "UTF-8") in told(table)
    assert not table.typed


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_old_code_pages_give_letters_with_a_comma(encoding: str) -> None:
    content = TEXT.translate(str.maketrans("țȚșȘ", "\u0163\u0162\u015f\u015e")).encode(encoding)
    assert read(content).frame["Sat"].tolist() == ["Băița", "Țițești; sus"]
    assert "Windows-1250" in told(read(content))


def test_both_old_code_pages_hold_romanian_at_the_same_places() -> None:
    letters = "ăâî\u015f\u0163ĂÂÎ\u015e\u0162"
    assert letters.encode("cp1250") == letters.encode("iso-8859-2")
    assert decoded("„da”".encode("cp1250"))[0] == "„da”"


def test_a_decimal_comma_is_no_separator() -> None:
    assert separator_of("a;b\n1,5;2,5\n3,5;4,5\n") == ";"
    assert separator_of('a,b\n"1,5",x\n"2,5",y\n') == ","
    assert separator_of("a\nb\n") == ";"


def test_a_line_for_excel_says_the_separator() -> None:
    table = read(b"sep=|\nNr.|Sat;Casa\n1|Izvor;3\n")
    assert list(table.frame.columns) == ["Nr.", "Sat;Casa"]
    assert list(table.frame.index) == [3]


def test_values_are_what_the_file_holds_and_keep_their_places() -> None:
    table = read(TEXT.encode())
    assert table.frame["Venit"].tolist() == ["1250,5", "900"]
    assert table.cell(2, "Venit") == "C2" and table.cell(3, "Sat") == "B3"


def test_a_command_stays_text() -> None:
    assert read(b"Nr.;Sat\n1;\"=cmd|'/C calc'!A0\"\n").frame["Sat"].tolist() == ["=cmd|'/C calc'!A0"]


def test_headings_need_not_stand_first_nor_be_all_there() -> None:
    table = read(b"Comuna Runcu;;;\n;;;\nNr.;Sat;;Sat\n1;a;b;c\n;;;\n2;d;;e\n")
    assert list(table.frame.columns) == ["Nr.", "Sat", "C", "Sat (D)"]
    assert list(table.frame.index) == [4, 6]
    assert "rândul 3" in told(table)


def test_a_title_of_two_cells_is_narrower_than_the_headings() -> None:
    table = read(b"Comuna Runcu;cereri;;;\nNr.;Sat;Casa;Venit;Suma\n1;a;3;9;5\n")
    assert list(table.frame.columns) == ["Nr.", "Sat", "Casa", "Venit", "Suma"]


# Workbooks.


def test_a_workbook_keeps_types_rows_and_columns(small: bytes) -> None:
    table = read(small)
    assert table.typed and table.name == "Sheet"
    assert list(table.frame.index) == [4, 6]
    assert table.frame.loc[4].tolist() == [1, datetime(2026, 9, 3), "Izvor"]
    assert table.frame.loc[6].tolist() == [2, "3/9/26", None]
    assert "rândul 3" in told(table)


def test_every_sheet_with_a_table_is_read(small: bytes) -> None:
    made, written = openpyxl.load_workbook(io.BytesIO(small)), io.BytesIO()
    made.create_sheet("Gol")
    hidden = made.create_sheet("Ascuns")
    hidden.sheet_state = "hidden"
    hidden.append(["CNP", "Nume"])
    hidden.append(["x", "y"])
    made.save(written)
    assert [table.name for table in read_tables(LabFile("f.xlsx", written.getvalue()))] == ["Sheet", "Ascuns"]


def test_a_formula_without_a_value_is_told_and_one_with_a_value_is_not(small: bytes) -> None:
    made, written = openpyxl.load_workbook(io.BytesIO(small)), io.BytesIO()
    made["Sheet"]["C4"] = "=1+1"
    made.save(written)
    assert "formula din C4" in told(read(written.getvalue()))
    sheet = zipfile.ZipFile(io.BytesIO(written.getvalue())).read("xl/worksheets/sheet1.xml")
    computed = (
        sheet.replace(b"<v></v>", b"<v>0</v>").replace(b"<v />", b"<v>0</v>").replace(b"<v/>", b"<v>0</v>")
    )
    assert computed != sheet
    table = read(repacked(written.getvalue(), xl__worksheets__sheet1_0xml=computed))
    assert "formula" not in told(table)
    assert table.frame.loc[4, "Sat"] == 0


def test_a_false_size_is_not_believed(small: bytes) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(small)).read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:C6"' in sheet
    less = sheet.replace(b"A1:C6", b"A1:B4")
    assert read(repacked(small, xl__worksheets__sheet1_0xml=less)).frame.shape == (2, 3)
    huge = sheet.replace(b"A1:C6", b"A1:XFD1048576")
    started = time.monotonic()
    assert len(read(repacked(small, xl__worksheets__sheet1_0xml=huge)).frame) == 2
    assert time.monotonic() - started < LONGEST


def test_many_empty_rows_end_a_sheet(small: bytes) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(small)).read("xl/worksheets/sheet1.xml")
    empty = b"".join(b'<row r="%d"/>' % number for number in range(7, 300_000))
    started = time.monotonic()
    table = read(
        repacked(small, xl__worksheets__sheet1_0xml=sheet.replace(b"</sheetData>", empty + b"</sheetData>"))
    )
    assert len(table.frame) == 2
    assert time.monotonic() - started < LONGEST


def test_a_last_row_at_the_end_of_the_sheet_does_not_hang(small: bytes) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(small)).read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="A1048576"><v>9</v></c></row></sheetData>'
    started = time.monotonic()
    table = read(repacked(small, xl__worksheets__sheet1_0xml=sheet.replace(b"</sheetData>", far)))
    assert len(table.frame) == 2
    assert time.monotonic() - started < LONGEST


def test_a_million_empty_rows_of_csv() -> None:
    started = time.monotonic()
    assert len(read(TEXT.encode() + b";;\n" * 1_000_000).frame) == 2
    assert time.monotonic() - started < LONGEST


def test_a_table_below_many_empty_rows_is_not_read() -> None:
    near, far = b"\n" * (MOST_BLANK - 5), b"\n" * (MOST_BLANK + 5)
    assert len(read(TEXT.encode() + near + b"3;a;b\n").frame) == 3
    table = read(TEXT.encode() + far + b"3;a;b\n")
    assert len(table.frame) == 2
    assert "sub rândul 3" in told(table)


def test_of_a_very_long_table_the_first_rows_are_read_and_that_is_told() -> None:
    table = read(TEXT.encode() + b"3;a;b\n" * (MOST_ROWS + 10))
    assert len(table.frame) == MOST_ROWS - 1
    assert str(MOST_ROWS) in told(table)


def test_links_to_other_files_are_told(small: bytes) -> None:
    assert "trimite la alte fișiere" in told(
        read(repacked(small, xl__externalLinks__externalLink1_0xml=b"<a/>"))
    )


# What is refused.


def test_what_is_empty_or_no_table() -> None:
    assert "este gol" in refusal(b"")
    assert "este gol" in refusal(b"\xef\xbb\xbf \r\n\0\0")
    assert "niciun tabel" in refusal(b"un singur cuvant")
    assert "niciun tabel" in refusal(b"Nr.;Sat\n")
    assert "niciun tabel" in refusal(b"1;2\n3;4\n")
    assert "niciun tabel" in refusal(book(lambda made: None))
    assert "nu este un tabel" in refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))


def test_what_is_too_large() -> None:
    assert "10 MB" in refusal(b"a;b\n" * 2_600_000)
    assert "10 MB" in refusal(b"\0" * 100_000_000)


def test_a_quotation_mark_that_never_ends_swallows_no_memory() -> None:
    assert "ghilimele" in refusal(b'Nr.;Sat\n1;"' + b"x;y\n" * 500_000)


def test_an_old_or_locked_workbook() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    assert "2007" in refusal(ole)
    assert "parolă" in refusal(ole + "EncryptedPackage".encode("utf-16-le"))


def test_macros_bombs_and_entities(small: bytes) -> None:
    assert "macro" in refusal(repacked(small, xl__vbaProject_0bin=b"x"), "f.xlsm")
    assert "bomb" in refusal(repacked(small, xl__media__a_0bin=b"\0" * 45_000_000))
    entity = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert "din afara" in refusal(repacked(small, xl__sharedStrings_0xml=entity))


def test_a_damaged_workbook(small: bytes) -> None:
    assert "document Office" in refusal(small[: len(small) // 2])
    sheet = zipfile.ZipFile(io.BytesIO(small)).read("xl/worksheets/sheet1.xml")
    cell = b'<row r="7"><c r="A7" t="s"><v>99</v></c></row></sheetData>'  # a text that is in no list
    lost = sheet.replace(b"</sheetData>", cell)
    assert "deteriorat" in refusal(repacked(small, xl__worksheets__sheet1_0xml=lost))
    assert "niciun tabel" in refusal(repacked(small, xl__worksheets__sheet1_0xml=None))
