"""The progress page under way: everything that a learner finished, and what it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.competence.advice import Advice, Studied, advice_on
from simulator.graph.bundle import CompiledProfession
from simulator.store.plays import plays_of
from simulator.ui.actions import Action
from simulator.ui.advice import today
from simulator.ui.case_catalogue import case_catalogue
from simulator.ui.judged_plays import JudgedPlay, judged_plays
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.progress_view import Progress, Trajectory, progress_nodes, trajectory_of


@dataclass(slots=True)
class ProgressController:
    """One learner's progress; it only shows."""

    shell: PageShell
    profession: CompiledProfession
    plays: list[JudgedPlay]
    trajectory: Trajectory
    advice: Advice
    under_way: int

    def actions(self) -> Mapping[str, Action]:
        """Nothing can be asked for here."""
        return {}

    def body(self) -> PageBody:
        """The page as it stands."""
        title = self.shell.speaking.text("My progress")
        page = Progress(self.profession, self.plays, self.trajectory, self.shell.speaking)
        return PageBody(title, progress_nodes(page, self.advice, self.under_way), "progress")


def progress_controller(shell: PageShell, _place: Place) -> ProgressController:
    """The progress of whoever is at the desk."""
    engine, learner = shell.engine, shell.visit.learner
    shelf = case_catalogue(shell.visit.cases)
    plays, studied = judged_plays(engine, learner), Studied(shell.speaking.day_of)
    for one in plays:
        for finding in one.debrief.findings:
            studied.add(one.play, finding, finding.evidence)
    under_way = sum(play.ended is None for play in plays_of(engine, learner))
    trajectory = trajectory_of(shelf.profession, plays)
    advice = advice_on(shelf.bundles(), studied, today(shell.speaking))
    return ProgressController(shell, shelf.profession, plays, trajectory, advice, under_way)
