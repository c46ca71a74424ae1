"""A bundle as it is kept with plays, with a format number; bundles of earlier formats stay readable.

Format 2 added the day of the case and the experts' paths; a bundle of format 1 has neither.
"""

from __future__ import annotations

from typing import Any

from simulator.graph.bundle import Bundle
from simulator.graph.packing import Unpackable, pack, unpack

FORMAT = 2


def pinned(bundle: Bundle) -> dict[str, Any]:
    """A bundle as JSON values."""
    return {"format": FORMAT, "bundle": pack(bundle)}


def unpinned(document: Any) -> Bundle:
    """The bundle of a document of any format. Raises `Unpackable`."""
    if isinstance(document, list):  # format 1 was the bundle alone
        if len(document) != 5 or not isinstance(document[0], list):
            raise Unpackable("this is no bundle of format 1")
        graph, *rest = document
        return unpack(Bundle, [[*graph, ""], *rest, []])
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Unpackable(f"this is no bundle of a format up to {FORMAT}")
    return unpack(Bundle, document.get("bundle"))
