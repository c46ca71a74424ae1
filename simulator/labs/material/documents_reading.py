"""Whether a document can be read with ears: headings, language, tables, pictures, boxes, title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from simulator.labs.material.documents_asked import Asked
from simulator.labs.material.documents_reader import DocumentParagraph, Paper
from simulator.labs.material.documents_remarks import DocumentRemark, quoted, quoted_list, where
from simulator.language import Language

LONGEST_HEADING = 90  # signs
ENOUGH = 0.9  # of the letters set to Romanian: a foreign word may stand among them
PLAIN_TITLES = ("", "document", "word document", "titlu", "title", "untitled")


def reading_findings(paper: Paper, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    """What a person who listens, or jumps from heading to heading, stumbles over."""
    yield from _headings(paper, asked, speech)
    yield from _language(paper, speech)
    yield from _tables(paper, speech)
    yield from _pictures(paper, speech)
    yield from _looks(paper, speech)


def only_bold(paper: Paper) -> list[DocumentParagraph]:
    """Paragraphs that look like headings and are none: short, all bold, with something after them; none if
    everything is bold.
    """
    plain = [one for one in paper.paragraphs if one.level is None]
    if all(one.bold for one in plain):
        return []
    last = paper.paragraphs[-1]
    return [one for one in plain if one.bold and one is not last and _may_be_heading(one)]


def _may_be_heading(one: DocumentParagraph) -> bool:
    inside = one.boxed or one.place.table
    return not inside and len(one.text) <= LONGEST_HEADING and not one.text.endswith((".", ";", ","))


def _headings(paper: Paper, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    text, real = speech.text, [one for one in paper.headings if one.level]
    bold = only_bold(paper)
    if bold:
        names = quoted_list([one.text for one in bold], speech)
        yield DocumentRemark(
            20,
            text(
                "{names}: only bold, not headings. A screen reader jumps by heading styles; choose "
                "the style Heading 1 or 2 for them.",
                names=names,
            ),
        )
    elif len(real) < asked.least_headings:
        yield DocumentRemark(
            21,
            text(
                "There are {number} headings, at least {least} are needed: give the parts titles with "
                "the styles Heading 1 and 2.",
                number=len(real),
                least=asked.least_headings,
            ),
        )
    for before, after in pairwise(one for one in real):
        if (after.level or 0) > (before.level or 0) + 1:
            yield DocumentRemark(
                22,
                text(
                    "{where}: a level of headings is left out, from {before} to {after}. The listener "
                    "thinks that a part is missing; choose Heading {next}.",
                    where=where(after.place, speech),
                    before=before.level,
                    after=after.level,
                    next=(before.level or 0) + 1,
                ),
            )
            return


def _language(paper: Paper, speech: Language) -> Iterator[DocumentRemark]:
    counted: dict[str, int] = {}
    for one in paper.paragraphs:
        for code, number in one.signs.items():
            counted[code] = counted.get(code, 0) + number
    whole = sum(counted.values())
    right = sum(number for code, number in counted.items() if code.lower().startswith("ro"))
    if not whole or right >= ENOUGH * whole:
        return
    other = max((code for code in counted if not code.lower().startswith("ro")), key=lambda c: counted[c])
    if other:
        share = round(100 * (whole - right) / whole)
        yield DocumentRemark(
            23,
            speech.text(
                "{share} % of the text is set to the language {code}: a screen reader would read Romanian by "
                "its rules. Select all, Review > Language > Romanian.",
                share=share,
                code=quoted(other, speech),
            ),
        )
    else:
        yield DocumentRemark(
            23,
            speech.text(
                "No language is set: a screen reader guesses it. Select all, Review > Language > Romanian."
            ),
        )


def _tables(paper: Paper, speech: Language) -> Iterator[DocumentRemark]:
    text = speech.text
    for number, table in enumerate(paper.tables, start=1):
        if table.rows < 2 or table.columns < 2:
            yield DocumentRemark(
                26,
                text(
                    "Table {number} has a single row or column: it only arranges text. Write it as "
                    "ordinary text.",
                    number=number,
                ),
            )
            continue
        if not table.header:
            yield DocumentRemark(
                24,
                text(
                    "Table {number}: the first row is not marked as header, so the columns have no "
                    "name when heard. Select it, Table Layout > Repeat Header Rows.",
                    number=number,
                ),
            )
        if table.merged or table.nested:
            yield DocumentRemark(
                27,
                text(
                    "Table {number} has merged cells or a table within: heard in order, they mislead. "
                    "Keep one cell for each thing.",
                    number=number,
                ),
            )


def _pictures(paper: Paper, speech: Language) -> Iterator[DocumentRemark]:
    silent = [one for one in paper.drawn if not one.alternative]
    if silent:
        spot = where(silent[0].place, speech)
        yield DocumentRemark(
            25,
            speech.count(
                "{spot}: a picture without alternative text. Right-click it and write what it tells.",
                "{spot} and elsewhere: {number} pictures without alternative text. Right-click each and "
                "write what it tells.",
                len(silent),
                spot=spot,
            ),
        )


def _looks(paper: Paper, speech: Language) -> Iterator[DocumentRemark]:
    text = speech.text
    if paper.boxes:
        yield DocumentRemark(
            28,
            text(
                "There is text in a text box ({number}): a screen reader may skip it. Write it as "
                "ordinary text.",
                number=paper.boxes,
            ),
        )
    if paper.properties.get("title", "").lower() in PLAIN_TITLES:
        yield DocumentRemark(
            40,
            text(
                "The properties have no title: a screen reader then announces only the file’s name. "
                "File > Info (Properties) > Title."
            ),
        )
    if paper.blanks > 1:
        yield DocumentRemark(
            50,
            text(
                "{number} blank paragraphs in a row: each is read aloud as “blank”. Set the space in "
                "the paragraph’s style.",
                number=paper.blanks,
            ),
        )
