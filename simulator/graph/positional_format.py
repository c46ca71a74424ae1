"""How bundles of formats 1 to 3 packed their parts: by position. Frozen; read and never written.

A field is `name`, `name:Type` (a part of a type, or none), `name:Type*` (any number of them) or
`name:Type+` (any number of pairs, the second of each a part of a type, or none).
"""

from __future__ import annotations

from typing import Any

_FIELDS = {
    "Bundle": "graph:Graph case_texts profession:Profession profession_texts digest experts:Expert*",
    "Graph": "format id level start hours entry scenes:Scene* endings:Ending* reactions:Reaction* "
    "variables:Variable* chance:Chance* facts:Fact* initial:Gain* indicators symbols day",
    "Scene": "id role learn:Gain* paragraphs:Condition+ task:Task",
    "Gain": "when:Condition bits",
    "Condition": "need ban floors after before all:Condition* any:Condition* none:Condition* plain",
    "Task": "kind options:Option* elements:Element* pairs bands:Branch* evidence form cite sections",
    "Option": "id when:Condition branches:Branch* evidence cite",
    "Branch": "path at_least when:Condition effects:Effects",
    "Effects": "minutes until now:Gain* later learn:Gain* change to:Route*",
    "Route": "when:Condition to",
    "Element": "id values right judged aspect needs gains tells",
    "Ending": "id role rank paragraphs:Condition+",
    "Reaction": "id of to when:Condition after at gains:Gain* change",
    "Variable": "id start low high signs",
    "Chance": "id values weights bits",
    "Fact": "id marks known when:Condition",
    "Profession": "rules:Rule* model:Model acts marks steps stages difficulties checklist citations forms",
    "Rule": "id role stance force when:Moment act:Moment before:Moment unless:Moment "
    "set_aside_by:Moment+ conflicts_with deadline at_once cite indicators",
    "Moment": "kind atom parts:Moment*",
    "Model": "domains:Domain* weights prior interval enough late_half levels",
    "Domain": "id number indicators",
    "Expert": "name role level chance steps:ExpertStep*",
    "ExpertStep": "scene option values",
}
# What later formats added at the end; a bundle of an earlier one has nothing there.
_SINCE = {("Graph", "day"): 2, ("Bundle", "experts"): 2, ("Task", "sections"): 3}


def by_name(document: Any, number: int) -> dict[str, Any]:
    """A packed bundle of a format up to 3 with its fields by name. Raises `ValueError` if it is none."""
    return _named("Bundle", document, number)


def _named(kind: str, values: Any, number: int) -> dict[str, Any]:
    names = [
        name for name in _FIELDS[kind].split() if _SINCE.get((kind, name.partition(":")[0]), 1) <= number
    ]
    if not isinstance(values, list) or len(values) != len(names):
        raise ValueError(f"a {kind} of format {number} has {len(names)} parts")
    return dict(_field(name, value, number) for name, value in zip(names, values, strict=True))


def _field(written: str, value: Any, number: int) -> tuple[str, Any]:
    name, _, kind = written.partition(":")
    if not kind or value is None:
        return name, value
    if kind.endswith("*"):
        return name, [_named(kind[:-1], part, number) for part in value]
    if kind.endswith("+"):
        return name, [[first, part and _named(kind[:-1], part, number)] for first, part in value]
    return name, _named(kind, value, number)
