"""The page of a learner's own data under way: gives it out, gives a way back in, erases it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from simulator.errors import Refused, message
from simulator.store.learners import give_token
from simulator.store.privacy import erase, export_of, readers_of
from simulator.ui.actions import Action, Fields
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.privacy_view import PrivacyFacts, farewell_nodes, privacy_nodes

RETURN_DAYS = 90


@dataclass(slots=True)
class PrivacyController:
    """What is kept about one learner, and what they can do about it."""

    shell: PageShell
    about: PrivacyFacts
    erasing: bool = False
    code: str = ""

    def actions(self) -> Mapping[str, Action]:
        """Export; erase after a question; a code to come back with."""
        return {
            "export": Action(self._export),
            "ask-erase": Action(lambda _: self._ask(erasing=True)),
            "keep-all": Action(lambda _: self._ask(erasing=False)),
            "erase": Action(self._erase),
            "code": Action(self._code),
        }

    def body(self) -> PageBody:
        """The page as it stands."""
        language = self.shell.speaking
        if self.shell.gone:
            return PageBody(language.text("Case simulator"), farewell_nodes(language), "gone")
        return PageBody(
            language.text("My data"), privacy_nodes(self.about, language, self.erasing, self.code), "data"
        )

    def _export(self, _fields: Fields) -> None:
        everything = export_of(self.shell.engine, self.shell.visit.learner)
        name = self.shell.speaking.text("everything-about-me.json")
        self.shell.page.give(name, json.dumps(everything, ensure_ascii=False, indent=1, default=str))

    def _ask(self, *, erasing: bool) -> None:
        self.erasing = erasing

    def _erase(self, _fields: Fields) -> None:
        if not self.erasing:
            raise Refused(message("first confirm that you want to erase everything"))
        erase(self.shell.engine, self.shell.visit.learner)
        self.shell.gone = True
        if self.shell.visit.verified:  # the server ends this kernel, too
            self.shell.page.go("goodbye")

    def _code(self, _fields: Fields) -> None:
        if not self.about.shared:
            raise Refused(message("this cannot be done now"))
        self.code = give_token(
            self.shell.engine, self.shell.visit.learner, "return", timedelta(days=RETURN_DAYS)
        )


def privacy_controller(shell: PageShell, _place: Place) -> PrivacyController:
    """What is kept about whoever is at the desk: for how long, counted from now, and who has read it."""
    visit, days = shell.visit, shell.visit.keeps_days
    until = datetime.now(UTC) + timedelta(days=days)
    day = shell.speaking.day_of(until.isoformat()) if days else ""
    readers = tuple(readers_of(shell.engine, visit.learner))
    return PrivacyController(
        shell,
        PrivacyFacts(days, day, readers, verified=visit.verified, shared=visit.verified and visit.shared),
    )
