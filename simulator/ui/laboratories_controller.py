"""The page of the laboratories under way: which there are, and what this learner has finished in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.ui.actions import Action
from simulator.ui.lab_shelf import lab_shelf
from simulator.ui.laboratories_view import LabShelf, laboratories_nodes
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place


@dataclass(slots=True)
class LaboratoriesController:
    """The laboratories for one learner."""

    shell: PageShell
    labs: LabShelf

    def actions(self) -> Mapping[str, Action]:
        """Nothing but to read: a laboratory is a page of its own."""
        return {}

    def body(self) -> PageBody:
        """The page as it stands."""
        language = self.shell.speaking
        return PageBody(
            language.text("Laboratories"), laboratories_nodes(self.labs, language), "laboratories"
        )


def laboratories_controller(shell: PageShell, _place: Place) -> LaboratoriesController:
    """Which laboratories there are for whoever is at the desk."""
    return LaboratoriesController(shell, lab_shelf(shell))
