"""The page of a case under way: it begins a play, and drops one that goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.errors import Refused, message
from simulator.graph.loading import bundle_of
from simulator.store.plays import plays_of, remember
from simulator.ui.actions import Action, Fields
from simulator.ui.beginning import begin_action
from simulator.ui.case_catalogue import CaseCatalogue, case_catalogue
from simulator.ui.case_facts import OfferedCase, times_finished
from simulator.ui.case_view import CasePage, case_nodes
from simulator.ui.dropping import drop, dropped_nodes
from simulator.ui.listed_plays import finished_plays, plays_under_way
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place


@dataclass(slots=True)
class CaseController:
    """One case for one learner."""

    shell: PageShell
    shelf: CaseCatalogue
    case: str
    page: CasePage
    dropped: str = ""

    def actions(self) -> Mapping[str, Action]:
        """Begin this case; drop a play of it that goes on."""
        return {"begin": begin_action(self.shell), "drop": Action(self._drop, {"play": str})}

    def body(self) -> PageBody:
        """The page as it stands."""
        language = self.shell.speaking
        nodes = [
            *dropped_nodes(self.dropped, language),
            *case_nodes(self.page, language, self.shell.pictures),
        ]
        return PageBody(self.page.offered.bundle.text("title", language.code), nodes, self.case)

    def _drop(self, fields: Fields) -> None:
        self.dropped = drop(self.shell, fields["play"])
        self.page = page_of(self.shell, self.shelf, self.case)


def page_of(shell: PageShell, shelf: CaseCatalogue, name: str) -> CasePage:
    """A case and a learner's plays of it, as the store has them now."""
    engine, learner, case = shell.engine, shell.visit.learner, shelf.cases[name]
    bundle = bundle_of(case, shelf.profession, "standard")
    remember(bundle)
    mine = [play for play in plays_of(engine, learner) if play.case == name]
    finished = finished_plays(engine, learner, mine)
    offered = OfferedCase(bundle, case.about, times_finished(name, finished))
    return CasePage(offered, tuple(plays_under_way(engine, mine)), tuple(finished))


def case_controller(shell: PageShell, place: Place) -> CaseController:
    """The page of the case that the address names. Raises `Refused` if there is none."""
    shelf = case_catalogue(shell.visit.cases)
    if not place.id:
        raise Refused(message("choose a case on the start page"))
    if place.id in shelf.faulty:
        raise Refused(message("this case has faults and cannot be opened"))
    if place.id not in shelf.cases:
        raise Refused(message("there is no such case here"))
    return CaseController(shell, shelf, place.id, page_of(shell, shelf, place.id))
