"""Checks of the laboratory of documents: an observation sheet, an annex, an announcement."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.answers import LabFile
from simulator.labs.feedback import CheckResult
from simulator.labs.material.documents_asked import asked_for
from simulator.labs.material.documents_findings import inspect_document
from simulator.labs.material.documents_plain import announcement_findings, sentences_of
from simulator.language import language


def check_observation_sheet(answer: LabFile) -> Iterator[CheckResult]:
    """The sheet of the visit, as a DOCX."""
    yield from _document(answer, "observation-sheet")


def check_inquiry_annex(answer: LabFile) -> Iterator[CheckResult]:
    """The annex about dwelling and support, as a DOCX."""
    yield from _document(answer, "inquiry-annex")


def check_announcement(answer: str) -> Iterator[CheckResult]:
    """An announcement for people of the village, in plain language."""
    off = list(announcement_findings(answer))
    if not off:
        sentences = sentences_of(answer)
        longest = max(map(len, sentences))
        yield CheckResult("right", {"sentences": len(sentences), "longest": longest}, fine=True)
    yield from off[:8]


def _document(answer: LabFile, exercise: str) -> Iterator[CheckResult]:
    """The sentences of an inspection; they are told in the language of laboratories."""
    inspected = inspect_document(answer.content, answer.name, asked_for(exercise), language("ro"))
    if inspected.passed:
        yield CheckResult("right", fine=True)
    for remark in inspected.remarks:
        yield CheckResult("found", {"words": remark.words}, fine=remark.fine)
