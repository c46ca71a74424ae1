"""The grid on paper: the guide's three columns with what was written, our level, what plays showed."""

from __future__ import annotations

from typing import Any, NamedTuple

from simulator.language import Language
from simulator.report.paper import Blanks, Block, Heading, Paper, Table, Text
from simulator.report.paper_debrief import foot_of, page_pattern

Said = dict[str, Any]


class Filled(NamedTuple):
    """When a finished grid was filled in: the occasion in words, the moment (ISO 8601)."""

    occasion: str
    made: str


def grid_paper(
    sheet: Said, history: Said | None, language: Language, filled: tuple[Filled, ...] = (), *, draft: bool
) -> Paper:
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
        Blanks((text("Filled in by"), text("Together with (coordinating social worker)"), text("Date"))),
    ]
    return Paper(
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
    return f"{grid.occasion}, {language.date(grid.made[:10])}"


def _scale(sheet: Said) -> str:
    return "; ".join(f"{level}: {words}" for level, words in enumerate(sheet["scale"])) + "."


def _grid(sheet: Said, language: Language) -> Table:
    """Domain, questions, the guide's columns, our level."""
    text, columns = language.text, sheet["columns"]
    head = (text("Domain"), text("Questions"), *columns.values(), text("Level (ours, optional)"))
    rows = [
        (
            f"{line['number']}. {line['title']}",
            "\n".join(_question(question) for question in line["questions"]),
            *(line[name] for name in columns),
            line["level_words"],
        )
        for line in sheet["lines"]
    ]
    return Table("", head, tuple(rows), (4, 7, 5, 5, 5, 3))


def _question(question: Said) -> str:
    asker = question["asker_words"]
    return f"{question['text']} ({asker})" if asker else f"{question['text']}"


def _beside(sheet: Said, language: Language) -> list[Block]:
    """What is said beside what was seen, and how to read the two."""
    text = language.text
    blocks: list[Block] = [Heading(text("What you say and what was seen")), Text(sheet["rests_on"])]
    for one in sheet["reading"]:
        blocks += [Text(one["text"]), Text(one["cite"], text("Source"), "quiet")]
    head = (
        text("Domain"),
        text("You say"),
        text("Seen (0–1), with its interval"),
        text("Rests on"),
        text("Compared"),
    )
    rows = [
        (
            f"{line['number']}. {line['title']}",
            line["level_words"],
            "\n".join(filter(None, (line["played"]["words"], line["played"]["figures"]))),
            line["played"]["rests_on"],
            line["compared_words"],
        )
        for line in sheet["lines"]
    ]
    return [*blocks, Table(sheet["radar_title"], head, tuple(rows), (5, 4, 4, 4, 8))]


def _history(history: Said | None, filled: tuple[Filled, ...], language: Language) -> list[Block]:
    text = language.text
    if not filled:
        return []
    listed = "; ".join(_when(grid, language) for grid in filled)
    blocks: list[Block] = [Heading(text("History")), Text(listed, text("Finished grids"))]
    if history:
        before, after = history["before"], history["after"]
        head = (text("Domain"), *(_column(one, language) for one in (before, after)), text("Change"))
        rows = [
            (line["title"], line["before"], line["after"], line["change_words"]) for line in history["lines"]
        ]
        table = Table(text("Levels then and now"), head, tuple(rows), (8, 5, 5, 4))
        blocks += [Text(history["summary"]), table]
    return blocks


def _column(grid: Said, language: Language) -> str:
    return _when(Filled(grid["occasion"], grid["made"]), language)
