"""From what an author wrote to what is played. The only place that knows both forms."""

from __future__ import annotations

from simulator.content import case as written
from simulator.content.base import minutes_of
from simulator.content.enums import ROLES
from simulator.content.reader import YamlDocument
from simulator.errors import ProblemsFound, message
from simulator.graph.calendar import days_off
from simulator.graph.declared_names import declared_names
from simulator.graph.effects import compile_change, compile_learn, fact_bits
from simulator.graph.graph import (
    FORMAT,
    Chance,
    Condition,
    Ending,
    Face,
    Fact,
    Gain,
    Graph,
    Person,
    Reaction,
    Scene,
    Variable,
    bits_of_acts,
)
from simulator.graph.kinds import compiler_of
from simulator.graph.profession import Profession
from simulator.graph.scope import Scope, compile_condition

NOBODY = "nobody"  # a quotation that no person of the case says
Paragraphs = tuple[tuple[int, Condition | None], ...]


def compile_case(document: YamlDocument, case: written.Case, profession: Profession, level: str) -> Graph:
    """Compile a case for one level.

    Raises `ProblemsFound` with every name that means nothing and every way in which play could
    stop; the case is then not playable.
    """
    scope = _scope(document, case, profession, level)
    scenes = tuple(_scene(scope, name) for name in case.scenes)
    endings = tuple(
        Ending(name, ROLES.index(e.role), e.rank, _paragraphs(scope, ("endings", name), e.also, e.role))
        for name, e in case.endings.items()
    )
    reactions = tuple(
        _reaction(scope, name) for name, r in case.reactions.items() if scope.in_level(r.levels)
    )
    facts = tuple(_fact(scope, name) for name in case.facts)
    setting = case.levels.get(level, written.LevelSetting())  # type: ignore[call-overload]
    opening, closing = (minutes_of(part) for part in case.calendar.hours.split("-"))
    graph = Graph(
        format=FORMAT,
        id=case.id,
        level=level,
        start=minutes_of(setting.start or case.calendar.start),
        hours=(opening, closing),
        entry=_entries(scope),
        scenes=scenes,
        endings=endings,
        reactions=reactions,
        variables=tuple(_variable(scope, name, setting) for name in case.variables),
        chance=tuple(_chance(scope, name) for name in case.chance),
        facts=facts,
        initial=_initial(scope),
        indicators=tuple(scope.indicators),
        symbols=scope.symbols,
        day=case.calendar.day,
        people=tuple(_person(scope, name) for name in case.people),
        acts=bits_of_acts(scope.symbols),
        off=days_off(case.calendar.day),
    )
    if scope.problems:
        raise ProblemsFound(sorted(scope.problems, key=lambda problem: problem.line))
    return graph


def _scope(document: YamlDocument, case: written.Case, profession: Profession, level: str) -> Scope:
    scope = Scope(document, case, profession, level)
    for name in sorted(declared_names(case)):
        scope.symbol(name)
    for name in (*case.scenes, *case.endings):
        if name in scope.nodes:
            what = message("'{name}' is both a scene and an ending", name=name)
            scope.fault(("endings", name), what, message("rename one of them"))
        scope.nodes[name] = len(scope.nodes)
    scope.variables = {name: index for index, name in enumerate(case.variables)}
    _check_frame(scope)
    return scope


def _check_frame(scope: Scope) -> None:
    """Names in the case's frame: marks of facts, difficulties, checklist rows, stages, who plays whom."""
    profession, case = scope.profession, scope.case
    for name, fact in case.facts.items():
        for index, mark in enumerate(fact.marks):
            if mark not in profession.marks:
                scope.unknown(("facts", name, "marks", index), "mark", mark)
    for index, kind in enumerate(case.about.difficulties):
        if kind not in profession.difficulties:
            scope.unknown(("about", "difficulties", index), "kind of difficulty", kind)
    for index, row in enumerate(case.about.checklist):
        if row not in profession.checklist:
            scope.unknown(("about", "checklist", index), "row of the checklist", row)
    for index, stage in enumerate(case.about.stages):
        if stage not in profession.stages:
            scope.unknown(("about", "stages", index), "stage", stage)
    for role, part in case.roles.items():
        if part.plays not in case.people:
            scope.unknown(("roles", role, "plays"), "person", part.plays)
    _check_face(scope)


def _check_face(scope: Scope) -> None:
    """On the case's card stands the face of one of its people who is drawn."""
    people, name = scope.case.people, scope.case.about.face
    if name is None:
        return
    if name not in people:
        scope.unknown(("about", "face"), "person", name)
    elif people[name].face is None:
        what = message("'{name}' has no face", name=name)
        scope.fault(("about", "face"), what, message("draw a face under 'people', or name somebody else"))


def _entries(scope: Scope) -> tuple[int, int]:
    entries = []
    for role in ROLES:
        part = scope.case.roles.get(role)  # type: ignore[call-overload]
        entries.append(scope.node(("roles", role, "start"), part.start, role) if part else -1)
    return (entries[0], entries[1])


