"""Checks of the laboratory of a survey online: who is missed, what a pilot shows, a form, what came back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from simulator.labs.answers import LabFile
from simulator.labs.feedback import CheckResult
from simulator.labs.material.online_survey import (
    ALL_ONLINE,
    INVITED,
    PILOT,
    RURAL_ONLINE,
    TABLE_2,
    URBAN_ONLINE,
    draft_without_internet,
    non_response,
    survey,
)
from simulator.labs.material.online_survey_form import NAME, XlsForm, read_form, referred
from simulator.labs.material.online_survey_returned import cleaned, opinion, returned_forms, share_agreeing
from simulator.labs.material.register_copy import folded

MOST_QUESTIONS = 12  # on a telephone, by our own judgement
SELECT = "select_one"


def check_missing(answer: dict[str, float]) -> Iterator[CheckResult]:
    """How many of those invited a link alone would miss, by two figures that do not measure the same."""
    ins, table_2 = draft_without_internet()
    given, other = answer["ins"], answer["table-2"]
    yield _known(
        "ins",
        given,
        ins,
        {
            "having": INVITED * RURAL_ONLINE / 100,
            "national": INVITED * (100 - ALL_ONLINE) / 100,
            "urban": INVITED * (100 - URBAN_ONLINE) / 100,
            "percent": 100 - RURAL_ONLINE,
        },
    )
    having, homes = TABLE_2
    counts = {"having": INVITED * having / homes, "count": homes - having}
    yield _known("table-2", other, table_2, counts)


def check_pilot(answer: dict[str, float]) -> Iterator[CheckResult]:
    """Who left a question empty: out of those asked, "don't know" being an answer."""
    both, video, clear = PILOT["fast-and-kind"], PILOT["video"], PILOT["clear"]
    everybody = max(one.asked for one in PILOT.values())
    yield _known("both", answer["both"], non_response(both), {"answered": 100 - non_response(both)})
    faults = {
        "all": 100 * (everybody - video.answered) / everybody,
        "answered": 100 - non_response(video),
    }
    yield _known("video", answer["video"], non_response(video), faults)
    unknown = 100 * (clear.asked - clear.answered + clear.unknown) / clear.asked
    faults = {"unknown": unknown, "answered": 100 - non_response(clear)}
    yield _known("clear", answer["clear"], non_response(clear), faults)


def check_form(answer: LabFile) -> Iterator[CheckResult]:
    """A form that can be sent: consent first, no names, each list with a way out, nothing that leads."""
    read = read_form(answer)
    if read is None:
        yield CheckResult("no-sheets")
        return
    asked = [row for row in read.survey if row.get("type", "").split(" ")[0] not in ("", "note", "calculate")]
    off = [*_consent(asked), *_wording(asked), *_lists(read, asked), *_machinery(asked)]
    if not any(row["type"].startswith(SELECT) for row in asked[1:]):
        off.append(CheckResult("few"))
    if len(asked) > MOST_QUESTIONS:
        off.append(CheckResult("long", {"questions": len(asked)}))
    yield from off or [CheckResult("right", {"questions": len(asked)}, fine=True)]


def check_result(answer: dict[str, float]) -> Iterator[CheckResult]:
    """How many forms remain, and the share of those with an opinion who agree."""
    forms, count = cleaned(), answer["forms"]
    every = len(returned_forms())
    faults: dict[str, float] = {"all": every, "one": every - 1, "quick": len(cleaned(quick=True))}
    yield _known("forms", count, len(forms), faults)
    raw, quick = cleaned(doubled=False, refused=False), cleaned(quick=True)
    share = answer["share"]
    if min(abs(share - share_agreeing(each)) for each in (raw, quick)) <= 0.35:
        yield CheckResult("share-other", {"given": share})
        return
    of_all = 100 * opinion(forms)["agree"] / len(forms)
    yield _known("share", share, share_agreeing(forms), {"of-all": of_all})


def _known(name: str, given: float, right: float, faults: dict[str, float]) -> CheckResult:
    """What is said of a number: that it is right, whose known fault it is, or that it comes from nowhere."""
    if abs(given - right) <= 0.5:
        return CheckResult(f"{name}-right", fine=True)
    key = next((key for key, value in faults.items() if abs(given - value) <= 0.5), "off")
    return CheckResult(f"{name}-{key}", {"given": given})


def _consent(asked: list[dict[str, str]]) -> Iterator[CheckResult]:
    first = asked[0] if asked else {"type": "", "label": ""}
    if not (first["type"].startswith(SELECT) and _first_of("consent", first["label"])):
        yield CheckResult("no-consent")
    elif folded(first.get("required", "")) not in ("yes", "true", "true()"):
        yield CheckResult("consent-free")


def _wording(asked: list[dict[str, str]]) -> Iterator[CheckResult]:
    """Labels that show who somebody is, ask two things, or lead."""
    for row in asked:
        label = row["label"]
        if (word := _first_of("identifying", label)) and "nu scrie" not in folded(label):
            yield CheckResult("identifying", {"label": label, "word": word})
        elif row["type"].startswith(SELECT) and " si " in folded(label) and not _first_of("consent", label):
            yield CheckResult("double", {"label": label})
        if word := _first_of("leading", label):
            yield CheckResult("leading", {"label": label, "word": word})


def _lists(read: XlsForm, asked: list[dict[str, str]]) -> Iterator[CheckResult]:
    """Lists that are missing, and lists of opinions without a way out."""
    names: set[str] = set()
    for row in asked:
        kind, _, rest = row["type"].partition(" ")
        listed = rest.strip()
        if not kind.startswith("select") or listed in names:
            continue
        names.add(listed)
        answers = read.answers(listed)
        if len(answers) < 2:
            yield CheckResult("no-list", {"listed": listed, "name": row["name"]})
        elif _is_opinion(answers):
            words = " ; ".join(answers)
            if not _first_of("unknown", words):
                yield CheckResult("no-unknown", {"listed": listed})
            if not _first_of("refusal", words):
                yield CheckResult("no-refusal", {"listed": listed})


def _machinery(asked: list[dict[str, str]]) -> Iterator[CheckResult]:
    """Names that a program cannot use, and references to nothing."""
    names = Counter(row["name"] for row in asked)
    for row in asked:
        if not NAME.fullmatch(row["name"]):
            yield CheckResult("bad-name", {"name": row["name"]})
        for other in referred(row):
            if other not in names:
                yield CheckResult("bad-reference", {"name": row["name"], "other": other})
    for name, times in names.items():
        if times > 1:
            yield CheckResult("twice", {"name": name})


def _is_opinion(answers: list[str]) -> bool:
    """Whether a list is a scale of agreement."""
    return len(answers) > 2 and any("dezacord" in folded(each) for each in answers)


def _first_of(key: str, text: str) -> str | None:
    """The first entry of a list in the laboratory's file that stands in a text as whole words."""
    given = folded(text)
    words = [each.strip() for each in survey().words(f"list-{key}").split(",")]
    return next((each for each in words if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", given)), None)
