"""Office documents (DOCX, XLSX) opened without trust: a zip of XML parts, read in memory, never on disk.

What could harm or hang is refused before any other library sees the file: bombs, macros, document types and
outside entities in XML, passwords, names that point outside, and whatever is no such document.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NoReturn

from simulator.errors import Message, WrongUse, message

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Kind = Literal["docx", "xlsx"]

MOST_BYTES: Final = 10_000_000  # of the file
MOST_UNPACKED: Final = 40_000_000  # of all its parts
MOST_PARTS: Final = 2_000
MOST_RATIO: Final = 150  # of a large part; repeated rows of a register reach about 60
LARGE: Final = 1_000_000
_CHUNK: Final = 1 << 16

_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # before a text, of its encoding


class UnsafeFile(WrongUse):
    """A file that is not opened; `reason` is the one sentence that says why and what to do.

    Whoever checks an exercise need not catch it: it is told like any other answer that cannot be read.
    """


@dataclass(frozen=True, slots=True)
class Package:
    """An opened document: its kind, its parts by name ("word/document.xml"), and the file as it was.

    `content` may be given to a library that wants a file (`io.BytesIO(package.content)`): it holds no part
    that was not looked at.
    """

    kind: Kind
    parts: Mapping[str, bytes]
    content: bytes

    def xml(self, name: str) -> Element | None:
        """A part as a tree; None if there is no such part. Raises `UnsafeFile` for XML that is broken."""
        return _tree(self.parts[name]) if name in self.parts else None


def open_package(data: bytes, kind: Kind) -> Package:
    """The parts of a DOCX or XLSX. Raises `UnsafeFile` with one sentence for whatever is not opened.

    Refused, each with its own sentence: no content; more than `MOST_BYTES`; a password; the format before
    2007; no zip, a damaged one; too many parts, too much or too densely packed content, as declared or as
    found; names that point outside or occur twice; macros; a document type or entities in any XML part;
    another kind of document. Nothing is written to disk, no address is followed.
    """
    _look_at_whole(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _look_at_list(packed.infolist(), len(data))
            parts = dict(_unpacked(packed))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        _refuse(message("the file is damaged; open it in your own program, save it again and choose it anew"))
    _look_at_kind(parts, kind)
    for name, part in parts.items():
        if _is_xml(name, part):
            _look_through(part)
    return Package(kind, parts, data)


def _refuse(reason: Message) -> NoReturn:
    raise UnsafeFile(reason) from None


def _look_at_whole(data: bytes) -> None:
    """What can be said before anything is unpacked."""
    if not data:
        _refuse(message("the file is empty; save the document again and choose it anew"))
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        _refuse(
            message("the file is larger than {most} MB; take out pictures or make them smaller", most=most)
        )
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            _refuse(message("the file has a password; save a copy without it and choose that one"))
        _refuse(message("the file has the format before 2007 (.doc, .xls); save it as .docx or .xlsx"))
    if not zipfile.is_zipfile(io.BytesIO(data)):
        _refuse(message("this is no Office document, whatever its name; save it as .docx or .xlsx"))


def _look_at_list(listed: list[zipfile.ZipInfo], size: int) -> None:
    """What the file declares about its parts: how many, which names, how large."""
    if len(listed) > MOST_PARTS:
        _refuse(message("the file has more than {most} parts: no document looks so", most=MOST_PARTS))
    names = [one.orig_filename for one in listed]
    if any(map(_points_outside, names)) or len({name.lower() for name in names}) < len(names):
        _refuse(message("the file names its parts in a way that could harm a computer; it is not opened"))
    if any(one.flag_bits & 1 for one in listed):
        _refuse(message("the file has a password; save a copy without it and choose that one"))
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in listed):
        _refuse(message("the file is packed in a way that no office program uses; save it again there"))
    dense = any(one.file_size > LARGE and one.file_size > MOST_RATIO * one.compress_size for one in listed)
    beyond = sum(one.file_size for one in listed) > MOST_UNPACKED
    if dense or beyond or sum(one.compress_size for one in listed) > size:
        _refuse(_bomb())


def _bomb() -> Message:
    return message("unpacked, the file would become huge (a so-called zip bomb); it is not opened")


def _points_outside(name: str) -> bool:
    """Whether a name would leave the folder into which somebody unpacks, or means two things."""
    steps = name.split("/")
    return name.startswith("/") or ".." in steps or any(sign in name for sign in "\\:\0")


def _unpacked(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each part's content. What it really measures counts, not what the file declares."""
    left = MOST_UNPACKED
    for one in packed.infolist():
        if one.is_dir():
            continue
        chunks = []
        with packed.open(one) as part:
            while chunk := part.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    _refuse(_bomb())
                chunks.append(chunk)
        yield one.filename, b"".join(chunks)


def _look_at_kind(parts: Mapping[str, bytes], kind: Kind) -> None:
    """That it is the document that is asked for, and only a document."""
    types = parts.get(_TYPES, b"")
    if any(map(_is_macro, parts)) or b"macroenabled" in types.lower():
        _refuse(message("the file has macros (small programs); save it without them, as .docx or .xlsx"))
    if _MAIN[kind] in types:
        return
    if b"opendocument" in parts.get("mimetype", b""):
        _refuse(message("this is an OpenDocument file (.odt, .ods); save it as .{kind}", kind=kind))
    if any(main in types for main in _MAIN.values()):
        _refuse(message("this is another kind of Office document; here a .{kind} is asked for", kind=kind))
    _refuse(message("this is a zip archive, not a .{kind} document", kind=kind))


def _is_macro(name: str) -> bool:
    low = name.lower()
    return "vbaproject" in low or "vbadata" in low or "/macrosheets/" in low


def _is_xml(name: str, part: bytes) -> bool:
    if name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    start = part[:64]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")


class _Nothing:
    """Takes what a parser finds, and keeps none of it: a large part is looked through without a tree."""

    def close(self) -> None:
        """The end of the part."""


def _look_through(part: bytes) -> None:
    from defusedxml.ElementTree import DefusedXMLParser

    _parsed(DefusedXMLParser(target=_Nothing(), forbid_dtd=True), part)


def _tree(part: bytes) -> Element:
    from defusedxml.ElementTree import DefusedXMLParser

    tree: Element = _parsed(DefusedXMLParser(forbid_dtd=True), part)
    return tree


def _parsed(parser: object, part: bytes) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException

    try:
        parser.feed(part)  # type: ignore[attr-defined]
        return parser.close()  # type: ignore[attr-defined,no-any-return]
    except DefusedXmlException:
        _refuse(message("the file asks for content from outside itself (a document type); it is not opened"))
    except (ParseError, ValueError, LookupError):
        _refuse(message("the file is damaged; open it in your own program, save it again and choose it anew"))
