"""The start page under way: begins plays, gives out and erases what is kept about a learner."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from simulator.competence.advice import Studied, advice_on
from simulator.content.enums import LEVELS, ROLES
from simulator.engine.events import Started
from simulator.engine.session import begin
from simulator.errors import Refused, message
from simulator.graph.bundle import Bundle, CompiledCase, CompiledProfession
from simulator.graph.loading import bundle_of
from simulator.store.judgements import dismiss_changes
from simulator.store.learners import give_token
from simulator.store.plays import PlayRecord, begin_play, bundle_at, log_of, plays_of, remember
from simulator.store.privacy import erase, export_of, readers_of
from simulator.ui.actions import Action, Fields
from simulator.ui.advice import today
from simulator.ui.case_catalogue import case_catalogue
from simulator.ui.judged_plays import judged_among
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.privacy_view import PrivacyFacts
from simulator.ui.start_view import MOST_PLAYS, ListedPlay, Lobby, farewell_nodes, start_nodes

RETURN_DAYS = 90
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class StartController:
    """The start page for one learner."""

    shell: PageShell
    cases: dict[str, CompiledCase]
    profession: CompiledProfession
    faulty: tuple[str, ...]
    lobby: Lobby | None = None
    studied: Studied = field(init=False)

    def __post_init__(self) -> None:
        self.studied = Studied(self.shell.speaking.day_of)

    def load(self) -> None:
        """Read the plays of the learner whom the page has just met from the store."""
        engine, learner = self.shell.engine, self.shell.learner
        at_first = tuple(self._bundle(name, "standard") for name in self.cases)
        listed = plays_of(engine, learner.id)[: 2 * MOST_PLAYS]
        for play in listed:
            if play.case in self.cases:
                self._bundle(play.case, play.level)
        finished = self._finished(learner.id, [play for play in listed if play.ended is not None])
        plays = [finished.get(play.id) if play.ended else self._under_way(play) for play in listed]
        entries = tuple(entry for entry in plays if entry is not None)
        under_way = [
            (entry.play.case, role) for entry in entries if entry.play.ended is None for role in entry.roles
        ]
        advice = advice_on(
            dict(zip(self.cases, at_first, strict=True)), self.studied, today(self.shell.speaking), under_way
        )
        about, verified = self._about(learner.id), self.shell.visit.verified
        self.lobby = Lobby(learner, verified, at_first, entries, self.faulty, advice, about=about)

    def _about(self, learner: str) -> PrivacyFacts:
        """For how long the learner is kept, counted from now, and who has read."""
        days = self.shell.visit.keeps_days
        until = datetime.now(UTC) + timedelta(days=days)
        day = self.shell.speaking.day_of(until.isoformat()) if days else ""
        return PrivacyFacts(days, day, tuple(readers_of(self.shell.engine, learner)))

    def actions(self) -> Mapping[str, Action]:
        """Begin a play; export; erase after a question; a code to come back with."""
        return {
            "begin": Action(self._begin, {"case": str, "fields": dict}),
            "export": Action(self._export),
            "ask-erase": Action(lambda _: self._ask(erasing=True)),
            "keep-all": Action(lambda _: self._ask(erasing=False)),
            "erase": Action(self._erase),
            "code": Action(self._code),
            "changes-read": Action(self._changes_read),
        }

    def body(self) -> PageBody:
        """The page as it stands."""
        title = self.shell.speaking.text("Case simulator")
        if self.shell.gone or self.lobby is None:
            return PageBody(title, farewell_nodes(self.shell.speaking), "gone")
        return PageBody(title, start_nodes(self.lobby, self.shell.speaking), "start")

    def _bundle(self, case: str, level: str) -> Bundle:
        bundle = bundle_of(self.cases[case], self.profession, level)
        remember(bundle)
        return bundle

    def _finished(self, learner: str, plays: list[PlayRecord]) -> dict[str, ListedPlay]:
        """Finished plays by id; what they showed goes into the advice."""
        entries = {}
        for one in judged_among(self.shell.engine, learner, plays):
            for finding in one.debrief.findings:
                self.studied.add(one.play, finding, finding.evidence)
            roles = tuple(finding.role for finding in one.debrief.findings)
            entries[one.play.id] = ListedPlay(one.play, one.bundle, roles, one.changes)
        return entries

    def _under_way(self, play: PlayRecord) -> ListedPlay | None:
        """A play with its bundle; one that can no longer be read is left out and logged."""
        try:
            bundle = bundle_at(self.shell.engine, play.bundle)
            started = log_of(self.shell.engine, bundle, play.id)[0]
        except (Refused, ValueError) as fault:
            _LOG.warning("the play %s cannot be read: %s", play.id, fault)
            return None
        assert isinstance(started, Started)
        return ListedPlay(play, bundle, started.roles)

    def _changes_read(self, _fields: Fields) -> None:
        dismiss_changes(self.shell.engine, self.shell.visit.learner)
        self.studied = Studied(self.shell.speaking.day_of)
        self.shell.meet()
        self.load()

    def _begin(self, fields: Fields) -> None:
        case, role, level = fields["case"], fields["fields"].get("role"), fields["fields"].get("level")
        if case not in self.cases or role not in ROLES or level not in LEVELS:
            raise Refused(message("choose a case, a role and a level"))
        bundle = self._bundle(case, level)
        session = begin(bundle.graph, ROLES.index(role), secrets.randbelow(1 << 31))
        visit = self.shell.visit
        play = begin_play(self.shell.engine, visit.learner, bundle, session.log[0], verified=visit.verified)
        self.shell.lead("play", Place(play))

    def _export(self, _fields: Fields) -> None:
        everything = export_of(self.shell.engine, self.shell.visit.learner)
        name = self.shell.speaking.text("everything-about-me.json")
        self.shell.page.give(name, json.dumps(everything, ensure_ascii=False, indent=1, default=str))

    def _ask(self, *, erasing: bool) -> None:
        assert self.lobby is not None
        self.lobby = replace(self.lobby, erasing=erasing)

    def _erase(self, _fields: Fields) -> None:
        if self.lobby is None or not self.lobby.erasing:
            raise Refused(message("first confirm that you want to erase everything"))
        erase(self.shell.engine, self.shell.visit.learner)
        self.lobby, self.shell.gone = None, True
        if self.shell.visit.verified:  # the server ends this kernel, too
            self.shell.page.go("goodbye")

    def _code(self, _fields: Fields) -> None:
        assert self.lobby is not None
        if not self.shell.visit.verified:
            raise Refused(message("this cannot be done now"))
        code = give_token(self.shell.engine, self.shell.visit.learner, "return", timedelta(days=RETURN_DAYS))
        self.lobby = replace(self.lobby, code=code)


def start_controller(shell: PageShell, _place: Place) -> StartController:
    """The start page; a case with faults is left out and named."""
    shelf = case_catalogue(shell.visit.cases)
    controller = StartController(shell, shelf.cases, shelf.profession, shelf.faulty)
    controller.load()
    return controller
