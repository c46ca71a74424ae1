"""`simulator play`: a person plays a case in the terminal."""

from __future__ import annotations

import argparse
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path

from simulator.cli.console import Console, Stopped
from simulator.cli.files import keep_log, keep_words, log_from_file, log_notice
from simulator.cli.lookup import bundle_for
from simulator.cli.prompts import ask_answer
from simulator.competence.debrief import debrief
from simulator.competence.expert import comparisons
from simulator.content.enums import ROLES
from simulator.engine.arrangement import arranged
from simulator.engine.codec import answer_from_json
from simulator.engine.events import Started
from simulator.engine.session import Session, begin
from simulator.engine.state import State
from simulator.engine.tasks import chosen_branch
from simulator.engine.view import View, view
from simulator.errors import WrongUse, message
from simulator.graph.bundle import Bundle
from simulator.language import Language, clock
from simulator.practice.applicable_rules import applicable_rules
from simulator.report.debrief.material import Companions, material
from simulator.report.debrief.whole import debrief_document
from simulator.report.play_scene import news_of
from simulator.report.play_terminal import Terminal
from simulator.report.text_renderer import text_of
from simulator.report.wording import Texts


def run(options: argparse.Namespace, language: Language) -> int:
    """Play from the beginning, or on from a kept log; exit code 1 if the log could not be kept."""
    role = ROLES.index(options.role)
    bundle, session = _resumed(options, role, language) if _exists(options.log) else _begun(options, role)
    if options.log:
        keep_log(options.log, bundle, session.log)
    return TerminalPlay(bundle, session, role, Console(sys.stdin, sys.stdout, language), options.log).whole()


def _exists(log: Path | None) -> bool:
    return log is not None and log.exists()


def _begun(options: argparse.Namespace, role: int) -> tuple[Bundle, Session]:
    bundle = bundle_for(options, options.level or "guided")
    seed = secrets.randbelow(1 << 31) if options.seed is None else options.seed
    return bundle, begin(bundle.graph, role, seed)


def _resumed(options: argparse.Namespace, role: int, language: Language) -> tuple[Bundle, Session]:
    log_file = log_from_file(options)
    bundle, log = log_file.bundle, log_file.log
    session = Session(bundle.graph)
    started = log[0]
    assert isinstance(started, Started)
    asked = (options.level or started.level, (role,), started.seed if options.seed is None else options.seed)
    if asked != (started.level, started.roles, started.seed):
        raise WrongUse(
            message(
                "the log in '{file}' is for another role, level or seed; name another file",
                file=options.log.name,
            )
        )
    session.resume(log)
    log_notice(log_file, language)
    return bundle, session


@dataclass(slots=True)
class TerminalPlay:
    """One person's play at one console; the log is kept in a file if there is one."""

    bundle: Bundle
    session: Session
    role: int
    console: Console
    log: Path | None = None
    saved: bool = True
    before: View | None = None
    terminal: Terminal = field(init=False)

    def __post_init__(self) -> None:
        self.terminal = Terminal(self.bundle, self.console.language)

    def whole(self) -> int:
        """Play to an ending or until the person leaves; then the debrief. 1 if the log was not kept."""
        self.console.say(self.terminal.opening(ROLES[self.role]))
        if len(self.session.log) > 1:
            text = self.console.language.text("You are going on from where you stopped.")
            self.console.say(f"\n{text}\n{self.terminal.notes(self._view())}")
            self.before = self._view()
        try:
            while self.session.at_turn() is not None:
                self._scene()
        except Stopped:
            self._farewell()
            return 0 if self.saved else 1
        self._last()
        return 0 if self.saved else 1

    def _state(self) -> State:
        assert self.session.state is not None
        return self.session.state

    def _view(self) -> View:
        return view(self.bundle.graph, self._state(), self.role)

    def _seed(self) -> int:
        started = self.session.log[0]
        assert isinstance(started, Started)
        return started.seed

    def _scene(self) -> None:
        state, sight = self._state(), self._view()
        guided = self.bundle.graph.level == "guided"
        rules = (
            applicable_rules(self.bundle.profession, self.bundle.graph, state, self.role) if guided else ()
        )
        self.console.notes = lambda: self.terminal.notes(sight)
        self.console.say("\n" + self.terminal.scene(sight, news_of(self.before, sight), rules))
        self.console.say()
        given = ask_answer(self.console, self.terminal, arranged(sight, self._seed(), state.step))
        self._decide(given.answer)
        self.before = sight
        self._keep(sight, given.own_words)

    def _decide(self, answer: object) -> None:
        """Take a decision and show what followed."""
        state, graph = self._state(), self.bundle.graph
        seat = state.seat(self.role)
        scene = graph.scenes[seat.node]
        task = scene.task
        values = answer_from_json(task, answer)
        branch = chosen_branch(task, values, state.bits, state.values, seat.minute)
        self.session.answer(values)
        after = self.terminal.after(scene.id, branch.path)
        if after:
            self.console.say("\n" + after)

    def _keep(self, sight: View, own_words: str) -> None:
        """Keep the log after a decision, and own words apart from it; a full disk does not end a play."""
        model = self.terminal.model(sight)
        if own_words and model:
            self.console.say(f"\n{model}")
        if self.log is None:
            return
        try:
            keep_log(self.log, self.bundle, self.session.log)
            if own_words:
                heading = f"{clock(sight.minute)} {self.terminal.words(f'scenes.{sight.node}.ask')}"
                path = keep_words(self.log, heading, own_words)
                text = self.console.language.text("Kept for you alone, in {file}.", file=path.name)
                self.console.say(f"  {text}")
            self.saved = True
        except WrongUse as fault:
            self.saved = False
            self.console.say("  " + self.console.language.say(fault.reason))

    def _farewell(self) -> None:
        text = self.console.language.text
        self.console.say("\n" + text("The play stops here. Thank you for your work so far."))
        if self.log is not None and self.saved:
            self.console.say(
                text("It is kept in {file}; run the same command to go on from here.", file=self.log.name)
            )

    def _last(self) -> None:
        """The ending, then the whole play judged and explained."""
        sight = self._view()
        self.console.say("\n" + self.terminal.scene(sight, news_of(self.before, sight)))
        text = self.console.language.text("What follows looks back over the whole play.")
        self.console.say(f"\n{text}\n")
        judged = debrief(self.bundle, self.session.log)
        texts = Texts(self.bundle, self.console.language)
        play = material(texts, judged, Companions(comparisons(self.bundle, judged)))
        self.console.say(text_of(debrief_document(play)).rstrip())
