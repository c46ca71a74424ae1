"""The kinds of task as they are played: one module each, found by its name.

A module of this folder has a `KIND`. Whoever needs to know how a task is answered asks `kind_of`.
"""

from __future__ import annotations

import importlib
import pkgutil

from simulator.engine.kinds.base import Kind
from simulator.graph.graph import Task


def _kinds() -> dict[str, Kind]:
    names = [f"{__name__}.{entry.name}" for entry in pkgutil.iter_modules(__path__)]
    modules = [importlib.import_module(name) for name in names]
    return {module.KIND.name: module.KIND for module in modules if hasattr(module, "KIND")}


KINDS: dict[str, Kind] = _kinds()


def kind_of(task: Task) -> Kind:
    """How a task is answered and judged."""
    return KINDS[task.kind]
