"""Compiling a message."""

from __future__ import annotations

from simulator.content.kinds.message import MessageScene
from simulator.content.reader import Place
from simulator.errors import message
from simulator.graph.graph import Task
from simulator.graph.kinds.composed import ComposedCompiler
from simulator.graph.scope import Scope


class MessageCompiler(ComposedCompiler):
    """A message has a recipient and a channel."""

    def task(self, scope: Scope, place: Place, path: str, scene: MessageScene) -> Task:  # type: ignore[override]
        """What is put together, with just these two fields."""
        if set(scene.fields) != {"recipient", "channel"}:
            what = message("a message has the two fields 'recipient' and 'channel'")
            scope.fault((*place, "fields"), what, message("use these names"))
        return super().task(scope, place, path, scene)


COMPILER = MessageCompiler()
