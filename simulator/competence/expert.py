"""The expert's path beside a play: played out in the same variant, and where the two ways parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.competence.debrief import Debrief, debrief
from simulator.engine.codec import answer_from_json
from simulator.engine.events import Decided, Start, Started
from simulator.engine.kinds import kind_of
from simulator.engine.session import Session
from simulator.engine.tasks import rightness
from simulator.errors import Refused
from simulator.graph.bundle import Bundle
from simulator.graph.experts import Expert
from simulator.practice.rules import BREACHED, LATE, MISSING, NOT_FOLLOWED

BAD = (BREACHED, MISSING, NOT_FOLLOWED, LATE)


@dataclass(frozen=True, slots=True)
class DecisionPair:
    """One decision of a play and the expert's in the same scene.

    `theirs` is the index of the expert's event, 0 if that way never comes to this scene.
    """

    mine: int
    theirs: int
    same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """An expert's path, judged, beside a play; `parted` is the first of my decisions that differs, or 0.

    `exact` says whether the path was written for this level; else it was tried out at it.
    """

    name: str
    mine: Debrief
    expert: Debrief
    beside: tuple[DecisionPair, ...]
    parted: int
    exact: bool


def comparisons(bundle: Bundle, judged: Debrief) -> tuple[Comparison, ...]:
    """Every expert's path for the variant and role of a play, the one nearest to it first.

    None for a play by two people. A path counts only if here, too, it ends best and every rule at
    stake is honoured; paths written for the play's level go before others. None is told twice.
    """
    started = judged.log[0]
    assert isinstance(started, Started)
    if len(started.roles) != 1:
        return ()
    paths = [
        _compared(bundle, judged, path, expert)
        for expert in bundle.experts
        if (path := _played(bundle, started, expert)) is not None
    ]
    exact = [one for one in paths if one.exact]
    once = {one.expert.log: one for one in sorted(exact or paths, key=_farness, reverse=True)}
    return tuple(sorted(once.values(), key=_farness))


def _farness(one: Comparison) -> tuple[int, int, str]:
    return (
        -sum(beside.same for beside in one.beside),
        -one.parted if one.parted else -len(one.beside),
        one.name,
    )


def _played(bundle: Bundle, started: Started, expert: Expert) -> Debrief | None:
    """The path played out in the play's own variant; None where it does not lead there, or not well."""
    graph = bundle.graph
    variant = {c.id: c.values[v] for c, v in zip(graph.chance, started.values, strict=True)}
    if expert.role != started.roles[0] or not expert.chance or not set(expert.chance) <= set(variant.items()):
        return None
    session = Session(graph)
    try:
        session.do(Start(started.roles, started.seed, started.learner, tuple(variant.items())))
        for step in expert.steps:
            seat = session.at_turn()
            if seat is None or graph.node_id(seat.node) != step.scene:
                return None
            session.answer(answer_from_json(graph.scenes[seat.node].task, step.option or step.values))
    except Refused:
        return None
    if session.at_turn() is not None:
        return None
    path = debrief(bundle, session.log)
    finding = path.findings[0]
    return path if finding.outcome.rank == 1 and not any(v.kind in BAD for v in finding.verdicts) else None


def _compared(bundle: Bundle, judged: Debrief, path: Debrief, expert: Expert) -> Comparison:
    visits: dict[int, list[int]] = {}
    for index, event in enumerate(path.log):
        if isinstance(event, Decided):
            visits.setdefault(event.node, []).append(index)
    beside, parted = [], 0
    for index, event in enumerate(judged.log):
        if not isinstance(event, Decided):
            continue
        left = visits.get(event.node, [])
        theirs = left.pop(0) if left else 0
        same = bool(theirs) and _same(bundle, (judged, index), (path, theirs))
        beside.append(DecisionPair(index, theirs, same))
        if not same and not parted:
            parted = index
    return Comparison(expert.name, judged, path, tuple(beside), parted, expert.level == bundle.graph.level)


def _same(bundle: Bundle, mine: tuple[Debrief, int], theirs: tuple[Debrief, int]) -> bool:
    """Whether two answers to one scene come to the same: one option, or nothing worse in any judged part."""
    (my_marks, my_answer), (their_marks, their_answer) = _marked(bundle, *mine), _marked(bundle, *theirs)
    if not my_marks:
        return my_answer == their_answer
    return all(
        own >= other for own, other in zip(my_marks, their_marks, strict=True) if own >= 0 and other >= 0
    )


def _marked(bundle: Bundle, judged: Debrief, index: int) -> tuple[Sequence[int], Sequence[int]]:
    """An answer's marks per part and the answer; neither where everybody answers for themselves."""
    event = judged.log[index]
    assert isinstance(event, Decided)
    task = bundle.graph.scenes[event.node].task
    if kind_of(task).open:
        return (), ()
    if task.options:
        return (), event.answer
    return rightness(task, event.answer, judged.states[index - 1].bits), event.answer
