"""What a play shows about the indicators: from verdicts, from an author's marks, from judged tasks.

One decision counts once per indicator: a verdict goes before an author's mark, a heavier one
before a lighter; but that a paper was written goes after what its form shows. Contested and
not-applicable verdicts show nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.engine.events import Decided, Event
from simulator.engine.state import State
from simulator.engine.tasks import rightness
from simulator.graph.graph import Graph, Task
from simulator.graph.profession import Model
from simulator.practice.rules import BREACHED, LATE, MET, MISSING, NOT_FOLLOWED, BoundRule, Verdict


class Evidence(NamedTuple):
    """One piece: `right` (0-1) of `weight`, shown at a decision (`step`, -1: by what was not done).

    `source` is `rule:ID`, `author:SCENE` or `task:SCENE`.
    """

    indicator: str
    source: str
    step: int
    weight: float
    right: float


class Correction(NamedTuple):
    """A teacher's word on a piece of evidence, appended with who and why; the last one counts."""

    indicator: str
    source: str
    step: int
    right: float
    by: str
    why: str


def credit(model: Model, verdict: Verdict) -> float | None:
    """How much of a rule was honoured (0-1); None where the verdict shows nothing."""
    if verdict.kind == MET:
        return 1.0
    if verdict.kind == LATE:
        return model.late_half / (model.late_half + verdict.late)
    return 0.0 if verdict.kind in (BREACHED, MISSING, NOT_FOLLOWED) else None


def rule_order(model: Model, rules: Sequence[BoundRule]) -> list[int]:
    """The order in which verdicts claim a decision: heavier force first, then as written."""
    return sorted(range(len(rules)), key=lambda i: (-model.weights[rules[i].rule.force], i))


def evidence_of(
    graph: Graph,
    model: Model,
    log: Sequence[Event],
    prefix: Sequence[State],
    judged: tuple[Sequence[BoundRule], Sequence[Verdict]],
) -> tuple[Evidence, ...]:
    """All evidence of a play. `prefix` holds the state after each event of the log."""
    rules, verdicts = judged
    level = model.weights[graph.level]
    taken: set[tuple[str, int]] = set()
    pieces: list[Evidence] = []
    own = [
        evidence
        for before, event in zip(prefix, log[1:], strict=False)
        if isinstance(event, Decided)
        for evidence in _shown(graph, model, event, before)
    ]
    forms = {(one.indicator, one.step) for one in own if one.source.startswith("task:")}
    for index in rule_order(model, rules):
        rule, verdict = rules[index].rule, verdicts[index]
        right = credit(model, verdict)
        if right is None:
            continue
        weight = model.weights[rule.force] * level
        for indicator in rule.indicators:
            if not (rule.paper and (indicator, verdict.step) in forms):
                _take(pieces, taken, Evidence(indicator, f"rule:{rule.id}", verdict.step, weight, right))
    for evidence in own:
        _take(pieces, taken, evidence)
    return tuple(pieces)


def _take(pieces: list[Evidence], taken: set[tuple[str, int]], evidence: Evidence) -> None:
    key = (evidence.indicator, evidence.step)
    if evidence.step < 0 or key not in taken:
        taken.add(key)
        pieces.append(evidence)


def _shown(graph: Graph, model: Model, event: Decided, before: State) -> Iterable[Evidence]:
    scene = graph.scenes[event.node]
    level = model.weights[graph.level]
    if scene.task.options:
        weight = model.weights["author"] * level
        for index, percent in scene.task.options[event.answer[0]].evidence:
            name = graph.indicators[index]
            yield Evidence(name, f"author:{scene.id}", event.step, weight, percent / 100)
        return
    weight = model.weights["task"] * level
    for index, part in task_shares(scene.task, rightness(scene.task, event.answer, before.bits)):
        yield Evidence(graph.indicators[index], f"task:{scene.id}", event.step, weight, part)


def task_shares(task: Task, marks: tuple[int, ...]) -> list[tuple[int, float]]:
    """Per indicator that a judged task shows, the share (0-1) of its parts that are right."""
    shares = []
    for indicator, parts in task.evidence:
        judged = [marks[part] for part in parts if marks[part] >= 0]
        if judged:
            shares.append((indicator, sum(judged) / len(judged)))
    return shares


def corrected(evidence: Iterable[Evidence], corrections: Iterable[Correction]) -> tuple[Evidence, ...]:
    """Evidence as a teacher sees it; nothing is overwritten, the last correction counts."""
    last = {(c.indicator, c.source, c.step): c for c in corrections}
    return tuple(
        e._replace(right=last[key].right) if (key := (e.indicator, e.source, e.step)) in last else e
        for e in evidence
    )
