"""A play moment by moment: what its role has before it and knows, and what it then decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.api.values import Described, Listing, Parts
from simulator.content.enums import ROLES
from simulator.engine.codec import answer_to_json
from simulator.engine.events import Decided
from simulator.engine.kinds import KINDS
from simulator.engine.kinds.base import OPTION
from simulator.engine.state import Seat, State
from simulator.engine.view import Choosable, View, view
from simulator.graph.graph import Graph
from simulator.language import clock
from simulator.report.wording import Texts


@dataclass(frozen=True, slots=True, repr=False)
class Option(Described):
    """One thing that can be answered: its id, its words; for a part of a form, the values it can take."""

    id: str
    text: str
    values: Listing[str]

    def _line(self) -> str:
        values = f" ({' / '.join(self.values)})" if self.values else ""
        return f"{self.id}{values}: {self.text}"


@dataclass(frozen=True, slots=True, repr=False)
class KnownFact(Described):
    """A fact that the role knows, or a message that it received: its id, its words, since when (`09:54`)."""

    id: str
    text: str
    time: str

    def _line(self) -> str:
        return f"{self.time} {self.id}: {self.text}"


@dataclass(frozen=True, slots=True, repr=False)
class Figure(Described):
    """A bounded quantity of the case and where it stands; a learner sees signs, never the figure."""

    id: str
    label: str
    value: int

    def _line(self) -> str:
        return f"{self.id} = {self.value}: {self.label}"


@dataclass(frozen=True, slots=True, repr=False)
class PlayMoment(Described):
    """Where a role stands after so many decisions (`step`), and all that it may know there.

    `time` is the time of day (`+1 12:00` on the second day), `minute` the same in minutes since midnight
    of the first. `scene` is an id, of an ending once `ended`. `task` says how `ask` is to be answered:
    a choice by the id of one of `options`; anything else by a value for each of them, and a part left
    out keeps its first value. `example` is an answer of the right form, to be taken and changed.
    """

    step: int
    role: str
    minute: int
    scene: str
    place: str
    text: str
    ask: str
    task: str
    options: Listing[Option]
    known: Listing[KnownFact]
    messages: Listing[KnownFact]
    signs: Listing[str]
    figures: Listing[Figure]
    ended: bool

    @property
    def time(self) -> str:
        """The time of day."""
        return clock(self.minute)

    @property
    def example(self) -> str | Parts:
        """An answer of the right form, not a good one; empty at an ending."""
        if self.ended:
            return ""
        if KINDS[self.task].asks == OPTION:
            return self.options[0].id
        whole = KINDS[self.task].whole
        return Parts({one.id: one.values[place * whole] for place, one in enumerate(self.options)})

    def _line(self) -> str:
        if self.ended:
            return f"{self.time} {self.role}, the end: {self.scene} ({self.place})"
        ways = ", ".join(option.id for option in self.options)
        return f"{self.time} {self.role} in {self.scene} ({self.place}); {self.task}: {ways}"


@dataclass(frozen=True, slots=True, repr=False)
class Decision(Described):
    """What a role decided: when, where, its `answer` as the case names it, and the same in `words`.

    `why` explains it, once the play is looked back upon.
    """

    step: int
    role: str
    minute: int
    scene: str
    place: str
    task: str
    answer: str | Parts
    words: Listing[str]
    why: str

    @property
    def time(self) -> str:
        """The time of day."""
        return clock(self.minute)

    def _line(self) -> str:
        return f"{self.step} {self.time} {self.role} in {self.scene}: {self.answer}"


def moment_of(texts: Texts, graph: Graph, state: State, seat: Seat) -> PlayMoment:
    """What the role at a seat has before it."""
    sight, words = view(graph, state, seat.role), texts.words
    base = f"{'endings' if sight.ended else 'scenes'}.{sight.node}"
    return PlayMoment(
        step=state.step,
        role=sight.role,
        minute=sight.minute,
        scene=sight.node,
        place=words(f"{base}.title" if sight.ended else f"{base}.place"),
        text="\n".join(words(path) for path in sight.paths),
        ask="" if sight.ended else words(f"{base}.ask"),
        task=sight.task,
        options=Listing(Option(one.id, words(one.path), Listing(one.values)) for one in sight.options),
        known=Listing(KnownFact(name, words(f"facts.{name}.text"), clock(at)) for name, at in sight.known),
        messages=Listing(
            KnownFact(name, words(f"reactions.{name}.text"), clock(at)) for name, at in sight.messages
        ),
        signs=Listing(words(path) for path in sight.signs),
        figures=Listing(
            Figure(one.id, words(f"variables.{one.id}.label"), value)
            for one, value in zip(graph.variables, state.values, strict=True)
        ),
        ended=sight.ended,
    )


def decision_of(texts: Texts, graph: Graph, before: State, event: Decided) -> Decision:
    """A decision of the log, by names and in words."""
    scene = graph.scenes[event.node]
    sight, base = view(graph, before, event.role), f"scenes.{scene.id}"
    answer = answer_to_json(scene.task, event.answer)
    return Decision(
        step=event.step,
        role=ROLES[event.role],
        minute=event.minute,
        scene=scene.id,
        place=texts.words(f"{base}.place"),
        task=scene.task.kind,
        answer=answer if isinstance(answer, str) else Parts(answer),
        words=Listing(_answered(texts, part, answer) for part in _given(sight, answer)),
        why=texts.words(f"{base}.options.{answer}.why") or texts.words(f"{base}.why"),
    )


def _given(sight: View, answer: str | Mapping[str, str]) -> list[Choosable]:
    """The parts of the task that an answer speaks of, in the order in which they stand."""
    return [part for part in sight.options if part.id == answer or part.values]


def _answered(texts: Texts, part: Choosable, answer: str | Mapping[str, str]) -> str:
    if isinstance(answer, str):
        return texts.words(part.path)
    named = dict(zip(part.values, texts.values(part), strict=True))
    value = answer[part.id]
    return f"{texts.words(part.path)}: {named[value] or value}"
