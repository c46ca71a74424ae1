"""A document as DOCX: real heading styles, header rows, page numbers, its language and title set.

Every word is put in as the text of an XML element; nothing in it is read as markup or as a template.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from simulator.report.document import (
    Badge,
    Blanks,
    Document,
    Heading,
    Items,
    Note,
    Picture,
    Sheet,
    Span,
    Table,
    Text,
    region,
)
from simulator.report.docx_styles import (
    NOTE_INSET,
    bullets,
    in_list,
    keep_whole,
    prepare,
    repeat_row,
    restarted,
    shade,
)
from simulator.report.reading_order import in_note, linear, plain_cell

LONG_CELL = 1500  # signs in a cell whose row may be parted by a page
_PAGE_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_PLACES = re.compile(r"(\{pages?\})")


def docx_of(paper: Document) -> bytes:
    """The document as the bytes of a file."""
    import docx

    document = docx.Document()
    prepare(document, wide=paper.wide, tongue=f"{paper.lang}-{region(paper.lang)}")
    _properties(document, paper)
    _footer(document.sections[0], paper)
    if paper.above:
        _added(document, "Quiet", paper.above)
    title = _added(document, "Heading 1", paper.title.upper() if paper.form else paper.title)
    title.alignment = 1 if paper.form else 0
    for block in linear(paper.blocks):
        _WRITERS[type(block)](document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: Any, paper: Document) -> None:
    known = document.core_properties
    known.title, known.language = paper.title, f"{paper.lang}-{region(paper.lang)}"
    known.author = known.last_modified_by = paper.foot
    known.comments = known.keywords = known.subject = known.category = ""
    known.created = known.modified = datetime.now(UTC).replace(tzinfo=None)


def _footer(section: Any, paper: Document) -> None:
    line = section.footer.paragraphs[0]
    line.style = "Footer"
    line.add_run(f"{paper.foot}\t")
    for part in _PLACES.split(paper.page):
        if part in _PAGE_FIELDS:
            _field(line, _PAGE_FIELDS[part])
        else:
            line.add_run(part)


def _field(line: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    digit = OxmlElement("w:t")
    digit.text = "1"
    run.append(digit)
    field.append(run)
    line._p.append(field)


def _added(holder: Any, style: str, words: str = "") -> Any:
    """A new paragraph. The style is set by its id: looking each up by name takes seconds in a long play."""
    paragraph = holder.add_paragraph(words)
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.split("\n") if line.strip()]


def _heading(document: Any, block: Heading) -> None:
    _added(document, f"Heading {block.level}", block.text)


def _text(holder: Any, block: Text, style: str = "Normal") -> None:
    style = {"quiet": "Quiet", "ask": "Ask"}.get(block.kind, style)
    lines = _lines(block.text) or ([""] if block.label else [])
    for number, words in enumerate(lines):
        paragraph = _added(holder, style)
        if block.label and not number:
            paragraph.add_run(f"{block.label}: " if words else block.label).bold = True
        paragraph.add_run(words)


def _items(document: Any, block: Items) -> None:
    _listed(document, document, block, "List Number" if block.ordered else "List Bullet")


def _listed(document: Any, holder: Any, block: Items, style: str, inset: float = 0) -> None:
    """A real list in `holder`, of paragraphs of a style; a numbered one begins at 1."""
    number = restarted(document) if block.ordered else bullets(document)
    for item in block.items:
        in_list(_added(holder, style, item), number, inset)


def _table(document: Any, block: Table) -> None:
    if block.caption:
        _added(document, "Quiet", block.caption).paragraph_format.keep_with_next = True
    table = _grid(document, block.head, block.widths)
    for cells in block.rows:
        row, words_of_row = table.add_row(), [plain_cell(cell) for cell in cells]
        for place, (cell, words) in enumerate(zip(row.cells, words_of_row, strict=True)):
            if isinstance(words, Items):
                _fill_list(document, cell, words)
            else:
                _fill(cell, _lines(words), bold=not place)
        if max(map(_signs, words_of_row)) < LONG_CELL:
            keep_whole(row)
    _settle(document, table, block.widths)


def _sheet(document: Any, block: Sheet) -> None:
    table = _grid(document, (block.label_head, block.content_head), (3, 7))
    for label, written in block.boxes:
        box, content = table.add_row().cells
        _fill(box, [label], bold=True)
        _fill(content, [line for words in written for line in _lines(words)] or ["", ""])
    _settle(document, table, (3, 7))


def _grid(document: Any, head: tuple[str, ...], widths: tuple[int, ...]) -> Any:
    table = document.add_table(rows=1, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        _fill(cell, [words], bold=True)
        shade(cell)
    repeat_row(table.rows[0])
    return table


def _fill(cell: Any, lines: list[str], *, bold: bool = False) -> None:
    for number, words in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph._p.style = "Cell"
        paragraph.add_run(words).bold = bold or None


def _fill_list(document: Any, cell: Any, block: Items) -> None:
    """A list as all that stands in a cell: the empty paragraph that a cell begins with goes."""
    empty = cell.paragraphs[0]._p
    if block.items:
        _listed(document, cell, block, "Cell")
        empty.getparent().remove(empty)


def _signs(cell: str | Items) -> int:
    return len(cell) if isinstance(cell, str) else sum(map(len, cell.items))


def _settle(document: Any, table: Any, widths: tuple[int, ...]) -> None:
    """Give the columns their shares of the width, and set the table off from what follows."""
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for column, share in zip(table.columns, widths, strict=True):
        column.width = room * share // sum(widths)
        for cell in column.cells:
            cell.width = column.width
    _added(document, "Gap")


def _note(document: Any, block: Note) -> None:
    style = f"Note {block.mood}"
    head = _added(document, style)
    head.paragraph_format.keep_with_next = True
    first, *others = [badge.text for badge in block.badges] or [""]
    if first:
        head.add_run(f"{first} · " if block.title else first).bold = True
    head.add_run(block.title).bold = True
    head.add_run("".join(f" ({other})" for other in others))
    for inner in block.blocks:
        for part in linear(in_note(inner)):
            if isinstance(part, Items):
                _listed(document, document, part, style, NOTE_INSET)
            elif isinstance(part, Text):
                _text(document, Text(part.text, part.label), style)
            else:
                _WRITERS[type(part)](document, part)
    _added(document, "Gap")


def _badge(document: Any, block: Badge | Span) -> None:
    _added(document, "Normal", block.text)


def _blanks(document: Any, block: Blanks) -> None:
    for label in block.labels:
        _added(document, "Blank", f"{label}: {'_' * 28}")


def _picture(document: Any, block: Picture) -> None:
    """The drawing as a bitmap: a word processor that shows SVG is not to be counted on."""
    from docx.shared import Mm

    from simulator.report.write_pdf import bitmap_of

    line = _added(document, "Normal")
    line.alignment = 1
    drawn = line.add_run().add_picture(io.BytesIO(bitmap_of(block.svg)), width=Mm(block.width))
    drawn._inline.docPr.set("descr", block.words)


_WRITERS: dict[type[Any], Callable[[Any, Any], None]] = {
    Badge: _badge,
    Span: _badge,
    Heading: _heading,
    Text: _text,
    Items: _items,
    Table: _table,
    Sheet: _sheet,
    Note: _note,
    Blanks: _blanks,
    Picture: _picture,
}
