"""A short questionnaire as data: its questions, their lists of answers, what a pilot of a draft showed."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.register_views import Excerpt
from simulator.labs.text_view import CaptionedTable, TextView

INVITED = 140  # households that used the service in half a year; invented
RURAL_ONLINE = 84.8  # % of rural households with internet: INS, December 2025
URBAN_ONLINE, ALL_ONLINE = 92.6, 89.1  # the same release
TABLE_2 = (4, 52)  # homes with internet in one marginalised rural locality: article, A 481-494
MOST_USES = 60  # in 30 days; twice a day is possible, fifteen times a day is a slip: our own limit
OPINION = ("1", "2", "3", "4", "5", "unknown", "unsaid")
LISTS = {
    "consent": ("yes", "no"),
    "way": ("alone", "helped", "phone", "office", "unsaid"),
    "agree": OPINION,
    "again": ("yes", "no", "unknown", "unsaid"),
    "age": ("young", "middle", "old", "unsaid"),
}


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question: its `name` in the data, its list of answers, when it is asked.

    Without a list it is answered in own words, or by a count up to `most`. `asked_if` is (question, answer):
    only who answered so is asked.
    """

    name: str
    answers: str = ""
    required: bool = False
    asked_if: tuple[str, str] | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Piloted:
    """A question of the draft in the pilot: how many were asked, answered, said "don't know"."""

    asked: int
    answered: int
    unknown: int = 0


_AGREED = ("consent", "yes")
QUESTIONS = (
    SurveyQuestion("consent", "consent", required=True),
    SurveyQuestion("way", "way", asked_if=_AGREED),
    SurveyQuestion("uses", asked_if=_AGREED, most=MOST_USES),
    SurveyQuestion("clear", "agree", asked_if=_AGREED),
    SurveyQuestion("time", "agree", asked_if=_AGREED),
    SurveyQuestion("respect", "agree", asked_if=_AGREED),
    SurveyQuestion("again", "again", asked_if=_AGREED),
    SurveyQuestion("age", "age", asked_if=_AGREED),
    SurveyQuestion("change", asked_if=_AGREED),
)
PILOT = {
    "clear": Piloted(20, 19, 4),
    "fast-and-kind": Piloted(20, 12),
    "video": Piloted(8, 6),
    "income": Piloted(20, 9),
    "change": Piloted(20, 14),
}


def survey() -> Lab:
    """The laboratory whose words these are."""
    return open_lab("online-survey")


def draft_without_internet() -> tuple[int, int]:
    """How many of those invited a link alone would miss: by INS for rural homes, by Table 2."""
    having, homes = TABLE_2
    return round(INVITED * (100 - RURAL_ONLINE) / 100), round(INVITED * (homes - having) / homes)


def non_response(one: Piloted) -> float:
    """Per cent of those asked who left a question empty; "don't know" is an answer."""
    return 100 * (one.asked - one.answered) / one.asked


def questionnaire_view() -> TextView:
    """Our questionnaire, a row for each question."""
    import pandas as pd

    lab = survey()
    rows = [
        [
            lab.words(f"q-{one.name}"),
            lab.words(f"kind-{one.answers or ('count' if one.most else 'words')}"),
        ]
        for one in QUESTIONS
    ]
    index = pd.Index([one.name for one in QUESTIONS], name=lab.words("name"))
    frame = pd.DataFrame(rows, index=index, columns=[lab.words("question"), lab.words("answers")])
    return Excerpt(
        lab.words("questionnaire-said"), (CaptionedTable(lab.words("questionnaire"), frame, folded=True),)
    )


def pilot_view() -> TextView:
    """What the pilot showed of five questions of the draft."""
    import pandas as pd

    lab = survey()
    rows = [[one.asked, one.answered, one.unknown] for one in PILOT.values()]
    index = pd.Index([lab.words(f"pilot-{name}") for name in PILOT], name=lab.words("question"))
    columns = [lab.words(each) for each in ("asked", "answered", "of-these-unknown")]
    frame = pd.DataFrame(rows, index=index, columns=columns)
    return Excerpt(lab.words("pilot-said"), (CaptionedTable(lab.words("pilot"), frame),))
