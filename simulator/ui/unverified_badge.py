"""The mark of a play that did not come through the server, the same on every page."""

from __future__ import annotations

from simulator.language import Language
from simulator.report.wording import unverified_words
from simulator.ui import parts
from simulator.ui.parts import Node


def unverified_badge(language: Language, *, verified: bool) -> list[Node]:
    """What is said of a play: nothing if every step came through the server, else that it is unverified."""
    return [] if verified else [parts.paragraph(unverified_words(language), "quiet")]
