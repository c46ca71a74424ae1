"""What a DOCX holds, read from its own XML: paragraphs, tables, pictures, traces of work, properties.

Style names are those that stand in the file: word processors keep the English ones ("heading 1") in any
language of their menus (ECMA-376, part 1, 17.7.4.9).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from simulator.errors import message
from simulator.labs.files.packages import Package, UnsafeFile
from simulator.labs.material.documents_styles import (
    FALLBACK,
    Look,
    Styles,
    W,
    is_on,
    named_child,
    styles_of,
    value_of,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_XML: Final = 3_000_000  # bytes of one part: text and its marks, some fifty pages
DEEPEST: Final = 200
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_BOX: Final = f"{W}txbxContent"
_UNSEEN: Final = frozenset({_BOX, FALLBACK, f"{W}moveFrom", f"{W}pPr", f"{W}instrText"})
_MERGED: Final = ("vMerge", "gridSpan")
_TRACES: Final = frozenset(
    f"{W}{name}"
    for name in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "cellIns",
        "cellDel",
        "cellMerge",
        "rPrChange",
        "pPrChange",
    )
)


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where something stands: the paragraph's number (from 1; not counting blank ones and those in
    tables), the heading above it, and the table's number and row if it stands in one (0 if not).
    """

    number: int
    heading: str = ""
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph as read aloud. `level` is 1-9 of a heading, 0 of the title, None of other text.

    `signs` counts its letters by language ("" if none is set); `bold` if all of it is.
    """

    text: str
    place: DocumentPlace
    level: int | None
    bold: bool
    boxed: bool
    hidden: str
    signs: dict[str, int]


@dataclass(slots=True)
class DocumentTable:
    """A table: how many rows and columns, whether its first row is marked as header, whether cells are
    merged or hold another table.
    """

    place: DocumentPlace
    rows: int = 0
    columns: int = 0
    header: bool = False
    merged: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture or drawing and the words that stand for it."""

    place: DocumentPlace
    alternative: str


@dataclass(slots=True)
class Paper:
    """A document as whoever receives it may read it, its traces included. `margins` is the text of header
    and footer, `notes` that of footnotes and comments; `blanks` the most blank paragraphs in a row.
    """

    paragraphs: list[DocumentParagraph] = field(default_factory=list)
    tables: list[DocumentTable] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    changes: int = 0
    changers: set[str] = field(default_factory=set)
    comments: int = 0
    margins: str = ""
    notes: str = ""
    boxes: int = 0
    blanks: int = 0

    @property
    def headings(self) -> list[DocumentParagraph]:
        """Title and headings, in order."""
        return [one for one in self.paragraphs if one.level is not None]

    @property
    def text(self) -> str:
        """All paragraphs, a line each."""
        return "\n".join(one.text for one in self.paragraphs)


