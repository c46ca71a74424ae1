"""Compiling a sequence: steps, and pairs that must keep their order."""

from __future__ import annotations

from simulator.content.kinds.sequence import SequenceScene
from simulator.content.reader import Place
from simulator.graph.effects import compile_bands
from simulator.graph.graph import Element, Task
from simulator.graph.kinds.base import Compiler, cited
from simulator.graph.scope import Scope


class SequenceCompiler(Compiler):
    """Steps with a rank each."""

    def task(self, scope: Scope, place: Place, path: str, scene: SequenceScene) -> Task:  # type: ignore[override]
        """An element a step; what is judged are the pairs."""
        steps, pairs = list(scene.steps), []
        for index, pair in enumerate(scene.order):
            first, second = pair.split(" < ")
            if first not in steps or second not in steps:
                scope.unknown((*place, "order", index), "step", pair)
            else:
                pairs.append((steps.index(first), steps.index(second)))
        cited(scope, place, scene.cite)
        evidence = tuple(
            (scope.indicator((*place, "evidence", name), name), tuple(range(len(pairs))))
            for name in scene.evidence
        )
        ranks = tuple(str(rank + 1) for rank in range(len(steps)))
        elements = tuple(
            Element(s, ranks, 0, False, "all", 0, (0,) * len(steps), ((),) * len(steps), f"{path}.steps.{s}")
            for s in steps
        )
        return Task(
            "sequence",
            elements=elements,
            pairs=tuple(pairs),
            bands=compile_bands(scope, (*place, "bands"), scene.bands, scene.role, path),
            evidence=evidence,
            cite=tuple(scene.cite),
        )


COMPILER = SequenceCompiler()
