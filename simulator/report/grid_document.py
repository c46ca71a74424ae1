"""The grid as blocks: what stands beside what, how it has changed, and the whole document on paper.

The page takes the same blocks and puts its own fields and ways among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simulator.competence import grid as g
from simulator.content.enums import role_entry
from simulator.language import Language
from simulator.report.chart import Chart, Interval, svg
from simulator.report.document import (
    Blanks,
    Block,
    Cell,
    Details,
    Document,
    Heading,
    Items,
    Note,
    Picture,
    Section,
    Slot,
    Span,
    Table,
    Text,
    gathered,
    section_of,
)
from simulator.report.grid_sheet import FilledIn, GridHistory, GridLine, GridSheet
from simulator.report.grid_words import NO_LEVEL, level_words
from simulator.report.next_steps import StepLine, steps_table
from simulator.report.profile_chart import Spoke, radar
from simulator.report.wording import foot_of, page_pattern

RADAR_WIDTH = 105  # millimetres
RADAR, ROLES, ERASING = "radar", "roles", "erasing"  # what a page puts in: the drawing, ways to choose


class Radar(NamedTuple):
    """The drawing of a sheet, what it is called, what it tells, and what each of its signs means."""

    chart: Chart
    title: str
    label: str
    signs: Mapping[str, str]


def radar_of(sheet: GridSheet, language: Language) -> Radar:
    """Levels given and what plays showed, by domain."""
    text = language.text
    title = text("Levels that you gave and what was seen, by domain")
    return Radar(
        radar([_spoke(line) for line in sheet.lines]),
        title,
        text("{title}; the same figures are in the table below", title=title),
        {
            "self": text("the level that you gave"),
            "range": text("what was seen: the estimate and its interval"),
            "thin": text("seen too little: only the interval"),
        },
    )


def beside_section(sheet: GridSheet, language: Language) -> Section:
    """What somebody says of their work beside what their plays showed, and how to read the two."""
    text, drawn = language.text, radar_of(sheet, language)
    reading: list[Block] = []
    for one in sheet.reading:
        reading += [Text(one.words), Text(one.cite, text("Source"), "quiet")]
    head = (
        text("Domain"),
        text("You say"),
        text("Seen (0–1), with its interval"),
        text("Rests on"),
        text("Compared"),
    )
    rows = tuple(
        (line.name, line.level, played_cell(line), line.played.rests_on, line.compared)
        for line in sheet.lines
    )
    return section_of(
        text("What you say and what was seen"),
        Slot(ROLES, ()),
        Text(sheet.rests_on),
        Note(text("How to read this"), tuple(reading)),
        Slot(RADAR, _drawn(drawn, language)),
        Table(drawn.title, head, rows, (5, 4, 4, 4, 8)),
        Text(scale_note(language), kind="quiet"),
        key="beside",
    )


def scale_note(language: Language) -> str:
    """That the levels are ours."""
    return language.text("The grid of the guide has no scale; these levels are ours, and optional.")


def played_cell(line: GridLine) -> Cell:
    """The estimate in words, and drawn with its interval where there is one."""
    played, estimate = line.played, line.played.estimate
    if not played.observed:
        return played.whole
    return Span(estimate.low, estimate.high, estimate.mean, played.whole)


def changes_section(history: GridHistory, language: Language) -> Section:
    """Two finished grids side by side, domain by domain."""
    text, pair = language.text, (history.before, history.after)
    names = [one.occasion for one in pair]
    if names[0] == names[1]:
        names = [text("first"), text("last")]
    rows = tuple((line.title, line.before, line.after, line.change) for line in history.lines)
    return section_of(
        text("What has changed"),
        [Text(when_words(one, language)) for one in pair],
        [Text(words) for words in (history.summary, history.company) if words],
        Table(text("Levels then and now"), (text("Domain"), *names, text("Change")), rows, (8, 5, 5, 4)),
        key="two",
        level=3,
    )


def when_words(grid: FilledIn, language: Language) -> str:
    """When and with whom a grid was finished, with the reader's own day."""
    return f"{grid.occasion}, {grid.with_whom}, {language.date_of(grid.made)}"


