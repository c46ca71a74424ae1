"""What a play was found to be: a verdict per rule, an estimate per domain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.api.values import Described, Listing
from simulator.competence.debrief import RoleFinding
from simulator.competence.estimate import Estimate
from simulator.content.enums import ROLES
from simulator.graph.graph import NEVER
from simulator.language import clock
from simulator.practice.rules import NOT_APPLICABLE, Verdict
from simulator.report.wording import Texts, citation, force_word, verdict_word


@dataclass(frozen=True, slots=True, repr=False)
class JudgedRule(Described):
    """What a rule of the profession finds in a play.

    `verdict` is met, breached, not-followed, late, missing, contested or not-applicable (set aside), and
    `word` the same in the play's language; `force` is law, guide, recommendation or example. `since` is
    when its context began, `at` when the act was done (`10:25`; empty if it never was); `step` is the
    decision that settled it, -1 if none did. `sources` are its citations.
    """

    rule: str
    title: str
    role: str
    verdict: str
    word: str
    force: str
    force_word: str
    since: str
    at: str
    late: int
    step: int
    why: str
    ours: str
    sources: Listing[str]
    because: Listing[str]

    def _line(self) -> str:
        return f"{self.rule}: {self.verdict} ({self.force})"


@dataclass(frozen=True, slots=True, repr=False)
class DomainEstimate(Described):
    """What a play showed of one domain of the grid: shares from 0 to 1, `level` empty where it is thin.

    A domain with `weight` 0 was not observed, which is not zero.
    """

    domain: str
    title: str
    level: str
    mean: float
    low: float
    high: float
    weight: float

    def _line(self) -> str:
        if not self.weight:
            return f"{self.domain}: not observed"
        return f"{self.domain}: {self.mean:.2f} ({self.low:.2f} to {self.high:.2f}) {self.level}".rstrip()


@dataclass(frozen=True, slots=True, repr=False)
class EvidencePiece(Described):
    """What one decision showed of an indicator of the grid: `right` (0-1) of `weight`.

    `step` is the decision, -1 where it is something that was not done; `source` is `rule:ID` (a verdict),
    `author:SCENE` (the author's mark on an option) or `task:SCENE` (a judged task).
    """

    domain: str
    indicator: str
    question: str
    source: str
    step: int
    weight: float
    right: float

    def _line(self) -> str:
        return f"{self.indicator} at {self.step} by {self.source}: {self.right:.2f} of {self.weight:.2f}"


def verdicts_of(texts: Texts, finding: RoleFinding) -> Iterator[JudgedRule]:
    """The verdicts of one role, without the rules that had nothing to say."""
    rules = {bound.rule.id: bound.rule for bound in finding.rules}
    for verdict in finding.verdicts:
        if verdict.kind == NOT_APPLICABLE and not verdict.because:
            continue
        rule, base = rules[verdict.rule], f"rules.{verdict.rule}"
        yield JudgedRule(
            rule=verdict.rule,
            title=texts.words(f"{base}.title"),
            role=ROLES[finding.role],
            verdict=verdict.kind,
            word=_word(verdict, texts),
            force=rule.force,
            force_word=force_word(rule.force, texts.language),
            since=_time(verdict.since),
            at=_time(verdict.at),
            late=verdict.late,
            step=verdict.step,
            why=texts.words(f"{base}.why"),
            ours=texts.words(f"{base}.ours"),
            sources=Listing(citation(texts.words, name, texts.language) for name in rule.cite),
            because=Listing(verdict.because),
        )


def _word(verdict: Verdict, texts: Texts) -> str:
    return verdict_word(verdict.kind, verdict.late, texts.language)


def _time(minute: int) -> str:
    return clock(minute) if minute < NEVER else ""


def estimate_of(texts: Texts, estimate: Estimate) -> DomainEstimate:
    """The estimate of one domain."""
    one, title = estimate, texts.words(f"domains.{estimate.name}")
    return DomainEstimate(one.name, title, one.level, one.mean, one.low, one.high, one.weight)


def evidence_in(texts: Texts, finding: RoleFinding) -> Iterator[EvidencePiece]:
    """The evidence of one role, in the order in which it was found."""
    home = {name: one.id for one in texts.bundle.profession.model.domains for name in one.indicators}
    for one in finding.evidence:
        question = texts.words(f"indicators.{one.indicator}.question")
        domain = home.get(one.indicator, "")
        yield EvidencePiece(domain, one.indicator, question, one.source, one.step, one.weight, one.right)
