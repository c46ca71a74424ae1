"""A real form, put together from statements and picks."""

from __future__ import annotations

from simulator.engine.kinds.base import COMPOSE, Kind

KIND = Kind("form", COMPOSE, brings=True)
