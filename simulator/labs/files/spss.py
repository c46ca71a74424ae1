"""Files of SPSS (.sav) with their labels and missing values: written, and read without trust.

A file from a learner is read by a process of its own, with a limit on memory and time, because the reader
is C code that was not made for hostile files: `python -m simulator.labs.files.spss PATH` prints what the
file holds.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import WrongUse, message
from simulator.labs.answers import MOST_BYTES, LabFile, too_large

if TYPE_CHECKING:
    import pandas as pd

MOST_CELLS = 200_000  # rows times variables: what a laboratory looks at
MOST_MEMORY = 1_000_000_000  # bytes of address space of the process that reads
LONGEST = 20  # seconds
LONGEST_TEXT = 200  # signs of a value that are kept
MARKS = (b"$FL2", b"$FL3")  # with which a .sav and its compressed kind (.zsav) begin
_TOO_MANY, _UNREADABLE = 3, 4  # what the reading process says when it ends

Value = float | str | None


@dataclass(frozen=True, slots=True)
class SpssVariable:
    """A column as SPSS describes it in Variable View: what stands for what, and what counts as missing."""

    name: str
    label: str = ""
    text: bool = False
    values: Mapping[float | str, str] = field(default_factory=dict)
    missing: tuple[tuple[float | str, float | str], ...] = ()  # ranges, both ends among them
    measure: str = "unknown"

    def is_missing(self, value: float) -> bool:
        """Whether the file declares that this number stands for no answer."""
        return any(low <= value <= high for low, high in self.missing if not isinstance(low, str))  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class SavFile:
    """What a .sav holds: its variables, and by name their values (None where SPSS has "system missing")."""

    variables: tuple[SpssVariable, ...]
    columns: Mapping[str, Sequence[Value]]

    @property
    def rows(self) -> int:
        """How many cases it has."""
        return max((len(column) for column in self.columns.values()), default=0)

    def variable(self, name: str) -> SpssVariable:
        """A variable by its name. Raises `KeyError`."""
        return {each.name: each for each in self.variables}[name]


def written_sav(frame: pd.DataFrame, variables: Sequence[SpssVariable]) -> bytes:
    """The frame's columns, in the order of `variables` and with what they say, as the bytes of a .sav."""
    import pyreadstat

    codes: dict[str, Any] = {each.name: dict(each.values) for each in variables if each.values}
    ranges: dict[str, Any] = {
        each.name: [{"lo": low, "hi": high} for low, high in each.missing]
        for each in variables
        if each.missing
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "written.sav"
        pyreadstat.write_sav(
            frame[[each.name for each in variables]],
            str(path),
            column_labels={each.name: each.label for each in variables if each.label},
            variable_value_labels=codes,
            missing_ranges=ranges,
            variable_measure={each.name: each.measure for each in variables},
            variable_format={each.name: "F8.0" for each in variables if not each.text},
        )
        return path.read_bytes()


def read_sav(file: LabFile) -> SavFile:
    """What the file holds. Raises `WrongUse`, in one sentence, for what is no .sav, damaged or too large."""
    if len(file.content) > MOST_BYTES:
        raise WrongUse(too_large(file.name))
    if not file.content.startswith(MARKS):
        raise WrongUse(
            message("'{name}' is not an SPSS file: save it as .sav, without a password", name=file.name)
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.sav"
        path.write_bytes(file.content)
        done = _read_apart(path)
    if done is None or done.returncode not in (0, _TOO_MANY):
        raise WrongUse(message("'{name}' cannot be read: the file is damaged or cut short", name=file.name))
    if done.returncode == _TOO_MANY:
        raise WrongUse(message("'{name}' holds more than {most} values", name=file.name, most=MOST_CELLS))
    return _from_data(json.loads(done.stdout))


def _read_apart(path: Path) -> subprocess.CompletedProcess[bytes] | None:
    """The other process when it has ended; None if it took too long."""
    command = [sys.executable, "-P", "-m", __name__, str(path)]
    try:
        return subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return None


def _from_data(data: Mapping[str, Any]) -> SavFile:
    variables = tuple(
        SpssVariable(
            name=each["name"],
            label=each["label"],
            text=each["text"],
            values=dict(each["values"]),
            missing=tuple((low, high) for low, high in each["missing"]),
            measure=each["measure"],
        )
        for each in data["variables"]
    )
    return SavFile(variables, data["columns"])


def _data(path: str) -> dict[str, Any]:
    """What the file holds, as plain data. Raises `OverflowError` if it is too much."""
    import pyreadstat

    _, metadata = pyreadstat.read_sav(path, metadataonly=True)
    rows = MOST_CELLS // max(1, len(metadata.column_names))
    # The number of rows that a header tells may be missing or untrue: one more than may be is read.
    columns, meta = pyreadstat.read_sav(
        path, user_missing=True, output_format="dict", row_limit=rows + 1, disable_datetime_conversion=True
    )
    if any(len(column) > rows for column in columns.values()):
        raise OverflowError
    return {
        "variables": [_variable(name, meta) for name in meta.column_names],
        "columns": {name: [_plain(value) for value in column] for name, column in columns.items()},
    }


def _variable(name: str, meta: Any) -> dict[str, Any]:
    return {
        "name": name,
        "label": meta.column_names_to_labels.get(name) or "",
        "text": meta.readstat_variable_types[name] == "string",
        "values": list(meta.variable_value_labels.get(name, {}).items()),
        "missing": [(each["lo"], each["hi"]) for each in meta.missing_ranges.get(name, [])],
        "measure": meta.variable_measure.get(name, "unknown"),
    }


def _plain(value: object) -> Value:
    """A value as JSON has it; what is no number (a gap) is None."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return value[:LONGEST_TEXT] if isinstance(value, str) else float(value)  # type: ignore[arg-type]


def _limit_memory() -> None:
    """Where the system can (not on Windows), this process gets no more than its share."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> int:
    _limit_memory()
    try:
        json.dump(_data(sys.argv[1]), sys.stdout)
    except OverflowError:
        return _TOO_MANY
    except Exception:  # the library raises its own kind, and Python's for a broken encoding
        return _UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(_main())
