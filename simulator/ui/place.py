"""Where on a page somebody is: what its address names. A locator, which proves nothing."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qs

MOST_QUERY = 500
_PLAY = re.compile(r"[0-9a-f]{32}")
NO_SUCH = "-"  # what an address names that can be nothing of ours: not empty, and found nowhere
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class Place(NamedTuple):
    """A play, a thing by its id (a case, a rule), a part of the page, and where on it to begin reading.

    Whatever is not named is empty; what is named and can be nothing of ours is `NO_SUCH`, so that whoever
    looks for it finds nothing and says so. `at` is the key of a part; a browser keeps it behind the `#`.
    """

    play: str = ""
    id: str = ""
    part: str = ""
    at: str = ""


def named(place: Place) -> dict[str, str]:
    """What a place names, for a message or a link: only what is there."""
    return {name: value for name, value in place._asdict().items() if value}


def place_in(query: str) -> Place:
    """What a query names."""
    named = parse_qs(query[:MOST_QUERY].lstrip("?"))
    return place_from({name: values[-1] for name, values in named.items()})


def place_from(fields: dict[str, Any]) -> Place:
    """The place that fields name."""
    play = _fitting(_PLAY, fields.get("play"))
    id, part, at = (_fitting(_NAME, fields.get(name)) for name in ("id", "part", "at"))
    return Place(play, id, part, "" if at == NO_SUCH else at)


def _fitting(form: re.Pattern[str], value: object) -> str:
    """The value, if it has the form; empty if there is none."""
    if value in (None, ""):
        return ""
    return value if isinstance(value, str) and form.fullmatch(value) else NO_SUCH
