"""Compiling the seven kinds of task."""

from __future__ import annotations

from simulator.content import case as written
from simulator.content.reader import Place
from simulator.errors import message
from simulator.graph.effects import compile_bands, compile_branches, compile_effects, told_bits
from simulator.graph.graph import Branch, Element, Option, Task
from simulator.graph.scope import Scope, compile_condition


def compile_task(scope: Scope, place: Place, scene_id: str, scene: written.Scene) -> Task:
    """What a scene asks, compiled for the level of the scope."""
    path = f"scenes.{scene_id}"
    match scene:
        case written.ChoiceScene():
            return _choice(scope, place, path, scene)
        case written.SortScene():
            return _judged(scope, place, path, scene, _sort_elements(scope, place, scene))
        case written.SequenceScene():
            return _sequence(scope, place, path, scene)
        case written.FormScene() | written.MessageScene():
            return _judged(scope, place, path, scene, _composed_elements(scope, place, scene))
        case written.RateScene() | written.ReflectScene():
            return _free(scope, place, path, scene)


def _cited(scope: Scope, place: Place, citations: list[str]) -> None:
    if not citations:
        what = message("this decision cites nothing")
        scope.fault(place, what, message("add 'cite' with the place in a source that it rests on"))
    for index, name in enumerate(citations):
        if name not in scope.profession.citations:
            scope.unknown((*place, "cite", index), "heading of a source", name)


def _choice(scope: Scope, place: Place, path: str, scene: written.ChoiceScene) -> Task:
    options = []
    for name, option in scene.options.items():
        if not scope.kept(option.levels):
            continue
        inner, option_path = (*place, "options", name), f"{path}.options.{name}"
        _cited(scope, inner, option.cite)
        evidence = tuple(
            (scope.indicator((*inner, "evidence", key), key), percent)
            for key, percent in option.evidence.items()
        )
        when = compile_condition(scope, (*inner, "when"), option.when, scene.role)
        if option.branches:
            branches = compile_branches(scope, (*inner, "branches"), option.branches, scene.role, option_path)
        else:
            branches = (Branch(option_path, 0, None, compile_effects(scope, inner, option, scene.role)),)
        options.append(Option(name, when, branches, evidence, tuple(option.cite)))
    if all(option.when is not None for option in options):
        what = message("every option has a condition, so there may be nothing to choose")
        scope.fault((*place, "options"), what, message("leave one option without 'when'"))
    return Task("choice", options=tuple(options))


def _judged(
    scope: Scope, place: Place, path: str, scene: written.KeyedScene, elements: tuple[Element, ...]
) -> Task:
    _cited(scope, place, scene.cite)
    evidence = []
    for name, aspect in scene.evidence.items():
        parts = tuple(i for i, e in enumerate(elements) if e.judged and aspect in ("all", e.aspect))
        if not parts:
            what = message("nothing in this task shows '{aspect}'", aspect=aspect)
            scope.fault((*place, "evidence", name), what, message("choose another aspect"))
        evidence.append((scope.indicator((*place, "evidence", name), name), parts))
    bands = compile_bands(scope, (*place, "bands"), scene.bands, scene.role, path)
    kind = getattr(scene, "task", "")
    form = scene.form if isinstance(scene, written.FormScene) else ""
    if form and form not in scope.profession.forms:
        scope.unknown((*place, "form"), "form", form)
    return Task(
        kind,
        elements=elements,
        bands=bands,
        evidence=tuple(evidence),
        form=form,
        cite=tuple(scene.cite),
        sections=_sections(scope, place, scene, elements) if isinstance(scene, written.Composed) else (),
    )


def _sections(
    scope: Scope, place: Place, scene: written.Composed, elements: tuple[Element, ...]
) -> tuple[str, ...]:
    """The part of the form that each element stands in; nothing if no element says so."""
    form, known, found = getattr(scene, "form", ""), scope.profession.forms, []
    if form and form not in known:
        return ()  # told already; what its sections would be called, nobody can say
    for element in elements:
        table = "fields" if element.id in scene.fields else "statements"
        section = getattr(scene, table)[element.id].section or ""
        if section and f"{form}.{section}" not in known:
            scope.unknown((*place, table, element.id, "section"), "section of the form", section)
        found.append(section)
    return tuple(found) if any(found) else ()


