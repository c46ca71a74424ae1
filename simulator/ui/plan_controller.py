"""The plan page under way: up to three goals in own words, suggested from the grid, and the days of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.competence.grid import grid_of
from simulator.errors import Refused, message
from simulator.language import is_day
from simulator.report.grid_sheet import grid_sheet
from simulator.report.next_steps import StepLine
from simulator.report.plan import (
    GOAL_COLUMNS,
    MOST_GOALS,
    UNTIL,
    PlanGoal,
    day_to_come_back,
    plan_document,
    suggested_goal,
)
from simulator.report.plan_calendar import CALENDAR_TYPE, plan_calendar
from simulator.store.grids import draft_of, grids_of
from simulator.store.plans import keep_plan, plan_of
from simulator.store.plays import plays_of
from simulator.ui.actions import Action, Fields
from simulator.ui.advice import today
from simulator.ui.case_catalogue import CaseCatalogue, case_catalogue
from simulator.ui.conflict_drafts import Drafts
from simulator.ui.downloads import hand_over
from simulator.ui.own_grid import latest_own, own_next_steps
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.plan_view import BACK, PlanCell, PlanViewModel, plan_nodes

TAKEN_FROM = "domain"  # from which domain of the grid a goal was taken
NUMBERS = tuple(range(1, MOST_GOALS + 1))


@dataclass(slots=True)
class PlanController:
    """One learner's plan. What is written is kept at once; `blank` is a goal in which nothing stands yet."""

    shell: PageShell
    catalogue: CaseCatalogue
    drafts: Drafts[PlanCell] = field(init=False)
    blank: int = 0
    saves: int = 0

    def __post_init__(self) -> None:
        self.drafts = Drafts(self._write)
        self.drafts.read(plan_of(self.shell.engine, self.shell.visit.learner))

    def _write(self, cell: PlanCell, words: str, known: str) -> None:
        keep_plan(self.shell.engine, self.shell.visit.learner, *cell, words, known)

    def actions(self) -> Mapping[str, Action]:
        """Begin a goal, keep what is written; take the plan along as a document or into a calendar."""
        return {
            "begin": Action(self._begin, {"domain": str}),
            "keep": Action(self._keep, {"goal": int, "column": str, "text": str}),
            "settle": Action(self._settle, {"goal": int, "column": str, "mine": bool}),
            "paper": Action(self._paper, {"kind": str}),
            "calendar": Action(self._calendar),
        }

    def body(self) -> PageBody:
        """The page as it stands."""
        language = self.shell.speaking
        shown = tuple(goal for goal in NUMBERS if goal == self.blank or self._filled(goal))
        taken = {self.drafts.typed((goal, TAKEN_FROM)) for goal in shown}
        steps = tuple(step for step in self._steps() if step.line.domain not in taken)[:MOST_GOALS]
        plan = PlanViewModel(self.drafts, shown, steps, self.saves)
        return PageBody(language.text("My plan"), plan_nodes(plan, language), "plan")

    def _filled(self, goal: int) -> bool:
        places = [(goal, column) for column in GOAL_COLUMNS]
        return self.drafts.open_at(places) or any(self.drafts.typed(place) for place in places)

    def _steps(self) -> tuple[StepLine, ...]:
        engine, learner, language = self.shell.engine, self.shell.visit.learner, self.shell.speaking
        own = latest_own(draft_of(engine, learner), grids_of(engine, learner))
        profession = self.catalogue.profession
        sheet = grid_sheet(profession, grid_of(profession, own, ()), language)
        played = {play.case for play in plays_of(engine, learner) if play.ended is not None}
        return own_next_steps(self.catalogue, played, own, sheet, language)

    def _begin(self, fields: Fields) -> None:
        free = [goal for goal in NUMBERS if goal != self.blank and not self._filled(goal)]
        if not free:
            raise Refused(message("a plan has at most three goals"))
        if not fields["domain"]:
            self.blank = free[0]
            return
        found = [step for step in self._steps() if step.line.domain == fields["domain"]]
        if not found:
            raise Refused(message("there is no such domain in the grid"))
        day = today(self.shell.speaking)
        goal = suggested_goal(found[0], day, self.shell.speaking)
        for column, words in zip((*GOAL_COLUMNS, TAKEN_FROM), (*goal, fields["domain"]), strict=True):
            self.saves += self.drafts.keep((free[0], column), words)
        if not self.drafts.typed(BACK):
            self.saves += self.drafts.keep(BACK, day_to_come_back(day))

    def _keep(self, fields: Fields) -> None:
        cell = _cell(fields)
        words = fields["text"].strip()
        if (cell == BACK or cell[1] == UNTIL) and words and not is_day(words):
            raise Refused(message("this is not a day of the calendar"))
        self.saves += self.drafts.keep(cell, words)

    def _settle(self, fields: Fields) -> None:
        self.saves += self.drafts.settle(_cell(fields), mine=fields["mine"]) and fields["mine"]

    def _goals(self) -> list[PlanGoal]:
        """The goals as they are kept. Raises `Refused` if something typed here waits and is not stored."""
        self.drafts.require_stored(self.drafts.conflicts)
        known = self.drafts.known
        goals = [PlanGoal(*(known.get((goal, column), "") for column in GOAL_COLUMNS)) for goal in NUMBERS]
        return [goal for goal in goals if any(goal)]

    def _paper(self, fields: Fields) -> None:
        paper = plan_document(self._goals(), self.drafts.known.get(BACK, ""), self.shell.speaking)
        hand_over(self.shell.page, paper, fields["kind"])

    def _calendar(self, _fields: Fields) -> None:
        goals, back = self._goals(), self.drafts.known.get(BACK, "")
        if not back and not any(goal.until for goal in goals):
            raise Refused(message("choose first a day to come back"))
        language = self.shell.speaking
        content = plan_calendar(goals, back, self.shell.visit.learner, language)
        self.shell.page.give(f"{language.text('My plan')}.ics", content, CALENDAR_TYPE)


def _cell(fields: Fields) -> PlanCell:
    """A place of the plan. Raises `Refused`."""
    cell = fields["goal"], fields["column"]
    if cell != BACK and (cell[0] not in NUMBERS or cell[1] not in GOAL_COLUMNS):
        raise Refused(message("there is no such place in the plan"))
    return cell


def plan_controller(shell: PageShell, _place: Place) -> PlanController:
    """The plan of this visit's learner."""
    return PlanController(shell, case_catalogue(shell.visit.cases))
