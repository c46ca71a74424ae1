"""A .sav that a colleague left half done, a bench to mend it on, and files to take along."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from simulator.labs.exploring import Exploration, explore
from simulator.labs.files.spss import SpssVariable, written_sav
from simulator.labs.material.data import UNKNOWN, column, data_lab, homes, homes_sav, variables
from simulator.labs.picture import DescribedFigure, table_html

if TYPE_CHECKING:
    import pandas as pd

CLEAN_NAME, LEFT_NAME, MENDED_NAME = "dotari.sav", "dotari-de-completat.sav", "dotari-completat.sav"
SAV, CSV = "application/octet-stream", "text/csv"
FAULTS = ("text", "labels", "missing")  # what is to be mended, each by its own choice


class DownloadableTable(DescribedFigure):
    """No drawing: a table that everybody sees, with a sentence over it and a file to take along."""

    def __init__(self, words: str, table: pd.DataFrame, caption: str, link: str) -> None:
        self.alternative, self.table, self._caption, self._link = words, table, caption, link

    def html(self) -> str:
        """Sentence, table, link."""
        assert self.table is not None
        table = table_html(self.table, self._caption)
        # Without a width of its own, so that on a phone the table scrolls and not the page.
        own = f"<p>{escape(self.alternative)}</p>{table}<p>{self._link}</p>"
        return f'<div style="contain:inline-size">{own}</div>'


def left_frame() -> pd.DataFrame:
    """The homes as the colleague typed them: `internet` in words."""
    lab, frame = data_lab(), homes()
    words = {0: lab.words("no"), 1: lab.words("yes")}
    return frame.assign(**{column("internet"): frame[column("internet")].map(words)})


def left_sav(*mended: str) -> bytes:
    """The colleague's .sav, with those of its `FAULTS` mended that are named."""
    frame = homes() if "text" in mended else left_frame()
    return written_sav(frame, left_variables(*mended))


def left_variables(*mended: str) -> list[SpssVariable]:
    """The columns as the colleague's Variable View has them, but for what is mended."""
    spoilt: dict[str, tuple[str, dict[str, Any]]] = {
        column("internet"): ("text", {"text": True, "values": {}}),
        column("sewer"): ("labels", {"label": "", "values": {}}),
        column("persons"): ("missing", {"values": {}, "missing": ()}),
    }
    return [
        replace(each, **spoilt[each.name][1])
        if each.name in spoilt and spoilt[each.name][0] not in mended
        else each
        for each in variables()
    ]


def mean_persons(unknown_counted: bool) -> float:
    """Persons in a home on average; with 99 counted as if it were persons, or left out."""
    persons = homes()[column("persons")]
    return float((persons if unknown_counted else persons[persons != UNKNOWN]).mean())


def bench(text: str, labels: str, missing: str) -> DownloadableTable:
    """The file as the three choices leave it ("yes": mended), and the file itself."""
    import pandas as pd

    lab = data_lab()
    choices = {"text": text, "labels": labels, "missing": missing}
    mended = [fault for fault, choice in choices.items() if choice == "mended"]
    names = {column("internet"), column("sewer"), column("persons")}
    rows = {each.name: _row(each) for each in left_variables(*mended) if each.name in names}
    heads = [lab.words(f"view-{head}") for head in ("type", "label", "values", "missing")]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=heads)
    mean = f"{mean_persons('missing' not in mended):.1f}".replace(".", ",")
    link = download_link(MENDED_NAME, left_sav(*mended), SAV, lab.words("take-mended"))
    return DownloadableTable(lab.words("mean", mean=mean), table, lab.words("view"), link)


def bench_exploration() -> Exploration:
    """Mend the colleague's file by three choices."""
    return explore(bench, **{fault: _choices(fault) for fault in FAULTS})


def files() -> DownloadableTable:
    """The simulated homes, to be taken along as .sav and .csv, with the first rows."""
    lab = data_lab()
    text = io.StringIO()
    homes().to_csv(text, index=False, sep=";")
    links = (
        download_link(CLEAN_NAME, homes_sav(), SAV, lab.words("take-sav")),
        download_link("dotari.csv", ("\ufeff" + text.getvalue()).encode(), CSV, lab.words("take-csv")),
        download_link(LEFT_NAME, left_sav(), SAV, lab.words("take-left")),
    )
    names = [column(each) for each in ("home", "water", "kitchen", "persons")]
    first = homes()[names].head(5).set_index(names[0])
    return DownloadableTable(lab.words("simulated"), first, lab.words("first-rows"), "<br>".join(links))


def download_link(name: str, content: bytes, kind: str, words: str) -> str:
    """A link that carries the file itself, so that no server has to keep it."""
    data = base64.b64encode(content).decode()
    return f'<a download="{escape(name)}" href="data:{kind};base64,{data}">{escape(words)}</a>'


def _choices(fault: str) -> dict[str, str]:
    lab = data_lab()
    return {
        "": lab.words(f"mend-{fault}"),
        "left": lab.words(f"{fault}-left"),
        "mended": lab.words(f"{fault}-mended"),
    }


def _row(variable: SpssVariable) -> list[str]:
    lab = data_lab()
    values = ", ".join(f"{value:g} = {name}" for value, name in variable.values.items())
    missing = ", ".join(f"{low:g}" for low, _ in variable.missing)
    kind = lab.words("type-text" if variable.text else "type-number")
    return [kind, variable.label or "–", values or "–", missing or "–"]
