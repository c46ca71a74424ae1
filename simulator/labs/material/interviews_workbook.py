"""Coding as a workbook: what goes to another program, and what is read when it comes back."""

from __future__ import annotations

import base64
import io
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from simulator.labs.answers import LabFile
from simulator.labs.files.tables import read_tables
from simulator.labs.files.workbooks import saved_at
from simulator.labs.material.interviews import CODES, PARTS, fragments, interviews
from simulator.labs.material.register_copy import folded
from simulator.labs.picture import WIDGET

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook

_WRITTEN = datetime(2026, 11, 20, 10, 0)  # of the file, so that its bytes are the same every time
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def headings() -> tuple[str, str, str]:
    """The coding sheet's headings: the fragment's id, its words, its code."""
    lab = interviews()
    return lab.words("fragment"), lab.words("words"), lab.words("code")


def workbook(codes: dict[str, str] | None = None) -> bytes:
    """A workbook with the fragments (and their codes, by fragment) and the codebook beside them.

    A list of the codes hangs on each cell of the column to be filled in.
    """
    import openpyxl
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.datavalidation import DataValidation

    lab, book = interviews(), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = lab.words("sheet-coding")
    sheet.append(headings())
    for name, words in fragments().items():
        code = (codes or {}).get(name)
        sheet.append([name, words, lab.words(f"code-{code}") if code else None])
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in {"A": 11, "B": 80, "C": 22}.items():
        sheet.column_dimensions[letter].width = width
    names = [lab.words(f"code-{each}") for each in CODES]
    choice = DataValidation(type="list", formula1='"' + ",".join(names) + '"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"C2:C{sheet.max_row}")
    beside = book.create_sheet(lab.words("sheet-codebook"))
    beside.append([lab.words("code"), *(lab.words(part) for part in PARTS)])
    for name, code in zip(names, CODES, strict=True):
        beside.append([name, *(lab.words(f"{code}-{part}") for part in PARTS)])
    return saved(book, lab.words("sheet-coding"))


def read_coding(file: LabFile) -> pd.DataFrame:
    """The coding sheet of a workbook that came back, columns by heading, all cells as text.

    The first sheet that has the columns for fragments and codes; else the first with a table. Raises
    `WrongUse` for a file that cannot be read.
    """
    name, _, code = headings()
    tables = read_tables(file)
    wanted = {folded(name), folded(code)}
    coding = next((one for one in tables if wanted <= {folded(str(each)) for each in one.frame}), tables[0])
    names = {folded(each): each for each in headings()}
    frame = coding.frame.rename(columns=lambda each: names.get(folded(str(each)), str(each)))
    return frame.map(lambda value: "" if value is None else str(value).strip())


def code_of(words: str) -> str | None:
    """The code that a cell names, however it is typed; None if the codebook has no such code."""
    lab = interviews()
    return next((each for each in CODES if folded(lab.words(f"code-{each}")) == folded(words)), None)


def codes_of_workbook(content: bytes) -> dict[str, str]:
    """The codes in a workbook of ours, by fragment. Raises `WrongUse` for what cannot be read."""
    frame = read_coding(LabFile(interviews().words("file"), content))
    name, _, code = headings()
    return {each: id for each, typed in zip(frame[name], frame[code], strict=True) if (id := code_of(typed))}


class Download:
    """A file as a link on a page, which carries the file in it; in a cell, its name."""

    def __init__(self, name: str, content: bytes, label: str) -> None:
        self.name, self.content, self.label = name, content, label

    def __repr__(self) -> str:
        return f"{self.label}: {self.name}"

    def html(self) -> str:
        """The link: nothing is fetched."""
        source = f"data:{_KIND};base64,{base64.b64encode(self.content).decode()}"
        style = "display:inline-block;padding:.6rem 0;font-size:1rem"
        return f'<a download="{escape(self.name)}" href="{source}" style="{style}">{escape(self.label)}</a>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        import ipywidgets as w

        bundle: dict[str, Any] = w.HTML(self.html(), layout={"width": "100%"})._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


def coding_download() -> Download:
    """The workbook to be coded elsewhere."""
    lab = interviews()
    return Download(lab.words("file"), workbook(), lab.words("download"))


def saved(book: Workbook, creator: str) -> bytes:
    """A workbook as a file that does not tell when it was saved, nor on whose machine."""
    book.properties.creator, book.properties.created = creator, _WRITTEN
    written = io.BytesIO()
    book.save(written)
    return saved_at(written.getvalue(), _WRITTEN)
