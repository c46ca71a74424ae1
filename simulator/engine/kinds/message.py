"""A message: to whom, by which channel, what it says."""

from __future__ import annotations

from simulator.engine.kinds.base import COMPOSE, Kind

KIND = Kind("message", COMPOSE, brings=True)