def _scene(scope: Scope, name: str) -> Scene:
    scene, place = scope.case.scenes[name], ("scenes", name)
    return Scene(
        name,
        ROLES.index(scene.role),
        compile_learn(scope, (*place, "learn"), scene.role, scene.learn),
        _paragraphs(scope, place, scene.also, scene.role),
        compiler_of(scene).task(scope, place, f"scenes.{name}", scene),
        tuple(_speaker(scope, (*place, "speaks", index), who) for index, who in enumerate(scene.speaks)),
        scene.picture or "",
    )


def _speaker(scope: Scope, place: tuple[str | int, ...], name: str) -> str:
    if name == NOBODY:
        return ""
    if name not in scope.case.people:
        scope.unknown(place, "person", name)
    return name


def _person(scope: Scope, name: str) -> Person:
    person = scope.case.people[name]
    plays = [ROLES.index(role) for role, part in scope.case.roles.items() if part.plays == name]
    drawn = person.face
    face = Face(drawn.hair, drawn.expression, drawn.glasses or "", drawn.beard or "") if drawn else None
    variable, signs = -1, tuple[tuple[int, str], ...]()
    if person.feels is not None:
        if person.feels.variable not in scope.variables:
            scope.unknown(("people", name, "feels", "variable"), "variable", person.feels.variable)
        variable = scope.variables.get(person.feels.variable, -1)
        signs = tuple((sign.at_least, sign.expression) for sign in person.feels.signs)
    return Person(name, plays[0] if plays else -1, face, variable, signs)


def _paragraphs(scope: Scope, place: tuple[str, ...], also: list[written.Paragraph], role: str) -> Paragraphs:
    return tuple(
        (index, compile_condition(scope, (*place, "also", index, "when"), paragraph.when, role))
        for index, paragraph in enumerate(also)
        if scope.in_level(paragraph.levels)
    )


def _reaction(scope: Scope, name: str) -> Reaction:
    reaction, place = scope.case.reactions[name], ("reactions", name)
    bits = scope.mask(f"message:{name}")
    for flag in reaction.set:
        bits |= scope.mask(flag)
    for index, act in enumerate(reaction.acts):
        bits |= scope.act((*place, "acts", index), reaction.of, act)
    if reaction.of == reaction.to:
        what = message("a reaction comes from the other role or from the world")
        scope.fault(place, what, message("change 'of' or 'to'"))
    return Reaction(
        id=name,
        of=ROLES.index(reaction.of) if reaction.of in ROLES else -1,
        to=ROLES.index(reaction.to),
        when=compile_condition(scope, (*place, "when"), reaction.when, reaction.to),
        after=reaction.after or 0,
        at=minutes_of(reaction.at) if reaction.at else -1,
        gains=(Gain(None, bits), *compile_learn(scope, (*place, "learn"), reaction.to, reaction.learn)),
        change=compile_change(scope, place, reaction.change),
    )


def _fact(scope: Scope, name: str) -> Fact:
    fact = scope.case.facts[name]
    when = compile_condition(scope, ("facts", name, "when"), fact.when, ROLES[0])
    known = tuple(scope.symbol(f"{role}/fact:{name}") for role in ROLES)
    return Fact(name, tuple(fact.marks), (known[0], known[1]), when)


def _initial(scope: Scope) -> tuple[Gain, ...]:
    gains = []
    for name, fact in scope.case.facts.items():
        if scope.in_level(fact.levels):
            for role in fact.known_by:
                when = compile_condition(scope, ("facts", name, "when"), fact.when, role)
                gains.append(Gain(when, fact_bits(scope, role, name)))
    return tuple(gains)


def _variable(scope: Scope, name: str, setting: written.LevelSetting) -> Variable:
    variable, place = scope.case.variables[name], ("variables", name)
    if not variable.min <= variable.start <= variable.max:
        what = message("the start lies outside {low}-{high}", low=variable.min, high=variable.max)
        scope.fault((*place, "start"), what, message("choose a start within the range"))
    for index, sign in enumerate(variable.signs):
        if not variable.min <= sign.at_least <= variable.max:
            what = message("the sign lies outside {low}-{high}", low=variable.min, high=variable.max)
            scope.fault(
                (*place, "signs", index, "at_least"), what, message("choose a value within the range")
            )
    start = variable.start + setting.change.get(name, 0)
    start = max(variable.min, min(variable.max, start))
    signs = tuple(sign.at_least for sign in variable.signs)
    return Variable(name, start, variable.min, variable.max, signs)


def _chance(scope: Scope, name: str) -> Chance:
    values = scope.case.chance[name]
    bits = tuple(scope.symbol(f"chance:{name}={value}") for value in values)
    return Chance(name, tuple(values), tuple(values.values()), bits)
