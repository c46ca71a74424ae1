"""A view that is told in words: a sentence and tables that stand open, with or without a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from simulator.labs.picture import DescribedFigure, table_html

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class CaptionedTable:
    """A table with its caption; `folded` ones are opened by whoever wants them."""

    caption: str
    frame: pd.DataFrame
    folded: bool = False

    def html(self) -> str:
        """The table, or the line behind which it lies."""
        if not self.folded:
            return table_html(self.frame, self.caption)
        summary = f"<summary>{escape(self.caption)}</summary>"
        return f"<details>{summary}{table_html(self.frame, '')}</details>"


class TextView(DescribedFigure):
    """Sentences, tables and perhaps a drawing that shows the same; `drawn` says in a line what it is."""

    def __init__(
        self,
        sentences: str,
        tables: tuple[CaptionedTable, ...] = (),
        figure: Figure | None = None,
        drawn: str = "",
    ) -> None:
        super().__init__(figure, drawn)  # type: ignore[arg-type]  # without one, nothing is drawn
        self.sentences, self.tables = sentences, tables

    def __repr__(self) -> str:
        tables = (f"{one.caption}\n{one.frame.to_string()}" for one in self.tables)
        return "\n\n".join([self.sentences, *tables])

    def html(self) -> str:
        """The drawing, then all that is said of it."""
        lines = "".join(f"<p>{escape(line)}</p>" for line in self.sentences.split("\n"))
        drawing = super().html() if self._figure is not None else ""
        return f"{drawing}{lines}{''.join(one.html() for one in self.tables)}"
