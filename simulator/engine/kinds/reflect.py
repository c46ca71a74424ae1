"""Own words: kept, never judged."""

from __future__ import annotations

from simulator.engine.kinds.base import WORDS, Kind

KIND = Kind("reflect", WORDS, open=True, shuffled=False)
