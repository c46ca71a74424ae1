"""Values as tables of pandas: a row for each value, a column for each of its parts, by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def frame_of(rows: Sequence[object], kind: type[Any]) -> pd.DataFrame:
    """A table of values of one kind (a dataclass), with the same columns whether there are rows or none.

    Numbers, truths and words stand as they are; several words in one cell are joined by "; ", and an
    answer of many parts is written "part=value; part=value".
    """
    import pandas as pd

    names = [field.name for field in fields(kind)]
    return pd.DataFrame([[_cell(getattr(row, name)) for name in names] for row in rows], columns=names)


def column_of(words: Sequence[str]) -> pd.DataFrame:
    """A table of bare words, in one column."""
    import pandas as pd

    return pd.DataFrame({"value": list(words)})


def _cell(value: Any) -> Any:
    if isinstance(value, Mapping):
        return "; ".join(f"{part}={given}" for part, given in value.items())
    if isinstance(value, tuple):
        return "; ".join(str(getattr(one, "id", one)) for one in value)
    return value
