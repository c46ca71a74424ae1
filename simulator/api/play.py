"""A play: begun, gone on with, judged, explained, drawn, changed, written to a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.api.answers import Given, answer_by_names
from simulator.api.judged import (
    DomainEstimate,
    EvidencePiece,
    JudgedRule,
    estimate_of,
    evidence_in,
    verdicts_of,
)
from simulator.api.moments import Decision, PlayMoment, decision_of, moment_of
from simulator.api.setting import Setting
from simulator.api.values import Listing, Shown, Tables, chosen, fitting, path_given, table_named
from simulator.competence.debrief import Debrief, debrief
from simulator.content.enums import ROLES
from simulator.engine.codec import answer_from_json, log_to_json
from simulator.engine.events import Decided, Event, Started
from simulator.engine.session import Session, states
from simulator.engine.state import Seat, State
from simulator.engine.what_if import what_if
from simulator.errors import Refused, WrongUse, message
from simulator.practice.outcome import Outcome
from simulator.report.document import Document

if TYPE_CHECKING:
    import pandas as pd

    from simulator.report.drawing import Drawing
    from simulator.report.play_data import PlayData


class Play(Shown):
    """One person's way through a case, under way or ended.

    Get one from `Case.begin` (and go on with `answer`), `Case.replay` or `read_log`. `moment` is what the
    role has before it now; `decisions`, `verdicts`, `profile`, `outcome` look back over what was done.
    In a notebook a play shows its whole debrief.
    """

    __slots__ = ("_judged", "_session", "_states", "case")

    def __init__(self, case: Setting, log: tuple[Event, ...]) -> None:
        self.case = case
        self._session = Session(case.bundle.graph)
        self._session.resume(log)
        self._states: list[State] = states(case.bundle.graph, log)
        self._judged: Debrief | None = None

    # --- going on -------------------------------------------------------------------------------------

    @property
    def ended(self) -> bool:
        """Whether the play has come to an ending."""
        return self._session.at_turn() is None

    @property
    def moment(self) -> PlayMoment:
        """What the role has before it now: the time, the place, the task, the options by id."""
        return self._moment(self._states[-1])

    def answer(self, given: Given) -> PlayMoment:
        """Decide, and see what comes next.

        A choice is answered by an option or its id (`play.moment.options`); any other task by a value for
        each part: take `play.moment.example` and change it. A task with no parts, which asks for own
        words, takes `{}`. Raises `SimulatorError`, and then nothing has changed.
        """
        seat = self._session.at_turn()
        if seat is None:
            raise Refused(message("this play has ended"))
        task = self._session.graph.scenes[seat.node].task
        self._session.answer(answer_from_json(task, answer_by_names(self.moment, given)))
        assert self._session.state is not None
        self._states.append(self._session.state)
        self._judged = None
        return self.moment

    # --- looking back ---------------------------------------------------------------------------------

    @property
    def log(self) -> Listing[Event]:
        """The record: how it started, then what was decided; whole numbers only, no words and no names."""
        return Listing(self._session.log)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that are played."""
        return tuple(ROLES[role] for role in self._started().roles)

    @property
    def chance(self) -> Mapping[str, str]:
        """What chance brought, by name."""
        drawn = zip(self._session.graph.chance, self._started().values, strict=True)
        return {one.id: one.values[value] for one, value in drawn}

    @property
    def moments(self) -> Listing[PlayMoment]:
        """What the role had before it at each step: `moments[0]` before the first decision."""
        return Listing(self._moment(state) for state in self._states)

    @property
    def decisions(self) -> Listing[Decision]:
        """What was decided, in order."""
        texts, graph = self.case.texts, self._session.graph
        return Listing(
            decision_of(texts, graph, before, event)
            for before, event in zip(self._states, self._session.log[1:], strict=False)
            if isinstance(event, Decided)
        )

    @property
    def verdicts(self) -> Listing[JudgedRule]:
        """What each rule of the profession finds, role by role; rules with nothing to say are left out."""
        return Listing(
            one for finding in self._debrief().findings for one in verdicts_of(self.case.texts, finding)
        )

    def verdict(self, rule: str) -> JudgedRule:
        """What one rule finds. Raises `SimulatorError` for one that has nothing to say of this play."""
        chosen("rule", rule, [one.id for one in self.case.bundle.profession.rules])
        rows = {one.rule: one for one in self.verdicts}
        if rule not in rows:
            raise WrongUse(message("the rule '{name}' has nothing to say of this play", name=rule))
        return rows[rule]

    @property
    def outcome(self) -> Outcome:
        """Breaches of law, of guide rules, duties missed, rank of the ending (1 is best, 9 none yet).

        Compared in this order and never added up. Of two roles, the first one's.
        """
        return self._debrief().findings[0].outcome

    @property
    def ending(self) -> str:
        """The title of the ending, empty before it."""
        moment = self._moment(self._states[-1], first=True)
        return moment.place if moment.ended else ""

    @property
    def profile(self) -> Listing[DomainEstimate]:
        """What the play showed of each domain of the grid. Of two roles, the first one's."""
        domains = self._debrief().findings[0].profile.domains
        return Listing(estimate_of(self.case.texts, estimate) for estimate in domains)

    @property
    def evidence(self) -> Listing[EvidencePiece]:
        """What each decision showed of the grid's indicators, role by role; the profile rests on it."""
        return Listing(
            one for finding in self._debrief().findings for one in evidence_in(self.case.texts, finding)
        )

    def to_frame(self, table: str = "decisions") -> pd.DataFrame:
        """What was done and found as a table of pandas: "decisions", "verdicts", "evidence" or "profile".

        A row for each, a column for each part by its name. Raises `SimulatorError` for another table.
        """
        tables: Tables = {
            "decisions": (self.decisions, Decision),
            "verdicts": (self.verdicts, JudgedRule),
            "evidence": (self.evidence, EvidencePiece),
            "profile": (self.profile, DomainEstimate),
        }
        return table_named(table, tables)

    def until(self, step: int) -> Play:
        """The same play as it stood after so many decisions."""
        self._check_step(step, 0)
        return Play(self.case, tuple(self._session.log[: step + 1]))

    def what_if(self, step: int, given: Given, then: Play | None = None) -> Play:
        """The same play with decision `step` (from 1) answered otherwise.

        Later scenes are answered as before, new ones as in the play `then`, as far as it goes.
        """
        log = tuple(self._session.log)
        after = () if then is None else tuple(fitting("play", "then", then, Play).log)
        self._check_step(step, 1)
        other = answer_by_names(self.moments[step - 1], given)
        return Play(self.case, what_if(self.case.bundle.graph, log, step, other, after))

    # --- telling --------------------------------------------------------------------------------------

    def document(self) -> Document:
        """The debrief as a document: the tree of blocks that a page, paper and a notebook show."""
        from simulator.competence.expert import comparisons
        from simulator.report.debrief.material import Companions, material
        from simulator.report.debrief.whole import debrief_document

        judged = self._debrief()
        companions = Companions(comparisons(self.case.bundle, judged))
        return debrief_document(material(self.case.texts, judged, companions))

    def explain(self) -> PlayData:
        """The whole play judged and told, as typed data: decisions, endings, findings, steps.

        `.as_json()` of it is what `simulator replay` prints with `--json`.
        """
        from simulator.report.debrief_data import play_data

        return play_data(self.case.texts, self._debrief())

    def draw_profile(self) -> Drawing:
        """The profile as a drawing with its table; a notebook shows both."""
        from simulator.report.drawing import draw_profile

        return draw_profile(self.case.bundle, self._session.log, self.case.language)

    def save(self, file: str | Path) -> Path:
        """Write the debrief (`.docx`, `.pdf`) or the log (`.json`) into a file; the file's path.

        A log holds no words; `read_log` reads it again, in either language. Raises `SimulatorError` for
        another ending of the name.
        """
        from simulator.report.file_formats import written
        from simulator.report.whole_files import write_whole

        path = path_given("file", file)
        if path.suffix.lower() == ".json":
            data = log_to_json(self._session.graph, self.case.bundle.digest, self._session.log)
            write_whole(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        elif path.suffix.lower() not in (".docx", ".pdf"):
            raise WrongUse(message("a play is written as .docx or .pdf (its debrief) or as .json (its log)"))
        else:
            write_whole(path, written(self.document(), path.suffix.removeprefix(".").lower()))
        return path

    def _check_step(self, step: int, least: int) -> None:
        if type(step) is not int or step not in range(least, len(self._session.log)):
            raise Refused(message("there is no such decision in this play"))

    def _line(self) -> str:
        graph, steps = self._session.graph, len(self._session.log) - 1
        where = self.ending or f"in {self.moment.scene}"
        return f"of {graph.id} ({graph.level}) as {', '.join(self.roles)}; {steps} decisions; {where}"

    def _started(self) -> Started:
        started = self._session.log[0]
        assert isinstance(started, Started)
        return started

    def _debrief(self) -> Debrief:
        if self._judged is None:
            self._judged = debrief(self.case.bundle, self._session.log)
        return self._judged

    def _moment(self, state: State, *, first: bool = False) -> PlayMoment:
        """The moment of whoever's turn it is, of the first role once all have ended."""
        from simulator.engine.state import turn

        graph = self._session.graph
        seat: Seat | None = None if first else turn(graph, state)
        return moment_of(self.case.texts, graph, state, seat or state.seats[0])
