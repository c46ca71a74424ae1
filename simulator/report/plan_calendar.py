"""The days of a plan as a file for a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from simulator.language import Language
from simulator.report.plan import PlanGoal, goal_title

if TYPE_CHECKING:
    from icalendar import Event

CALENDAR_TYPE = "text/calendar"
_A_DAY_BEFORE = timedelta(days=-1)


def plan_calendar(goals: Sequence[PlanGoal], back: str, owner: str, language: Language) -> bytes:
    """A whole day for each goal with a day of its own, and the day to come back; a reminder the day before.

    The same goal of the same owner keeps its identity, so that a calendar replaces what it had. The
    owner's pseudonym does not stand in the file.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//simulator-asistenta-sociala//plan//RO")
    calendar.add("version", "2.0")
    text = language.text
    for place, goal in enumerate(goals, 1):
        if goal.until:
            about = "\n".join(
                f"{goal_title(column, language)}: {words}"
                for column, words in (("means", goal.means), ("sign", goal.sign))
                if words
            )
            title = text("My plan: {goal}", goal=goal.what)
            calendar.add_component(_event(goal.until, title, about, _identity(owner, place)))
    if back:
        about = "\n".join(goal.what for goal in goals if goal.what)
        calendar.add_component(_event(back, text("I come back to my plan"), about, _identity(owner, 0)))
    made: bytes = calendar.to_ical()
    return made


def _identity(owner: str, place: int) -> str:
    return f"{hashlib.sha256(f'{owner}:plan:{place}'.encode()).hexdigest()[:32]}@simulator-asistenta-sociala"


def _event(day: str, title: str, about: str, identity: str) -> Event:
    from icalendar import Alarm
    from icalendar import Event as CalendarEvent

    event, alarm, first = CalendarEvent(), Alarm(), date.fromisoformat(day)
    event.add("uid", identity)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("summary", title)
    if about:
        event.add("description", about)
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _A_DAY_BEFORE)
    event.add_component(alarm)
    return event
