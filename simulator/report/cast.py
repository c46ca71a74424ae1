"""Who is who: the people whom a role has met or heard of by now, and what one notices of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from simulator.content.enums import ROLES
from simulator.content.speech import passages
from simulator.engine.events import Event
from simulator.engine.session import states
from simulator.engine.state import State
from simulator.engine.view import View, view
from simulator.graph.graph import Graph, Person
from simulator.report.faces import face_name
from simulator.report.wording import Texts

MOST = 8  # of the people of a case, those met last


class CastMember(NamedTuple):
    """One person: the name, who it is, what one notices, and the drawing's name (empty: not drawn)."""

    name: str
    who: str
    feeling: str
    face: str


class Speech(NamedTuple):
    """A piece of what a scene tells; `by` is whoever says it, None where it is only told."""

    words: str
    by: CastMember | None


def cast(texts: Texts, log: Sequence[Event], role: int) -> tuple[CastMember, ...]:
    """Oneself, then the people whom a role has met or heard of: in a text that it has been shown."""
    graph = texts.bundle.graph
    prefix = states(graph, log)
    shown = " ".join(_shown(texts, prefix, role))
    own = [person for person in graph.people if person.plays == role]
    others = [p for p in graph.people if p.plays != role and _named_in(texts, p, shown)]
    return tuple(cast_member(texts, person, prefix[-1], role) for person in (*own, *others[:MOST]))


def cast_member(texts: Texts, person: Person, state: State, role: int) -> CastMember:
    """A person as a role sees them now."""
    if person.plays != role:
        return _noticed(texts, person, state.values)
    face = face_name(person.face, "") if person.face else ""
    return CastMember(texts.words(f"people.{person.id}.name"), texts.language.text("you"), "", face)


def first_impression(texts: Texts, name: str) -> CastMember | None:
    """A person as others meet them when a case begins; None if the case has nobody of this name."""
    graph = texts.bundle.graph
    person = next((one for one in graph.people if one.id == name), None)
    return _noticed(texts, person, [one.start for one in graph.variables]) if person else None


def _noticed(texts: Texts, person: Person, values: Sequence[int]) -> CastMember:
    base, expression, feeling = f"people.{person.id}", "", ""
    for place, (least, drawn) in enumerate(person.signs):
        if values[person.variable] >= least:
            expression = drawn
            feeling = texts.words(f"{base}.feels.signs.{place}.text")
    face = face_name(person.face, expression) if person.face else ""
    return CastMember(texts.words(f"{base}.name"), texts.words(f"{base}.who"), feeling, face)


def speeches(texts: Texts, sight: View, state: State, words: str, index: int) -> tuple[Speech, ...]:
    """The pieces of a paragraph of a scene; only its first paragraph says who speaks in it."""
    graph = texts.bundle.graph
    scene = next((one for one in graph.scenes if one.id == sight.node), None)
    pieces = passages(words)
    speakers = scene.speaks if scene is not None and index == 0 else ()
    if sum(piece.spoken for piece in pieces) != len(speakers):
        return (Speech(words, None),)
    people, left = {person.id: person for person in graph.people}, iter(speakers)
    role = ROLES.index(sight.role)
    return tuple(
        Speech(piece.words, _speaker(texts, people.get(next(left)), state, role) if piece.spoken else None)
        for piece in pieces
    )


def place_drawn(graph: Graph, sight: View) -> str:
    """The drawing of where a role is; empty where there is none."""
    return next((scene.picture for scene in graph.scenes if scene.id == sight.node), "")


def _speaker(texts: Texts, person: Person | None, state: State, role: int) -> CastMember | None:
    return cast_member(texts, person, state, role) if person else None


def _shown(texts: Texts, prefix: Sequence[State], role: int) -> Iterator[str]:
    """Every text that a role has been shown."""
    graph = texts.bundle.graph
    yield texts.words(f"roles.{ROLES[role]}.brief")
    for state in prefix:
        sight = view(graph, state, role)
        yield from (texts.words(path) for path in sight.paths)
        yield from _known(texts, sight)


def _known(texts: Texts, sight: View) -> Iterable[str]:
    yield from (texts.words(f"facts.{name}.text") for name, _ in sight.known)
    yield from (texts.words(f"reactions.{name}.text") for name, _ in sight.messages)


def _named_in(texts: Texts, person: Person, shown: str) -> bool:
    """Whether a text names a person in whatever case: by a name that nobody else in the case has."""
    everybody = [_names(texts, one) for one in texts.bundle.graph.people]
    names = [name for name in _names(texts, person) if sum(name in them for them in everybody) == 1]
    forms = "|".join(rf"{name[:-1]}(?:a|ei|o|ii)" if name.endswith("a") else name for name in names)
    return re.search(rf"\b(?:{forms})\b", shown) is not None


def _names(texts: Texts, person: Person) -> list[str]:
    return re.findall(r"\b[^\W\d_a-zăâîșț]\w{2,}", texts.words(f"people.{person.id}.name"))
