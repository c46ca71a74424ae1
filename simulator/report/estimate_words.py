"""An estimate with its interval in words, the same in the debrief, the grid and the progress."""

from __future__ import annotations

from typing import Protocol

from simulator.graph.profession import Model
from simulator.language import Language
from simulator.report.document import Span
from simulator.report.wording import decimal


class Estimated(Protocol):
    """An estimate with its interval, of whatever it is."""

    @property
    def low(self) -> float:
        """The low end of the interval."""

    @property
    def high(self) -> float:
        """The high end of the interval."""

    @property
    def mean(self) -> float:
        """The estimate."""


def interval_share(model: Model) -> int:
    """How much of what the evidence allows an interval holds, in per cent."""
    return round(model.interval * 100)


def interval_words(estimate: Estimated, language: Language) -> str:
    """An estimate with its interval: `0.48 (0.33–0.64)`."""
    mean, low, high = (decimal(value, language) for value in (estimate.mean, estimate.low, estimate.high))
    return f"{mean} ({low}–{high})"


def interval_span(estimate: Estimated, language: Language) -> Span:
    """An estimate with its interval, drawn and in words."""
    return Span(estimate.low, estimate.high, estimate.mean, interval_words(estimate, language))
