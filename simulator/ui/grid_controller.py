"""The grid page under way: a draft filled in domain by domain, finished grids, what plays showed beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.competence.aggregate import PlayEvidence
from simulator.competence.grid import COLUMNS, LEVELS, Grid, Own, Rated, grid_of, own_role, said_in, showing
from simulator.content.enums import OCCASIONS, ROLES, WITH_WHOM
from simulator.errors import Refused, message
from simulator.graph.bundle import CompiledProfession
from simulator.report.grid_document import grid_document
from simulator.report.grid_sheet import GridSheet, grid_history, grid_sheet
from simulator.report.next_steps import StepLine
from simulator.store.grids import (
    LEVEL,
    FinishedGrid,
    draft_of,
    finish_grid,
    forget_words,
    grids_of,
    keep_draft,
)
from simulator.store.plays import Behind
from simulator.ui.actions import Action, Fields
from simulator.ui.case_catalogue import CaseCatalogue, case_catalogue
from simulator.ui.conflict_drafts import Drafts
from simulator.ui.downloads import hand_over
from simulator.ui.grid_domain import DOMAIN, NO_LEVEL, domain_nodes
from simulator.ui.grid_parts import Cell, GridViewModel, cells_of
from simulator.ui.grid_view import finished_words, grid_nodes
from simulator.ui.judged_plays import JudgedPlay, judged_plays
from simulator.ui.own_grid import latest_own, own_in, own_next_steps
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place


@dataclass(slots=True)
class GridController:
    """One learner's grid. What is written is kept at once; `at` is the domain that the address names."""

    shell: PageShell
    catalogue: CaseCatalogue
    plays: list[JudgedPlay]
    at: str = ""
    drafts: Drafts[Cell] = field(init=False)
    finished: list[FinishedGrid] = field(default_factory=list)
    roles: tuple[int, ...] = (0, 1)
    played_grids: dict[tuple[int, ...], Grid] = field(default_factory=dict)
    saves: int = 0
    ended: bool = False
    forgetting: str = ""

    def __post_init__(self) -> None:
        self.drafts = Drafts(self._write)

    def load(self) -> None:
        """Read the draft and the finished grids."""
        engine, learner = self.shell.engine, self.shell.visit.learner
        self.drafts.read(draft_of(engine, learner))
        self.finished = grids_of(engine, learner)

    @property
    def profession(self) -> CompiledProfession:
        """The profession whose grid it is."""
        return self.catalogue.profession

    @property
    def draft(self) -> Mapping[Cell, str]:
        """What stands in the draft, as far as this page knows."""
        return self.drafts.known

    def _write(self, cell: Cell, words: str, known: str) -> None:
        keep_draft(self.shell.engine, self.shell.visit.learner, *cell, words, known)

    @property
    def domains(self) -> list[str]:
        """The domains in the guide's order."""
        return [domain.id for domain in self.profession.profession.model.domains]

    def actions(self) -> Mapping[str, Action]:
        """Keep what is written, finish; look at one role; erase words of a finished grid."""
        return {
            "keep": Action(self._keep, {"domain": str, "column": str, "text": str}),
            "settle": Action(self._settle, {"domain": str, "column": str, "mine": bool}),
            "keep-domain": Action(self._keep_domain, {"domain": str, "next": str, "fields": dict}),
            "finish": Action(self._finish, {"fields": dict}),
            "roles": Action(self._choose_roles, {"role": str}),
            "ask-forget": Action(self._ask_forget, {"grid": str}),
            "forget": Action(self._forget, {"grid": str}),
            "paper": Action(self._paper, {"kind": str}),
        }

    def body(self) -> PageBody:
        """The open domain, or the whole grid."""
        language = self.shell.speaking
        standing = self._standing()
        if self.at:
            nodes = domain_nodes(standing, self.domains.index(self.at), language)
            return PageBody(standing.sheet.lines[self.domains.index(self.at)].title, nodes, self.at)
        scene = f"finished-{len(self.finished)}" if self.ended else ""
        return PageBody(language.text("The competence grid"), grid_nodes(standing, language), scene)

    def grid(self, own: Mapping[str, Own]) -> Grid:
        """What is said beside what plays showed, in the roles that were chosen."""
        if self.roles not in self.played_grids:
            evidence = [self._showing(one) for one in self.plays]
            self.played_grids[self.roles] = grid_of(self.profession, {}, evidence, self.roles)
        return said_in(self.played_grids[self.roles], own)

    def _showing(self, one: JudgedPlay) -> PlayEvidence:
        play = one.play
        counts = play.forked_from is None
        return showing(play.id, play.ended or "", one.debrief, self.roles, counts=counts)

    def sheet(self, own: Mapping[str, Own]) -> GridSheet:
        """The whole sheet in the language that is spoken: what the page shows and a paper prints."""
        return grid_sheet(self.profession, self.grid(own), self.shell.speaking, self.role)

    @property
    def played(self) -> tuple[int, ...]:
        """The roles in which plays ended."""
        return tuple(sorted({f.role for one in self.plays for f in one.debrief.findings}))

    @property
    def role(self) -> str:
        """The role in which the learner fills in the grid, as far as it is known."""
        return own_role(self.roles, self.played)

    def latest(self) -> dict[str, Own]:
        """What is said now: the draft; without one, what was last finished."""
        return latest_own(self.draft, self.finished)

    def steps(self, sheet: GridSheet) -> tuple[StepLine, ...]:
        """What comes next in each domain that is said to be developed."""
        played = {one.play.case for one in self.plays}
        return own_next_steps(self.catalogue, played, self.latest(), sheet, self.shell.speaking)

    def _standing(self) -> GridViewModel:
        sheet = self.sheet(self.latest())
        history = [Rated(one.occasion, one.made, one.levels, one.with_whom) for one in self.finished]
        return GridViewModel(
            sheet,
            own_in({cell: self.drafts.typed(cell) for cell in {**self.draft, **self.drafts.conflicts}}, {}),
            self.drafts,
            tuple(self.finished),
            grid_history(self.profession, history, self.shell.speaking, self.role),
            self.roles,
            self.played,
            self.saves,
            self.ended,
            self.forgetting,
            self.steps(sheet),
        )

    def _keep(self, fields: Fields) -> None:
        self.saves += self.drafts.keep(self._cell(fields), _words(fields["column"], fields["text"]))

    def _settle(self, fields: Fields) -> None:
        self.saves += self.drafts.settle(self._cell(fields), mine=fields["mine"]) and fields["mine"]

    def _keep_domain(self, fields: Fields) -> None:
        following = self._known(fields["next"]) if fields["next"] else ""
        for column, typed in fields["fields"].items():
            cell = self._cell({"domain": fields["domain"], "column": column})
            words = _words(column, typed)
            if words != self.drafts.typed(cell):
                self.drafts.keep(cell, words)
        self.drafts.require_stored(cells_of(fields["domain"]))
        self.shell.lead("grid", Place(part=following, at=DOMAIN if following else ""))

    def _cell(self, fields: Fields) -> Cell:
        """A place of the grid. Raises `Refused`."""
        if fields["column"] not in (*COLUMNS, LEVEL):
            raise Refused(message("there is no such place in the grid"))
        return self._known(fields["domain"]), fields["column"]

    def _finish(self, fields: Fields) -> None:
        occasion, with_whom = (fields["fields"].get(name) for name in ("occasion", "with"))
        if occasion not in OCCASIONS:
            raise Refused(message("say when you filled it in"))
        if with_whom not in WITH_WHOM:
            raise Refused(message("say with whom you filled it in"))
        self.drafts.require_stored(self.drafts.conflicts)
        learner = self.shell.visit.learner
        try:
            finish_grid(self.shell.engine, learner, learner, occasion, with_whom)
        except Behind:
            raise Refused(
                message("there is nothing (any more) to finish; perhaps another tab has done so")
            ) from None
        finally:
            self.load()
        self.ended, self.saves = True, 0

    def _choose_roles(self, fields: Fields) -> None:
        role = fields["role"]
        self.roles = (ROLES.index(role),) if role in ROLES else (0, 1)

    def _ask_forget(self, fields: Fields) -> None:
        self.forgetting = fields["grid"]

    def _forget(self, fields: Fields) -> None:
        if not self.forgetting or fields["grid"] != self.forgetting:
            raise Refused(message("first confirm that you want to erase these words"))
        forget_words(self.shell.engine, self.shell.visit.learner, self.forgetting)
        self.forgetting = ""
        self.load()

    def _paper(self, fields: Fields) -> None:
        """Hand over the grid as it stands, with what was seen and what has changed."""
        standing, language = self._standing(), self.shell.speaking
        finished = tuple(finished_words(one, self.role, language) for one in self.finished)
        paper = grid_document(
            standing.sheet, standing.history, finished, language, draft=bool(self.draft), steps=standing.steps
        )
        hand_over(self.shell.page, paper, fields["kind"])

    def _known(self, domain: str) -> str:
        if domain not in self.domains:
            raise Refused(message("there is no such domain in the grid"))
        return domain


def _words(column: str, typed: object) -> str:
    """What was said at a place of a column, as it is kept. Raises `Refused`."""
    if not isinstance(typed, str):
        raise Refused(message("there is no such place in the grid"))
    words = typed.strip()
    if column != LEVEL:
        return words
    words = "" if words == NO_LEVEL else words
    if words and words not in {str(level) for level in LEVELS}:
        raise Refused(message("there is no such level"))
    return words


def grid_controller(shell: PageShell, place: Place) -> GridController:
    """The grid of this visit's learner, whole or at one domain."""
    plays = judged_plays(shell.engine, shell.visit.learner)
    controller = GridController(shell, case_catalogue(shell.visit.cases), plays)
    controller.at = place.part if place.part in controller.domains else ""
    controller.load()
    return controller
