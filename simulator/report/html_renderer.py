"""A document as a piece of HTML, for a notebook: the blocks of `document.py`, every text escaped."""

from __future__ import annotations

from simulator.report.document import Document
from simulator.report.document_data import as_read
from simulator.report.templates import rendered


def html_of(paper: Document) -> str:
    """The document as one element that brings its own look along and asks for nothing from outside."""
    return rendered("document.html.j2", paper=paper, blocks=as_read(paper))
