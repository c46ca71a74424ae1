"""The mark of a play that did not come through the server, the same on every page."""

from __future__ import annotations

from simulator.language import Language
from simulator.ui import parts
from simulator.ui.parts import Node


def mark_nodes(language: Language, *, verified: bool) -> list[Node]:
    """What is said of a play: nothing if every step came through the server, else that it is unverified."""
    if verified:
        return []
    words = language.text("Unverified: played outside the server, so it joins no class.")
    return [parts.paragraph(words, "quiet")]
