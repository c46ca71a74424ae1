"""Statements to be put into bins."""

from __future__ import annotations

from simulator.engine.kinds.base import BINS, Kind

KIND = Kind("sort", BINS)
