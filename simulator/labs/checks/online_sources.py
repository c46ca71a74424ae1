"""Checks of the laboratory "what is found online": a note of what was seen, the day by which one is told."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.lab import open_lab
from simulator.labs.material.online_sources import LABELS, first_of, note_lines

MOST_WORDS = 120  # of a note, by our own judgement
LEAST_WORDS = 4  # of a purpose that says a question
LOOKED, SENT, VISIT = 10, 18, 22  # days of September; a month after looking is 10 October


def check_note(answer: str) -> Iterator[CheckResult]:
    """A note about the photograph: day, page, purpose, what was seen and what was not."""
    lines = note_lines(answer)
    off = [*_missing(lines), *_place_and_day(lines), *_content(lines), *_surplus(answer)]
    yield from off or [CheckResult("right", fine=True)]


def check_last_day(answer: float) -> Iterator[CheckResult]:
    """The last day of September on which Simona may be told (GDPR, art. 14 (3))."""
    known: dict[float, str] = {LOOKED: "at-once", SENT: "right", VISIT: "visit"}
    key = known.get(answer, "month" if answer > VISIT else "off")
    yield CheckResult(key, {"given": answer}, fine=key == "right")


def _missing(lines: dict[str, str]) -> Iterator[CheckResult]:
    lab = open_lab("online-sources")
    for name in LABELS:
        if not lines[name]:
            yield CheckResult("missing", {"label": lab.words(f"label-{name}").rstrip(":")})


def _place_and_day(lines: dict[str, str]) -> Iterator[CheckResult]:
    """Whether another person could find the same page, and knows when it looked so."""
    if lines["date"] and not first_of("day-of-looking", lines["date"]):
        yield CheckResult("posting-day" if first_of("day-of-posting", lines["date"]) else "no-day")
    if lines["address"] and not first_of("page", lines["address"]):
        yield CheckResult("no-page")
    if lines["purpose"] and len(lines["purpose"].split()) < LEAST_WORDS:
        yield CheckResult("short-purpose")


def _content(lines: dict[str, str]) -> Iterator[CheckResult]:
    """What was seen is the picture; what was not is the day on which it was taken."""
    if word := first_of("at-home", lines["seen"]):
        yield CheckResult("posting-as-taken", {"word": word})
    elif lines["seen"] and not first_of("pictured", lines["seen"]):
        yield CheckResult("nothing-seen")
    if lines["unseen"] and not first_of("taken", lines["unseen"]):
        yield CheckResult("not-when")


def _surplus(answer: str) -> Iterator[CheckResult]:
    if word := first_of("interpretation", answer):
        yield CheckResult("interpretation", {"word": word})
    if word := first_of("others", answer):
        yield CheckResult("other-person", {"word": word})
    if (words := len(answer.split())) > MOST_WORDS:
        yield CheckResult("long", {"words": words})
