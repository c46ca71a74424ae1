"""Checks of the laboratory "an online service": a programme of three steps, as its designer chose it.

What must be so (our own list; A 193-196, 281-289; GDPR art. 5; NASW 1.03 (f)-(g)): nobody without a way, no
datum without a purpose and a term, consent before the first datum, a person to turn to, an opinion that
comes back from everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.labs.feedback import CheckResult
from simulator.labs.lab import open_lab
from simulator.labs.material.online_service import (
    HOURS,
    HOUSEHOLDS,
    STEPS,
    Programme,
    hours,
    left_out,
)
from simulator.labs.material.online_service_view import names_of

PURPOSE = {"contact": "return", "sums": "plan"}  # what a datum of this programme is good for
TOO_MUCH = ("phone", "statement", "identity", "illness")  # where less would do
NO_PURPOSE = ("file", "benefits", "report")  # what is not for the person who gives it
NAMING = ("no-purpose", "no-term", "wrong-purpose")  # sentences that name the datum or its purpose


def check_programme(answer: Programme) -> Iterator[CheckResult]:
    """A programme: ways, time, data step by step, then consent, person and opinion."""
    judged = [*_access(answer), *_data(answer), *_contact(answer), *_consent(answer), *_people(answer)]
    if all(finding.fine for finding in judged):
        judged.insert(0, CheckResult("right", {"hours": round(hours(answer), 1)}, fine=True))
    yield from judged


def _access(answer: Programme) -> Iterator[CheckResult]:
    """Who has no way; steps that leave out the same households are told together."""
    keys = {"none": "waiting", "relative": "relative"}
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for step in STEPS:
        other = answer[step]["other"]
        if out := left_out(answer[step]["way"], other):
            alike.setdefault((keys.get(other, "left-out"), out), []).append(_label("rows", step))
    for (key, out), steps in alike.items():
        yield CheckResult(key, {"steps": ", ".join(steps), "names": names_of(out)})
    if not any(answer[step]["way"] == "page" for step in STEPS):
        yield CheckResult("not-online")
    if hours(answer) > HOURS:
        yield CheckResult("hours", {"hours": round(hours(answer), 1)})


def _data(answer: Programme) -> Iterator[CheckResult]:
    """What is off with what is asked; steps with the same fault are told together."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for step in STEPS:
        datum, purpose = answer[step]["datum"], answer[step]["purpose"]
        for key in _datum(datum, purpose, answer[step]["kept"]):
            named = (datum, purpose) if key in NAMING else ("nothing", "none")
            alike.setdefault((key, *named), []).append(_label("rows", step))
    for (key, datum, purpose), steps in alike.items():
        yield CheckResult(
            key,
            {
                "step": ", ".join(steps),
                "datum": _label("datum", datum).lower(),
                "purpose": _label("purpose", purpose).lower(),
            },
        )


def _datum(datum: str, purpose: str, term: str) -> Iterator[str]:
    """What is off with a datum, its purpose and its term."""
    if datum == "nothing":
        if purpose != "none" or term != "none":
            yield "surplus"
    elif datum in TOO_MUCH:
        yield datum
    else:
        if purpose == "none":
            yield "no-purpose"
        elif purpose in NO_PURPOSE:
            yield purpose
        elif purpose != PURPOSE[datum]:
            yield "wrong-purpose"
        yield from _term(datum, term)


def _term(datum: str, term: str) -> Iterator[str]:
    if term == "none":
        yield "no-term"
    elif term in ("needed", "years"):
        yield term
    elif term == "person" and datum == "contact":
        yield "kept-by-person"


def _contact(answer: Programme) -> Iterator[CheckResult]:
    """The third step is a technician's: without a way to find the person there is none."""
    asked = [step for step in STEPS if answer[step]["datum"] == "contact"]
    if STEPS[2] in asked:
        yield CheckResult("late-contact")
    if not any(answer[step]["datum"] in ("contact", "phone") for step in STEPS[:2]):
        yield CheckResult("no-contact")
    if set(STEPS[:2]) <= set(asked):
        yield CheckResult("twice")


def _consent(answer: Programme) -> Iterator[CheckResult]:
    consent = answer["whole"]["consent"]
    first = next((n for n, step in enumerate(STEPS, start=1) if answer[step]["datum"] != "nothing"), 4)
    if consent in ("writing", "benefit"):
        yield CheckResult(f"consent-{consent}")
    elif consent == "second" and first < 2:
        yield CheckResult("consent-late", {"first": first})
    elif consent == "second":
        yield CheckResult("consent-second", fine=True)


def _people(answer: Programme) -> Iterator[CheckResult]:
    """Whom one turns to, and how what people think comes back."""
    whole = answer["whole"]
    if whole["person"] != "named":
        offline = [household.id for household in HOUSEHOLDS if not household.internet]
        yield CheckResult(whole["person"], {"names": names_of(offline)})
    if whole["opinion"] == "online":
        yield CheckResult("opinion-online")
    elif whole["opinion"] != "same":
        yield CheckResult(whole["opinion"])


def _label(column: str, name: str) -> str:
    """The words of a row, or of an option in a column."""
    exercise = open_lab("online-service").written_exercise("programme")
    if column == "rows":
        return (exercise.rows or {})[name]
    return (exercise.columns or {})[column].options[name]
