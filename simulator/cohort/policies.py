"""Simulated learners: how a policy weighs options and how often it gets a judged part right.

A policy's tables are whole numbers computed once from a graph and the rules at stake, so that
the scalar and the vectorised replay take the same decisions from the same draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.engine.draws import draw, pick
from simulator.engine.events import Answer
from simulator.engine.kinds import kind_of
from simulator.engine.kinds.base import ORDER, is_offered, offered_options
from simulator.engine.state import Seat, State
from simulator.errors import WrongUse, message
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Graph, Option, Task
from simulator.graph.profession import Model, Rule
from simulator.practice.record import branch_bits
from simulator.practice.rules import STRICT, Bound, BoundRule, at_stake

POLICIES = ("random", "always-ask", "always-alone", "rule-follower", "profile")
MOST_LEARNERS = 2_000_000
TRAIT, GATE, VALUES = 1000, 1, 2


@dataclass(frozen=True, slots=True)
class Policy:
    """A kind of simulated learner.

    `ability` (0-100) is how often the `profile` policy does what it knows to be right, give or
    take up to `spread` from learner to learner; `by_domain` sets it apart for single domains.
    """

    name: str
    ability: int = 50
    spread: int = 50
    by_domain: dict[str, int] = field(default_factory=dict)


def policy(name: str, ability: int = 50, spread: int = 50, by_domain: dict[str, int] | None = None) -> Policy:
    """A policy by name. Raises `WrongUse` for an unknown one."""
    if name not in POLICIES:
        raise WrongUse(message("there is no policy '{name}'", name=name))
    return Policy(name, ability, spread, by_domain or {})


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a rule moves each option's score while it is live."""

    rule: BoundRule
    scores: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SceneTable:
    """Per scene: static weights and quality per option, rules that speak to them, ability, best order."""

    weights: tuple[int, ...]
    quality: tuple[int, ...]
    leanings: tuple[Leaning, ...]
    ability: int
    best_order: Answer


@dataclass(frozen=True, slots=True)
class Tables:
    """All that a policy needs to decide in one graph."""

    policy: Policy
    scenes: tuple[SceneTable, ...]


def tables_for(policy: Policy, bundle: Bundle, role: int) -> Tables:
    """The tables of a policy for one role of a bundle."""
    graph, profession = bundle.graph, bundle.profession
    rules = at_stake(profession, graph, role)
    groups = {act: group for act, (_, group) in profession.acts.items()}
    wanted = {"always-ask": "ask", "always-alone": "alone"}.get(policy.name, "")
    masks = _group_mask(graph, groups, wanted)
    scenes = []
    for scene in graph.scenes:
        bits = [_option_bits(option) for option in scene.task.options]
        scenes.append(
            SceneTable(
                weights=tuple([int(bool(b & masks)) if wanted else 1 for b in bits]),
                quality=tuple([_quality(option) for option in scene.task.options]),
                leanings=_leanings(rules, bits),
                ability=_ability(policy, profession.model, graph, scene.task),
                best_order=_best_order(scene.task),
            )
        )
    return Tables(policy, tuple(scenes))


def _group_mask(graph: Graph, groups: dict[str, str], wanted: str) -> int:
    mask = 0
    for name, bit in graph.symbols.items():
        _, _, act = name.partition("/act:")
        if act and groups.get(act.split(":")[0]) == wanted:
            mask |= 1 << bit
    return mask


def _option_bits(option: Option) -> int:
    bits = 0
    for branch in option.branches:
        bits |= branch_bits(branch)
    return bits


def _quality(option: Option) -> int:
    marks = [percent for _, percent in option.evidence]
    return sum(marks) // len(marks) if marks else 50


def _leanings(rules: tuple[BoundRule, ...], bits: list[int]) -> tuple[Leaning, ...]:
    """Rules that draw to or away from some option; contested ones draw nowhere."""
    leanings = []
    for bound in rules:
        if bound.rule.conflicts_with or bound.rule.stance == "allow":
            continue
        scores = tuple([_leaning(bound, b) for b in bits])
        if any(scores):
            leanings.append(Leaning(bound, scores))
    return tuple(leanings)


def _leaning(bound: BoundRule, bits: int) -> int:
    strict = bound.rule.force in STRICT
    if bound.rule.stance == "forbid":
        return (-12 if strict else -3) if bits & bound.act_bits else 0
    if bits & bound.act_bits:
        return _pull(bound.rule) if strict else 1
    return -12 if bits & bound.before_bits else 0


