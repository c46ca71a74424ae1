"""Compiling what forms and messages share: picks in fields, and statements that are put in or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from simulator.content.case import Case
from simulator.content.kinds.composed import Composed, Statement
from simulator.content.reader import Place
from simulator.graph.effects import names_of_telling, told_bits
from simulator.graph.graph import ADDRESSING, LEFT_OUT_OR_PUT_IN, Element, Task
from simulator.graph.kinds.base import Compiler, keyed_task
from simulator.graph.scope import Scope

_ASPECT = {"interpretation": "objectivity", "diagnosis": "objectivity", "opinion": "objectivity"}


class ComposedCompiler(Compiler):
    """Picks first, then the statements that are kept at the level."""

    def task(self, scope: Scope, place: Place, path: str, scene: Composed) -> Task:  # type: ignore[override]
        """An element a field and an element a statement, each with the section it stands in."""
        in_level = {name: s for name, s in scene.statements.items() if scope.in_level(s.levels)}
        picks = [_pick_element(scope, place, scene, name, path, in_level) for name in scene.fields]
        statements = [_statement(scope, place, scene, path, name, s) for name, s in in_level.items()]
        elements = (*picks, *statements)
        task = keyed_task(scope, place, path, scene, elements)
        return replace(task, sections=_sections(scope, place, scene, elements))

    def symbols(self, case: Case, scene: Composed) -> Iterator[str]:  # type: ignore[override]
        """The acts of statements and picks, and what picks pass on."""
        facts = [s.fact for s in scene.statements.values() if s.fact]
        for statement in scene.statements.values():
            yield from (f"{scene.role}/act:{act}" for act in statement.acts)
        for pick in (pick for field in scene.fields.values() for pick in field.picks.values()):
            yield from (f"{scene.role}/act:{act}" for act in pick.acts)
            if pick.act:
                yield from names_of_telling(case, scene.role, pick.act, facts)


def _sections(scope: Scope, place: Place, scene: Composed, elements: tuple[Element, ...]) -> tuple[str, ...]:
    """The part of the form that each element stands in; nothing if no element says so."""
    form, known, sections = getattr(scene, "form", ""), scope.profession.forms, []
    if form and form not in known:
        return ()  # told already; what its sections would be called, nobody can say
    for element in elements:
        table = "fields" if element.id in scene.fields else "statements"
        section = getattr(scene, table)[element.id].section or ""
        if section and f"{form}.{section}" not in known:
            scope.unknown((*place, table, element.id, "section"), "section of the form", section)
        sections.append(section)
    return tuple(sections) if any(sections) else ()


def _pick_element(
    scope: Scope,
    place: Place,
    scene: Composed,
    name: str,
    path: str,
    in_level: dict[str, Statement],
) -> Element:
    first = len(scene.fields)
    field, inner = scene.fields[name], (*place, "fields", name, "picks")
    right, gains, tells = 0, [], []
    for index, (key, pick) in enumerate(field.picks.items()):
        right |= (pick.right != "no") << index
        bits = 0
        for at, act in enumerate(pick.acts):
            bits |= scope.act((*inner, key, "acts", at), scene.role, act)
        passed = []
        if pick.act:
            bits |= scope.act((*inner, key, "act"), scene.role, pick.act)
            passed = [
                (first + at, told_bits(scope, scene.role, pick.act, pick.to, statement.fact))
                for at, statement in enumerate(in_level.values())
                if statement.fact in scope.case.facts and statement.fact
            ]
        gains.append(bits)
        tells.append(tuple(passed))
    judged = any(pick.right == "no" for pick in field.picks.values())
    base = f"{path}.fields.{name}"
    return Element(
        name,
        tuple(field.picks),
        right,
        judged,
        ADDRESSING,
        0,
        tuple(gains),
        tuple(tells),
        f"{base}.label",
        tuple(f"{base}.picks.{key}.text" for key in field.picks),
        tuple(f"{base}.picks.{key}.why" for key in field.picks),
    )


def _statement(
    scope: Scope, place: Place, scene: Composed, path: str, name: str, statement: Statement
) -> Element:
    inner = (*place, "statements", name)
    belongs = statement.right
    right = {"yes": 0b10, "no": 0b01, "either": 0b11}[belongs]
    needs = 0
    if statement.fact:
        if statement.fact not in scope.case.facts:
            scope.unknown((*inner, "fact"), "fact", statement.fact)
        else:
            needs = scope.mask(f"{scene.role}/fact:{statement.fact}")
    bits = 0
    for index, act in enumerate(statement.acts):
        bits |= scope.act((*inner, "acts", index), scene.role, act)
    aspect = "completeness" if belongs == "yes" else _ASPECT.get(statement.is_, "confidentiality")
    base = f"{path}.statements.{name}"
    return Element(
        name,
        ("out", "in"),
        right,
        belongs != "either",
        aspect,
        needs,
        (0, bits),
        ((), ()),
        f"{base}.text",
        LEFT_OUT_OR_PUT_IN,
        (f"{base}.why",),
    )