def read_paper(package: Package) -> Paper:
    """A document's content. Raises `UnsafeFile` for one that is too long or written in an unusual way."""
    if any(len(part) > MOST_XML for name, part in package.parts.items() if name.endswith(".xml")):
        raise UnsafeFile(message("the document is far longer than what is asked for"))
    main = _main_part(package)
    root = package.xml(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnsafeFile(message("this DOCX is of the kind 'Strict'; save it as an ordinary Word document"))
    paper = Paper(properties=_properties(package))
    _Reading(paper, styles_of(package, main)).read(body)
    _read_other_parts(package, main, paper)
    return paper


class _Reading:
    """Goes through a body in reading order, and keeps where it is."""

    def __init__(self, paper: Paper, styles: Styles) -> None:
        self.paper, self.styles = paper, styles
        self.number, self.heading, self.blank = 0, "", 0

    def read(self, body: Element) -> None:
        """Read what stands in the body, without recursion: a file may be nested as deep as it likes."""
        todo: list[tuple[Element, int, int, int, bool]] = [(body, 0, 0, 0, False)]
        while todo:
            here, depth, table, row, boxed = todo.pop()
            if depth > DEEPEST:
                raise UnsafeFile(message("the document is nested deeper than any program writes it"))
            if here.tag == FALLBACK:
                continue
            if here.tag == f"{W}tbl":
                table, row = self._table(here, table), 0
            elif here.tag == f"{W}p":
                self._paragraph(here, table, row, boxed)
            else:
                boxed = self._other(here, table, row) or boxed
            rows = 0
            below = []
            for child in here:
                if child.tag == f"{W}tr":
                    rows += 1
                below.append((child, depth + 1, table, rows if child.tag == f"{W}tr" else row, boxed))
            todo.extend(reversed(below))

    def _place(self, table: int, row: int) -> DocumentPlace:
        return DocumentPlace(max(self.number, 1), self.heading, table, row)

    def _table(self, element: Element, around: int) -> int:
        if around:
            self.paper.tables[around - 1].nested = True
        rows = element.findall(f"{W}tr")
        table = DocumentTable(self._place(0, 0), rows=len(rows))
        table.columns = max((len(row.findall(f"{W}tc")) for row in rows), default=0)
        table.header = bool(rows) and is_on(named_child(rows[0], "trPr"), "tblHeader")
        cells = [named_child(cell, "tcPr") for row in rows for cell in row.findall(f"{W}tc")]
        table.merged = any(named_child(cell, mark) is not None for cell in cells for mark in _MERGED)
        self.paper.tables.append(table)
        return len(self.paper.tables)

    def _other(self, here: Element, table: int, row: int) -> bool:
        """Drawings, text boxes and traces of changes; whether what stands within is in a box."""
        if here.tag in _TRACES:
            self.paper.changes += 1
            self.paper.changers.add(here.get(f"{W}author", ""))
        if here.tag == f"{W}drawing" and next(here.iter(_BOX), None) is None:
            drawing = next(here.iter(_DRAWN), None)
            words = "" if drawing is None else drawing.get("descr", "") or drawing.get("title", "")
            if next(here.iter(_BLIP), None) is not None and not _is_decorative(here):
                self.paper.drawn.append(Drawn(self._place(table, row), words.strip()))
        if here.tag == _BOX:
            self.paper.boxes += 1
            return True
        return False

    def _paragraph(self, here: Element, table: int, row: int, boxed: bool) -> None:
        settings = named_child(here, "pPr")
        style = value_of(named_child(settings, "pStyle")) or self.styles.ordinary
        runs = [(text, self.styles.look(style, marks)) for text, marks in _runs(here)]
        text = "".join(text for text, _ in runs).strip()
        if not text:
            self.blank += not table and not boxed and next(here.iter(f"{W}drawing"), None) is None
            self.paper.blanks = max(self.paper.blanks, self.blank)
            return
        self.number, self.blank = self.number + (not table), 0
        level = self.styles.level(style, settings)
        if level is not None and not boxed:
            self.heading = text
        self.paper.paragraphs.append(_as_paragraph(runs, text, self._place(table, row), level, boxed))


def _as_paragraph(
    runs: list[tuple[str, Look]], text: str, place: DocumentPlace, level: int | None, boxed: bool
) -> DocumentParagraph:
    signs: dict[str, int] = {}
    for words, look in runs:
        letters = sum(sign.isalpha() for sign in words)
        if letters:
            signs[look.language] = signs.get(look.language, 0) + letters
    bold = all(look.bold for words, look in runs if words.strip())
    hidden = "".join(words for words, look in runs if look.hidden).strip()
    return DocumentParagraph(text, place, level, bold, boxed, hidden, signs)


def _runs(paragraph: Element) -> Iterator[tuple[str, Element | None]]:
    """The pieces of a paragraph with their marks, without deleted text and what stands in boxes."""
    todo = [child for child in reversed(list(paragraph)) if child.tag not in _UNSEEN]
    while todo:
        here = todo.pop()
        if here.tag == f"{W}r":
            yield "".join(_signs(here)), named_child(here, "rPr")
        elif here.tag != f"{W}p":
            todo.extend(child for child in reversed(list(here)) if child.tag not in _UNSEEN)


def _signs(run: Element) -> Iterator[str]:
    for one in run:
        if one.tag == f"{W}t":
            yield one.text or ""
        elif one.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        elif one.tag == f"{W}noBreakHyphen":
            yield "-"


def _is_decorative(drawing: Element) -> bool:
    """Whether its author said that it means nothing (Office since 2019)."""
    marks = (one for one in drawing.iter() if one.tag.endswith("}decorative"))
    return any(one.get("val") in ("1", "true") for one in marks)


def _main_part(package: Package) -> str:
    """The part with the text; nearly always the usual one."""
    links = package.xml("_rels/.rels")
    for link in [] if links is None else links:
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    return "word/document.xml"


def _properties(package: Package) -> dict[str, str]:
    """What the file says of itself, by the names of its elements ("creator", "lastModifiedBy", "Company")."""
    properties: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        tree = package.xml(name)
        for one in [] if tree is None else tree:
            properties[one.tag.rpartition("}")[2]] = (one.text or "").strip()
    return properties


def _read_other_parts(package: Package, main: str, paper: Paper) -> None:
    """Headers, footers, notes and comments: their text, without their looks."""
    folder = main.rpartition("/")[0]
    margins, notes = [], []
    for name in sorted(package.parts):
        kind = name.removeprefix(f"{folder}/")
        if not name.startswith(f"{folder}/") or not kind.endswith(".xml") or "/" in kind:
            continue
        if kind.startswith(("header", "footer")):
            margins.append(_whole_text(package.xml(name)))
        elif kind.startswith(("footnotes", "endnotes")):
            notes.append(_whole_text(package.xml(name)))
        elif kind == "comments.xml":
            tree = package.xml(name)
            paper.comments = 0 if tree is None else len(tree.findall(f"{W}comment"))
            notes.append(_whole_text(tree))
    paper.margins, paper.notes = "\n".join(margins).strip(), "\n".join(notes).strip()


def _whole_text(tree: Element | None) -> str:
    if tree is None:
        return ""
    lines = ("".join(one.text or "" for one in line.iter(f"{W}t")) for line in tree.iter(f"{W}p"))
    return "\n".join(line for line in lines if line.strip())
