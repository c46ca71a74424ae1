"""The grid on paper: the guide's three columns with what was written, our level, what plays showed."""

from __future__ import annotations

from typing import Any, NamedTuple

from simulator.language import Language
from simulator.report.chart import svg
from simulator.report.document import Blanks, Block, Document, Heading, Items, Picture, Table, Text
from simulator.report.wording import foot_of, page_pattern

RADAR_WIDTH = 105  # millimetres
Said = dict[str, Any]


class Filled(NamedTuple):
    """When and with whom a finished grid was filled in, in words; the moment (ISO 8601)."""

    occasion: str
    with_whom: str
    made: str


def grid_paper(
    sheet: Said, history: Said | None, language: Language, filled: tuple[Filled, ...] = (), *, draft: bool
) -> Document:
    """The sheet as `grid_sheet` gives it, with the two grids that `history_sheet` compares.

    `filled` are all finished grids, oldest first; `draft` says that the sheet is not one of them yet.
    """
    text = language.text
    blocks: list[Block] = [
        Text(_state(filled, language, draft=draft), kind="quiet"),
        Text(
            text(
                "The guide lets technician and coordinator fill it in together, for a common picture. "
                "You need not fill in everything, nor all at once."
            )
        ),
        _grid(sheet, language),
        Text(f"{sheet['scale_note']} {_scale(sheet)}", kind="quiet"),
        *_beside(sheet, language),
        *_history(history, filled, language),
        Blanks((text("Filled in by"), sheet["signs_too"], text("Date"))),
    ]
    return Document(
        name=sheet["title"],
        title=sheet["title"],
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        blocks=tuple(blocks),
        wide=True,
    )


def _state(filled: tuple[Filled, ...], language: Language, *, draft: bool) -> str:
    if draft or not filled:
        return language.text("Under way: not finished yet.")
    return language.text("Finished {when}.", when=_when(filled[-1], language))


def _when(grid: Filled, language: Language) -> str:
    return f"{grid.occasion}, {grid.with_whom}, {language.date_of(grid.made)}"


def _scale(sheet: Said) -> str:
    return "; ".join(f"{level}: {words}" for level, words in enumerate(sheet["scale"])) + "."


def _grid(sheet: Said, language: Language) -> Table:
    """Domain, questions, the guide's columns, our level."""
    text, columns = language.text, sheet["columns"]
    head = (text("Domain"), text("Questions"), *columns.values(), text("Level (ours, optional)"))
    rows = [
        (
            line["name"],
            "\n".join(question["said"] for question in line["questions"]),
            *(line[name] for name in columns),
            line["level_words"],
        )
        for line in sheet["lines"]
    ]
    return Table("", head, tuple(rows), (4, 7, 5, 5, 5, 3))


def _beside(sheet: Said, language: Language) -> list[Block]:
    """What is said beside what was seen, and how to read the two."""
    text = language.text
    blocks: list[Block] = [Heading(text("What you say and what was seen")), Text(sheet["rests_on"])]
    for one in sheet["reading"]:
        blocks += [Text(one["text"]), Text(one["cite"], text("Source"), "quiet")]
    head, rows = tuple(sheet["beside_head"]), tuple(tuple(line["beside"]) for line in sheet["lines"])
    blocks += _radar(sheet, language)
    return [*blocks, Table(sheet["radar_title"], head, rows, (5, 4, 4, 4, 8))]


def _radar(sheet: Said, language: Language) -> list[Block]:
    """The drawing, and what its signs mean in words that need no drawing."""
    text, legend = language.text, sheet["radar_legend"]
    signs = (
        text("square: {meaning}", meaning=legend["self"]),
        text("thick line with a circle: {meaning}", meaning=legend["range"]),
        text("thin broken line: {meaning}", meaning=legend["thin"]),
        text("numbers around it: the domains, as in the table"),
    )
    picture = Picture(svg(sheet["radar"], sheet["radar_title"]), sheet["radar_label"], RADAR_WIDTH)
    return [picture, Items(signs)]


def _history(history: Said | None, filled: tuple[Filled, ...], language: Language) -> list[Block]:
    text = language.text
    if not filled:
        return []
    listed = tuple(_when(grid, language) for grid in filled)
    blocks: list[Block] = [Heading(text("History")), Heading(text("Finished grids"), 3), Items(listed)]
    if history:
        before, after = history["before"], history["after"]
        head = (text("Domain"), *(_column(one, language) for one in (before, after)), text("Change"))
        rows = [
            (line["title"], line["before"], line["after"], line["change_words"]) for line in history["lines"]
        ]
        table = Table(text("Levels then and now"), head, tuple(rows), (8, 5, 5, 4))
        blocks.append(Heading(text("What has changed"), 3))
        blocks += [Text(words) for words in (history["summary"], history["company"]) if words]
        blocks.append(table)
    return blocks


def _column(grid: Said, language: Language) -> str:
    return _when(Filled(grid["occasion"], grid["with_whom"], grid["made"]), language)
