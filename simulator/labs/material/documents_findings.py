"""What is said of a document: one sentence a finding, where, what and what to do, the gravest first.

What the findings rest on: a reachable document has real headings in order, tables with a header row and
words for its pictures (university guides on Word agree); a file tells its authors, changes and comments
(Microsoft, on metadata in Word). The order of gravity and the form of a file's name are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from simulator.labs.files.packages import open_package
from simulator.labs.material.documents_asked import Asked, decisions, interpretations
from simulator.labs.material.documents_content import content_findings
from simulator.labs.material.documents_reader import Paper, read_paper
from simulator.labs.material.documents_reading import reading_findings
from simulator.labs.material.documents_remarks import DocumentRemark
from simulator.labs.material.documents_traces import trace_findings
from simulator.language import Language

MOST = 8  # sentences at once: more are not read


@dataclass(frozen=True, slots=True)
class Inspected:
    """A document, and what is said of it."""

    paper: Paper
    remarks: tuple[DocumentRemark, ...]

    @property
    def passed(self) -> bool:
        """Whether there is nothing to mend."""
        return all(one.fine for one in self.remarks)


def inspect_document(content: bytes, name: str, asked: Asked, speech: Language) -> Inspected:
    """Read a DOCX and say what is to be mended in it. Raises `UnsafeFile` for what is not opened.

    `name` is the file's name; `asked` what an exercise asks for, nothing special by default.
    """
    paper = read_paper(open_package(content, "docx"))
    remarks = sorted(_all_findings(paper, PurePath(name).name, asked, speech), key=lambda one: one.gravity)
    return Inspected(paper, tuple(_shortened(remarks, speech)))


def _all_findings(paper: Paper, name: str, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    if not paper.paragraphs:
        yield DocumentRemark(
            0, speech.text("The document has no text: write it, save it and choose it anew.")
        )
        return
    yield from content_findings(paper, asked, (interpretations(), decisions()), speech)
    yield from reading_findings(paper, asked, speech)
    yield from trace_findings(paper, name, asked, speech)


def _shortened(remarks: list[DocumentRemark], speech: Language) -> Iterator[DocumentRemark]:
    off = [one for one in remarks if not one.fine]
    if len(off) <= MOST:
        yield from remarks
        return
    yield from off[: MOST - 1]
    more = speech.count(
        "One more thing, less grave, is shown when these are mended.",
        "{number} more things, less grave, are shown when these are mended.",
        len(off) - MOST + 1,
    )
    yield DocumentRemark(99, more)
