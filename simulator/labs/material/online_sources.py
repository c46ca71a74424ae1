"""Sources about an invented household: shown as cards or as a table; a note about one of them, read."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING, Any

from simulator.labs.lab import open_lab
from simulator.labs.picture import WIDGET

if TYPE_CHECKING:
    import pandas as pd

SOURCES = (
    "register",
    "neighbour",
    "closed",
    "photo",
    "article",
    "school",
    "comment",
    "advert",
    "map",
    "namesake",
    "ai",
)
PARTS = ("kind", "address", "date", "seen")  # what is known of a source, in the order in which it is told
LABELS = ("date", "address", "purpose", "seen", "unseen")  # the lines of a note


class Cards:
    """All sources one below the other, so that a narrow screen shows each whole."""

    def __repr__(self) -> str:
        lab = open_lab("online-sources")
        return "\n\n".join(
            "\n".join([f"{number}. {kind}", *(f"{lab.words(part)}: {words}" for part, words in rest)])
            for number, kind, rest in _numbered()
        )

    def html(self) -> str:
        """The sources as a numbered list with headings."""
        lab = open_lab("online-sources")
        return "".join(
            f"<h3>{number}. {escape(kind)}</h3><p>"
            + "<br>".join(f"<b>{escape(lab.words(part))}:</b> {escape(words)}" for part, words in rest)
            + "</p>"
            for number, kind, rest in _numbered()
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        import ipywidgets as w

        bundle: dict[str, Any] = w.HTML(self.html(), layout={"width": "100%"})._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


def sources() -> Cards:
    """The sources, to be read."""
    return Cards()


def sources_frame() -> pd.DataFrame:
    """The sources as a table: a row for each, by its number."""
    import pandas as pd

    lab = open_lab("online-sources")
    rows = [[lab.words(f"{source}-{part}") for part in PARTS] for source in SOURCES]
    index = pd.RangeIndex(1, len(SOURCES) + 1, name=lab.words("number"))
    return pd.DataFrame(rows, index=index, columns=[lab.words(part) for part in PARTS])


def folded_lines(text: str) -> str:
    """A text as it may be typed on a telephone: small letters, no diacritics, single blanks."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return re.sub(r"[^\S\n]+", " ", bare.lower())


def source_list(key: str) -> list[str]:
    """Words that stand in the laboratory's file as a list with commas."""
    return [each.strip() for each in open_lab("online-sources").words(key).split(",")]


def first_of(key: str, text: str) -> str | None:
    """The first word of a list that begins somewhere in a text as a word begins; None if there is none."""
    given = folded_lines(text)
    return next(
        (each for each in source_list(key) if re.search(rf"(?<!\w){re.escape(folded_lines(each))}", given)),
        None,
    )


def note_lines(note: str) -> dict[str, str]:
    """What stands in a note after each label, lines that follow it included; "" where nothing does."""
    lab = open_lab("online-sources")
    starts = {folded_lines(lab.words(f"label-{name}")).rstrip(":"): name for name in LABELS}
    lines: dict[str, str] = dict.fromkeys(LABELS, "")
    here = None
    for line in note.splitlines():
        head, colon, rest = line.partition(":")
        name = starts.get(folded_lines(head).strip(' -–•*„”"')) if colon else None
        here, more = (name, rest) if name else (here, line)
        if here:
            lines[here] = f"{lines[here]} {more.strip()}".strip()
    return lines


def _numbered() -> list[tuple[int, str, list[tuple[str, str]]]]:
    lab = open_lab("online-sources")
    return [
        (
            number,
            lab.words(f"{source}-kind"),
            [(part, lab.words(f"{source}-{part}")) for part in PARTS if part != "kind"],
        )
        for number, source in enumerate(SOURCES, start=1)
    ]