def _pull(rule: Rule) -> int:
    """How strongly a duty draws: the shorter its time, the more; so 112 comes before a call."""
    return 4 + (240 // max(4, rule.deadline) if rule.at_once else 0)


def _ability(policy: Policy, model: Model, graph: Graph, task: Task) -> int:
    if policy.name != "profile":
        return {"random": 0, "rule-follower": 90}.get(policy.name, 50)
    indices = {i for option in task.options for i, _ in option.evidence} | {i for i, _ in task.evidence}
    names = {graph.indicators[index] for index in indices}
    domains = [d.id for d in model.domains if names & set(d.indicators)]
    each = [policy.by_domain.get(domain, policy.ability) for domain in domains]
    return sum(each) // len(each) if each else policy.ability


def _best_order(task: Task) -> Answer:
    """Ranks that keep every pair: the first free step each time."""
    left, ranks = list(range(len(task.elements))), [0] * len(task.elements)
    for rank in range(len(task.elements)):
        free = [i for i in left if not any(after == i and before in left for before, after in task.pairs)]
        step = (free or left)[0]
        ranks[step] = rank
        left.remove(step)
    return tuple(ranks)


def shift(policy: Policy, seed: int, learner: int) -> int:
    """How far a learner of the `profile` policy stands from its ability, in points."""
    if policy.name != "profile":
        return 0
    width = 2 * policy.spread + 1
    return (draw(seed, learner, 0, TRAIT) * width >> 32) - policy.spread


@dataclass(frozen=True, slots=True)
class SimulatedLearner:
    """One simulated learner: its tables, seed, number and shift of ability."""

    tables: Tables
    seed: int
    number: int
    shift: int

    def answer(self, graph: Graph, state: State, seat: Seat) -> Answer:
        """What it answers where it stands."""
        table, task, step = self.tables.scenes[seat.node], graph.scenes[seat.node].task, state.step + 1
        ability = max(0, min(100, table.ability + self.shift))
        if task.options:
            return (self._option(table, graph, state, seat, ability),)
        if kind_of(task).asks == ORDER:
            return self._order(table, task, step, ability)
        return tuple(
            [
                self._value(task, index, step, ability) if is_offered(element, state.bits) else 0
                for index, element in enumerate(task.elements)
            ]
        )

    def _draw(self, step: int, place: int) -> int:
        return draw(self.seed, self.number, step, place)

    def _option(self, table: SceneTable, graph: Graph, state: State, seat: Seat, ability: int) -> int:
        task, step = graph.scenes[seat.node].task, state.step + 1
        offered = offered_options(task, state.bits, state.values, seat.minute)
        name = self.tables.policy.name
        able = name == "rule-follower" or (name == "profile" and self._draw(step, GATE) * 100 >> 32 < ability)
        if able:
            weights = self._best(table, state, offered, quality=name == "profile")
        else:
            weights = [table.weights[index] for index in offered]
        if not any(weights):
            weights = [1] * len(offered)
        return offered[pick(tuple(weights), self._draw(step, 0))]

    def _best(self, table: SceneTable, state: State, offered: tuple[int, ...], *, quality: bool) -> list[int]:
        """1 for each option with the highest score, 0 for the others."""
        scores = [table.quality[index] if quality else 0 for index in offered]
        for leaning in table.leanings:
            if is_live(leaning.rule, state.bits):
                for at, index in enumerate(offered):
                    scores[at] += 100 * leaning.scores[index]
        best = max(scores)
        return [int(score == best) for score in scores]

    def _order(self, table: SceneTable, task: Task, step: int, ability: int) -> Answer:
        if self._draw(step, GATE) * 100 >> 32 < ability:
            return table.best_order
        count = len(task.elements)
        keys = [self._draw(step, VALUES + 2 * index) for index in range(count)]
        ranks = [0] * count
        for rank, index in enumerate(sorted(range(count), key=keys.__getitem__)):
            ranks[index] = rank
        return tuple(ranks)

    def _value(self, task: Task, index: int, step: int, ability: int) -> int:
        element = task.elements[index]
        if self._draw(step, VALUES + 2 * index) * 100 >> 32 < ability:
            return (element.right & -element.right).bit_length() - 1
        return self._draw(step, VALUES + 2 * index + 1) * len(element.values) >> 32


def is_live(bound: BoundRule, bits: int) -> bool:
    """Whether a rule's context holds now, nothing sets it aside, and a duty is not yet done."""
    if not has_come(bound.when, bits):
        return False
    if any(has_come(moment, bits) for _, moment in bound.unless):
        return False
    return bound.rule.stance == "forbid" or not has_come(bound.act, bits)


def has_come(moment: Bound, bits: int) -> bool:
    """Whether a moment has come."""
    if moment.kind == 0:
        return moment.bit >= 0 and bool(bits >> moment.bit & 1)
    results = [has_come(part, bits) for part in moment.parts]
    return any(results) if moment.kind == 1 else all(results)
