"""The questionnaire as an XLSForm: a workbook with the sheets survey, choices and settings (xlsform.org).

Programs for forms on telephones and on the web read it; a person reads it in a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.labs.answers import LabFile
from simulator.labs.files.tables import SheetTable, read_tables
from simulator.labs.material.interviews_workbook import Download, saved
from simulator.labs.material.online_survey import LISTS, QUESTIONS, SurveyQuestion, survey

SURVEY = ("type", "name", "label", "required", "relevant", "constraint")
CHOICES = ("list_name", "name", "label")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")  # what XLSForm takes as a question's name
_REFERRED = re.compile(r"\$\{([^}]*)\}")
Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class XlsForm:
    """A form that was read: rows of both sheets, by column; `settings` may be empty. Cells are text."""

    survey: Rows
    choices: Rows
    settings: Rows

    def answers(self, listed: str) -> list[str]:
        """The labels of a list of answers, in order."""
        return [row.get("label", "") for row in self.choices if row.get("list_name") == listed]


def questionnaire(questions: Iterable[SurveyQuestion] = QUESTIONS) -> bytes:
    """Our questionnaire as an XLSForm."""
    lab = survey()
    rows = [["note", "welcome", lab.words("q-welcome"), None, None], *map(_row, questions)]
    choices = [
        [listed, name, lab.words(f"{listed}-{name}")] for listed, names in LISTS.items() for name in names
    ]
    return _workbook(rows, choices)


def draft() -> bytes:
    """A draft with the faults that are to be mended: the exercise's starting point."""
    lab = survey()
    rows = [
        ["text", "cine", lab.words("d-who"), "yes", None],
        ["select_one parere", "repede_politicos", lab.words("d-both"), "yes", None],
        ["select_one parere", "clar", lab.words("q-clear"), None, None],
        ["select_one parere", "excelent", lab.words("d-leading"), None, None],
        ["select_one varsta", "varsta", lab.words("q-age"), None, None],
        ["text", "schimbare", lab.words("q-change"), None, "${revine} = 'da'"],
    ]
    choices = [["parere", name, lab.words(f"agree-{name}")] for name in ("1", "2", "3", "4", "5")]
    return _workbook(rows, choices)


def read_form(file: LabFile) -> XlsForm | None:
    """A form from a workbook; None if one of its sheets or columns is missing.

    Raises `WrongUse` for what cannot be read.
    """
    sheets = {one.name.strip().lower(): one for one in read_tables(file)}
    rows = {name: _rows(sheets[name]) if name in sheets else [] for name in ("survey", "choices", "settings")}
    if not all(
        _has(sheets.get(name), wanted) for name, wanted in (("survey", SURVEY[:3]), ("choices", CHOICES))
    ):
        return None
    return XlsForm(**rows)


def referred(row: dict[str, str]) -> list[str]:
    """The questions on which a row depends."""
    return _REFERRED.findall(row.get("relevant", ""))


def form_downloads() -> tuple[Download, Download]:
    """The draft to be mended, and our own form."""
    lab = survey()
    return (
        Download(lab.words("draft-file"), draft(), lab.words("draft-download")),
        Download(lab.words("form-file"), questionnaire(), lab.words("form-download")),
    )


def _row(one: SurveyQuestion) -> list[str | None]:
    kind = f"select_one {one.answers}" if one.answers else "integer" if one.most else "text"
    depends = f"${{{one.asked_if[0]}}} = '{one.asked_if[1]}'" if one.asked_if else None
    limit = f". >= 0 and . <= {one.most}" if one.most else None
    return [kind, one.name, survey().words(f"q-{one.name}"), "yes" if one.required else None, depends, limit]


def _workbook(rows: Sequence[Sequence[str | None]], choices: Sequence[Sequence[str]]) -> bytes:
    import openpyxl

    lab, book = survey(), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    listed, settings = book.create_sheet("choices"), book.create_sheet("settings")
    for each in ([*SURVEY], *rows):
        sheet.append(each)
    for each in ([*CHOICES], *choices):
        listed.append(each)
    settings.append(["form_title", "form_id", "version", "default_language"])
    settings.append([lab.words("form-title"), "parere_serviciu_online", "2026112001", "ro"])
    for letter, width in {"A": 22, "B": 20, "C": 70, "D": 10, "E": 24}.items():
        sheet.column_dimensions[letter].width = width
    return saved(book, lab.words("form-title"))


def _rows(table: SheetTable) -> Rows:
    frame = table.frame.rename(columns=lambda name: str(name).strip().lower())
    return [
        {name: "" if value is None else str(value).strip() for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _has(table: SheetTable | None, columns: Sequence[str]) -> bool:
    return table is not None and set(columns) <= {str(name).strip().lower() for name in table.frame.columns}
