"""The start page under way: leads to cases and plays; drops a play under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.errors import message
from simulator.graph.bundle import Bundle
from simulator.graph.loading import bundle_of
from simulator.store.judgements import dismiss_changes
from simulator.store.plays import plays_of, remember
from simulator.ui.actions import Action, Fields, Notice
from simulator.ui.case_catalogue import CaseCatalogue, case_catalogue
from simulator.ui.case_facts import OfferedCase, times_finished
from simulator.ui.case_shelf import narrows
from simulator.ui.dropping import drop, dropped_nodes
from simulator.ui.listed_plays import finished_plays, plays_under_way
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.start_view import Lobby, start_nodes


@dataclass(slots=True)
class StartController:
    """The start page for one learner."""

    shell: PageShell
    shelf: CaseCatalogue
    lobby: Lobby
    dropped: str = ""

    def actions(self) -> Mapping[str, Action]:
        """Drop a play under way; say that news of a judgement has been read."""
        return {
            "drop": Action(self._drop, {"play": str}),
            "changes-read": Action(self._changes_read),
        }

    def body(self) -> PageBody:
        """The page as it stands."""
        language = self.shell.speaking
        nodes = [
            *dropped_nodes(self.dropped, language),
            *start_nodes(self.lobby, language, self.shell.pictures),
        ]
        return PageBody(language.text("Case simulator"), nodes, "start")

    def _drop(self, fields: Fields) -> None:
        self.shell.meet()
        self.dropped = drop(self.shell, fields["play"])
        self.lobby = lobby_of(self.shell, self.shelf)

    def _changes_read(self, _fields: Fields) -> None:
        dismiss_changes(self.shell.engine, self.shell.visit.learner)
        self.shell.meet()
        self.dropped, self.lobby = "", lobby_of(self.shell, self.shelf)


def lobby_of(shell: PageShell, shelf: CaseCatalogue) -> Lobby:
    """What the page shows, as the store has it now."""
    engine, learner = shell.engine, shell.learner

    def at(name: str, level: str) -> Bundle:
        bundle = bundle_of(shelf.cases[name], shelf.profession, level)
        remember(bundle)
        return bundle

    plays = plays_of(engine, learner.id)
    for play in plays:
        if play.case in shelf.cases:
            at(play.case, play.level)
    finished = finished_plays(engine, learner.id, plays)
    offered = tuple(
        OfferedCase(at(name, "standard"), case.about, times_finished(name, finished))
        for name, case in shelf.cases.items()
    )
    under_way = tuple(plays_under_way(engine, plays))
    return Lobby(learner, shell.visit.verified, offered, under_way, tuple(finished), shelf.faulty)


def start_controller(shell: PageShell, place: Place) -> StartController:
    """The start page; a case with faults is left out and named."""
    shelf = case_catalogue(shell.visit.cases)
    controller = StartController(shell, shelf, lobby_of(shell, shelf))
    if place.part and not narrows(place.part, controller.lobby.cases, shell.speaking):
        shell.notice = Notice("warning", message("there is nothing of this name here; you see all cases"))
    return controller
