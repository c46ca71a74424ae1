"""Indicators rated on the grid's scale: kept, and compared with evidence later."""

from __future__ import annotations

from simulator.engine.kinds.base import SCALE, Kind

KIND = Kind("rate", SCALE, open=True, shuffled=False)
