"""A drawing with its words: what it shows, said in a sentence and in a table, for who does not see it."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

WIDGET = "application/vnd.jupyter.widget-view+json"


class DescribedFigure:
    """A matplotlib figure, the sentence that says what it shows, and its numbers as a table."""

    def __init__(self, figure: Figure, alternative: str, table: pd.DataFrame | None = None) -> None:
        self._figure, self.alternative, self.table = figure, alternative, table

    def __repr__(self) -> str:
        return self.alternative if self.table is None else f"{self.alternative}\n{self.table.to_string()}"

    def html(self) -> str:
        """The drawing as an image with its alternative, and the table folded beneath it."""
        drawn = io.StringIO()
        with _same_every_time():
            self._figure.savefig(drawn, format="svg", bbox_inches="tight", metadata={"Date": None})
        image = base64.b64encode(drawn.getvalue().encode()).decode()
        words = escape(self.alternative, quote=True)
        source = f"data:image/svg+xml;base64,{image}"
        return (
            f'<figure style="margin:1rem 0"><img src="{source}" alt="{words}" style="max-width:100%;'
            f'background:#fff">{_folded(self.table)}</figure>'
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        import ipywidgets as w

        bundle: dict[str, Any] = w.HTML(self.html())._repr_mimebundle_()
        return {WIDGET: bundle[WIDGET], "text/plain": repr(self)}


def table_html(table: pd.DataFrame, caption: str) -> str:
    """A table with a caption and header cells that say what they head."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(str(name))}</th>'
        + "".join(f"<td>{escape(str(value))}</td>" for value in row)
        + "</tr>"
        for name, row in zip(table.index, table.to_numpy().tolist(), strict=True)
    )
    name = table.index.name  # a corner that says nothing is no header
    corner = f'<th scope="col">{escape(str(name))}</th>' if name else "<td></td>"
    return (
        f'<div style="overflow-x:auto" tabindex="0"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{corner}{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _folded(table: pd.DataFrame | None) -> str:
    if table is None:
        return ""
    return f"<details><summary>Tabelul desenului</summary>{table_html(table, '')}</details>"


def _same_every_time() -> Any:
    """The same figure makes the same drawing, so that what a notebook stores can be compared."""
    import matplotlib as mpl

    return mpl.rc_context({"svg.hashsalt": "simulator", "svg.fonttype": "path"})
