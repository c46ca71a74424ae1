"""Coverage: every rule, indicator, difficulty and row has its line; what a case offers is found."""

from __future__ import annotations

import json

import pytest

from simulator.cli import main as prompt
from simulator.content.library import read_case
from simulator.language import language
from simulator.practice.rules import at_stake
from simulator.report.coverage import Covered, coverage, coverage_text, indicators_in
from tests.support import SMALL_CASE, small_case, small_graph, small_profession

SMALL = Covered("small", small_case(), read_case(SMALL_CASE).case.about)


def test_everything_has_a_row_also_without_any_case() -> None:
    compiled = small_profession()
    data = coverage(compiled, [], language("ro"))
    profession = compiled.profession
    assert len(data.rules) == len(profession.rules)
    assert len(data.indicators) == sum(len(domain.indicators) for domain in profession.model.domains)
    assert [row.name for row in data.checklist] == list(profession.checklist)
    for rows in (data.rules, data.indicators, data.difficulties, data.checklist):
        assert not any(row.cases for row in rows)


def test_what_a_case_puts_at_stake_is_found() -> None:
    compiled = small_profession()
    data = coverage(compiled, [SMALL], language("en"))
    wanted = {
        (bound.rule.id, bound.rule.role)
        for graph in small_case().graphs.values()
        for role in (0, 1)
        for bound in at_stake(compiled.profession, graph, role)
    }
    assert sum(bool(row.cases) for row in data.rules) == len(wanted)
    marked = {row.indicator for row in data.indicators if row.marked}
    assert marked == {name for role in (0, 1) for name in indicators_in(small_graph(), role)} | marked
    assert {row.name for row in data.difficulties if row.cases} == set(SMALL.about.difficulties)
    for row in data.checklist:
        assert len(row.rules) <= row.rules_of


def test_the_text_names_what_no_case_has() -> None:
    text = coverage_text(coverage(small_profession(), [], language("en")), language("en"))
    assert "0 cases" in text
    assert text.count("In no case yet:") == 4


@pytest.mark.parametrize("code", ["ro", "en"])
def test_the_command_speaks_and_gives_data(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt.main(["coverage", "--lang", code]) in (0, 1)
    assert "abuse-discovery" in capsys.readouterr().out
    assert prompt.main(["coverage", "--json", "--lang", code]) in (0, 1)
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"cases", "rules", "indicators", "difficulties", "checklist"}
