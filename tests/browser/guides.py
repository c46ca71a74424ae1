"""Which answers a person gives: those of the walks in the case's folder, in the words on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from simulator.cohort.walks import written_answer
from simulator.content.enums import ROLES
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.content.walk import Walk, WalkAnswer
from simulator.engine.events import Answer, Event, Start, Started
from simulator.engine.session import Session
from simulator.graph.bundle import Bundle
from simulator.language import language
from simulator.report.wording import Texts
from simulator.ui.play_view_model import PlayViewModel, play_view_model
from simulator.ui.task_form import asks_for_words

OWN_WORDS = "Cuvintele mele: „așa am văzut”."


@dataclass(frozen=True)
class Given:
    """One answer: what the store must hold of it, and how it reads on the page.

    `chosen` are pairs of a question and the answer picked; `ordered` is the order wanted, top to bottom.
    """

    scene: str
    task: str
    answer: Answer
    chosen: tuple[tuple[str, str], ...] = ()
    ticked: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    words: str = ""


@dataclass
class Guide:
    """Answers by scene, from the walks of a role, those first that fit the luck of this play."""

    case: str
    role: str
    chance: dict[str, str] = field(default_factory=dict)

    def given(self, stand: PlayViewModel, code: str) -> Given:
        """What is answered where a play stands, in a language."""
        seen, texts = stand.sight, Texts(stand.bundle, language(code))
        scene = next(scene for scene in stand.bundle.graph.scenes if scene.id == seen.node)
        written = _fitting(stand, self._written(seen.node))
        answer = written_answer(scene.task, written)
        base = f"scenes.{seen.node}"
        ask, words = texts.words(f"{base}.ask"), texts.words
        chosen: list[tuple[str, str]] = []
        if seen.task == "choice":
            chosen = [(ask, words(f"{base}.options.{written.option}.text"))]
        elif seen.task == "sort":
            chosen = [(words(p.path), words(f"{base}.bins.{written.bins[p.id]}")) for p in seen.options]
        elif seen.task == "rate":
            chosen = [(words(part.path), str(written.levels[part.id])) for part in seen.options]
        fields = [part for part in seen.options if part.picked]
        chosen += [
            (words(f.path), words(f"{base}.fields.{f.id}.picks.{written.picks[f.id]}.text")) for f in fields
        ]
        return Given(
            seen.node,
            seen.task,
            answer,
            tuple(chosen),
            tuple(words(f"{base}.statements.{name}.text") for name in written.statements),
            tuple(words(f"{base}.steps.{name}") for name in written.order),
            OWN_WORDS if asks_for_words(texts, seen) else "",
        )

    def _written(self, scene: str) -> WalkAnswer:
        for walk in self._walks():
            for answer in walk.answers:
                if answer.scene == scene:
                    return answer
        return WalkAnswer(scene=scene)

    def _walks(self) -> list[Walk]:
        mine = [walk for walk in walks_of(self.case) if walk.role == self.role]

        def order(walk: Walk) -> tuple[bool, int]:
            fits = sum(walk.chance.get(name) == value for name, value in self.chance.items())
            return walk.kind != "expert", -fits

        return sorted(mine, key=order)


def luck(bundle: Bundle, started: Started) -> dict[str, str]:
    """What chance brought to a play, by names."""
    drawn = zip(bundle.graph.chance, started.values, strict=True)
    return {chance.id: chance.values[value] for chance, value in drawn}


@cache
def walks_of(case: str) -> tuple[Walk, ...]:
    """The walks of a case."""
    return tuple([walk for walk, _ in read_walks(case_folders()[case]).values()])


def _fitting(stand: PlayViewModel, answer: WalkAnswer) -> WalkAnswer:
    """An answer made to fit what is offered in this play: nothing unoffered, nothing left out."""
    seen = stand.sight
    offered = {part.id: part.values for part in seen.options}
    statements = [part.id for part in seen.options if not part.picked]
    if seen.task == "choice":
        option = answer.option if answer.option in offered else seen.options[0].id
        return answer.model_copy(update={"option": option})
    if seen.task == "sort":
        return answer.model_copy(update={"bins": {n: answer.bins.get(n, v[0]) for n, v in offered.items()}})
    if seen.task == "rate":
        levels = {name: answer.levels.get(name, int(values[0])) for name, values in offered.items()}
        return answer.model_copy(update={"levels": levels})
    if seen.task == "sequence":
        return answer.model_copy(update={"order": [*answer.order] or [part.id for part in seen.options]})
    picks = {part.id: answer.picks.get(part.id, part.values[0]) for part in seen.options if part.picked}
    ticked = [name for name in statements if name in answer.statements] or statements[:1]
    return answer.model_copy(update={"picks": picks, "statements": ticked})


def played(
    bundle: Bundle, role: str, chance: dict[str, str], until: str = "", seed: int = 0
) -> tuple[Event, ...]:
    """The log of a play that follows the walks, up to where a kind of task is first asked, or to its end."""
    session, guide = Session(bundle.graph), Guide(bundle.graph.id, role, chance)
    session.do(Start((ROLES.index(role),), seed, 0, tuple(chance.items())))
    while session.at_turn() is not None:
        stand = play_view_model(bundle, session.log)
        if stand.sight.task == until:
            return tuple(session.log)
        session.answer(guide.given(stand, "ro").answer)
    assert not until, f"{bundle.graph.id} asks {role} no {until}"
    return tuple(session.log)
