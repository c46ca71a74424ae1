"""The progress page under way: everything that a learner finished, and what it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.competence.advice import Advice, Studied, advice_on
from simulator.graph.bundle import CompiledProfession
from simulator.store.plays import plays_of
from simulator.ui.advice import today
from simulator.ui.desk import Desk, Shown
from simulator.ui.finished import Judged, judged_plays
from simulator.ui.guard import Action
from simulator.ui.progress_view import Course, Progress, course_of, progress_nodes
from simulator.ui.shelf import shelf_of


@dataclass(slots=True)
class ProgressRoom:
    """One learner's progress; it only shows."""

    desk: Desk
    profession: CompiledProfession
    plays: list[Judged]
    course: Course
    advice: Advice
    under_way: int

    def actions(self) -> Mapping[str, Action]:
        """Nothing can be asked for here."""
        return {}

    def shown(self) -> Shown:
        """The page as it stands."""
        title = self.desk.speaking.text("My progress")
        page = Progress(self.profession, self.plays, self.course, self.desk.speaking)
        return Shown(title, progress_nodes(page, self.advice, self.under_way), "progress")


def progress_room(desk: Desk, _play: str) -> ProgressRoom:
    """The progress of whoever is at the desk."""
    engine, learner = desk.engine, desk.visit.learner
    shelf = shelf_of(desk.visit.cases)
    plays, studied = judged_plays(engine, learner), Studied()
    for one in plays:
        for finding in one.debrief.findings:
            studied.add(one.play, finding, finding.evidence)
    under_way = sum(play.ended is None for play in plays_of(engine, learner))
    course = course_of(shelf.profession, plays)
    advice = advice_on(shelf.bundles(), studied, today())
    return ProgressRoom(desk, shelf.profession, plays, course, advice, under_way)
