"""The day for which advice is given."""

from __future__ import annotations

from datetime import UTC, datetime

from simulator.language import Language


def today(language: Language) -> str:
    """The reader's own day, for which advice is given (ISO 8601)."""
    return language.day_of(datetime.now(UTC).isoformat())
