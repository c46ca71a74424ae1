"""The laboratories that whoever is at the desk can open, with what they finished in them."""

from __future__ import annotations

from simulator.content.lab_shelf import shelved_labs
from simulator.graph.loading import load_profession
from simulator.store.laboratories import finished_exercises
from simulator.ui.laboratories_view import LabShelf
from simulator.ui.page_shell import PageShell


def lab_shelf(shell: PageShell) -> LabShelf:
    """Ours, and the lecturer's own where the server was given a folder."""
    visit = shell.visit
    finished = finished_exercises(shell.engine, visit.learner)
    return LabShelf(shelved_labs(visit.notebooks), finished, load_profession().texts, visit.verified)
