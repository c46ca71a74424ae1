"""What a role may know now: nothing that it has not seen or been told, no consequence, no answer."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.content.enums import ROLES
from simulator.engine.kinds import kind_of
from simulator.engine.kinds.base import is_offered, offered_options
from simulator.engine.state import State, first_times, holds
from simulator.graph.graph import ADDRESSING, Graph, Scene


@dataclass(frozen=True, slots=True)
class Choosable:
    """A part of a task as shown: its id, the ids of the values it can take, where its words stand.

    `words` are where those of its values stand; `picked` is whether it is a field in which one is picked.
    """

    id: str
    values: tuple[str, ...]
    path: str
    words: tuple[str, ...] = ()
    picked: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A role's view. Paths lead to texts; times are minutes since midnight of day 1.

    `known` are fact ids with the minute they were learned; `messages` reaction ids likewise;
    `signs` paths to how the variables show themselves; `asks` how the task is answered.
    """

    role: str
    node: str
    minute: int
    ended: bool
    task: str
    paths: tuple[str, ...]
    options: tuple[Choosable, ...]
    known: tuple[tuple[str, int], ...]
    messages: tuple[tuple[str, int], ...]
    signs: tuple[str, ...]
    asks: str = ""


def view(graph: Graph, state: State, role: int) -> View:
    """What a role sees. Raises `KeyError` if nobody plays it."""
    seat = state.seat(role)
    times = first_times(state)
    known = [(fact.id, times[fact.known[role]][0]) for fact in graph.facts if fact.known[role] in times]
    arrived = [
        (reaction.id, times[graph.symbols[f"message:{reaction.id}"]][0])
        for reaction in graph.reactions
        if reaction.to == role and graph.symbols[f"message:{reaction.id}"] in times
    ]
    ended = graph.ended(seat.node)
    node = graph.ending(seat.node) if ended else graph.scenes[seat.node]
    kind = "endings" if ended else "scenes"
    paths_shown = [f"{kind}.{node.id}.text"] + [
        f"{kind}.{node.id}.also.{index}.text"
        for index, when in node.paragraphs
        if holds(when, state.bits, state.values, seat.minute)
    ]
    return View(
        role=ROLES[role],
        node=node.id,
        minute=seat.minute,
        ended=ended,
        task=node.task.kind if isinstance(node, Scene) else "",
        asks=kind_of(node.task).asks if isinstance(node, Scene) else "",
        paths=tuple(paths_shown),
        options=_choosable(node, state, seat.minute) if isinstance(node, Scene) else (),
        known=tuple(sorted(known, key=lambda pair: pair[1])),
        messages=tuple(sorted(arrived, key=lambda pair: pair[1])),
        signs=_signs(graph, state),
    )


def _choosable(scene: Scene, state: State, minute: int) -> tuple[Choosable, ...]:
    task = scene.task
    options = [
        Choosable(task.options[i].id, (), f"scenes.{scene.id}.options.{task.options[i].id}.text")
        for i in offered_options(task, state.bits, state.values, minute)
    ]
    elements = [
        Choosable(element.id, element.values, element.path, element.words, element.aspect == ADDRESSING)
        for element in task.elements
        if is_offered(element, state.bits)
    ]
    return (*options, *elements)


def _signs(graph: Graph, state: State) -> tuple[str, ...]:
    """For each variable the sign of the highest mark that it has reached."""
    signs = []
    for variable, value in zip(graph.variables, state.values, strict=True):
        reached = [(least, index) for index, least in enumerate(variable.signs) if value >= least]
        if reached:
            signs.append(f"variables.{variable.id}.signs.{max(reached)[1]}.text")
    return tuple(signs)
