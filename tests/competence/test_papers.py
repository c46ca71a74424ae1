"""That a paper was written goes after what its own form shows, in every walk of every case."""

from __future__ import annotations

import pytest

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import Debrief, debrief
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.graph.loading import bundle_of, load_case, load_profession

PROFESSION = load_profession()
PAPERS = {rule.id for rule in PROFESSION.profession.rules if rule.paper}
WALKS = [(case, walk) for case, folder in case_folders(()).items() for walk in read_walks(folder)]


def judged(case: str, walk: str) -> Debrief:
    folder = case_folders(())[case]
    written, document = read_walks(folder)[walk]
    bundle = bundle_of(load_case(folder, PROFESSION), PROFESSION, written.level)
    return debrief(bundle, play_walk(bundle.graph, written, document))


def test_rules_that_ask_for_a_paper_are_known_by_what_they_look_for() -> None:
    assert {"visit-report", "monitoring-sheet", "sheet-one-day", "activity-journal"} <= PAPERS
    assert {"emergency-documented", "exchange-recorded"} <= PAPERS
    assert PAPERS.isdisjoint({"abuse-record-facts", "data-validated", "signature-explain", "minor-notify"})


def test_a_sheet_of_opinions_is_not_correct_reporting() -> None:
    """An observation sheet without a fact, handed over at the end of the week."""
    (finding,) = judged("abuse-discovery", "naive-technician").findings
    kinds = {verdict.rule: verdict.kind for verdict in finding.verdicts}
    assert kinds["abuse-record-facts"] == "missing"
    shown = {(one.indicator, one.source): one.right for one in finding.evidence}
    sheet = [
        right
        for (name, source), right in shown.items()
        if name == "reporting.correctness" and source[:5] == "task:"
    ]
    assert sheet and max(sheet) < 0.5


@pytest.mark.parametrize(("case", "walk"), WALKS)
def test_no_paper_claims_what_a_form_shows(case: str, walk: str) -> None:
    for finding in judged(case, walk).findings:
        formed = {(one.indicator, one.step) for one in finding.evidence if one.source.startswith("task:")}
        papers = {
            (one.indicator, one.step)
            for one in finding.evidence
            if one.source.removeprefix("rule:") in PAPERS and one.step >= 0
        }
        assert formed.isdisjoint(papers)
