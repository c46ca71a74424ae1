"""Office documents from strangers: what is opened, and what is refused with which sentence."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import docx
import openpyxl
import pytest

from simulator.labs.files import packages
from simulator.labs.files.packages import Kind, UnsafeFile, open_package
from simulator.language import language

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def a_docx() -> bytes:
    kept = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Bună ziua")
    document.save(kept)
    return kept.getvalue()


def an_xlsx() -> bytes:
    kept = io.BytesIO()
    openpyxl.Workbook().save(kept)
    return kept.getvalue()


def with_parts(given: bytes, changed: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same document with parts added or replaced."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as old, zipfile.ZipFile(kept, "w", how) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return kept.getvalue()


def refusal(data: bytes, kind: Kind = "docx") -> str:
    with pytest.raises(UnsafeFile) as caught:
        open_package(data, kind)
    return caught.value.reason.english


@pytest.mark.parametrize(("make", "kind", "main"), [(a_docx, "docx", "word/"), (an_xlsx, "xlsx", "xl/")])
def test_an_ordinary_document_opens(make: object, kind: Kind, main: str) -> None:
    data = make()  # type: ignore[operator]
    package = open_package(data, kind)
    assert any(name.startswith(main) for name in package.parts)
    assert package.content == data
    assert package.xml("[Content_Types].xml") is not None
    assert package.xml("no/such.xml") is None


def test_what_is_no_document_is_told_apart() -> None:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as packed:
        packed.writestr("a.txt", "a")
    open_document = io.BytesIO()
    with zipfile.ZipFile(open_document, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "empty" in refusal(b"")
    assert "no Office document" in refusal(b"%PDF-1.7 hello")
    assert "zip archive" in refusal(plain.getvalue())
    assert "OpenDocument" in refusal(open_document.getvalue())
    assert "another kind" in refusal(an_xlsx(), "docx")
    assert "another kind" in refusal(a_docx(), "xlsx")
    assert "larger than 10 MB" in refusal(b"PK" + bytes(packages.MOST_BYTES))


def test_password_and_old_format_are_told_apart() -> None:
    assert "password" in refusal(OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"))
    assert "before 2007" in refusal(OLE + bytes(512))


def test_a_password_of_the_zip_itself() -> None:
    data = bytearray(a_docx())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in refusal(bytes(data))


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(name: str) -> None:
    assert "macros" in refusal(with_parts(a_docx(), {name: b"x"}))


def test_a_document_that_only_declares_macros_is_refused() -> None:
    declared = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
    assert "macros" in refusal(with_parts(a_docx(), {"[Content_Types].xml": declared}))


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    ],
)
@pytest.mark.parametrize("name", ["word/document.xml", "customXml/item1.xml", "word/strange.bin"])
def test_a_document_type_is_refused_in_any_part(prolog: bytes, name: str) -> None:
    assert "from outside" in refusal(with_parts(a_docx(), {name: prolog}))


def test_a_document_type_hidden_in_another_encoding_is_refused() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    assert "from outside" in refusal(with_parts(a_docx(), {"word/odd.bin": text.encode("utf-16")}))


def test_bombs_are_refused_at_once() -> None:
    begun = time.monotonic()
    dense = with_parts(a_docx(), {"word/media/a.xml": bytes(9_000_000)})
    much = with_parts(a_docx(), {f"word/media/{n}.bin": b"ab" * 480_000 for n in range(60)})
    many = with_parts(a_docx(), {f"word/media/{n}.bin": b"" for n in range(packages.MOST_PARTS)})
    assert "zip bomb" in refusal(dense)
    assert "zip bomb" in refusal(much)
    assert "more than 2000 parts" in refusal(many)
    assert time.monotonic() - begun < 10


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    """The declared size is made small in both headers; what is found is not what was declared."""
    data = bytearray(with_parts(a_docx(), {"word/zzz.bin": bytes(9_000_000)}))
    small = struct.pack("<L", 100)
    central = data.rfind(b"PK\x01\x02")
    local = struct.unpack_from("<L", data, central + 42)[0]
    data[central + 24 : central + 28] = small
    data[local + 22 : local + 26] = small
    assert "damaged" in refusal(bytes(data))


def test_parts_that_lie_upon_each_other_are_refused() -> None:
    """Many entries of the list point at one content, which would be unpacked again and again."""
    data = with_parts(a_docx(), {f"word/m{n}.bin": b"ab" * 300_000 for n in range(3)}, zipfile.ZIP_STORED)
    changed = bytearray(data)
    last = changed.rfind(b"PK\x01\x02")
    before = changed.rfind(b"PK\x01\x02", 0, last)
    changed[last + 42 : last + 46] = changed[before + 42 : before + 46]
    assert refusal(bytes(changed))


def test_real_size_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_look_at_list", lambda *_: None)
    monkeypatch.setattr(packages, "MOST_UNPACKED", 100_000)
    assert "zip bomb" in refusal(with_parts(a_docx(), {"word/zzz.bin": b"ab" * 100_000}))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "word/../../x", "c:evil", "word\\..\\evil"])
def test_names_that_point_outside_are_refused(name: str) -> None:
    assert "names its parts" in refusal(with_parts(a_docx(), {name: b"x"}))


def test_a_part_named_twice_is_refused() -> None:
    kept = io.BytesIO(a_docx())
    with zipfile.ZipFile(kept, "a") as packed:
        packed.writestr("WORD/Document.xml", b"<a/>")
    assert "names its parts" in refusal(kept.getvalue())


def test_damage_is_told_as_damage() -> None:
    data = a_docx()
    broken = bytearray(data)
    broken[len(data) // 3 : len(data) // 3 + 40] = bytes(40)
    assert refusal(bytes(broken))
    assert "damaged" in refusal(with_parts(data, {"word/document.xml": b"<w:document"}))
    assert refusal(data[: len(data) // 2])


def test_an_unusual_packing_is_refused() -> None:
    assert "no office program" in refusal(with_parts(a_docx(), {}, zipfile.ZIP_LZMA))


def test_every_refusal_is_said_in_romanian() -> None:
    with pytest.raises(UnsafeFile) as caught:
        open_package(b"", "docx")
    assert "gol" in language("ro").say(caught.value.reason)
