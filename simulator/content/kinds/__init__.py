"""The kinds of task as an author writes them: one module each, with a `MODEL`, found by its name."""

from __future__ import annotations

import importlib
import pkgutil

from simulator.content.kinds.base import SceneBase


def scene_models() -> tuple[type[SceneBase], ...]:
    """The model of every kind of task."""
    names = [f"{__name__}.{entry.name}" for entry in pkgutil.iter_modules(__path__)]
    modules = [importlib.import_module(name) for name in names]
    return tuple(module.MODEL for module in modules if hasattr(module, "MODEL"))
