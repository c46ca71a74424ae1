"""Results as tables of pandas: the values that they were, under stable names, or a sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator import Case, Play, SimulatorError, compare, list_cases, list_rules, open_case
from simulator.language import language
from tests.test_architecture import loaded_by

COLUMNS = {
    "decisions": ["step", "role", "minute", "scene", "place", "task", "answer", "words", "why"],
    "verdicts": [
        *("rule", "title", "role", "verdict", "word", "force", "force_word", "since", "at", "late", "step"),
        *("why", "ours", "sources", "because"),
    ],
    "evidence": ["domain", "indicator", "question", "source", "step", "weight", "right"],
    "profile": ["domain", "title", "level", "mean", "low", "high", "weight"],
}


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case("abuse-discovery", language="en")


@pytest.fixture(scope="module")
def naive(case: Case) -> Play:
    return case.replay("naive-technician")


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_keep_their_names_with_rows_or_without(case: Case, naive: Play, table: str) -> None:
    for play in (naive, case.begin("technician")):
        frame = play.to_frame(table)
        assert frame.columns.to_list() == COLUMNS[table]
        assert len(frame) == len(getattr(play, table))


def test_a_play_says_the_same_in_tables_as_in_values(naive: Play) -> None:
    verdicts = naive.to_frame("verdicts")
    assert verdicts["rule"].to_list() == [row.rule for row in naive.verdicts]
    assert verdicts["late"].sum() == sum(row.late for row in naive.verdicts)
    assert verdicts["sources"][0] == "; ".join(naive.verdicts[0].sources)
    pd.testing.assert_frame_equal(naive.to_frame(), naive.decisions.to_frame())


def test_evidence_by_domain_adds_up_to_the_weights_of_the_profile(naive: Play) -> None:
    """The profile is estimated elsewhere, so the sums are an independent account of it."""
    sums = naive.to_frame("evidence").groupby("domain")["weight"].sum().to_dict()
    weights = {one.domain: one.weight for one in naive.profile if one.weight}
    assert sums == pytest.approx(weights)
    assert len(sums) > 5


def test_an_answer_of_many_parts_is_written_in_one_cell(naive: Play) -> None:
    form = next(one for one in naive.decisions if one.task == "form")
    cell = naive.to_frame().set_index("step")["answer"][form.step]
    assert dict(part.split("=") for part in cell.split("; ")) == form.answer


def test_a_simulation_and_a_comparison_become_tables(case: Case, naive: Play) -> None:
    crowd = case.simulate(learners=60)
    assert crowd.to_frame("endings")["share"].sum() == pytest.approx(1)
    rules = crowd.to_frame().set_index("rule")
    assert rules.loc[crowd.rules[0].rule, "met"] == crowd.rules[0].met
    assert crowd.to_frame("decisions")["scene"].to_list() == [one.scene for one in crowd.decisions]
    differences = compare(naive, case.replay("expert-technician"))
    assert differences.to_frame().columns.to_list() == ["rule", "title", "one", "other"]
    assert len(differences.to_frame()) == len(differences.differences)
    assert compare(naive, naive).to_frame().columns.to_list() == ["rule", "title", "one", "other"]


def test_listings_become_tables(case: Case, naive: Play) -> None:
    assert list_cases().to_frame()["id"].to_list() == [one.id for one in list_cases()]
    assert case.walks.to_frame()["value"].to_list() == list(case.walks)
    moments = naive.moments.to_frame()
    assert moments["options"][0] == "; ".join(one.id for one in naive.moments[0].options)
    deadlines = list_rules().to_frame().set_index("id")["deadline"]
    assert deadlines["abuse-inform-coordinator"] == 15
    assert deadlines.isna().any()  # a rule without a deadline has none, not 0


def test_bad_use_is_told_in_a_sentence(naive: Play) -> None:
    with pytest.raises(SimulatorError, match="did you mean 'verdicts'"):
        naive.to_frame("verdict")
    with pytest.raises(SimulatorError, match="there is no table '3'"):
        naive.to_frame(3)  # type: ignore[arg-type]
    with pytest.raises(SimulatorError, match="only values of one kind") as told:
        naive.log.to_frame()
    assert "de un singur fel" in language("ro").say(told.value.reason)


def test_pandas_is_loaded_by_a_table_and_by_nothing_before() -> None:
    opened = "from simulator import open_case; play = open_case('burnout').replay('expert-technician')"
    assert "pandas" not in loaded_by(f"{opened}; play.verdicts")
    assert "pandas" in loaded_by(f"{opened}; play.to_frame()")
