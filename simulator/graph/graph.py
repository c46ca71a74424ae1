"""A case as it is played: frozen, indexed, without prose.

All that can come true in a play is one bit of a whole number: chance values, flags, facts and
marks known to a role, acts done by a role (also about a mark), messages that arrived. Bits are
only ever gained. `symbols` names them:
`chance:name=value`, `flag:x`, `message:x`, `role/fact:x`, `role/mark:x`, `role/act:x`, `role/act:x:mark`.
"""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 2
NEVER = 1 << 30
ADDRESSING = "addressing"  # the aspect of a field in which one thing is picked
LEFT_OUT_OR_PUT_IN = ("value.out", "value.in")  # where the words for a statement's two values stand


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when all its parts do: bits needed and banned, floors of variables, a span of the clock."""

    need: int = 0
    ban: int = 0
    floors: tuple[tuple[int, int], ...] = ()
    after: int = -1
    before: int = NEVER
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Gain:
    """Bits that come true when the condition holds (always without one)."""

    when: Condition | None
    bits: int


@dataclass(frozen=True, slots=True)
class Route:
    """The node to go to when the condition holds."""

    when: Condition | None
    to: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What follows: gains at once, gains after an offset, gains when the time is up, changes, routes.

    `minutes` is how long it takes, `until` a minute before which it does not end (-1: none).
    """

    minutes: int
    until: int
    now: tuple[Gain, ...]
    later: tuple[tuple[int, int], ...]
    learn: tuple[Gain, ...]
    change: tuple[tuple[int, int], ...]
    to: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way it can turn out: taken if the score (0-100) is reached and the condition holds."""

    path: str
    at_least: int
    when: Condition | None
    effects: Effects


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; `evidence` gives (indicator index, percent)."""

    id: str
    when: Condition | None
    branches: tuple[Branch, ...]
    evidence: tuple[tuple[int, int], ...]
    cite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a judged answer: how many values it can take, which are right (a bit each).

    `needs` are bits without which it is not offered and must be 0. `gains` holds, per value,
    the bits that choosing it brings; `tells`, per value, what each other element passes on:
    (element index, bits). Words stand at `path`; those of each value at `words` (empty: the value
    itself is said), the reason at `why`, one for all values or one each.
    """

    id: str
    values: tuple[str, ...]
    right: int
    judged: bool
    aspect: str
    needs: int
    gains: tuple[int, ...]
    tells: tuple[tuple[tuple[int, int], ...], ...]
    path: str = ""
    words: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What a scene asks; `kind` names an entry of `engine.kinds`.

    `pairs` (sequence) are step indices that must keep their order; `evidence` gives
    (indicator index, element or pair indices whose rightness it shows). `sections` (form) names,
    per element, the part of the form that it stands in; empty where no element says so.
    """

    kind: str
    options: tuple[Option, ...] = ()
    elements: tuple[Element, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    bands: tuple[Branch, ...] = ()
    evidence: tuple[tuple[int, tuple[int, ...]], ...] = ()
    form: str = ""
    cite: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene: whose it is, what is learned on entering, which paragraphs show, what it asks.

    `speaks` are the people whose sentences its text quotes, in their order (empty: nobody's), `picture` the
    drawing of its place.
    """

    id: str
    role: int
    learn: tuple[Gain, ...]
    paragraphs: tuple[tuple[int, Condition | None], ...]
    task: Task
    speaks: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """How a person is drawn, by the names of the drawings' parts; empty where there is none."""

    hair: str
    expression: str
    glasses: str = ""
    beard: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the case. `plays` is the role that plays them (-1: none); `face` None for who is not drawn.

    `signs` are (least value of the variable, expression), rising; `variable` is -1 where there are none.
    """

    id: str
    plays: int
    face: Face | None
    variable: int = -1
    signs: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a role's play ends; rank 1 is best."""

    id: str
    role: int
    rank: int
    paragraphs: tuple[tuple[int, Condition | None], ...]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the partner (`of` a role index, -1 the world) does by itself while `to` is played."""

    id: str
    of: int
    to: int
    when: Condition | None
    after: int
    at: int
    gains: tuple[Gain, ...]
    change: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A bounded quantity."""

    id: str
    start: int
    low: int
    high: int
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance variable: its values with weights and the bit of each."""

    id: str
    values: tuple[str, ...]
    weights: tuple[int, ...]
    bits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: the marks it bears, per role the bits of knowing it, and when it is true."""

    id: str
    marks: tuple[str, ...]
    known: tuple[int, int]
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Graph:
    """A case at one level, ready to be played.

    Nodes are numbered: scenes first, then endings. Times are minutes since midnight of day 1,
    which is `day` (`2026-11-17`; empty where it is not known). `acts` are the bits of what roles do:
    those come true once and may be done again. `off` are the days (from 0) on which nobody works, as they
    were known when the case was compiled.
    """

    format: int
    id: str
    level: str
    start: int
    hours: tuple[int, int]
    entry: tuple[int, int]
    scenes: tuple[Scene, ...]
    endings: tuple[Ending, ...]
    reactions: tuple[Reaction, ...]
    variables: tuple[Variable, ...]
    chance: tuple[Chance, ...]
    facts: tuple[Fact, ...]
    initial: tuple[Gain, ...]
    indicators: tuple[str, ...]
    symbols: dict[str, int]
    day: str = ""
    people: tuple[Person, ...] = ()
    acts: int = 0
    off: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"<Graph of {self.id} ({self.level}): {len(self.scenes)} scenes, {len(self.endings)} endings>"

    def ended(self, node: int) -> bool:
        """Whether a node is an ending."""
        return node >= len(self.scenes)

    def ending(self, node: int) -> Ending:
        """The ending at a node."""
        return self.endings[node - len(self.scenes)]

    def node_id(self, node: int) -> str:
        """The written name of a node."""
        return self.ending(node).id if self.ended(node) else self.scenes[node].id

    def bit(self, name: str) -> int:
        """The index of a symbol's bit, -1 where the case has none of that name."""
        return self.symbols.get(name, -1)


def bits_of_acts(symbols: dict[str, int]) -> int:
    """The bits of `ROLE/act:NAME` and `ROLE/act:NAME:MARK`."""
    return sum(1 << bit for name, bit in symbols.items() if "/act:" in name)
