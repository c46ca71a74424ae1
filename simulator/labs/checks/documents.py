"""Checks of the laboratory of documents: an observation sheet, an annex, an announcement."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.answers import LabFile
from simulator.labs.feedback import Finding
from simulator.labs.material.documents_asked import asked_for
from simulator.labs.material.documents_findings import inspect_document
from simulator.labs.material.documents_plain import announcement_findings, sentences_of
from simulator.language import language


def observation_sheet(answer: LabFile) -> Iterator[Finding]:
    """The sheet of the visit, as a DOCX."""
    yield from _document(answer, "observation-sheet")


def inquiry_annex(answer: LabFile) -> Iterator[Finding]:
    """The annex about dwelling and support, as a DOCX."""
    yield from _document(answer, "inquiry-annex")


def announcement(answer: str) -> Iterator[Finding]:
    """An announcement for people of the village, in plain language."""
    off = list(announcement_findings(answer))
    if not off:
        sentences = sentences_of(answer)
        longest = max(map(len, sentences))
        yield Finding("right", {"sentences": len(sentences), "longest": longest}, fine=True)
    yield from off[:8]


def _document(answer: LabFile, exercise: str) -> Iterator[Finding]:
    """The sentences of an inspection; they are told in the language of laboratories."""
    inspected = inspect_document(answer.content, answer.name, asked_for(exercise), language("ro"))
    if inspected.passed:
        yield Finding("right", fine=True)
    for said in inspected.said:
        yield Finding("found", {"words": said.words}, fine=said.fine)
