"""On screen: pages built from a few accessible parts; handlers guarded in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.ui.page import Page


def show(name: str) -> Page:
    """The page of a name (start, play, debrief) for the visit that this kernel serves."""
    from simulator.ui.rooms import page_for

    return page_for(name)
