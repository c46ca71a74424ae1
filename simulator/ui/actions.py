"""The one place where what a browser says is taken in: validated, carried out, faults said politely.

A message is `{do, with, n}`: a registered action, its fields, and a number that is acknowledged.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.errors import Message, ProblemsFound, Refused, SimulatorError, message
from simulator.store.database import StoreFault
from simulator.store.plays import Behind, NotThere

RAISE_VARIABLE = "SIMULATOR_RAISE"
MOST_SIGNS = 8000
MOST_PARTS = 400
MOST_DEPTH = 4
_VIEW = re.compile(r"[0-9a-f]{1,32}")
_LOG = logging.getLogger(__name__)
Fields = Mapping[str, Any]


class Malformed(ValueError):
    """What no page of ours would send."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told after something did not go as asked: `kind` is warning or error."""

    kind: str
    what: Message
    todo: Message | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can ask for, with the fields that it needs and their types."""

    run: Callable[[Fields], None]
    fields: Mapping[str, type] = field(default_factory=dict)


def take(actions: Mapping[str, Action], content: object) -> Notice | None:
    """Carry out what a message asks. What went wrong comes back as a notice and is logged.

    Under test (`SIMULATOR_RAISE=1`) faults that are not a person's to mend are raised.
    """
    try:
        action, fields = understood(actions, content)
        action.run(fields)
    except Exception as fault:
        return notice_of(fault)
    return None


def notice_of(fault: Exception) -> Notice:
    """A fault as a notice; logged, and raised again under test if nobody but us can mend it."""
    notice = _known(fault)
    if notice is None:
        _LOG.error("a page could not do what was asked", exc_info=fault)
        if os.environ.get(RAISE_VARIABLE) == "1":
            raise fault
        if isinstance(fault, Malformed):
            return Notice("error", message("the page asked for something that it may not ask for"))
        return Notice(
            "error",
            message("something went wrong; what was marked as saved is safe"),
            message("try again or reload the page"),
        )
    _LOG.info("a notice: %s", notice.what.english)
    return notice


def _known(fault: Exception) -> Notice | None:
    if isinstance(fault, StoreFault):
        return Notice("error", fault.reason, fault.todo)
    if isinstance(fault, Refused):
        return Notice("warning", fault.reason)
    if isinstance(fault, Behind):
        return Notice(
            "warning",
            message("this play has gone on in another tab or on another device"),
            message("you now see where it is; the last answer given here was not counted"),
        )
    if isinstance(fault, NotThere):
        return Notice("warning", message("you have no such play"))
    if isinstance(fault, ProblemsFound):
        return Notice("error", message("this case has faults and cannot be opened"))
    if isinstance(fault, SimulatorError):
        return Notice("warning", message("this cannot be done now"))
    return None


def understood(actions: Mapping[str, Action], content: object) -> tuple[Action, dict[str, Any]]:
    """The action that a message asks for, and its fields. Raises `Malformed`."""
    if not isinstance(content, dict) or not set(content) <= {"do", "with", "n", "view"}:
        raise Malformed("not a message of ours")
    name, fields = content.get("do"), content.get("with", {})
    if not isinstance(name, str) or name not in actions:
        raise Malformed("no such action here")
    action = actions[name]
    if not isinstance(fields, dict) or set(fields) != set(action.fields):
        raise Malformed(f"the fields of {name} are {sorted(action.fields)}")
    for key, kind in action.fields.items():
        if type(fields[key]) is not kind:
            raise Malformed(f"{key} is not of the kind {kind.__name__}")
    if _parts(fields) > MOST_PARTS:
        raise Malformed("too many parts")
    return action, fields


def _parts(value: object, depth: int = 0) -> int:
    """How many values stand in a message. Raises `Malformed` for what is too deep, too long or odd."""
    if depth > MOST_DEPTH:
        raise Malformed("too deep")
    if isinstance(value, str):
        if len(value) > MOST_SIGNS:
            raise Malformed("too long")
        return 1
    if value is None or type(value) in (bool, int):
        return 1
    if isinstance(value, list):
        return 1 + sum(_parts(part, depth + 1) for part in value)
    if isinstance(value, dict):
        return 1 + sum(_parts(key, depth + 1) + _parts(part, depth + 1) for key, part in value.items())
    raise Malformed("a kind of value that pages do not send")


def view_of(content: object) -> str:
    """The name of the view of a page that a message comes from; empty if it names none."""
    name = content.get("view") if isinstance(content, dict) else None
    return name if isinstance(name, str) and _VIEW.fullmatch(name) else ""


def number_of(content: object) -> int:
    """The number by which a message is acknowledged; 0 if it has none."""
    number = content.get("n") if isinstance(content, dict) else None
    return number if type(number) is int and 0 <= number < 1 << 40 else 0
