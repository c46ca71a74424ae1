"""A bundle as it is kept with plays, with a format number; bundles of earlier formats stay readable.

Format 2 added the day of the case and the experts' paths, format 3 the sections of forms; a bundle
of an earlier format has none of what came later.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from simulator.graph.bundle import Bundle
from simulator.graph.graph import Graph
from simulator.graph.packing import Unpackable, pack, unpack

FORMAT = 3


def pinned(bundle: Bundle) -> dict[str, Any]:
    """A bundle as JSON values."""
    return {"format": FORMAT, "bundle": pack(bundle)}


def unpinned(document: Any) -> Bundle:
    """The bundle of a document of any format. Raises `Unpackable`."""
    if isinstance(document, list):  # format 1 was the bundle alone
        if len(document) != 5 or not isinstance(document[0], list):
            raise Unpackable("this is no bundle of format 1")
        graph, *rest = document
        return unpack(Bundle, _with_sections([[*graph, ""], *rest, []]))
    if not isinstance(document, dict) or document.get("format") not in (2, FORMAT):
        raise Unpackable(f"this is no bundle of a format up to {FORMAT}")
    held = document.get("bundle")
    return unpack(Bundle, _with_sections(held) if document["format"] == 2 else held)


def _with_sections(held: Any) -> Any:
    """A bundle of format 2 as one of format 3: no part of any task stands in a section."""
    try:
        graph, *rest = held
        place = [one.name for one in fields(Graph)].index("scenes")
        scenes = [[*scene[:-1], [*scene[-1], []]] for scene in graph[place]]
    except (TypeError, ValueError, IndexError) as fault:
        raise Unpackable(str(fault)) from None
    return [[*graph[:place], scenes, *graph[place + 1 :]], *rest]
