"""The debrief page under way: only of a play that has ended; keeps answers, forks at a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from simulator.competence.advice import Studied, advice_on
from simulator.competence.corrections import corrections_in, with_corrections
from simulator.competence.debrief import Debrief, debrief
from simulator.competence.expert import comparisons
from simulator.competence.judged import VerdictChange
from simulator.engine.state import turn
from simulator.errors import Refused, message
from simulator.graph.bundle import Bundle
from simulator.report.debrief.material import Companions, Material, material
from simulator.report.debrief.moments import around_key
from simulator.report.debrief.whole import debrief_document, debrief_in_short, debrief_parts
from simulator.report.form_document import form_document, forms_filled_in
from simulator.report.judged_anew import changes_sentence
from simulator.report.wording import Texts
from simulator.store.plays import PlayRecord, bundle_at, fork_play, log_of, play_of, plays_of
from simulator.store.texts_and_annotations import annotations_of, keep_text, texts_of
from simulator.ui import parts
from simulator.ui.actions import Action, Fields
from simulator.ui.advice import today
from simulator.ui.beginning import begin_action
from simulator.ui.case_catalogue import case_catalogue
from simulator.ui.conflict_drafts import Drafts, not_all_saved
from simulator.ui.debrief_view import around, debrief_nodes, place_of_answer
from simulator.ui.downloads import hand_over, own_words
from simulator.ui.judged_plays import judged_plays, original_of
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place

PAPERS = {"short": debrief_in_short, "whole": debrief_document}


@dataclass(slots=True)
class DebriefController:
    """One finished play looked back on. A play that has not ended is not judged before its time."""

    shell: PageShell
    place: Place
    bundle: Bundle | None = None
    judged: Debrief | None = None
    companions: Companions = field(default_factory=Companions)
    drafts: Drafts[str] = field(init=False)
    changes: tuple[VerdictChange, ...] = ()
    materials: dict[str, Material] = field(default_factory=dict)
    saves: int = 0

    def __post_init__(self) -> None:
        self.drafts = Drafts(self._write)

    @property
    def play(self) -> str:
        """The play that is looked back on."""
        return self.place.play

    def _write(self, place: str, words: str, known: str) -> None:
        keep_text(self.shell.engine, self.shell.visit.learner, place, words, self.play, known)

    def load(self) -> None:
        """Read and judge the play. Raises `NotThere` if it is not this learner's."""
        engine, learner = self.shell.engine, self.shell.visit.learner
        play = play_of(engine, learner, self.play)
        self.bundle = bundle_at(engine, play.bundle)
        log = log_of(engine, self.bundle, self.play)
        judged = debrief(self.bundle, log)
        if turn(self.bundle.graph, judged.states[-1]) is None:
            self.judged, self.companions = self._corrected(play, judged)
            self.drafts.read(texts_of(engine, learner, self.play))

    def _corrected(self, play: PlayRecord, judged: Debrief) -> tuple[Debrief, Companions]:
        """A finished play as its teacher corrected it, and what stands beside it."""
        assert self.bundle is not None
        engine, learner = self.shell.engine, self.shell.visit.learner
        corrections = corrections_in(annotations_of(engine, play.id))
        studied = Studied(self.shell.speaking.day_of)
        for one in judged_plays(engine, learner):
            if one.play.id == play.id:
                self.changes = one.changes
            for finding in one.debrief.findings:
                studied.add(one.play, finding, finding.evidence)
        companions = Companions(
            comparisons(self.bundle, judged),
            advice_on(case_catalogue(self.shell.visit.cases).bundles(), studied, today(self.shell.speaking)),
            original_of(engine, learner, play),
            judged if corrections else None,
            corrections,
            verified=play.verified,
            play=play.id,
        )
        return with_corrections(judged, self.bundle.profession.model, corrections), companions

    def actions(self) -> Mapping[str, Action]:
        """Keep answers to the questions; play on from a decision in another way."""
        if self.judged is None:
            return {}
        return {
            "begin": begin_action(self.shell),
            "fork": Action(self._fork, {"step": int}),
            "unfold": Action(self._unfold, {"step": int}),
            "paper": Action(self._paper, {"kind": str, "extent": str}),
            "paper-form": Action(self._paper_form, {"kind": str, "step": int}),
            "keep": Action(self._keep, {"question": int, "text": str}),
            "settle": Action(self._settle, {"question": int, "mine": bool}),
            "keep-answers": Action(self._keep_answers, {"fields": dict}),
        }

    def body(self) -> PageBody:
        """The debrief, or the way to what must come before it."""
        text = self.shell.speaking.text
        if self.judged is None:
            return PageBody(text("Debrief"), self._too_early())
        current = self._material()
        if self.place.part not in dict(debrief_parts(current)):
            raise Refused(message("the debrief has no such part"))
        title = text("Debrief: {case}", case=current.play.title)
        nodes = debrief_nodes(current, self.place, self.drafts, self._saved())
        if self.changes:
            nodes.insert(1, parts.paragraph(changes_sentence(current.texts, self.changes)))
        return PageBody(title, nodes, f"{self.play}-{self.place.part}")

    def _saved(self) -> str:
        if self.drafts.conflicts:
            return not_all_saved(self.shell.speaking)
        return self.shell.speaking.text("Saved ({number})", number=self.saves) if self.saves else ""

    def _too_early(self) -> list[parts.Node]:
        text = self.shell.speaking.text
        head = parts.heading(text("Debrief"), 1)
        if not self.play:
            words = parts.paragraph(text("You have not finished a case yet."))
            return [head, words, parts.link(text("To the start page"), "start", kind="main")]
        words = parts.paragraph(text("This case is not finished yet; what it meant is explained at the end."))
        return [head, words, parts.link(text("Go on with the case"), "play", Place(self.play), kind="main")]

    def _material(self) -> Material:
        """What the debrief is built from now: in the language spoken, with the words written by now."""
        assert self.bundle is not None and self.judged is not None
        code = self.shell.speaking.code
        if code not in self.materials:
            texts = Texts(self.bundle, self.shell.speaking)
            self.materials[code] = material(texts, self.judged, self.companions)
        return replace(self.materials[code], own=own_words(self.drafts.known))

    def _unfold(self, fields: Fields) -> None:
        """Send what is folded away at a decision."""
        current, step = self._material(), fields["step"]
        if step not in {one.step for one in current.play.decisions}:
            raise Refused(message("there is no such decision in this play"))
        self.shell.page.fill(around_key(step), around(current, step))

    def _fork(self, fields: Fields) -> None:
        """Begin another play with what came before a decision, and go to it."""
        assert self.bundle is not None and self.judged is not None
        log, step = self.judged.log, fields["step"]
        if not 1 <= step < len(log):
            raise Refused(message("there is no such decision in this play"))
        engine, visit = self.shell.engine, self.shell.visit
        made = fork_play(engine, visit.learner, self.play, step, verified=visit.verified)
        self.shell.lead("play", Place(made))

    def _paper(self, fields: Fields) -> None:
        """Hand over the debrief as a document: in short, or whole."""
        made = PAPERS.get(fields["extent"])
        if made is None:
            raise Refused(message("there is no such paper"))
        hand_over(self.shell.page, made(self._material()), fields["kind"])

    def _paper_form(self, fields: Fields) -> None:
        """Hand over one form as it was filled in."""
        current = self._material()
        for decision in forms_filled_in(current.play):
            if decision.step == fields["step"]:
                own = current.own.steps.get(decision.step, "")
                form = form_document(current.texts, decision, own)
                return hand_over(self.shell.page, form, fields["kind"])
        raise Refused(message("there is no such form in this play"))

    def _keep(self, fields: Fields) -> None:
        self.saves += self.drafts.keep(self._place(fields["question"]), fields["text"].strip())

    def _settle(self, fields: Fields) -> None:
        self.saves += (
            self.drafts.settle(self._place(fields["question"]), mine=fields["mine"]) and fields["mine"]
        )

    def _keep_answers(self, fields: Fields) -> None:
        for name, words in fields["fields"].items():
            if not (name[:1] == "q" and name[1:].isascii() and name[1:].isdigit() and isinstance(words, str)):
                raise Refused(message("there is no such question"))
            place = self._place(int(name[1:]))
            if words.strip() != self.drafts.typed(place):
                self.drafts.keep(place, words.strip())
        self.drafts.require_stored(self.drafts.conflicts)
        self.saves += 1

    def _place(self, index: int) -> str:
        """Where the answer to a question is kept. Raises `Refused` if there is no such question."""
        questions = self._material().questions
        if not 0 <= index < len(questions):
            raise Refused(message("there is no such question"))
        return place_of_answer(questions[index])


def debrief_controller(shell: PageShell, place: Place) -> DebriefController:
    """The debrief of a play; without one named, of the last one that ended."""
    play = place.play
    if not play:
        ended = [p for p in plays_of(shell.engine, shell.visit.learner) if p.ended is not None]
        play = ended[0].id if ended else ""
    controller = DebriefController(shell, place._replace(play=play))
    if play:
        controller.load()
    return controller