def _sort_elements(scope: Scope, place: Place, scene: written.SortScene) -> tuple[Element, ...]:
    bins = tuple(scene.bins)
    elements = []
    for name, item in scene.items.items():
        right = 0
        for index, accepted in enumerate(item.bin):
            if accepted not in bins:
                scope.unknown((*place, "items", name, "bin", index), "bin", accepted)
            else:
                right |= 1 << bins.index(accepted)
        elements.append(Element(name, bins, right, True, "all", 0, (0,) * len(bins), ((),) * len(bins)))
    return tuple(elements)


def _sequence(scope: Scope, place: Place, path: str, scene: written.SequenceScene) -> Task:
    steps = list(scene.steps)
    pairs = []
    for index, pair in enumerate(scene.order):
        first, second = pair.split(" < ")
        if first not in steps or second not in steps:
            scope.unknown((*place, "order", index), "step", pair)
        else:
            pairs.append((steps.index(first), steps.index(second)))
    _cited(scope, place, scene.cite)
    evidence = tuple(
        (scope.indicator((*place, "evidence", name), name), tuple(range(len(pairs))))
        for name in scene.evidence
    )
    count = len(steps)
    values = tuple(str(rank + 1) for rank in range(count))
    elements = tuple(Element(s, values, 0, False, "all", 0, (0,) * count, ((),) * count) for s in steps)
    bands = compile_bands(scope, (*place, "bands"), scene.bands, scene.role, path)
    return Task(
        "sequence",
        elements=elements,
        pairs=tuple(pairs),
        bands=bands,
        evidence=evidence,
        cite=tuple(scene.cite),
    )


def _composed_elements(scope: Scope, place: Place, scene: written.Composed) -> tuple[Element, ...]:
    if isinstance(scene, written.MessageScene) and set(scene.fields) != {"recipient", "channel"}:
        what = message("a message has the two fields 'recipient' and 'channel'")
        scope.fault((*place, "fields"), what, message("use these names"))
    kept = {name: s for name, s in scene.statements.items() if scope.kept(s.levels)}
    picks = [_pick_element(scope, place, scene, name, kept) for name in scene.fields]
    return (*picks, *(_statement(scope, place, scene, name, s) for name, s in kept.items()))


def _pick_element(
    scope: Scope,
    place: Place,
    scene: written.Composed,
    name: str,
    kept: dict[str, written.Statement],
) -> Element:
    first = len(scene.fields)
    field, inner = scene.fields[name], (*place, "fields", name, "picks")
    right, gains, tells = 0, [], []
    for index, (key, pick) in enumerate(field.picks.items()):
        right |= (pick.right != "no") << index
        bits = 0
        for at, act in enumerate(pick.acts):
            bits |= scope.act((*inner, key, "acts", at), scene.role, act)
        told = []
        if pick.act:
            bits |= scope.act((*inner, key, "act"), scene.role, pick.act)
            told = [
                (first + at, told_bits(scope, scene.role, pick.act, pick.to, statement.fact))
                for at, statement in enumerate(kept.values())
                if statement.fact in scope.case.facts and statement.fact
            ]
        gains.append(bits)
        tells.append(tuple(told))
    judged = any(pick.right == "no" for pick in field.picks.values())
    return Element(name, tuple(field.picks), right, judged, "addressing", 0, tuple(gains), tuple(tells))


_ASPECT = {"interpretation": "objectivity", "diagnosis": "objectivity", "opinion": "objectivity"}


def _statement(
    scope: Scope, place: Place, scene: written.Composed, name: str, statement: written.Statement
) -> Element:
    inner = (*place, "statements", name)
    belongs = statement.belongs or ("yes" if statement.is_ == "fact" else "no")
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
    return Element(name, ("out", "in"), right, belongs != "either", aspect, needs, (0, bits), ((), ()))


def _free(scope: Scope, place: Place, path: str, scene: written.RateScene | written.ReflectScene) -> Task:
    band = Branch(path, 0, None, compile_effects(scope, place, scene, scene.role))
    names = scene.indicators if isinstance(scene, written.RateScene) else []
    for index, name in enumerate(names):
        scope.indicator((*place, "indicators", index), name)
    values = ("0", "1", "2", "3", "4")
    elements = tuple(Element(n, values, 0b11111, False, "all", 0, (0,) * 5, ((),) * 5) for n in names)
    return Task(scene.task, elements=elements, bands=(band,))
