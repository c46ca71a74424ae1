"""The register as files to take away (XLSX, CSV): the same bytes every time."""

from __future__ import annotations

import base64
import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from simulator.labs.files.workbooks import saved_at
from simulator.labs.material.register import HEADINGS, cell_text, raw_rows, register, typed
from simulator.labs.picture import WIDGET

HEAD_ROW = 3  # above it a title and an empty row, as people write
_WRITTEN = datetime(2026, 10, 16, 15, 40)
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv;charset=utf-8",
}


def messy_xlsx() -> bytes:
    """The register as a workbook: real dates and numbers beside those typed as text."""
    import openpyxl

    lab, book = register(), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = lab.words("sheet")
    sheet["A1"] = lab.words("title")
    for at, heading in enumerate(HEADINGS, start=1):
        sheet.cell(HEAD_ROW, at, lab.words(f"head-{heading}"))
    for number, row in enumerate(raw_rows().values(), start=HEAD_ROW + 1):
        for at, heading in enumerate(HEADINGS, start=1):
            value = typed(row[heading], heading)
            cell = sheet.cell(number, at, value)
            if isinstance(value, date):
                cell.number_format = "dd.mm.yyyy"
    for letter, width in zip("ABCDEFGHIJK", (6, 14, 20, 15, 7, 10, 7, 12, 18, 16, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    book.properties.creator, book.properties.created = lab.words("title"), _WRITTEN
    saved = io.BytesIO()
    book.save(saved)
    return saved_at(saved.getvalue(), _WRITTEN)


def messy_csv() -> bytes:
    """The register as Excel in Romania writes CSV: semicolons, decimal commas, UTF-8 with a mark."""
    lab, text = register(), io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([lab.words("title"), *[""] * (len(HEADINGS) - 1)])
    writer.writerow([""] * len(HEADINGS))
    writer.writerow([lab.words(f"head-{heading}") for heading in HEADINGS])
    writer.writerows(
        [cell_text(row[heading], heading) for heading in HEADINGS] for row in raw_rows().values()
    )
    return text.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True, repr=False)
class Downloads:
    """Both files as links on a page; in a cell that nobody works with, their names."""

    def __repr__(self) -> str:
        lab = register()
        name = lab.words("file")
        return lab.words("files-said", xlsx=f"{name}.xlsx", csv=f"{name}.csv")

    def html(self) -> str:
        """A link for each file, which carries the file in it: nothing is fetched."""
        contents = {"xlsx": messy_xlsx(), "csv": messy_csv()}
        return (
            f"<p>{escape(repr(self))}</p><ul>"
            + "".join(f"<li>{_link(ending, content)}</li>" for ending, content in contents.items())
            + "</ul>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        import ipywidgets as w

        bundle: dict[str, Any] = w.HTML(self.html(), layout={"width": "100%"})._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


def downloads() -> Downloads:
    """The register's files, to be taken away."""
    return Downloads()


def _link(ending: str, content: bytes) -> str:
    lab = register()
    source = f"data:{_KINDS[ending]};base64,{base64.b64encode(content).decode()}"
    style = "display:inline-block;padding:.6rem 0;font-size:1rem"
    return (
        f'<a download="{escape(lab.words("file"))}.{ending}" href="{source}" style="{style}">'
        f"{escape(lab.words(f'download-{ending}'))}</a>"
    )
