"""Files that a person keeps: written whole or not at all; a log read back and verified."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from simulator.engine.codec import log_to_json
from simulator.engine.events import Event
from simulator.errors import WrongUse, message
from simulator.graph.bundle import Bundle


def write_whole(path: Path, held: str | bytes) -> None:
    """Write a file whole or not at all. Raises `WrongUse` if it cannot be written."""
    try:
        target = path.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(held if isinstance(held, bytes) else held.encode())
            Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            Path(name).replace(target)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as fault:
        raise unwritable(path, fault) from None


def unwritable(path: Path, fault: OSError) -> WrongUse:
    """What to say of a file that cannot be written."""
    return WrongUse(
        message("'{file}' cannot be written ({reason})", file=path.name, reason=fault.strerror or "")
    )


def keep_log(path: Path, bundle: Bundle, log: Sequence[Event]) -> None:
    """Write a log. Raises `WrongUse` if it cannot be written; what stood there then still stands."""
    data = log_to_json(bundle.graph, bundle.digest, log)
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def keep_words(log_path: Path, heading: str, words: str) -> Path:
    """Add a person's own words to the text file beside the log; the log itself never holds any."""
    path = log_path.with_name(f"{log_path.stem}.notes.txt")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8", errors="replace") as file:
            file.write(f"{heading}\n{words}\n\n")
    except OSError as fault:
        raise unwritable(path, fault) from None
    return path


def kept_log(options: argparse.Namespace) -> tuple[Bundle, tuple[Event, ...]]:
    """The verified log of the named case in the named file, and the bundle it was played on.

    Raises `WrongUse` or `Refused` for what is no log of this case, or one that could not have been.
    """
    from simulator.cohort.reading import read_log

    return read_log(options.log, case=options.case, cases=options.cases)
