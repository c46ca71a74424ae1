"""The day for which advice is given."""

from __future__ import annotations

from datetime import UTC, datetime


def today() -> str:
    """The day for which advice is given (UTC, ISO 8601)."""
    return datetime.now(UTC).date().isoformat()
