"""Two documents of one visit, a good and a bad one, written as a learner's word processor would."""

from __future__ import annotations

import io
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from simulator.labs.lab import open_lab
from simulator.labs.material.documents_asked import LAB

if TYPE_CHECKING:
    from docx.document import Document

Which = Literal["good", "bad"]
_DAY: Final = datetime(2026, 11, 5, 12, 0)  # properties of a DOCX have no zone


@lru_cache(maxsize=2)
def example_document(which: Which) -> bytes:
    """The bytes of an example; what is said of each is tested."""
    import docx

    document = docx.Document()
    _properties(document, which)
    if which == "good":
        _set_language(document)
        document.sections[0].footer.paragraphs[0].text = _word("good-footer")
    table = None
    for line in _word(which).splitlines():
        mark, _, text = line.partition(" ")
        table = _row(document, table, text) if mark == "|" else None
        if mark != "|":
            _line(document, mark, text, line)
    for one in document.tables:
        _finish(one, header=which == "good")
    if which == "bad":
        _add_deletion(document.paragraphs[-1])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def example_name(which: Which) -> str:
    """The file name of an example."""
    return _word(f"{which}-name")


def _word(key: str) -> str:
    return open_lab(LAB).words(key)


def _line(document: Document, mark: str, text: str, line: str) -> None:
    if mark in ("=", "#"):
        document.add_heading(text, level=0 if mark == "=" else 1)
    elif mark == "*":
        document.add_paragraph().add_run(text).bold = True
    else:
        document.add_paragraph(line)


def _row(document: Document, table: Any, text: str) -> Any:
    cells = [each.strip() for each in text.split("|")]
    table = table or document.add_table(0, len(cells), style="Table Grid")
    for cell, words in zip(table.add_row().cells, cells, strict=True):
        cell.text = words
    return table


def _finish(table: Any, *, header: bool) -> None:
    """Mark the first row as header, as "Repeat Header Rows" does, or only make it bold."""
    from docx.oxml import OxmlElement

    if header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    else:
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True


def _set_language(document: Document) -> None:
    from docx.oxml.ns import qn

    for one in document.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), "ro-RO")


def _properties(document: Document, which: Which) -> None:
    """Who wrote it; the bad one was written over a document of somebody else's firm."""
    properties, good = document.core_properties, which == "good"
    properties.title = _word("good-title") if good else ""
    properties.author, properties.comments = ("" if good else _word("bad-author")), ""
    properties.last_modified_by = "" if good else _word("bad-saver")
    properties.created = properties.modified = _DAY
    firm = "" if good else _word("bad-company")
    for part in document.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            written = part.blob.replace(b"<Company></Company>", f"<Company>{firm}</Company>".encode())
            part._blob = written  # python-docx has no words for this part


def _add_deletion(paragraph: Any) -> None:
    """A sentence that was deleted while changes were tracked, so that it is still there."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="{_word("bad-author")}" w:date="2026-11-05T12:00:00Z">'
            f"<w:r><w:delText>{_word('bad-deleted')}</w:delText></w:r></w:del>"
        )
    )
