"""The checklist page: what to do and what not to do in a sensitive situation, read before a decision."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.competence.recommendation import Offer, offers_in
from simulator.errors import ProblemsFound
from simulator.graph.checklist import OwnExamples, own_examples
from simulator.report.checklist import ChecklistSheet, checklist_blocks, checklist_document, checklist_sheet
from simulator.ui import parts
from simulator.ui.actions import Action, Fields
from simulator.ui.advice import today
from simulator.ui.case_catalogue import CaseCatalogue, case_catalogue
from simulator.ui.downloads import hand_over, paper_buttons
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.parts import Node
from simulator.ui.place import Place
from simulator.ui.render_document import page_nodes

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class ChecklistController:
    """The checklist; `at` is the situation that the address names, `faulty` says that a file is not used."""

    shell: PageShell
    catalogue: CaseCatalogue
    own: OwnExamples | None
    faulty: bool
    at: str

    def actions(self) -> Mapping[str, Action]:
        """The sheet of paper."""
        return {"paper": Action(self._paper, {"kind": str})}

    def body(self) -> PageBody:
        """The page as it stands."""
        language, sheet = self.shell.speaking, self._sheet()
        nodes = [parts.heading(sheet.title, 1, focus=True), *self._fault()]
        for node in page_nodes(checklist_blocks(sheet, language)):
            nodes.append(node | ({"opened": True} if self.at and node.get("key") == self.at else {}))
        ways = [
            parts.print_button(language.text("Print")),
            *paper_buttons(language, "paper", {}, sheet.title),
            parts.link(language.text("To the start page"), "start", kind="main"),
        ]
        return PageBody(sheet.title, [*nodes, parts.section(ways, kind="row", key="next")], "checklist")

    def _fault(self) -> list[Node]:
        if not self.faulty:
            return []
        words = self.shell.speaking.text(
            "The file with the institution’s own examples has faults and is not used."
        )
        return [parts.note([parts.paragraph(words)], kind="open")]

    def _sheet(self) -> ChecklistSheet:
        language, bundles = self.shell.speaking, self.catalogue.bundles()
        offers: list[Offer] = [offer for bundle in bundles.values() for offer in offers_in(bundle)]
        titles = {name: bundle.text("title", language.code) for name, bundle in bundles.items()}
        day, profession = today(language), self.catalogue.profession
        return checklist_sheet(profession, offers, titles, self.own, day, language)

    def _paper(self, fields: Fields) -> None:
        language = self.shell.speaking
        hand_over(self.shell.page, checklist_document(self._sheet(), language), fields["kind"])


def checklist_controller(shell: PageShell, place: Place) -> ChecklistController:
    """The checklist, with the institution's own examples where the server was given some."""
    catalogue, path = case_catalogue(shell.visit.cases), shell.visit.checklist
    own, faulty = None, False
    if path is not None:
        try:
            own = own_examples(path, catalogue.profession.profession)
        except ProblemsFound as fault:
            _LOG.warning("the checklist %s cannot be used: %s", path, fault)
            faulty = True
    return ChecklistController(shell, catalogue, own, faulty, place.id)
