"""A log that a person keeps in a file, and own words beside it; read back and verified."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from simulator.cohort.log_file import LogFile, load_log_file, with_bundle
from simulator.engine.events import Event
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.whole_files import unwritable, write_whole


def keep_log(path: Path, bundle: Bundle, log: Sequence[Event]) -> None:
    """Write a log with its bundle. Raises `WrongUse` if it cannot be; what stood there then still stands."""
    write_whole(path, json.dumps(with_bundle(bundle, log), ensure_ascii=False, indent=1) + "\n")


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


def log_from_file(options: argparse.Namespace) -> LogFile:
    """The verified log of the named case in the named file, and the bundle it was played on.

    Raises `WrongUse` or `Refused` for what is no log of this case, or one that could not have been.
    """
    return load_log_file(options.log, case=options.case, cases=options.cases)


def log_notice(log: LogFile, language: Language) -> None:
    """Say on the error stream what there is to say of what a log rests on."""
    if log.notice is not None:
        print(f"simulator: {language.say(log.notice)}", file=sys.stderr)
