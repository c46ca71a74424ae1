"""The progress page under way: everything that a learner finished, and what it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.competence.advice import Advice, Studied, advice_on
from simulator.graph.bundle import CompiledProfession
from simulator.store.plays import plays_of
from simulator.ui.actions import Action
from simulator.ui.advice import today
from simulator.ui.beginning import begin_action
from simulator.ui.case_catalogue import case_catalogue
from simulator.ui.judged_plays import JudgedPlay, judged_plays
from simulator.ui.lab_shelf import lab_shelf
from simulator.ui.laboratories_view import LabShelf, finished_section
from simulator.ui.listed_plays import plays_under_way
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.progress_view import Progress, Trajectory, progress_nodes, trajectory_of


@dataclass(slots=True)
class ProgressController:
    """One learner's progress; what it advises can be begun."""

    shell: PageShell
    profession: CompiledProfession
    plays: list[JudgedPlay]
    trajectory: Trajectory
    advice: Advice
    under_way: int
    labs: LabShelf

    def actions(self) -> Mapping[str, Action]:
        """Begin the case that is advised."""
        return {"begin": begin_action(self.shell)}

    def body(self) -> PageBody:
        """The page as it stands."""
        title = self.shell.speaking.text("My progress")
        page = Progress(self.profession, self.plays, self.trajectory, self.shell.speaking)
        nodes = progress_nodes(page, self.advice, self.under_way)
        return PageBody(title, [*nodes, *finished_section(self.labs, self.shell.speaking)], "progress")


def progress_controller(shell: PageShell, _place: Place) -> ProgressController:
    """The progress of whoever is at the desk."""
    engine, learner = shell.engine, shell.visit.learner
    shelf = case_catalogue(shell.visit.cases)
    plays, studied = judged_plays(engine, learner), Studied(shell.speaking.day_of)
    for one in plays:
        for finding in one.debrief.findings:
            studied.add(one.play, finding, finding.evidence)
    under_way = plays_under_way(engine, plays_of(engine, learner))
    trajectory = trajectory_of(shelf.profession, plays)
    # What is under way is gone on with, not begun once more.
    begun = [(one.play.case, role) for one in under_way for role in one.roles]
    advice = advice_on(shelf.bundles(), studied, today(shell.speaking), begun)
    labs = lab_shelf(shell)
    return ProgressController(shell, shelf.profession, plays, trajectory, advice, len(under_way), labs)
