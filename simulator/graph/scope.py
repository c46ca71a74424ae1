"""The names of a case: which exist, the bit of each, and problems where a name has no meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.content import case as written
from simulator.content.base import minutes_of
from simulator.content.reader import Place, YamlDocument
from simulator.errors import Message, Problem, message, problem_at
from simulator.graph.graph import NEVER, Condition
from simulator.graph.profession import Profession


@dataclass(slots=True)
class Scope:
    """Where a part of a case is compiled: its file, its names, the problems found so far."""

    document: YamlDocument
    case: written.Case
    profession: Profession
    level: str
    symbols: dict[str, int] = field(default_factory=dict)
    nodes: dict[str, int] = field(default_factory=dict)
    variables: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    problems: dict[Problem, None] = field(default_factory=dict)

    def fault(self, place: Place, what: Message, todo: Message) -> None:
        """Note a problem at a place in the file."""
        part = ".".join(str(step) for step in place)
        self.problems[problem_at(self.document.path, self.document.line(place), what, todo, part)] = None

    def unknown(self, place: Place, kind: str, name: str) -> None:
        """Note a name that means nothing."""
        todo = message("correct the name, or define it")
        self.fault(place, message("no {kind} is called '{name}'", kind=kind, name=name), todo)

    def symbol(self, name: str) -> int:
        """The bit index of a symbol, made when first asked for."""
        return self.symbols.setdefault(name, len(self.symbols))

    def mask(self, name: str) -> int:
        """The bit of a symbol as a mask."""
        return 1 << self.symbol(name)

    def node(self, place: Place, name: str, role: str) -> int:
        """The index of a scene or ending; it must belong to the role that goes there."""
        node = self.nodes.get(name)
        if node is None:
            self.unknown(place, "scene", name)
            return 0
        target = self.case.scenes.get(name) or self.case.endings[name]
        if target.role != role:
            what = message("'{name}' belongs to the other role", name=name)
            self.fault(place, what, message("go to a scene or an ending of the same role"))
        return node

    def indicator(self, place: Place, name: str) -> int:
        """The index of an indicator among those the case uses."""
        if not any(name in domain.indicators for domain in self.profession.model.domains):
            self.unknown(place, "indicator", name)
        return self.indicators.setdefault(name, len(self.indicators))

    def act(self, place: Place, role: str, act: str) -> int:
        """The mask of an act done by a role."""
        if act not in self.profession.acts:
            self.unknown(place, "act", act)
        return self.mask(f"{role}/act:{act}")

    def in_level(self, levels: Sequence[str]) -> bool:
        """Whether something marked for some levels stands at the level being compiled."""
        return not levels or self.level in levels


def compile_condition(
    scope: Scope, place: Place, condition: written.Condition | None, role: str
) -> Condition | None:
    """A written condition with names as bits; unknown names become problems."""
    if condition is None:
        return None
    need = _mask(scope, (*place, "has"), condition.has, role)
    ban = _mask(scope, (*place, "lacks"), condition.lacks, role)
    floors = []
    for name, least in condition.at_least.items():
        if name not in scope.variables:
            scope.unknown((*place, "at_least", name), "variable", name)
        floors.append((scope.variables.get(name, 0), least))
    nested = {}
    for key in ("all", "any", "none"):
        parts = [
            compile_condition(scope, (*place, key, i), part, role)
            for i, part in enumerate(getattr(condition, key))
        ]
        nested[key] = tuple(part for part in parts if part is not None)
    after = minutes_of(condition.after) if condition.after else -1
    before = minutes_of(condition.before) if condition.before else NEVER
    plain = not (floors or any(nested.values()) or condition.after or condition.before)
    return Condition(need, ban, tuple(floors), after, before, **nested, plain=plain)


def _mask(scope: Scope, place: Place, names: list[str], role: str) -> int:
    mask = 0
    for index, name in enumerate(names):
        full = _full_name(name, role)
        if full not in scope.symbols:
            scope.unknown((*place, index), "fact, flag, act, message or chance value", name)
        else:
            mask |= scope.mask(full)
    return mask


def _full_name(name: str, role: str) -> str:
    bare = name.startswith(("fact:", "mark:", "act:"))
    return f"{role}/{name}" if bare else name