def finished_details(
    key: str,
    grid: FilledIn,
    sheet: GridSheet,
    levels: Mapping[str, int],
    words: Mapping[tuple[str, str], str],
    language: Language,
) -> Details:
    """A finished grid, to unfold: its levels and what was written, by domain and column."""
    text = language.text
    lines = [
        line
        for line in sheet.lines
        if line.domain in levels or any((line.domain, column) in words for column in g.COLUMNS)
    ]
    rows = tuple(
        (
            line.name,
            level_words(levels.get(line.domain), language),
            *(words.get((line.domain, column), NO_LEVEL) for column in g.COLUMNS),
        )
        for line in lines
    )
    count = language.count("{number} domain", "{number} domains", len(lines))
    summary = f"{grid.occasion}, {grid.with_whom} · {count}"
    when = Text(language.date_of(grid.made), text("Finished on"))
    table = Table(
        text("What you said"), (text("Domain"), text("Level"), *sheet.columns), rows, (5, 4, 5, 5, 5)
    )
    erasing = (Slot(f"{ERASING}-{key}", ()),) if words else ()
    return Details(summary[:1].upper() + summary[1:], (when, table, *erasing), key=key)


def together_words(language: Language) -> str:
    """How the guide means the grid to be filled in."""
    return language.text(
        "The guide lets technician and coordinator fill it in together, for a common picture. "
        "You need not fill in everything, nor all at once."
    )


def grid_document(
    sheet: GridSheet,
    history: GridHistory | None,
    finished: tuple[FilledIn, ...],
    language: Language,
    *,
    draft: bool,
    steps: Sequence[StepLine] = (),
) -> Document:
    """The grid on paper: the guide's three columns, our level, what plays showed, how it has changed.

    `finished` are all finished grids, oldest first; `draft` says that the sheet is not one of them yet.
    `steps` are what comes next in the domains that are to be developed.
    """
    text = language.text
    scale = "; ".join(f"{level}: {words}" for level, words in enumerate(sheet.scale)) + "."
    blocks: list[Block] = [
        Text(_state(finished, language, draft=draft), kind="quiet"),
        Text(together_words(language)),
        _table(sheet, language),
        Text(scale, kind="quiet"),
        beside_section(sheet, language),
        *gathered(steps_table(steps, language)),
        *_history(history, finished, language),
        Blanks((text("Filled in by"), language.say(role_entry(sheet.role).signs_too), text("Date"))),
    ]
    return Document(
        name=sheet.title,
        title=sheet.title,
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        blocks=tuple(blocks),
        wide=True,
    )


def _state(finished: tuple[FilledIn, ...], language: Language, *, draft: bool) -> str:
    if draft or not finished:
        return language.text("Under way: not finished yet.")
    return language.text("Finished {when}.", when=when_words(finished[-1], language))


def _table(sheet: GridSheet, language: Language) -> Table:
    """Domain, questions, the guide's columns, our level."""
    text = language.text
    head = (text("Domain"), text("Questions"), *sheet.columns, text("Level (ours, optional)"))
    rows = tuple(
        (
            line.name,
            "\n".join(question.words for question in line.questions),
            *(line.column(name) for name in g.COLUMNS),
            line.level,
        )
        for line in sheet.lines
    )
    return Table("", head, rows, (4, 7, 5, 5, 5, 3))


def _drawn(drawn: Radar, language: Language) -> tuple[Block, ...]:
    """The drawing on paper, and what its signs mean in words that need no drawing."""
    text = language.text
    signs = (
        text("square: {meaning}", meaning=drawn.signs["self"]),
        text("thick line with a circle: {meaning}", meaning=drawn.signs["range"]),
        text("thin broken line: {meaning}", meaning=drawn.signs["thin"]),
        text("numbers around it: the domains, as in the table"),
    )
    return Picture(svg(drawn.chart, drawn.title), drawn.label, RADAR_WIDTH), Items(signs)


def _history(history: GridHistory | None, finished: tuple[FilledIn, ...], language: Language) -> list[Block]:
    if not finished:
        return []
    text = language.text
    blocks: list[Block] = [
        Heading(text("History")),
        Heading(text("Finished grids"), 3),
        Items(tuple(when_words(grid, language) for grid in finished)),
    ]
    return [*blocks, changes_section(history, language)] if history else blocks


def _spoke(line: GridLine) -> Spoke:
    estimate, level = line.played.estimate, line.own.level
    given = None if level is None else g.share_of(level)
    interval = Interval(estimate.low, estimate.high, estimate.mean, enough=bool(estimate.level))
    return Spoke(str(line.number), given, interval if line.played.observed else None)
