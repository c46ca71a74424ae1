"""An announcement in plain language: how long its sentences are, what it says, which words it does without.

All measures and the list of words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simulator.labs.feedback import CheckResult
from simulator.labs.lab import open_lab
from simulator.labs.material.documents_words import (
    cards,
    found_of,
    has_any,
    numeric_codes,
    split_list,
)
from simulator.language import language

MOST_WORDS: Final = 150  # on a page that is read from two steps away
MOST_IN_SENTENCE: Final = 20
MOST_MEAN: Final = 13
TELEPHONE: Final = "0700000047"
QUESTIONS: Final = ("what", "where", "day", "hour", "card", "bill")  # what must be answered, by list
SHORT_FORMS: Final = re.compile(
    r"\b(nr|str|tel|dl|dna|dnei|ex|art|etc|jud|com|bl|sc|ap|loc)\.", re.IGNORECASE
)


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence; a line ends one, a shortened word and a decimal point do not."""
    plain = SHORT_FORMS.sub(r"\1", text)
    pieces = re.split(r"[.!?]{1,9}(?:\s|$)|\n", plain)
    words = (re.findall(r"\w[\w\-:./]*", piece) for piece in pieces)
    return [each for each in words if each]


def announcement_findings(text: str) -> Iterator[CheckResult]:
    """What is missing, what is too long, which words stay in the office; nothing if all is well."""
    yield from _answers(text)
    yield from _wording(text)
    yield from _lengths(text)


def _answers(text: str) -> Iterator[CheckResult]:
    """Gravest first: what somebody would have to come back for."""
    if any(True for find in (numeric_codes, cards) for _ in find(text)):
        yield CheckResult("identity")
    for question in QUESTIONS:
        if not has_any(_list(question), text):
            yield CheckResult(question)
    if TELEPHONE not in re.sub(r"[ .\-/]", "", text):
        yield CheckResult("contact")
    if not has_any(_list("home"), text):
        yield CheckResult("home")


def _wording(text: str) -> Iterator[CheckResult]:
    if words := found_of(_list("avoid"), text):
        yield CheckResult("avoid", {"words": language("ro").listed(f"„{word}”" for word in words[:5])})
    if not has_any(_list("you"), text):
        yield CheckResult("you")
    if len(re.findall(r"\b[A-ZĂÂÎȘȚ]{4,}\b", text)) > 3:
        yield CheckResult("capitals")


def _lengths(text: str) -> Iterator[CheckResult]:
    sentences = sentences_of(text)
    whole, longest = sum(map(len, sentences)), max(sentences, key=len)
    if len(longest) > MOST_IN_SENTENCE:
        start = f"„{' '.join(longest[:4])}…”"
        yield CheckResult("long-sentence", {"start": start, "words": len(longest), "most": MOST_IN_SENTENCE})
    elif whole / len(sentences) > MOST_MEAN:
        mean = language("ro").number(whole / len(sentences), 1)
        yield CheckResult("mean", {"mean": mean, "most": MOST_MEAN})
    if whole > MOST_WORDS:
        yield CheckResult("long", {"words": whole, "most": MOST_WORDS})


def _list(name: str) -> list[str]:
    return split_list(open_lab("documents").words(f"plain-{name}"))
