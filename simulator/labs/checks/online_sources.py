"""Checks of the laboratory "what is found online": a note of what was seen, the day by which one is told."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import Finding
from simulator.labs.lab import open_lab
from simulator.labs.material.online_sources import LABELS, first_of, note_lines

MOST_WORDS = 120  # of a note, by our own judgement
LEAST_WORDS = 4  # of a purpose that says a question
LOOKED, SENT, VISIT = 10, 18, 22  # days of September; a month after looking is 10 October


def note(answer: str) -> Iterator[Finding]:
    """A note about the photograph: day, page, purpose, what was seen and what was not."""
    lines = note_lines(answer)
    off = [*_missing(lines), *_place_and_day(lines), *_content(lines), *_surplus(answer)]
    yield from off or [Finding("right", fine=True)]


def last_day(answer: float) -> Iterator[Finding]:
    """The last day of September on which Simona may be told (GDPR, art. 14 (3))."""
    known: dict[float, str] = {LOOKED: "at-once", SENT: "right", VISIT: "visit"}
    key = known.get(answer, "month" if answer > VISIT else "off")
    yield Finding(key, {"given": answer}, fine=key == "right")


def _missing(lines: dict[str, str]) -> Iterator[Finding]:
    lab = open_lab("online-sources")
    for name in LABELS:
        if not lines[name]:
            yield Finding("missing", {"label": lab.words(f"label-{name}").rstrip(":")})


def _place_and_day(lines: dict[str, str]) -> Iterator[Finding]:
    """Whether another person could find the same page, and knows when it looked so."""
    if lines["date"] and not first_of("day-of-looking", lines["date"]):
        yield Finding("posting-day" if first_of("day-of-posting", lines["date"]) else "no-day")
    if lines["address"] and not first_of("page", lines["address"]):
        yield Finding("no-page")
    if lines["purpose"] and len(lines["purpose"].split()) < LEAST_WORDS:
        yield Finding("short-purpose")


def _content(lines: dict[str, str]) -> Iterator[Finding]:
    """What was seen is the picture; what was not is the day on which it was taken."""
    if word := first_of("at-home", lines["seen"]):
        yield Finding("posting-as-taken", {"word": word})
    elif lines["seen"] and not first_of("pictured", lines["seen"]):
        yield Finding("nothing-seen")
    if lines["unseen"] and not first_of("taken", lines["unseen"]):
        yield Finding("not-when")


def _surplus(answer: str) -> Iterator[Finding]:
    if word := first_of("interpretation", answer):
        yield Finding("interpretation", {"word": word})
    if word := first_of("others", answer):
        yield Finding("other-person", {"word": word})
    if (words := len(answer.split())) > MOST_WORDS:
        yield Finding("long", {"words": words})
