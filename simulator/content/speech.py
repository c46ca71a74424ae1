"""A scene's text parted into what is told and what somebody says."""

from __future__ import annotations

import re
from typing import NamedTuple

LEAST = 5  # words; what is shorter stays in the sentence that quotes it
_QUOTE = re.compile(r"(?:(?<=^)|(?<=[.!?…:”]\s)|(?<=[.!?…:”]))([„“][^„“”]*[.!?…]”)(?=\s|$)")


class Passage(NamedTuple):
    """A piece of a text: what somebody says by themselves, with its quotation marks, or what is told."""

    words: str
    spoken: bool


def passages(text: str) -> list[Passage]:
    """The pieces of a text in their order; a text in which nobody speaks whole sentences is one piece."""
    pieces = [piece for paragraph in text.split("\n") for piece in _of_paragraph(paragraph.strip())]
    return [piece for piece in pieces if piece.words]


def _of_paragraph(paragraph: str) -> list[Passage]:
    pieces, told = list[Passage](), ""
    for place, part in enumerate(_QUOTE.split(paragraph)):
        if place % 2 and len(part.split()) >= LEAST:
            pieces += [Passage(told.strip(), spoken=False), Passage(part, spoken=True)]
            told = ""
        else:
            told += part
    return [*pieces, Passage(told.strip(), spoken=False)]
