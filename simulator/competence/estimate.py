"""From evidence to an estimate per indicator and per domain: a level in plain words, an interval,
what it rests on; "not enough evidence" rather than a guess.

The default estimator is a weighted Beta-Binomial; prior, weights, interval and levels are
declared as ours in the framework (`competence.yaml`, estimation).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from simulator.competence.evidence import Evidence
from simulator.graph.profession import Model


@dataclass(frozen=True, slots=True)
class Estimate:
    """What evidence says of one indicator or domain; mean and interval are 0-1.

    `level` is empty where there is not enough evidence; `weight` is the total weight.
    """

    name: str
    level: str
    mean: float
    low: float
    high: float
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Estimates for all domains in the grid's order, and for every indicator with evidence."""

    domains: tuple[Estimate, ...]
    indicators: tuple[Estimate, ...]


class Estimator(Protocol):
    """What turns evidence into estimates; another one can stand beside the default."""

    def estimate(self, name: str, evidence: Sequence[Evidence]) -> Estimate:
        """The estimate that this evidence allows."""
        ...


@dataclass(frozen=True, slots=True)
class BetaBinomial:
    """The default estimator."""

    model: Model

    def estimate(self, name: str, evidence: Sequence[Evidence]) -> Estimate:
        """A posterior mean with its central interval."""
        weight = sum(e.weight for e in evidence)
        right = sum(e.weight * e.right for e in evidence)
        alpha, beta = self.model.prior[0] + right, self.model.prior[1] + weight - right
        low, high = central_interval(alpha, beta, self.model.interval)
        mean = alpha / (alpha + beta)
        level = self._level(mean) if weight >= self.model.enough else ""
        return Estimate(name, level, mean, low, high, weight, tuple(evidence))

    def _level(self, mean: float) -> str:
        reached = [name for least, name in self.model.levels if mean >= least]
        return reached[-1] if reached else ""


def central_interval(alpha: float, beta: float, share: float) -> tuple[float, float]:
    """The central interval of a Beta distribution that holds this share of it."""
    from scipy.special import betaincinv

    tail = (1 - share) / 2
    return float(betaincinv(alpha, beta, tail)), float(betaincinv(alpha, beta, 1 - tail))


def profile_of(model: Model, evidence: Iterable[Evidence], estimator: Estimator | None = None) -> Profile:
    """The profile that evidence (of one play or many) amounts to."""
    using = estimator or BetaBinomial(model)
    by_indicator: dict[str, list[Evidence]] = {}
    for piece in evidence:
        by_indicator.setdefault(piece.indicator, []).append(piece)
    domains = [
        using.estimate(d.id, [e for name in d.indicators for e in by_indicator.get(name, [])])
        for d in model.domains
    ]
    indicators = [using.estimate(name, pieces) for name, pieces in sorted(by_indicator.items())]
    return Profile(tuple(domains), tuple(indicators))
