"""Compiling a choice."""

from __future__ import annotations

from simulator.content.kinds.choice import ChoiceScene
from simulator.content.reader import Place
from simulator.errors import message
from simulator.graph.effects import compile_branches, compile_effects
from simulator.graph.graph import Branch, Option, Task
from simulator.graph.kinds.base import Compiler, cited
from simulator.graph.scope import Scope, compile_condition


class ChoiceCompiler(Compiler):
    """Options with their branches and marks."""

    def task(self, scope: Scope, place: Place, path: str, scene: ChoiceScene) -> Task:  # type: ignore[override]
        """The options that are kept at this level; one must be open whatever happens."""
        options = []
        for name, option in scene.options.items():
            if not scope.in_level(option.levels):
                continue
            inner, option_path = (*place, "options", name), f"{path}.options.{name}"
            cited(scope, inner, option.cite)
            evidence = tuple(
                (scope.indicator((*inner, "evidence", key), key), percent)
                for key, percent in option.evidence.items()
            )
            when = compile_condition(scope, (*inner, "when"), option.when, scene.role)
            if option.branches:
                branches = compile_branches(
                    scope, (*inner, "branches"), option.branches, scene.role, option_path
                )
            else:
                branches = (Branch(option_path, 0, None, compile_effects(scope, inner, option, scene.role)),)
            options.append(Option(name, when, branches, evidence, tuple(option.cite)))
        if all(option.when is not None for option in options):
            what = message("every option has a condition, so there may be nothing to choose")
            scope.fault((*place, "options"), what, message("leave one option without 'when'"))
        return Task("choice", options=tuple(options))


COMPILER = ChoiceCompiler()
