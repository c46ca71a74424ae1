"""On screen: pages built from a few accessible parts; handlers guarded in one place."""

from __future__ import annotations

import importlib
from typing import Any


def show(name: str) -> Any:
    """The page of a name (start, play, debrief) for the visit that this kernel serves."""
    return importlib.import_module("simulator.ui.routes").page_for(name)
