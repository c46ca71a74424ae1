"""The kinds of file a document can be written as."""

from __future__ import annotations

from simulator.errors import Refused, message
from simulator.report.document import Document

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def checked_kind(kind: str) -> str:
    """The same kind. Raises `Refused` for one that nobody writes."""
    if kind not in KINDS:
        raise Refused(message("a document is written as .docx or as .pdf"))
    return kind


def written(paper: Document, kind: str) -> bytes:
    """The document as the bytes of a file. Raises `Refused` for a kind that nobody writes."""
    if checked_kind(kind) == "docx":
        from simulator.report.write_docx import docx_of

        return docx_of(paper)
    from simulator.report.write_pdf import pdf_of

    return pdf_of(paper)
