"""A finding in a document as a sentence, and the words for where something stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.labs.material.documents_reader import DocumentPlace
from simulator.language import Language

LONGEST = 40  # signs of what is quoted
SHOWN = 3  # places or names that one sentence lists


@dataclass(frozen=True, slots=True)
class DocumentRemark:
    """A sentence about a document: how grave (0 comes first), the words, whether it is only to be known."""

    gravity: int
    words: str
    fine: bool = False


def where(place: DocumentPlace, speech: Language) -> str:
    """Where something stands: table and row, or paragraph and heading; begins with a capital."""
    if place.table:
        return speech.text("Table {table}, row {row}", table=place.table, row=place.row)
    if not place.heading:
        return speech.text("Paragraph {number}", number=place.number)
    heading = quoted(place.heading, speech)
    return speech.text("Paragraph {number}, under {heading}", number=place.number, heading=heading)


def quoted(text: str, speech: Language) -> str:
    """A text in quotation marks, cut if it is long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return speech.quoted(plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…")


def quoted_list(parts: Sequence[str], speech: Language) -> str:
    """The first few of what was found, quoted, and a sign that there are more."""
    sentence_part = speech.listed(quoted(part, speech) for part in parts[:SHOWN])
    return f"{sentence_part}…" if len(parts) > SHOWN else sentence_part
