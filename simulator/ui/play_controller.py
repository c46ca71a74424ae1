"""The play page under way: takes answers, stores each before it says so, resumes from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.engine.codec import answer_from_json
from simulator.engine.events import Reply
from simulator.engine.play import decide, evolve
from simulator.engine.state import turn
from simulator.errors import Refused, message
from simulator.report.debrief.material import Original
from simulator.report.debrief.what_if import what_if_note
from simulator.report.wording import Texts
from simulator.store.plays import Behind, append, bundle_at, log_of, play_of, plays_of
from simulator.store.texts_and_annotations import keep_text, replace_text, text_at, texts_of
from simulator.ui import parts
from simulator.ui.actions import Action, Fields
from simulator.ui.answer_draft import Given, draft_from, draft_text, fitting_draft, place_of_draft
from simulator.ui.conflict_drafts import Drafts, not_all_saved
from simulator.ui.judged_plays import judge_ended
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.play_view import Unsent, Wishes, place_of_words, play_nodes
from simulator.ui.play_view_model import PlayViewModel, play_view_model
from simulator.ui.render_document import page_nodes
from simulator.ui.task_form import asks_for_words, given_in, words_in

REMARKS, OFF = "preference:remarks", "off"


@dataclass(slots=True)
class PlayController:
    """One learner's play at one desk; without one (nothing to go on with) it leads to the start page."""

    shell: PageShell
    play: str
    stand: PlayViewModel | None = None
    original: Original | None = None
    drafts: Drafts[str] = field(init=False)
    chosen: Given = field(default_factory=dict)
    unsaved: bool = False
    remarks: bool = True

    def __post_init__(self) -> None:
        self.drafts = Drafts(self._write)

    def _write(self, place: str, words: str, known: str) -> None:
        keep_text(self.shell.engine, self.shell.visit.learner, place, words, self.play, known)

    def load(self) -> None:
        """Read the play from the store. Raises `NotThere` if it is not this learner's."""
        engine, learner = self.shell.engine, self.shell.visit.learner
        play = play_of(engine, learner, self.play)
        bundle = bundle_at(engine, play.bundle)
        self.stand = play_view_model(bundle, log_of(engine, bundle, self.play))
        self.remarks = text_at(engine, learner, REMARKS) != OFF
        self.drafts.read(texts_of(engine, learner, self.play))
        if play.forked_from:
            self.original = Original(play_of(engine, learner, play.forked_from))
        self.chosen, self.unsaved = self._kept_draft(self.stand), False

    def _kept_draft(self, stand: PlayViewModel) -> Given:
        place = place_of_draft(stand.step + 1)
        return draft_from(stand.sight, text_at(self.shell.engine, self.shell.visit.learner, place, self.play))

    def actions(self) -> Mapping[str, Action]:
        """An answer, and what is chosen and written on the way to it."""
        if self.stand is None or self.stand.ended:
            return {}
        return {
            "answer": Action(self._answer, {"step": int, "fields": dict}),
            "remarks": Action(self._switch_remarks, {"on": bool}),
            "draft": Action(self._draft, {"step": int, "fields": dict}),
            "keep": Action(self._keep, {"step": int, "text": str}),
            "settle": Action(self._settle, {"step": int, "mine": bool}),
        }

    def body(self) -> PageBody:
        """Where the play stands."""
        text = self.shell.speaking.text
        if self.stand is None:
            lead = parts.paragraph(text("You have no case under way. Choose one on the start page."))
            go = parts.link(text("To the start page"), "start", kind="main")
            return PageBody(text("Play"), [parts.heading(text("Play"), 1), lead, go])
        texts = Texts(self.stand.bundle, self.shell.speaking)
        wishes = Wishes(self.remarks, self.shell.pictures)
        children = play_nodes(self.stand, texts, self.play, self._unsent(self.stand), wishes)
        if self.original is not None:
            children[1:1] = page_nodes([what_if_note(self.shell.speaking, self.original)])
        return PageBody(texts.words("title"), children, f"{self.play}-{self.stand.step}", foot=True)

    def _unsent(self, stand: PlayViewModel) -> Unsent:
        """What is chosen and written and not handed in, and what can truly be said of how it is kept."""
        place, language = place_of_words(stand.step + 1), self.shell.speaking
        if self.drafts.open_at([place]):
            saved = parts.status(not_all_saved(language), parts.UNSAVED, stand.step)
        elif self.unsaved:
            saved = parts.status(language.text("Not saved"), parts.UNSAVED, stand.step)
        elif self.chosen or self.drafts.typed(place):
            saved = parts.status(language.text("Draft kept"), parts.DRAFT, stand.step)
        else:
            saved = parts.status(language.text("Saved"), step=stand.step)
        return Unsent(self.drafts, self.chosen, saved)

    def _here(self, fields: Fields) -> PlayViewModel:
        """The stand, if the message speaks of the step that is open. Raises `Refused`."""
        assert self.stand is not None
        if fields["step"] != self.stand.step:
            raise Refused(message("this step has been answered already"))
        return self.stand

    def _answer(self, fields: Fields) -> None:
        stand = self._here(fields)
        self.unsaved = True
        graph, state = stand.bundle.graph, stand.state
        seat = turn(graph, state)
        if seat is None:
            raise Refused(message("this play has ended"))
        named = given_in(stand.sight, fields["fields"])
        answer = answer_from_json(graph.scenes[seat.node].task, named)
        events = decide(graph, state, Reply(seat.role, seat.node, answer))
        self._hand_in_words(stand, words_in(fields["fields"]))
        after = state
        for event in events:
            after = evolve(graph, after, event)
        ended = turn(graph, after) is None
        try:
            append(
                self.shell.engine,
                stand.bundle,
                self.play,
                len(stand.log),
                events,
                ended=ended,
                verified=self.shell.visit.verified,
            )
        except Behind:
            self.load()
            raise
        if ended:
            judge_ended(self.shell.engine, self.shell.visit.learner, self.play)
        self.stand = play_view_model(stand.bundle, (*stand.log, *events))
        self.chosen, self.unsaved = {}, False

    def _draft(self, fields: Fields) -> None:
        """Keep what is chosen so far. Once the step is answered there is nothing left to keep."""
        stand = self.stand
        if stand is None or fields["step"] != stand.step:
            return
        given, place = fitting_draft(stand.sight, fields["fields"]), place_of_draft(stand.step + 1)
        self.unsaved = True
        replace_text(self.shell.engine, self.shell.visit.learner, place, draft_text(given), self.play)
        self.chosen, self.unsaved = given, False

    def _switch_remarks(self, fields: Fields) -> None:
        """Say, or say no more, after an answer which rule it touched: a wish that holds for all plays."""
        words = "" if fields["on"] else OFF
        replace_text(self.shell.engine, self.shell.visit.learner, REMARKS, words)
        self.remarks = fields["on"]

    def _keep(self, fields: Fields) -> None:
        """Keep own words apart from the log."""
        place = self._place(self._here(fields))
        self.unsaved = True
        self.drafts.keep(place, fields["text"].strip())
        self.unsaved = False

    def _settle(self, fields: Fields) -> None:
        self.drafts.settle(self._place(self._here(fields)), mine=fields["mine"])

    def _hand_in_words(self, stand: PlayViewModel, words: str) -> None:
        """Keep own words with an answer, if there are new ones. Raises `Refused` if they only wait here."""
        place = place_of_words(stand.step + 1)
        if words != self.drafts.typed(place):
            self.drafts.keep(self._place(stand), words)
        self.drafts.require_stored([place])

    def _place(self, stand: PlayViewModel) -> str:
        """Where own words are kept in this scene. Raises `Refused` if it asks for none."""
        if not asks_for_words(Texts(stand.bundle, self.shell.speaking), stand.sight):
            raise Refused(message("nothing in your own words is asked for here"))
        return place_of_words(stand.step + 1)


def play_controller(shell: PageShell, place: Place) -> PlayController:
    """The room of a play; without one named, of the last one that has not ended."""
    play = place.play
    if not play:
        open_ones = [p for p in plays_of(shell.engine, shell.visit.learner) if p.ended is None]
        play = open_ones[0].id if open_ones else ""
    controller = PlayController(shell, play)
    if play:
        controller.load()
    return controller
