"""Where in the day each verdict stands, and which decision mattered most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.engine.events import Decided, Event
from simulator.graph.graph import NEVER, Graph
from simulator.practice.record import offers_of
from simulator.practice.rules import BREACHED, CONTESTED, LATE, MET, MISSING, NOT_FOLLOWED, BoundRule, Verdict

_FIELDS = {MISSING: "missing", LATE: "late", NOT_FOLLOWED: "not_followed"}


class Placed(NamedTuple):
    """A verdict and the decision at which it stands (-1: at none). `due` is the minute at which the term
    of what came late or never ran out (NEVER where there is no such term).
    """

    verdict: Verdict
    step: int
    due: int = NEVER


class Weight(NamedTuple):
    """How much went wrong at one decision, compared from left to right as outcomes are: how many breaches
    of law, breaches of the guide's rules, duties missed, duties late, recommendations not followed.
    """

    law: int = 0
    guide: int = 0
    missing: int = 0
    late: int = 0
    not_followed: int = 0


def placed(
    graph: Graph, log: Sequence[Event], rules: Sequence[BoundRule], verdicts: Sequence[Verdict]
) -> tuple[Placed, ...]:
    """Each verdict of one role with its place.

    What came late or never stands at the decision during which its term ran out; without a term, at the
    last decision that still offered it, else at the first one after the duty arose. A limit that was kept
    stands at the last decision that offered to break it. What somebody else did stands at the role's own
    decision then under way.
    """
    offers, day = offers_of(graph), tuple(event for event in log if isinstance(event, Decided))
    return tuple(
        _placed(bound, verdict, [e for e in day if e.role == verdict.role], offers)
        for bound, verdict in zip(rules, verdicts, strict=True)
    )


def _placed(bound: BoundRule, verdict: Verdict, own: list[Decided], offers: tuple[int, ...]) -> Placed:
    missed = verdict.kind in (LATE, MISSING) or (verdict.kind == NOT_FOLLOWED and verdict.at == NEVER)
    if missed and bound.rule.deadline >= 0:
        due = bound.due(verdict.since)
        return Placed(verdict, _during(own, due), due)
    offering = (event for event in own if offers[event.node] & bound.act_bits)
    if missed:
        last = max((e.step for e in offering if e.minute >= verdict.since), default=-1)
        return Placed(verdict, last if last >= 0 else _after(own, verdict.since))
    if verdict.step < 0 and verdict.kind in (MET, CONTESTED):
        return Placed(verdict, max((e.step for e in offering), default=-1))
    if verdict.step >= 0 and all(event.step != verdict.step for event in own):
        return Placed(verdict, _during(own, max(verdict.since, verdict.at)))
    return Placed(verdict, verdict.step)


def _during(own: list[Decided], minute: int) -> int:
    """The decision under way at a minute: the last one taken by then, else the first."""
    return max((event.step for event in own if event.minute <= minute), default=_after(own, minute))


def _after(own: list[Decided], minute: int) -> int:
    """The first decision from a minute on, else the last one; -1 where there is none."""
    last = max((event.step for event in own), default=-1)
    return min((event.step for event in own if event.minute >= minute), default=last)


def weights(findings: Iterable[tuple[int, str, str]]) -> dict[int, Weight]:
    """How much went wrong at each decision where something did.

    `findings` are verdicts as where they stand, their kind and the force of their rule.
    """
    by_step: dict[int, Weight] = {}
    for step, kind, force in findings:
        name = _FIELDS.get(kind, "")
        if kind == BREACHED:
            name = "law" if force == "law" else "guide"
        if name and step >= 0:
            weight = by_step.get(step, Weight())
            by_step[step] = weight._replace(**{name: getattr(weight, name) + 1})
    return by_step


def decisive(by_step: dict[int, Weight], sealing: Iterable[int] = ()) -> int:
    """The decision that mattered most, from which to go on differently; -1 if nothing went wrong.

    It is the first at which a rule was breached, a duty missed or late, or an ending made certain that is
    not the best (`sealing`): before it none of that has happened, so all of it can still be avoided. Where
    there is nothing of the kind, it is the first at which something advised was not followed.
    """
    grave = [step for step, weight in by_step.items() if any(weight[:-1])]
    grave += [step for step in sealing if step >= 0]
    return min(grave or by_step, default=-1)
