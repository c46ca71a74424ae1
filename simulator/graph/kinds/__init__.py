"""The kinds of task as they are compiled: one module each, with a `COMPILER`, found by its name."""

from __future__ import annotations

import importlib

from simulator.content.kinds.base import SceneBase
from simulator.graph.kinds.base import Compiler


def compiler_of(scene: SceneBase) -> Compiler:
    """What compiles a written scene's task."""
    kind: str = getattr(scene, "task")  # noqa: B009  (each model has its own literal)
    compiler: Compiler = importlib.import_module(f"{__name__}.{kind}").COMPILER
    return compiler
