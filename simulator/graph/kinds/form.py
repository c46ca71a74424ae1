"""Compiling a form."""

from __future__ import annotations

from dataclasses import replace

from simulator.content.kinds.form import FormScene
from simulator.content.reader import Place
from simulator.graph.graph import Task
from simulator.graph.kinds.composed import ComposedCompiler
from simulator.graph.scope import Scope


class FormCompiler(ComposedCompiler):
    """A form names one of `scenarios/forms`."""

    def task(self, scope: Scope, place: Place, path: str, scene: FormScene) -> Task:  # type: ignore[override]
        """What is put together, as the form of that name."""
        task = super().task(scope, place, path, scene)
        if scene.form not in scope.profession.forms:
            scope.unknown((*place, "form"), "form", scene.form)
        return replace(task, form=scene.form)


COMPILER = FormCompiler()
