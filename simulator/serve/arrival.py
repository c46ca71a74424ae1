"""Where a link from outside leads: to a page of ours, whatever else its address says."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from simulator.ui.page_registry import PAGES
from simulator.ui.place import named, place_in

FIRST = "/start"
LABORATORY = "laboratory"  # no page of ours: a notebook on Voila's own front end


def page_address(wanted: str) -> str:
    """The address of the page and place that are wanted, built anew; the first page for anything else."""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return FIRST
    name = parts.path.removeprefix("/")
    if parts.scheme or parts.netloc or name not in (*PAGES, LABORATORY):
        return FIRST
    query = urlencode(named(place_in(parts.query)))
    return f"/{name}?{query}" if query else f"/{name}"


def on_the_way(step: str, wanted: str) -> str:
    """The address of a step before a page, which remembers what page is wanted."""
    address = page_address(wanted)
    return step if address == FIRST else f"{step}?to={quote(address, safe='')}"
