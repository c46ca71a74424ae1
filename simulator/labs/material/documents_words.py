"""Words and numbers looked for in a text: marked lists, identity numbers, cards, telephones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

_NUMERIC_CODE: Final = re.compile(r"(?<![\w.])[1-9](?:[ .\-]?\d){12}(?!\d)")
_CARD: Final = re.compile(r"(?<!\w)(?!RO)[A-ZȘȚ]{2}[ ,.\-]{0,4}(?:nr\.?|num[aă]rul)?[ .:]{0,4}\d{6}(?!\d)")
_TELEPHONE: Final = re.compile(r"(?<![\d+])(?:\+ ?40|0040|0)[ .\-/]?[237](?:[ .\-/]?\d){8}(?!\d)")
_CITED: Final = re.compile(r"„[^”]{1,300}”|«[^»]{1,300}»|“[^”]{1,300}”|\"[^\"]{1,300}\"")


def numeric_codes(text: str) -> Iterator[str]:
    """What is a personal numeric code (CNP) or was meant as one: 13 digits, blanks between them or not, with
    a day of birth in their place; or any 13 digits right after the letters CNP.
    """
    for match in _NUMERIC_CODE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].lower()
        if "cnp" in before or has_birthday(_digits(match[0])):
            yield match[0]


def has_birthday(code: str) -> bool:
    """Whether digits 2-7 of a code are a day of some year: S YYMMDD CC NNN C."""
    try:
        date(2000, int(code[3:5]), int(code[5:7]))  # a leap year: 29 February counts
    except ValueError:
        return False
    return True


def cards(text: str) -> Iterator[str]:
    """Series and number of identity cards: two capitals and six digits (a postal code "RO-…" is none)."""
    return (match[0] for match in _CARD.finditer(text))


def telephones(text: str) -> Iterator[str]:
    """Romanian telephone numbers, written with or without blanks and country code; none within a CNP."""
    rest = _NUMERIC_CODE.sub("", text)
    return (match[0] for match in _TELEPHONE.finditer(rest))


def bare_letters(text: str) -> str:
    """A text in small letters without diacritics, sign for sign as long as it was."""
    return "".join(map(_bare, text))


def without_citations(text: str) -> str:
    """A text with blanks instead of what stands in quotation marks: another's words are not the writer's."""
    return _CITED.sub(lambda match: " " * len(match[0]), text)


def split_list(words: str) -> list[str]:
    """A list as an author writes it: with commas; "neglijen*" stands for all words that begin so."""
    return [each.strip() for each in words.split(",") if each.strip()]


def found_of(words: Sequence[str], text: str) -> list[str]:
    """The pieces of a text that are in a list, in the order of the text, each once."""
    if not words:
        return []
    pieces: dict[str, str] = {}
    for one in _pattern(tuple(words)).finditer(bare_letters(text)):
        pieces.setdefault(one[0], text[one.start() : one.end()])
    return list(pieces.values())


def has_any(words: Sequence[str], text: str) -> bool:
    """Whether anything of a list stands in a text."""
    return bool(words) and _pattern(tuple(words)).search(bare_letters(text)) is not None


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    each = (r"\w*".join(map(re.escape, bare_letters(word).split("*"))) + r"(?!\w)" for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})")


def _digits(written: str) -> str:
    return "".join(sign for sign in written if sign.isdecimal())


@lru_cache(maxsize=4096)
def _bare(sign: str) -> str:
    low = unicodedata.normalize("NFD", sign.lower())[:1]
    return low or sign
