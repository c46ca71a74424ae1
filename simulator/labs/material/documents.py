"""A document shown as whoever does not see it hears it, with what the check says of it, to be downloaded."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.labs.lab import open_lab
from simulator.labs.material.documents_asked import LAB, Asked
from simulator.labs.material.documents_examples import Which, example_document, example_name
from simulator.labs.material.documents_findings import Inspected, inspect_document
from simulator.labs.picture import WIDGET
from simulator.language import language

if TYPE_CHECKING:
    import pandas as pd

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, repr=False)
class DocumentView:
    """A document with its name: its outline and what the check says; on a page with the file itself."""

    name: str
    content: bytes
    inspected: Inspected

    def __repr__(self) -> str:
        return "\n".join([self.name, *_outline(self.inspected), "", *_verdict(self.inspected)])

    def html(self) -> str:
        """Outline, verdict and the file to be saved."""
        lab = open_lab(LAB)
        lines = "".join(f"<li>{escape(line)}</li>" for line in _outline(self.inspected))
        items = "".join(f"<li>{escape(line)}</li>" for line in _verdict(self.inspected))
        address = f"data:{TYPE};base64,{base64.b64encode(self.content).decode()}"
        return (
            f"<p><b>{escape(self.name)}</b></p><details><summary>{escape(lab.words('outline'))}</summary>"
            f'<ul style="list-style:none;padding:0">{lines}</ul></details>'
            f"<p>{escape(lab.words('verdict'))}</p><ul>{items}</ul>"
            f'<p><a href="{address}" download="{escape(self.name, quote=True)}">'
            f"{escape(lab.words('download'))}</a></p>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        import ipywidgets as w

        bundle: dict[str, Any] = w.HTML(self.html(), layout={"width": "100%"})._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


def show_example(which: Which) -> DocumentView:
    """One of the two example documents."""
    return _shown(example_name(which), example_document(which))


def inspect_file(path: str | Path) -> DocumentView:
    """What is said of a document of one's own, whatever it is for. Raises `UnsafeFile`, `OSError`."""
    file = Path(path)
    return _shown(file.name, file.read_bytes())


def paragraphs_frame(view: DocumentView) -> pd.DataFrame:
    """The paragraphs of a document as a table: level of heading (blank for other text), text, table."""
    import pandas as pd

    lab = open_lab(LAB)
    rows = [
        ["" if one.level is None else one.level, one.text, one.place.table or ""]
        for one in view.inspected.paper.paragraphs
    ]
    return pd.DataFrame(rows, columns=[lab.words("level"), lab.words("text"), lab.words("table")])


def _shown(name: str, content: bytes) -> DocumentView:
    return DocumentView(name, content, inspect_document(content, name, Asked(), language("ro")))


def _outline(inspected: Inspected) -> list[str]:
    """Each paragraph in a line, headings with their level, as they are announced."""
    lab = open_lab(LAB)
    level, table = lab.words("level"), lab.words("table")
    return [
        f"[{level} {one.level}] {one.text}"
        if one.level is not None
        else f"[{table} {one.place.table}] {one.text}"
        if one.place.table
        else one.text
        for one in inspected.paper.paragraphs
    ]


def _verdict(inspected: Inspected) -> list[str]:
    return [one.words for one in inspected.remarks] or [open_lab(LAB).words("nothing")]
