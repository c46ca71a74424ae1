"""A document to keep or to print, as one value: what the DOCX and the PDF writer both take.

It holds words only. How a heading, a verdict or a sheet looks is each writer's; what it says is not,
so the two can never say different things.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from simulator.content.enums import LANGUAGE_ENTRIES

MOST_NAME = 100
_KEPT = "\n\t"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4; the title of the document is the only one of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A text; each of its lines is a paragraph. A `label` stands before the first, in bold.

    Kinds: quiet, ask.
    """

    text: str
    label: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    items: tuple[str, ...]
    ordered: bool = False


Cell: TypeAlias = str | Items


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first cell of each row names it. `widths` are shares.

    A line break in a cell begins a new paragraph; a cell may be a list.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something set apart: what it is about, a word that marks it, its texts and lists.

    Moods (never told by colour alone): plain, good, open, bad.
    """

    title: str
    texts: tuple[Text | Items, ...]
    mark: str = ""
    mood: str = "plain"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The boxes of a form: each with its printed label and what was written in; empty ones stay empty."""

    boxes: tuple[tuple[str, tuple[str, ...]], ...]
    label_head: str
    content_head: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """Places to be filled in by hand (number, date, signature), beside one another."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of ours as an SVG document; `words` tell what it shows. `width` is in millimetres."""

    svg: str
    words: str
    width: int


Block: TypeAlias = Heading | Text | Items | Table | Note | Sheet | Blanks | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document in one language (`ro` or `en`).

    `name` is its file name without an ending. `page` is the line at the foot of a page, with `{page}`
    and `{pages}`; `foot` stands beside it. Signs that no document can hold are left out.
    """

    name: str
    title: str
    lang: str
    page: str
    foot: str
    blocks: tuple[Block, ...]
    above: str = ""
    wide: bool = False
    form: bool = False

    def __repr__(self) -> str:
        return f"<Paper {self.title[:200]!r}: {len(self.blocks)} blocks>"

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))
        object.__setattr__(self, "name", file_name(self.name))
        object.__setattr__(self, "title", self.title.strip() or self.name)


_BLOCKS = {cls.__name__.lower(): cls for cls in (Heading, Text, Items, Table, Note, Sheet, Blanks, Picture)}


def paper_as_data(paper: Paper) -> dict[str, Any]:
    """The document as data for JSON; each block says what it `is`."""
    blocks = [{"is": type(block).__name__.lower(), **dataclasses.asdict(block)} for block in paper.blocks]
    return {**dataclasses.asdict(paper), "blocks": blocks}


def paper_from_data(data: Mapping[str, Any]) -> Paper:
    """The document that `paper_as_data` gave, also after JSON."""
    return Paper(**{**data, "blocks": tuple(_block(block) for block in data["blocks"])})


def _block(data: Mapping[str, Any]) -> Block:
    made: Block = _BLOCKS[data["is"]](**{n: _frozen(value) for n, value in data.items() if n != "is"})
    return made


def _frozen(value: Any) -> Any:
    """Lists as tuples; what is a mapping within a block is a list or a text."""
    if isinstance(value, dict):
        return Items(tuple(value["items"]), value["ordered"]) if "items" in value else Text(**value)
    return tuple([_frozen(part) for part in value]) if isinstance(value, list | tuple) else value


def region(lang: str) -> str:
    """The country in which a document's language is spoken: `RO` or `GB`."""
    return LANGUAGE_ENTRIES[lang].region


def file_name(words: str) -> str:
    """A name that every system can keep: letters of the language stay, signs that paths use do not."""
    name = " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFC", words)).split())
    return name[:MOST_NAME].strip(" .") or "document"


def _cleaned(value: Any) -> Any:
    """A value whose texts hold no control signs, half signs or non-characters."""
    if isinstance(value, str):
        return "".join(sign for sign in value.replace("\r\n", "\n").replace("\r", "\n") if _fit(sign))
    if isinstance(value, tuple):
        return tuple([_cleaned(part) for part in value])
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{field.name: _cleaned(getattr(value, field.name)) for field in dataclasses.fields(value)}
        )
    return value


def _fit(sign: str) -> bool:
    if sign in _KEPT:
        return True
    return unicodedata.category(sign) not in ("Cc", "Cs", "Cn") and sign not in "\u2028\u2029"
