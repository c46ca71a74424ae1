"""What stands beside a play, in words: the expert's path, facts, corrections, its "what if", what next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.competence.advice import Advice
from simulator.competence.debrief import Debrief
from simulator.competence.evidence import Correction
from simulator.competence.expert import Comparison
from simulator.report.advice_said import AdviceSaid, advice_said
from simulator.report.corrections_said import CorrectionsSaid, corrections_said
from simulator.report.describe import Describer
from simulator.report.expert_said import ExpertSaid, expert_said
from simulator.report.facts_said import FactsSaid, facts_said
from simulator.report.outcomes import Original, WhatIfSaid, what_if_said
from simulator.report.wording import Texts


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a play in one language; facts role by role."""

    expert: ExpertSaid
    facts: tuple[FactsSaid, ...]
    corrections: CorrectionsSaid | None = None
    what_if: WhatIfSaid | None = None
    advice: AdviceSaid | None = None


def beside(
    describer: Describer,
    paths: Sequence[Comparison],
    *,
    found: Debrief | None = None,
    corrections: Sequence[Correction] = (),
    original: Original | None = None,
    advice: Advice | None = None,
) -> Beside:
    """All of it, in the describer's language.

    `paths` are the experts', the nearest first; `found` is the play as it was judged before a teacher's
    corrections; `original` the play of which it is a "what if"; `advice` what its learner may do next.
    """
    texts, judged = Texts(describer.bundle, describer.language), describer.debrief
    roles = [finding.role for finding in judged.findings]
    return Beside(
        expert_said(texts, paths, alone=len(roles) == 1),
        tuple(facts_said(texts, judged, role, paths) for role in roles),
        corrections_said(texts, found, corrections) if found else None,
        what_if_said(texts, judged, original) if original else None,
        advice_said(advice, describer.language) if advice else None,
    )
