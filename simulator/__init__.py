"""Cases in social assistance: play them, judge them by the profession's rules, explain what they showed.

The names below are the public ones; they load on first use, so that importing this package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import Any

_PUBLIC = {
    "Bundle": "simulator.graph.bundle",
    "Session": "simulator.engine.session",
    "begin": "simulator.engine.session",
    "bundle_of": "simulator.graph.loading",
    "case_folders": "simulator.content.folders",
    "debrief": "simulator.competence.debrief",
    "draw_profile": "simulator.report.drawing",
    "explain": "simulator.report.debrief_data",
    "load_case": "simulator.graph.loading",
    "load_profession": "simulator.graph.loading",
    "open_case": "simulator.graph.loading",
    "play_cohort": "simulator.cohort.replay",
    "policy": "simulator.cohort.policies",
    "read_log": "simulator.cohort.reading",
    "replay_walk": "simulator.cohort.reading",
    "states": "simulator.engine.session",
    "verify": "simulator.engine.codec",
    "view": "simulator.engine.view",
    "what_if": "simulator.engine.what_if",
}

__all__ = sorted(_PUBLIC)  # noqa: PLE0605  (a list, built from the table above)


def __getattr__(name: str) -> Any:
    """A public name, loaded now."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'simulator' has no attribute '{name}'")
    return getattr(importlib.import_module(_PUBLIC[name]), name)
