"""Styles of a DOCX: what a paragraph's style and its own marks together say of level, language, looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from simulator.labs.files.packages import Package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF: Final = ("0", "false", "off", "none")
_CHAIN: Final = 12  # styles that rest upon each other; a file may even make a circle


@dataclass(frozen=True, slots=True)
class Look:
    """What may be said of a piece of text: its language ("ro-RO"; "" if none is set), bold, hidden."""

    language: str
    bold: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Style:
    """A style as the file has it: its name in small letters, the style it rests on, its two settings."""

    name: str = ""
    based_on: str = ""
    paragraph: Element | None = None
    marks: Element | None = None


@dataclass(slots=True)
class Styles:
    """All styles by id, the ordinary paragraph's id, and the document's own marks."""

    by_id: dict[str, Style] = field(default_factory=dict)
    ordinary: str = ""
    defaults: Element | None = None

    def chain(self, style: str) -> list[Style]:
        """A style and those it rests on, nearest first."""
        styles: list[Style] = []
        while style in self.by_id and len(styles) < _CHAIN:
            styles.append(self.by_id[style])
            style = styles[-1].based_on
        return styles

    def level(self, style: str, settings: Element | None) -> int | None:
        """The level of a heading (1-9), 0 of the title, None of other text."""
        chain = self.chain(style)
        if any(one.name == "title" for one in chain):
            return 0
        for one in chain:
            if number := re.fullmatch(r"heading ([1-9])", one.name):
                return int(number[1])
        for place in (settings, *(one.paragraph for one in chain)):
            written = value_of(named_child(place, "outlineLvl"))
            if written.isdecimal() and int(written) < 9:
                return int(written) + 1
        return None

    def look(self, style: str, marks: Element | None) -> Look:
        """What holds for a run: its own marks first, then its style's, then the paragraph's, then all's."""
        own = self.chain(value_of(named_child(marks, "rStyle")))
        places = [marks, *(one.marks for one in (*own, *self.chain(style))), self.defaults]
        languages = (value_of(named_child(place, "lang")) for place in places)
        return Look(next(filter(None, languages), ""), _first_on(places, "b"), _first_on(places, "vanish"))


def styles_of(package: Package, main: str) -> Styles:
    """The styles of a document whose text is the part `main`."""
    tree = package.xml(f"{main.rpartition('/')[0]}/styles.xml")
    styles = Styles()
    if tree is None:
        return styles
    default = named_child(named_child(tree, "docDefaults"), "rPrDefault")
    styles.defaults = named_child(default, "rPr")
    for one in tree.findall(f"{W}style"):
        name = one.get(f"{W}styleId", "")
        styles.by_id[name] = Style(
            value_of(named_child(one, "name")).lower(),
            value_of(named_child(one, "basedOn")),
            named_child(one, "pPr"),
            named_child(one, "rPr"),
        )
        if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true", "on"):
            styles.ordinary = name
    return styles


def named_child(place: Element | None, name: str) -> Element | None:
    """A child by its name in the language of word processing; None if there is none."""
    return None if place is None else place.find(f"{W}{name}")


def value_of(place: Element | None) -> str:
    """What an element is set to; "" for none."""
    return "" if place is None else place.get(f"{W}val", "")


def is_on(place: Element | None, name: str) -> bool:
    """Whether a switch is there and not turned off."""
    mark = named_child(place, name)
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF


def _first_on(places: list[Element | None], name: str) -> bool:
    """What the nearest place that speaks of a switch says of it."""
    return next((is_on(place, name) for place in places if named_child(place, name) is not None), False)
