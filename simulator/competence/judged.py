"""What a finished play showed, small enough to be kept; and by what it was judged, as a digest.

A play is judged anew only when that digest changes: its bundle, the judging code of this version,
or the corrections of its teacher.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from simulator.competence.debrief import judgements
from simulator.competence.evidence import Correction, Evidence, corrected
from simulator.engine.events import Event
from simulator.engine.session import states
from simulator.graph.bundle import Bundle
from simulator.graph.packing import pack, unpack
from simulator.practice.outcome import Outcome
from simulator.practice.rules import NOT_APPLICABLE, Verdict

_ROOMS = ("engine", "practice", "competence")


@dataclass(frozen=True, slots=True)
class RoleSummary:
    """What a play showed of one role: verdicts (but for rules that did not apply), evidence, outcome."""

    role: int
    verdicts: tuple[Verdict, ...]
    evidence: tuple[Evidence, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PlaySummary:
    """A finished play, as its teacher corrected it: what it showed of each role, and its ending's id."""

    findings: tuple[RoleSummary, ...]
    ending: str


class VerdictChange(NamedTuple):
    """A verdict that is another one since a play was judged anew; empty where a rule did not apply."""

    role: int
    rule: str
    before: str
    after: str


def summary_of(
    bundle: Bundle, log: Sequence[Event], corrections: Sequence[Correction] = ()
) -> PlaySummary | None:
    """Judge a verified log; None if its play has not ended."""
    graph, seats = bundle.graph, states(bundle.graph, log)[-1].seats
    if not all(graph.ended(seat.node) for seat in seats):
        return None
    findings = [
        RoleSummary(
            one.role,
            tuple([verdict for verdict in one.verdicts if verdict.kind != NOT_APPLICABLE]),
            corrected(one.evidence, corrections),
            one.outcome,
        )
        for one in judgements(bundle, log)
    ]
    return PlaySummary(tuple(findings), graph.node_id(seats[0].node))


def judged_by(bundle: str) -> str:
    """The digest of what plays of a bundle are judged by in this version, corrections aside."""
    return hashlib.sha256(f"{bundle}:{_judge()}".encode()).hexdigest()[:32]


@cache
def _judge() -> str:
    """A digest of the judging code: whoever changes it need not remember to say so."""
    here, digest = Path(__file__).parents[1], hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((here / room).glob("*.py")):
            digest.update(f"{room}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()


def changes_between(before: PlaySummary, after: PlaySummary) -> tuple[VerdictChange, ...]:
    """The verdicts that are others than before."""
    was, now = _verdicts(before), _verdicts(after)
    return tuple(
        VerdictChange(role, rule, was.get((role, rule), ""), now.get((role, rule), ""))
        for role, rule in sorted({*was, *now})
        if was.get((role, rule)) != now.get((role, rule))
    )


def joined(earlier: Iterable[VerdictChange], later: Iterable[VerdictChange]) -> tuple[VerdictChange, ...]:
    """Changes that nobody has read yet together with those that came after them."""
    whole = {(one.role, one.rule): one for one in earlier}
    for one in later:
        first = whole.get((one.role, one.rule), one)
        whole[one.role, one.rule] = one._replace(before=first.before)
    return tuple([one for one in whole.values() if one.before != one.after])


def to_text(value: PlaySummary | tuple[VerdictChange, ...]) -> str:
    """A summary, or changes, as they are kept."""
    return json.dumps(pack(value), ensure_ascii=False, separators=(",", ":"))


def summary_from(text: str) -> PlaySummary:
    """A summary that was kept. Raises `ValueError`."""
    return unpack(PlaySummary, json.loads(text))


def changes_from(text: str) -> tuple[VerdictChange, ...]:
    """Changes that were kept; none from an empty text. Raises `ValueError`."""
    changes: tuple[VerdictChange, ...] = unpack(tuple[VerdictChange, ...], json.loads(text)) if text else ()
    return changes


def _verdicts(summary: PlaySummary) -> dict[tuple[int, str], str]:
    return {(one.role, v.rule): v.kind for one in summary.findings for v in one.verdicts}
