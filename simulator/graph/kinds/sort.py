"""Compiling a sort: statements, each right in some bins."""

from __future__ import annotations

from simulator.content.kinds.sort import SortScene
from simulator.content.reader import Place
from simulator.graph.graph import Element, Task
from simulator.graph.kinds.base import Compiler, keyed_task
from simulator.graph.scope import Scope


class SortCompiler(Compiler):
    """Statements with the bins in which they are right."""

    def task(self, scope: Scope, place: Place, path: str, scene: SortScene) -> Task:  # type: ignore[override]
        """An element a statement; its values are the bins."""
        bins = tuple(scene.bins)
        words = tuple(f"{path}.bins.{name}" for name in bins)
        elements = []
        for name, item in scene.items.items():
            right = 0
            for index, accepted in enumerate(item.bin):
                if accepted not in bins:
                    scope.unknown((*place, "items", name, "bin", index), "bin", accepted)
                else:
                    right |= 1 << bins.index(accepted)
            base, nothing = f"{path}.items.{name}", (0,) * len(bins)
            elements.append(
                Element(
                    name,
                    bins,
                    right,
                    True,
                    "all",
                    0,
                    nothing,
                    ((),) * len(bins),
                    f"{base}.text",
                    words,
                    (f"{base}.why",),
                )
            )
        return keyed_task(scope, place, path, scene, tuple(elements))


COMPILER = SortCompiler()
