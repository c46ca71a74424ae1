"""Compiling a rating: indicators on the grid's scale."""

from __future__ import annotations

from simulator.content.kinds.rate import RateScene
from simulator.content.reader import Place
from simulator.graph.effects import compile_effects
from simulator.graph.graph import Branch, Element, Task
from simulator.graph.kinds.base import Compiler
from simulator.graph.scope import Scope

SCALE = ("0", "1", "2", "3", "4")


class RateCompiler(Compiler):
    """Indicators, none of them right or wrong."""

    def task(self, scope: Scope, place: Place, path: str, scene: RateScene) -> Task:  # type: ignore[override]
        """An element an indicator; one way to go on."""
        for index, name in enumerate(scene.indicators):
            scope.indicator((*place, "indicators", index), name)
        elements = tuple(
            Element(n, SCALE, 0b11111, False, "all", 0, (0,) * 5, ((),) * 5, f"indicators.{n}.question")
            for n in scene.indicators
        )
        band = Branch(path, 0, None, compile_effects(scope, place, scene, scene.role))
        return Task("rate", elements=elements, bands=(band,))


COMPILER = RateCompiler()
