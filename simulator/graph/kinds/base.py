"""What compiling a kind of task needs, and what the kinds share."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.case import Case
from simulator.content.kinds.base import KeyedScene
from simulator.content.reader import Place
from simulator.errors import message
from simulator.graph.effects import compile_bands
from simulator.graph.graph import Element, Task
from simulator.graph.scope import Scope


class Compiler:
    """Compiles one kind of task. Most kinds only say how."""

    def task(self, scope: Scope, place: Place, path: str, scene: object) -> Task:
        """What a scene asks, at the level of the scope; `path` is where its texts stand."""
        raise NotImplementedError

    def symbols(self, case: Case, scene: object) -> Iterator[str]:
        """Names of what can come true by an answer itself, apart from what follows from it."""
        yield from ()


def cited(scope: Scope, place: Place, citations: list[str]) -> None:
    """Tell what a decision's citations lack."""
    if not citations:
        what = message("this decision cites nothing")
        scope.fault(place, what, message("add 'cite' with the place in a source that it rests on"))
    for index, name in enumerate(citations):
        if name not in scope.profession.citations:
            scope.unknown((*place, "cite", index), "heading of a source", name)


def keyed_task(
    scope: Scope, place: Place, path: str, scene: KeyedScene, elements: tuple[Element, ...]
) -> Task:
    """A task with right and wrong parts: its elements, bands and what they show."""
    cited(scope, place, scene.cite)
    evidence = []
    for name, aspect in scene.evidence.items():
        parts = tuple(i for i, e in enumerate(elements) if e.judged and aspect in ("all", e.aspect))
        if not parts:
            what = message("nothing in this task shows '{aspect}'", aspect=aspect)
            scope.fault((*place, "evidence", name), what, message("choose another aspect"))
        evidence.append((scope.indicator((*place, "evidence", name), name), parts))
    bands = compile_bands(scope, (*place, "bands"), scene.bands, scene.role, path)
    kind: str = getattr(scene, "task")  # noqa: B009  (each model has its own literal)
    return Task(kind, elements=elements, bands=bands, evidence=tuple(evidence), cite=tuple(scene.cite))
