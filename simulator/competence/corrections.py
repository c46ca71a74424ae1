"""A teacher's corrections of a play: read from its annotations, and laid over what the play showed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from simulator.competence.debrief import Debrief
from simulator.competence.estimate import profile_of
from simulator.competence.evidence import Correction, corrected
from simulator.graph.profession import Model

KIND = "evidence"


def corrections_in(annotations: Iterable[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """The corrections among a play's annotations, in their order; what is no correction is passed over.

    An annotation has a kind, a body (`indicator`, `source`, `step`, `right` 0-1), by whom and why.
    """
    corrections = []
    for annotation in annotations:
        body = annotation.get("body")
        if annotation.get("kind") != KIND or not isinstance(body, Mapping):
            continue
        named = [body.get(name) for name in ("indicator", "source")]
        step, right = body.get("step"), body.get("right")
        if not all(isinstance(name, str) for name in named) or type(step) is not int:
            continue
        if isinstance(right, bool) or not isinstance(right, int | float) or not 0 <= right <= 1:
            continue
        by, why = str(annotation.get("by", "")), str(annotation.get("why", ""))
        corrections.append(Correction(str(named[0]), str(named[1]), step, float(right), by, why))
    return tuple(corrections)


def with_corrections(judged: Debrief, model: Model, corrections: Sequence[Correction]) -> Debrief:
    """The same play with its evidence and profile as corrected; verdicts stay as the rules found them."""
    if not corrections:
        return judged
    findings = []
    for finding in judged.findings:
        evidence = corrected(finding.evidence, corrections)
        findings.append(replace(finding, evidence=evidence, profile=profile_of(model, evidence)))
    return replace(judged, findings=tuple(findings))
