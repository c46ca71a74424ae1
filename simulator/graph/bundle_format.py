"""A bundle as it is kept with plays, with a format number; bundles of earlier formats stay readable.

Format 2 added the day of the case and the experts' paths, format 3 the sections of forms, format 4
the names of fields: since then a field that is added (with a default) or removed changes no format.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any

from simulator.graph.bundle import Bundle
from simulator.graph.packing import Unpackable, pack, unpack
from simulator.graph.positional_format import by_name
from simulator.graph.upgrade import upgraded, upgraded_rules

FORMAT = 4
_POSITIONAL = (2, 3)
MOST_PACKED = 2_000_000
MOST_UNPACKED = 16_000_000


def pinned(bundle: Bundle) -> dict[str, Any]:
    """A bundle as JSON values."""
    return {"format": FORMAT, "bundle": pack(bundle)}


def unpinned(document: Any) -> Bundle:
    """The bundle of a document of any format. Raises `Unpackable`."""
    if isinstance(document, list):  # format 1 was the bundle alone
        return _positional(document, 1)
    if not isinstance(document, dict) or document.get("format") not in (*_POSITIONAL, FORMAT):
        raise Unpackable(f"this is no bundle of a format up to {FORMAT}")
    if document["format"] in _POSITIONAL:
        return _positional(document.get("bundle"), document["format"])
    return _upgraded(unpack(Bundle, document.get("bundle")))


def _upgraded(bundle: Bundle) -> Bundle:
    graph, profession = upgraded(bundle.graph), upgraded_rules(bundle.graph, bundle.profession)
    if graph is bundle.graph and profession is bundle.profession:
        return bundle
    return replace(bundle, graph=graph, profession=profession)


def packed(bundle: Bundle) -> bytes:
    """A bundle as few bytes."""
    return zlib.compress(json.dumps(pinned(bundle), ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(data: bytes) -> Bundle:
    """The bundle of packed bytes, wherever they come from. Raises `Unpackable`."""
    if len(data) > MOST_PACKED:
        raise Unpackable(f"a packed bundle has at most {MOST_PACKED} bytes")
    unzip = zlib.decompressobj()
    try:
        text = unzip.decompress(data, MOST_UNPACKED)
        if not unzip.eof:
            raise Unpackable("the packed bundle is too large, or not whole")
        return unpinned(json.loads(text))
    except (zlib.error, RecursionError, ValueError) as fault:
        raise Unpackable(str(fault)) from None


def _positional(packed: Any, number: int) -> Bundle:
    try:
        named = by_name(packed, number)
    except (TypeError, ValueError, RecursionError) as fault:
        raise Unpackable(str(fault)) from None
    return _upgraded(unpack(Bundle, named))
