"""What is said, as one value: a tree of blocks that a page, a DOCX, a PDF and the terminal render.

It holds words only. How a heading, a verdict or a sheet looks is each renderer's; what it says is not,
so that no two of them can say different things.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from simulator.content.enums import LANGUAGE_ENTRIES

MOST_NAME = 100
_KEPT = "\n\t"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4 within a section; the title of the document is the only one of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A text; each of its lines is a paragraph. A `label` stands before the first, in bold.

    Kinds: quiet, ask, lead, answer, turn (what decided a play).
    """

    text: str
    label: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A word or two that mark something. Moods: good, open, bad, quiet, plain; never told by colour alone."""

    text: str
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """An interval on the scale from 0 to 1 with its middle, and the same in words."""

    low: float
    high: float
    middle: float
    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """Something that a page folds away under its summary and paper prints; `count`, if any, is how many."""

    summary: str
    blocks: tuple[Block, ...]
    count: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first cell of each row names it. `widths` are shares on paper.

    A line break in a cell begins a new paragraph. The cells of a `brief` one say what they are without
    their column's title, so that a narrow page shows a row in two lines.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something set apart: what it is about, words that mark it, its blocks. Moods: those of a badge,
    and those of verdicts (missed, contested, advised) and of what an expert did (expert).
    """

    title: str
    blocks: tuple[Block, ...]
    badges: tuple[Badge, ...] = ()
    mood: str = "plain"


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a title; without one they only stand together. `key` is its place on a page.

    Kinds: row, pair (beside one another where there is room), after.
    """

    title: str
    blocks: tuple[Block, ...]
    key: str = ""
    kind: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict's sign with its word: told apart by form first, then by colour.

    Kinds: breached, missed (missing or late), kept, contested, advised (a recommendation not followed, or
    another way than the expert's), partly (right in part), none (no rule speaks), pause (time that passed).
    Signs of these forms are for verdicts alone.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that on a page lead to another one (`page` empty: to the part `at` of this one).

    `play`, `id` and `part` are what the address names; elsewhere only the words stand.
    """

    text: str
    page: str
    play: str = ""
    id: str = ""
    part: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """A list of words that lead somewhere."""

    items: tuple[Reference, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each: figures that are taken in at a glance."""

    counts: tuple[tuple[int, Mark], ...]


@dataclass(frozen=True, slots=True)
class StripMoment:
    """A moment of a strip: its time with its marks, the key of the part that tells of it; below it the `day`,
    where it is another one than before, and what else there is to say.

    `chosen` is the one that matters most; `pause` that much time passed before it.
    """

    time: str
    marks: tuple[Mark, ...]
    at: str
    day: str = ""
    below: str = ""
    chosen: bool = False
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A day at a glance, moment by moment in their order, not to scale.

    `legend` says what those marks mean that are not counted beside it.
    """

    title: str
    moments: tuple[StripMoment, ...]
    legend: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened at one time of the day; unless `opened`, a page shows only its `line`.

    `marks` say at once how it was; `key` is its place on a page.
    """

    time: str
    title: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    line: str = ""
    key: str = ""
    opened: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments in their order; their titles are headings of the level."""

    moments: tuple[Moment, ...]
    level: int = 3


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


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be asked for on a page, with its fields; paper and text leave it out."""

    text: str
    do: str
    fields: tuple[tuple[str, Any], ...] = ()
    kind: str = ""
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The way to a page, or (`page` empty) to a part of this one; paper and text leave it out.

    `play`, `id` (of a case or rule) and `part` are what the address names; `at` is the key of a part.
    """

    text: str
    page: str
    play: str = ""
    kind: str = ""
    id: str = ""
    part: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Printer:
    """The button that prints a page; paper and text leave it out."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a page puts fields of its own (such as own words); elsewhere stands what they hold."""

    name: str
    instead: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | Text
    | Items
    | Badge
    | Span
    | Details
    | Table
    | Note
    | Section
    | Timeline
    | Sheet
    | Blanks
    | Picture
    | Button
    | Link
    | Printer
    | Slot
    | Mark
    | Reference
    | References
    | Counts
    | Strip
)
Cell: TypeAlias = str | Items | Badge | Span | Details | Reference


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language (`ro` or `en`).

    `name` is its file name without an ending. `page` is the line at the foot of a page, with `{page}`
    and `{pages}`; `foot` stands beside it. `about` says what kind of document it is, above its title on
    a page. Signs that no document can hold are left out.
    """

    name: str
    title: str
    lang: str
    page: str
    foot: str
    blocks: tuple[Block, ...]
    above: str = ""
    about: str = ""
    wide: bool = False
    form: bool = False

    def __repr__(self) -> str:
        return f"<Document {self.title[:200]!r}: {len(self.blocks)} blocks>"

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))
        object.__setattr__(self, "name", file_name(self.name))
        object.__setattr__(self, "title", self.title.strip() or self.name)


def section_of(
    title: str, *blocks: Block | Iterable[Block] | None, key: str = "", kind: str = "", level: int = 2
) -> Section:
    """A section of blocks, lists of blocks and (left out) nothing at all."""
    return Section(title, tuple(gathered(*blocks)), key, kind, level)


def gathered(*blocks: Block | Iterable[Block] | None) -> Iterator[Block]:
    """Blocks and lists of blocks, one after another; None is left out."""
    for block in blocks:
        if block is None:
            continue
        if isinstance(block, Iterable):
            yield from block
        else:
            yield block


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
