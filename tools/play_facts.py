"""A judged play as facts without prose: its path, end, verdicts, evidence and state, a line each.

The same in every language, so that it changes only where something else happens or is judged otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from simulator.competence.debrief import Debrief, RoleFinding
from simulator.competence.evidence import Evidence
from simulator.content.enums import ROLES
from simulator.engine.codec import answer_to_json
from simulator.engine.events import Decided, Started
from simulator.graph.bundle import Bundle
from simulator.graph.graph import NEVER
from simulator.language import clock
from simulator.practice.rules import KINDS, Verdict

_KINDS = ("flag:", "message:", "fact:", "mark:", "act:")


def play_facts(bundle: Bundle, judged: Debrief) -> str:
    """The facts of a play, one a line, each line ending in a line break."""
    lines = [*_start(bundle, judged), "", *_path(bundle, judged), ""]
    for finding in judged.findings:
        lines += [*_end(bundle, judged, finding), *_verdicts(finding), *_evidence(finding), ""]
    return "\n".join([*lines, *_state(bundle, judged)]) + "\n"


def _start(bundle: Bundle, judged: Debrief) -> Iterator[str]:
    started, graph = judged.log[0], bundle.graph
    assert isinstance(started, Started)
    yield f"case {started.case} {started.level} {' '.join(ROLES[role] for role in started.roles)}"
    drawn = zip(graph.chance, started.values, strict=True)
    yield " ".join(["chance", *(f"{chance.id}={chance.values[value]}" for chance, value in drawn)])


def _path(bundle: Bundle, judged: Debrief) -> Iterator[str]:
    for event in judged.log[1:]:
        assert isinstance(event, Decided)
        scene = bundle.graph.scenes[event.node]
        answer = answer_to_json(scene.task, event.answer)
        words = answer if isinstance(answer, str) else " ".join(f"{k}={v}" for k, v in answer.items())
        yield f"{event.step} {clock(event.minute)} {ROLES[event.role]} {scene.id}: {words}".rstrip()


def _end(bundle: Bundle, judged: Debrief, finding: RoleFinding) -> Iterator[str]:
    graph, seat = bundle.graph, judged.states[-1].seat(finding.role)
    rank = f" rank {graph.ending(seat.node).rank}" if graph.ended(seat.node) else ""
    yield f"end {ROLES[finding.role]} {graph.node_id(seat.node)} {clock(seat.minute)}{rank}"
    yield "outcome " + " ".join(f"{name}={value}" for name, value in finding.outcome._asdict().items())


def _verdicts(finding: RoleFinding) -> Iterator[str]:
    """Verdicts on a decision, one a line with its times; those on no decision together, a line a kind."""
    placed = [verdict for verdict in finding.verdicts if verdict.step >= 0 or verdict.because]
    for verdict in placed:
        late = f" {verdict.late} min" if verdict.late else ""
        step = f" step {verdict.step}" if verdict.step >= 0 else ""
        because = f" because {' '.join(verdict.because)}" if verdict.because else ""
        yield f"{verdict.kind}{late} {verdict.rule}{step}{_times(verdict)}{because}"
    for kind in KINDS:
        rules = [v.rule + _times(v) for v in finding.verdicts if v.kind == kind and v not in placed]
        if rules:
            yield f"{kind}, at no decision: {', '.join(rules)}"


def _times(verdict: Verdict) -> str:
    since = f" since {clock(verdict.since)}" if verdict.since < NEVER else ""
    return since + (f" at {clock(verdict.at)}" if verdict.at < NEVER else "")


def _evidence(finding: RoleFinding) -> Iterator[str]:
    """What each decision showed (-1: what was not done): the source, how much was right, its weight."""
    for step, pieces in groupby(sorted(finding.evidence, key=_order), key=lambda piece: piece.step):
        sources = [
            f"{source} {right:.2f} x {weight:.2f} {' '.join(piece.indicator for piece in same)}"
            for (source, right, weight), same in groupby(pieces, key=lambda e: (e.source, e.right, e.weight))
        ]
        yield f"evidence step {step}: {'; '.join(sources)}"


def _order(piece: Evidence) -> tuple[int, str, float, float, str]:
    return piece.step, piece.source, piece.right, piece.weight, piece.indicator


def _state(bundle: Bundle, judged: Debrief) -> Iterator[str]:
    """What had come true at the end, by kind and role, and how the variables stood."""
    graph, state = bundle.graph, judged.states[-1]
    true = sorted(name for name, bit in graph.symbols.items() if state.bits >> bit & 1)
    for owner in ("", *(f"{role}/" for role in ROLES)):
        for kind in _KINDS:
            yield from _listed(f"{owner}{kind}", true)
    yield " ".join(
        ["variables", *(f"{v.id}={value}" for v, value in zip(graph.variables, state.values, strict=True))]
    )


def _listed(prefix: str, names: Iterable[str]) -> Iterator[str]:
    words = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
    if words:
        yield f"{prefix} {' '.join(words)}"
