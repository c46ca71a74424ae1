"""A log in a file of its own, with the bundle that it was played on: it replays wherever it is taken.

As long as the case and its rules mean what they meant, they are taken from this installation; where
they have changed, the log's own bundle answers. Nothing of it is evaluated, and one that does not
carry its log to a judgement is refused.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.competence.debrief import debrief
from simulator.content.enums import LEVELS
from simulator.engine.codec import MOST_BYTES, log_from_json, log_to_json, parse_log
from simulator.engine.events import Event
from simulator.errors import Message, ProblemsFound, Refused, WrongUse, message
from simulator.graph.bundle import Bundle
from simulator.graph.bundle_format import packed, unpacked
from simulator.graph.loading import open_case
from simulator.graph.packing import Unpackable

OWN_BUNDLE = "pinned"
# What a type does not rule out in a bundle made by hand: a road to nowhere, a bit without a name.
_UNSOUND = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True)
class LogFile:
    """A verified log, what it rests on, and what there is to say of that (None: nothing)."""

    bundle: Bundle
    log: tuple[Event, ...]
    notice: Message | None = None


def with_bundle(bundle: Bundle, log: Sequence[Event]) -> dict[str, Any]:
    """A log as it is kept in a file, its bundle with it."""
    return {**log_to_json(bundle.graph, bundle.digest, log), OWN_BUNDLE: b64encode(packed(bundle)).decode()}


def load_log_file(file: Path | str, *, case: str = "", cases: Sequence[Path] = ()) -> LogFile:
    """Read a log back. Raises `WrongUse` or `Refused`, as `load_log` does."""
    try:
        with Path(file).open("rb") as stream:
            data = parse_log(stream.read(MOST_BYTES + 1))
    except OSError as fault:
        what = message("'{file}' cannot be opened ({reason})", file=file, reason=fault.strerror)
        raise WrongUse(what) from None
    if (case and data["case"] != case) or data["level"] not in LEVELS:
        raise WrongUse(message("this log is for the case '{case}'", case=data["case"]))
    if OWN_BUNDLE not in data:
        return _on_ours(data, open_case(data["case"], data["level"], cases=cases))
    try:
        ours = open_case(data["case"], data["level"], cases=cases)
    except (WrongUse, ProblemsFound):  # the case is not here (any more), or cannot be read
        return _on_its_own(data)
    return _on_ours(data, ours) if data["bundle"] == ours.digest else _on_its_own(data)


def _on_ours(data: dict[str, Any], bundle: Bundle) -> LogFile:
    """A log on the case that is at hand. One of format 1 cannot say whether that is the same."""
    if data["bundle"] == bundle.digest:
        return LogFile(bundle, log_from_json(bundle.graph, data))
    changed = Refused(
        message(
            "the case or its rules have changed since this log was kept, and it has not brought them "
            "along; name the folder with the case as it was then (--cases)"
        )
    )
    if str(data["format"]) != "1":
        raise changed
    try:
        log = log_from_json(bundle.graph, data)
    except Refused:
        raise changed from None
    notice = message("this log was kept by an earlier version; it is judged by the case and rules of today")
    return LogFile(bundle, log, notice)


def _on_its_own(data: dict[str, Any]) -> LogFile:
    """A log on the bundle that it has brought along. Raises `Refused`."""
    try:
        bundle = unpacked(b64decode(data[OWN_BUNDLE], validate=True))
    except (Unpackable, binascii.Error, TypeError, ValueError):
        raise Refused(message("the case that this log has brought along cannot be read")) from None
    if (bundle.graph.id, bundle.graph.level) != (data["case"], data["level"]):
        raise Refused(message("the case that this log has brought along is another one"))
    try:
        log = log_from_json(bundle.graph, data)
        debrief(bundle, log)
    except _UNSOUND:
        raise Refused(message("the case that this log has brought along cannot be played")) from None
    notice = message("the case or its rules have changed since; the log is judged by those it was played on")
    return LogFile(bundle, log, notice)
