"""Own words that two tabs (or devices) may write at once: nothing of either is lost in silence.

A page keeps what is typed every few moments, and often twice in a row before it has heard of the
first. So what another tab has changed meanwhile is never written over by such a keep, however often
it comes: an alert says so, what is typed here waits, and only the button beside the alert decides.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from simulator.errors import Refused, message
from simulator.language import Language
from simulator.store.texts_and_annotations import Changed
from simulator.ui import parts
from simulator.ui.parts import Node

Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What another tab stored, and what is typed here instead and not stored."""

    stored: str
    typed: str


@dataclass(slots=True)
class Drafts(Generic[Place]):
    """The own words of one page by place. A browser has no say in what is known here.

    `write` stores words at a place, given what this page last knew to stand there; it raises `Changed`.
    `known` is what was last read or stored; `remade` counts how often a field took over what was stored.
    """

    write: Callable[[Place, str, str], None]
    known: dict[Place, str] = field(default_factory=dict)
    conflicts: dict[Place, Conflict] = field(default_factory=dict)
    remade: dict[Place, int] = field(default_factory=dict)

    def read(self, known: dict[Place, str]) -> None:
        """Know what stands in the store now; what is typed here instead stays."""
        self.known = known
        texts = {place: conflict.typed for place, conflict in self.conflicts.items()}
        self.conflicts = {
            place: Conflict(known.get(place, ""), words)
            for place, words in texts.items()
            if words != known.get(place, "")
        }

    def keep(self, place: Place, words: str) -> bool:
        """Store words, unless another tab has stored others; False if they only wait here."""
        conflict = self.conflicts.get(place)
        if conflict is not None and words != conflict.stored:
            self.conflicts[place] = Conflict(conflict.stored, words)
            return False
        return self._stored(place, words)

    def settle(self, place: Place, *, mine: bool) -> bool:
        """Decide what is kept: what is typed here, or what is stored. False if that, too, has changed."""
        conflict = self.conflicts.get(place)
        if conflict is None:
            return True
        if mine:
            return self._stored(place, conflict.typed)
        del self.conflicts[place]
        self.remade[place] = self.remade.get(place, 0) + 1
        return True

    def _stored(self, place: Place, words: str) -> bool:
        try:
            self.write(place, words, self.known.get(place, ""))
        except Changed as other:
            self._know(place, other.stored)
            self.conflicts[place] = Conflict(other.stored, words)
            return False
        self._know(place, words)
        self.conflicts.pop(place, None)
        return True

    def _know(self, place: Place, stored: str) -> None:
        self.known.pop(place, None)
        if stored:
            self.known[place] = stored

    def typed(self, place: Place) -> str:
        """What the field of a place holds."""
        conflict = self.conflicts.get(place)
        return conflict.typed if conflict else self.known.get(place, "")

    def open_at(self, places: Iterable[Place]) -> bool:
        """Whether something typed at one of these places waits and is not stored."""
        return any(place in self.conflicts for place in places)

    def require_stored(self, places: Iterable[Place]) -> None:
        """Raises `Refused` if something typed at one of these places waits and is not stored."""
        if self.open_at(places):
            raise Refused(
                message(
                    "something that you wrote is not saved yet, because it was changed meanwhile in another "
                    "tab or on another device; choose first, beside it, what is to be kept"
                )
            )


def field_nodes(
    field: Node,
    drafts: Drafts[Place],
    place: Place,
    settle: Node,
    language: Language,
    in_words: Callable[[str], str] = str,
) -> list[Node]:
    """A field of own words; beneath it, what another tab changed and the two ways to decide.

    `settle` is the action that decides, asked with `mine` beside its fields; `in_words` says what is
    stored. A field that took over what was stored is another field, or the page would keep its own.
    """
    nodes = [field | {"key": f"{field['name']}-{drafts.remade.get(place, 0)}"}]
    conflict = drafts.conflicts.get(place)
    if conflict is None:
        return nodes
    text = language.text
    warned = text(
        "{field}: something else was written meanwhile, in another tab or on another device. "
        "What stands in the field above is not saved yet.",
        field=language.quoted(field.get("label") or field["legend"]),
    )
    nothing = text("Nothing is written there (any more).")
    stored = parts.prose(in_words(conflict.stored) if conflict.stored else nothing)
    ways = [
        parts.button(text("Keep what is written here"), settle["do"], {**settle["with"], "mine": True}),
        parts.button(text("Take over what is saved"), settle["do"], {**settle["with"], "mine": False}),
    ]
    inner = [parts.note(stored, title=text("What is saved now")), parts.section(ways, kind="row")]
    return [*nodes, parts.alert(warned, "warning", inner) | {"key": f"changed-{field['name']}"}]


def not_all_saved(language: Language) -> str:
    """What a page says in the place of "saved" while something waits."""
    return language.text("Not everything here is saved: choose first what is to be kept.")
