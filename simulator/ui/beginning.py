"""How a case begins from any page: checked, kept, and gone to."""

from __future__ import annotations

import secrets

from simulator.content.enums import LEVELS, ROLES
from simulator.engine.session import begin
from simulator.errors import Refused, message
from simulator.graph.loading import bundle_of
from simulator.store.plays import begin_play, remember
from simulator.ui.actions import Action, Fields
from simulator.ui.case_catalogue import case_catalogue
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place


def begin_action(shell: PageShell) -> Action:
    """Begins the case of the message, in its role and at its level, and leads to the play."""

    def run(fields: Fields) -> None:
        shelf = case_catalogue(shell.visit.cases)
        case, role, level = fields["case"], fields["fields"].get("role"), fields["fields"].get("level")
        if case not in shelf.cases or role not in ROLES or level not in LEVELS:
            raise Refused(message("choose a case, a role and a level"))
        bundle = bundle_of(shelf.cases[case], shelf.profession, level)
        remember(bundle)
        session = begin(bundle.graph, ROLES.index(role), secrets.randbelow(1 << 31))
        visit = shell.visit
        play = begin_play(shell.engine, visit.learner, bundle, session.log[0], verified=visit.verified)
        shell.lead("play", Place(play))

    return Action(run, {"case": str, "fields": dict})
