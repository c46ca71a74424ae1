"""A plan for one person: what, by what, until when, how one will know; suggested from the grid, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from simulator.language import Language
from simulator.report.document import Blanks, Document, Table, Text, gathered
from simulator.report.next_steps import StepLine
from simulator.report.wording import foot_of, page_pattern, sentence

MOST_GOALS = 3
DAYS_TO_COME_BACK = 42  # six weeks, which is ours
WHAT, MEANS, UNTIL, SIGN = "what", "means", "until", "sign"
GOAL_COLUMNS = (WHAT, MEANS, UNTIL, SIGN)
_TITLES = {
    WHAT: "What I want to do better",
    MEANS: "By what",
    UNTIL: "Until when",
    SIGN: "How I will know",
}


class PlanGoal(NamedTuple):
    """One goal in own words; `until` is a day (ISO 8601) or empty."""

    what: str = ""
    means: str = ""
    until: str = ""
    sign: str = ""


def goal_title(column: str, language: Language) -> str:
    """What a column of a goal is called."""
    return language.text(_TITLES[column])


def suggested_goal(step: StepLine, day: str, language: Language) -> PlanGoal:
    """A goal to begin with, to be put into own words: from the grid, its next step, and a day (ISO 8601)."""
    text, line = language.text, step.line
    what = f"{line.title}: {line.own.develop}" if line.own.develop else line.title
    means = []
    if step.case:
        means.append(text("I play the case {title}.", title=language.quoted(step.case_title)))
    if step.sources:
        means.append(sentence(text("I read: {sources}", sources="; ".join(step.sources))))
    if line.own.support:
        means.append(sentence(line.own.support))
    sign = line.questions[0].observable if line.questions else ""
    return PlanGoal(what, " ".join(means), day_to_come_back(day), sign)


def day_to_come_back(day: str) -> str:
    """The day that is suggested for coming back, from a day on (both ISO 8601)."""
    return (date.fromisoformat(day) + timedelta(days=DAYS_TO_COME_BACK)).isoformat()


def plan_document(goals: Sequence[PlanGoal], back: str, language: Language) -> Document:
    """The plan on paper; `back` is the day to come back to it (ISO 8601) or empty."""
    text = language.text
    title = text("My plan")
    rows = tuple(
        (goal.what, goal.means, language.date(goal.until) if goal.until else "", goal.sign) for goal in goals
    )
    head = tuple(goal_title(column, language) for column in GOAL_COLUMNS)
    again = Text(language.date(back), text("I come back to this plan on")) if back else None
    blocks = gathered(
        Table("", head, rows, (6, 8, 4, 7)), again, Blanks((text("Discussed with"), text("Date")))
    )
    return Document(
        name=title,
        title=title,
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        blocks=tuple(blocks),
        wide=True,
    )
