"""The plan as parts: its goals with their fields, goals to take over from the grid, the day to come back."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.language import Language
from simulator.report.next_steps import StepLine
from simulator.report.plan import GOAL_COLUMNS, MOST_GOALS, UNTIL, goal_title
from simulator.ui import parts
from simulator.ui.conflict_drafts import Drafts, field_nodes, not_all_saved
from simulator.ui.downloads import paper_buttons
from simulator.ui.parts import Node

PlanCell = tuple[int, str]  # a goal (0: the whole plan) and a column of it
BACK: PlanCell = (0, "back")


@dataclass(frozen=True, slots=True)
class PlanViewModel:
    """How a plan stands: the goals that are shown, what could be taken over from the grid, saves so far."""

    drafts: Drafts[PlanCell]
    goals: tuple[int, ...]
    steps: tuple[StepLine, ...]
    saves: int


def plan_nodes(plan: PlanViewModel, language: Language) -> list[Node]:
    """The whole page."""
    text = language.text
    lead = text(
        "At most three goals, in your own words: what, by what, until when, and how you will know. "
        "Everything is kept as you write, and nobody judges it."
    )
    nodes = [parts.heading(text("My plan"), 1, focus=True), parts.paragraph(lead, "lead")]
    nodes += [_goal(plan, goal, language) for goal in plan.goals]
    nodes += _more(plan, language)
    if plan.goals:
        nodes.append(_coming_back(plan, language))
    nodes.append(parts.status(_saved(plan, language)))
    return [*nodes, _ways(plan, language)]


def _goal(plan: PlanViewModel, goal: int, language: Language) -> Node:
    nodes = []
    for column in GOAL_COLUMNS:
        nodes += _field(plan, (goal, column), goal_title(column, language), language)
    title = language.text("Goal {number}", number=goal)
    return parts.section(nodes, title=title, kind="card", key=f"goal-{goal}")


def _field(plan: PlanViewModel, cell: PlanCell, label: str, language: Language) -> list[Node]:
    goal, column = cell
    where = {"goal": goal, "column": column}
    keep = {"do": "keep", "with": where}
    is_day = column == UNTIL or cell == BACK
    make = parts.day if is_day else parts.textarea
    field = make(column, label, plan.drafts.typed(cell), keep=keep)
    settle = {"do": "settle", "with": where}
    in_words = language.date if is_day else str
    return field_nodes(field, plan.drafts, cell, settle, language, in_words)


def _more(plan: PlanViewModel, language: Language) -> list[Node]:
    """Goals to begin with, as long as there is room: from the grid, or one's own."""
    if len(plan.goals) >= MOST_GOALS:
        return []
    text = language.text
    ways = [
        parts.button(text("A goal from: {title}", title=line.name), "begin", {"domain": line.domain})
        for line in (step.line for step in plan.steps)
    ]
    ways.append(parts.button(text("A goal of my own"), "begin", {"domain": ""}, kind="quiet"))
    inner = [parts.section(ways, kind="row")]
    if plan.steps:
        about = text(
            "What you rated low or want to develop in your grid; its words are a suggestion to be changed."
        )
        inner.insert(0, parts.paragraph(about, "quiet"))
    elif not plan.goals:
        about = text(
            "What you want to develop comes from your grid: rate yourself there, or write a goal here."
        )
        inner.insert(0, parts.paragraph(about, "quiet"))
    return [parts.section(inner, title=text("Add a goal"), kind="tools", key="add")]


def _coming_back(plan: PlanViewModel, language: Language) -> Node:
    text = language.text
    nodes = _field(plan, BACK, text("I come back to this plan on"), language)
    nodes.append(parts.button(text("Put the days into my calendar (.ics)"), "calendar", kind="quiet"))
    return parts.section(nodes, title=text("Coming back"), key="back")


def _saved(plan: PlanViewModel, language: Language) -> str:
    if plan.drafts.conflicts:
        return not_all_saved(language)
    return language.text("Saved ({number})", number=plan.saves) if plan.saves else ""


def _ways(plan: PlanViewModel, language: Language) -> Node:
    text = language.text
    papers = paper_buttons(language, "paper", {}, text("My plan")) if plan.goals else []
    ways = [
        parts.print_button(text("Print")),
        *papers,
        parts.link(text("To the competence grid"), "grid", kind="main"),
    ]
    return parts.section(ways, kind="row", key="next")
