"""How a DOCX looks: page, language and styles, set on python-docx's empty document."""

from __future__ import annotations

from typing import Any

FONT = "Calibri"
ACCENT, QUIET, WASH = "0B5773", "4D5661", "E4F0F4"
MOODS = {
    "plain": "767E88",
    "good": "1A6437",
    "open": "7A4B00",
    "bad": "98231B",
    "missed": "7A4B00",
    "contested": "5A3D8A",
    "advised": "5A3D8A",
    "expert": "0B5773",
}
_LONG, _SHORT, _MARGIN = 297, 210, 21  # millimetres of A4
_SIGN = 360  # twentieths of a point: the room for the sign of a list, as in python-docx's empty document
NOTE_INSET = 4  # millimetres from the margin to the words of a note
_HEADINGS = {1: (19, ACCENT), 2: (14, ACCENT), 3: (12, "1D2126"), 4: (11, "1D2126")}


def prepare(document: Any, *, wide: bool, tongue: str) -> None:
    """Set the page, the language (`ro-RO`) everywhere a word processor looks for it, and the styles."""
    _page(document.sections[0], wide)
    _foot(document.styles["Footer"], document.sections[0])
    _speak(document, tongue)
    _plain_styles(document.styles)
    for level, (size, colour) in _HEADINGS.items():
        _lettering(document.styles[f"Heading {level}"], size, colour, bold=True)
    for mood, colour in MOODS.items():
        _note_style(document.styles, mood, colour)
    _drop_picture(document.part.package)


def _page(section: Any, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)


def _foot(style: Any, section: Any) -> None:
    """One tab, to the right margin of this page."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    room = section.page_width - section.left_margin - section.right_margin
    stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)


def _speak(document: Any, tongue: str) -> None:
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tongue)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), tongue)


def _drop_picture(package: Any) -> None:
    """The empty document that we begin with carries a picture of somebody else's page."""
    for name, tie in list(package.rels.items()):
        if tie.reltype.endswith("/thumbnail"):
            del package.rels[name]


def _plain_styles(styles: Any) -> None:
    from docx.shared import Pt

    _lettering(styles["Normal"], 11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size, colour in (
        ("Quiet", 9.5, QUIET),
        ("Ask", 11, ""),
        ("Cell", 9.5, ""),
        ("Gap", 4, ""),
        ("Blank", 11, ""),
    ):
        style = styles.add_style(name, 1)
        style.base_style = styles["Normal"]
        _lettering(style, size, colour, bold=name == "Ask")
        style.paragraph_format.space_after = Pt({"Cell": 2, "Gap": 0, "Blank": 14}.get(name, 6))
    styles["Ask"].paragraph_format.keep_with_next = True
    _lettering(styles["Footer"], 8.5, QUIET)


def _lettering(style: Any, size: float, colour: str = "", *, bold: bool | None = None) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)
    for place in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{place}"), FONT)


def _note_style(styles: Any, mood: str, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    style = styles.add_style(f"Note {mood}", 1)
    style.base_style = styles["Normal"]
    style.paragraph_format.left_indent = Mm(NOTE_INSET)
    style.paragraph_format.space_after = Pt(3)
    borders, edge = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "20"), ("space", "8"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    around = style.element.get_or_add_pPr()
    around.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def shade(cell: Any) -> None:
    """Give a header cell its background."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", WASH)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def repeat_row(row: Any) -> None:
    """Make a row the table's header: read as such, repeated on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """Let no page part a row."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def restarted(document: Any) -> int:
    """The number of a numbered list that begins at 1."""
    from docx.oxml.ns import qn

    numbering = document.part.numbering_part.element
    used = _number_of(document, "List Number")
    (abstract,) = [n.abstractNumId.val for n in numbering.findall(qn("w:num")) if n.numId == used]
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(0).add_startOverride(1)
    return int(fresh.numId)


def bullets(document: Any) -> int:
    """The number of the lists with bullets."""
    return _number_of(document, "List Bullet")


def _number_of(document: Any, style: str) -> int:
    return int(document.styles[style].element.pPr.numPr.numId.val)


def in_list(paragraph: Any, number: int, inset: float) -> None:
    """Make a paragraph an item of a list; with an inset (millimetres) its sign stands that far in."""
    from docx.shared import Mm, Twips

    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    if inset:
        sign = Twips(_SIGN)
        paragraph.paragraph_format.left_indent = Mm(inset) + sign
        paragraph.paragraph_format.first_line_indent = -sign
