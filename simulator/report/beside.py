"""What stands beside a whole play, in words: the expert's path, and what became of each fact."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.competence.expert import Comparison
from simulator.report.describe import Describer
from simulator.report.expert_said import ExpertSaid, expert_said
from simulator.report.facts_said import FactsSaid, facts_said
from simulator.report.texts import Texts


def beside(describer: Describer, paths: Sequence[Comparison]) -> tuple[ExpertSaid, tuple[FactsSaid, ...]]:
    """Both, in the describer's language; the facts role by role. `paths` are the experts', nearest first."""
    texts, judged = Texts(describer.bundle, describer.language), describer.debrief
    roles = [finding.role for finding in judged.findings]
    facts = tuple(facts_said(texts, judged, role, paths) for role in roles)
    return expert_said(texts, paths, alone=len(roles) == 1), facts
