"""Which days of a case are off: weekends and Romania's public holidays."""

from __future__ import annotations

from datetime import date, timedelta

DAYS = 70  # from the first day of a case; no case lasts so long


def days_off(day: str) -> tuple[int, ...]:
    """The days (from 0, the one given as ISO 8601) on which nobody works; none where the day is not known."""
    if not day:
        return ()
    import holidays

    first = date.fromisoformat(day)
    public = holidays.country_holidays("RO", years=[first.year, first.year + 1])
    days = (first + timedelta(number) for number in range(DAYS))
    return tuple(number for number, one in enumerate(days) if one.weekday() >= 5 or one in public)
