"""What is said of an answer: whether it fits, what is off and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing noticed in an answer: the key of its sentence in the laboratory's file, the values that stand
    in it, and whether it is fine as it is. An answer passes if everything noticed is fine.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    fine: bool = False


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """A sentence about an answer, and whether what it speaks of is fine."""

    text: str
    fine: bool


@dataclass(frozen=True, slots=True, repr=False)
class Feedback:
    """What is said of an answer: `summary` is the first line, `remarks` follow in the exercise's order."""

    passed: bool
    summary: str
    remarks: tuple[FeedbackLine, ...] = ()

    def __bool__(self) -> bool:
        return self.passed

    def __repr__(self) -> str:
        lines = [f"{'✓' if remark.fine else '→'} {remark.text}" for remark in self.remarks]
        return "\n".join([self.summary, *lines])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<li class="{"fine" if remark.fine else "off"}">{escape(remark.text)}</li>'
            for remark in self.remarks
        )
        kind = "passed" if self.passed else "open"
        return f'<div class="lab-feedback {kind}"><p>{escape(self.summary)}</p><ul>{rows}</ul></div>'
