"""The register on a page: excerpts, the whole, and a filter that finds exactly what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from simulator.labs.exploring import Exploration, explore
from simulator.labs.material.register import HEADINGS, cell_text, raw_rows, register
from simulator.labs.picture import WIDGET
from simulator.labs.text_view import CaptionedTable, TextView

if TYPE_CHECKING:
    import pandas as pd

BLANK = "·"  # stands for a blank at a value's end, which nobody would see
PAIRS = (101, 111, 103, 120, 108, 115, 104, 123, 106, 125)
SUMS = (102, 105, 107)
MISSING = (110, 114)
ALL, NONE = "all", "none"


_NARROW = (
    "<style>@media (max-width: 30rem) { .register-excerpt table { font-size: .76rem; }"
    " .register-excerpt :is(th, td) { padding: .2rem .2rem; line-height: 1.3; } }</style>"
)


class Excerpt(TextView):
    """A table that is never wider than the page: on a narrow one it is smaller, and scrolls."""

    def __repr__(self) -> str:
        return super().__repr__().strip()

    def html(self) -> str:
        """The table and what is said of it."""
        return f'{_NARROW}<div class="register-excerpt">{super().html().replace("<p></p>", "")}</div>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        import ipywidgets as w

        # By itself in a cell, its width must not depend on what is in it.
        box = f'<div style="contain:inline-size;width:100%">{self.html()}</div>'
        bundle: dict[str, Any] = w.HTML(box, layout={"width": "100%"})._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


def messy_frame(
    numbers: Iterable[int] = (), headings: Iterable[str] = HEADINGS, mark_blanks: bool = False
) -> pd.DataFrame:
    """Rows of the register as a spreadsheet shows them, by number; all rows if no number is given.

    `mark_blanks` shows a blank at a value's end as `BLANK`.
    """
    import pandas as pd

    lab, rows = register(), raw_rows()
    columns = [heading for heading in headings if heading != "number"]
    chosen = list(numbers) or list(rows)
    cells = [[_shown(rows[number][each], each, mark_blanks) for each in columns] for number in chosen]
    index = pd.Index(chosen, name=lab.words("head-number"))
    return pd.DataFrame(cells, index=index, columns=[lab.words(f"head-{each}") for each in columns])


def pairs() -> Excerpt:
    """Requests that look alike, two by two."""
    return _told("pairs-caption", PAIRS, ("name", "village", "house", "persons", "children", "income"))


def sums() -> Excerpt:
    """The three households whose help is computed by hand."""
    return _told("sums-caption", SUMS, ("village", "house", "persons", "children", "income"))


def missing() -> Excerpt:
    """An income that nobody wrote, and one of zero."""
    return _told("missing-caption", MISSING, ("name", "village", "persons", "children", "income"))


def village_filter() -> Exploration:
    """Rows in which the village is written exactly so."""
    lab = register()
    ways = dict.fromkeys(_village(number) for number in raw_rows())
    named = {_key(way): _marked(way) for way in sorted(ways)}
    named[NONE] = lab.words("filter-none")
    return explore(filtered, village={"": lab.words("filter"), ALL: lab.words("filter-all"), **named})


def filtered(village: str) -> Excerpt:
    """The rows found, how many they are of how many; `village` is a way of writing it, `ALL` or `NONE`."""
    lab, rows = register(), raw_rows()
    numbers = [number for number in rows if village in (ALL, _key(_village(number)))]
    sentences = lab.words("filter-said", count=len(numbers), of=len(rows))
    table = messy_frame(numbers, ("date", "name", "village", "house"), mark_blanks=True)
    return Excerpt(sentences, (CaptionedTable(lab.words("filter-caption"), table),))


def _told(caption: str, numbers: tuple[int, ...], headings: tuple[str, ...]) -> Excerpt:
    lab = register()
    table = messy_frame(numbers, headings)
    short = {lab.words(f"head-{each}"): lab.words(f"short-{each}") for each in ("name", "persons", "income")}
    return Excerpt("", (CaptionedTable(lab.words(caption), table.rename(columns=short)),))


def _village(number: int) -> str:
    return cell_text(raw_rows()[number]["village"], "village")


def _key(way: str) -> str:
    return way or NONE


def _shown(cell: str, heading: str, mark_blanks: bool) -> str:
    return _marked(cell_text(cell, heading)) if mark_blanks else cell_text(cell, heading)


def _marked(words: str) -> str:
    return f"{words[:-1]}{BLANK}" if words.endswith(" ") else words
