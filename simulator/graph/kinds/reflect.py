"""Compiling own words."""

from __future__ import annotations

from simulator.content.kinds.reflect import ReflectScene
from simulator.content.reader import Place
from simulator.graph.effects import compile_effects
from simulator.graph.graph import Branch, Task
from simulator.graph.kinds.base import Compiler
from simulator.graph.scope import Scope


class ReflectCompiler(Compiler):
    """Nothing to judge."""

    def task(self, scope: Scope, place: Place, path: str, scene: ReflectScene) -> Task:  # type: ignore[override]
        """One way to go on."""
        band = Branch(path, 0, None, compile_effects(scope, place, scene, scene.role))
        return Task("reflect", bands=(band,))


COMPILER = ReflectCompiler()
