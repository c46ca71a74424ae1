"""The benchmarks give well-formed records; how fast anything is, no test asks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.__main__ import main
from benchmarks.figure import Figure, Goal
from benchmarks.plays import Unlike, bundle, prove_alike, random_walks
from benchmarks.transitions_peer import Play

FIELDS = {"name", "ours", "peer", "peer_name", "unit", "ratio", "goal", "goal_number", "reached"}


def records(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main([*arguments, "--json", "--rounds", "1"]) in (0, 1)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("name", ["step", "help"])
def test_records_are_well_formed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (record,) = records(capsys, name)
    assert set(record) == FIELDS
    assert record["name"] == name
    assert record["ours"] > 0 < record["peer"]
    assert record["ratio"] == pytest.approx(record["ours"] / record["peer"])
    assert isinstance(record["reached"], bool)
    assert f"{record['goal_number']:g}" in record["goal"]


def test_the_peer_goes_the_same_way_in_both_roles() -> None:
    case = bundle()
    peer = Play(case.graph)
    walks = random_walks(case, peer, (0, 1), 40)
    prove_alike(case.graph, peer, walks)


def test_a_peer_that_goes_another_way_is_found_out() -> None:
    case = bundle()
    peer = Play(case.graph)
    (walk,) = random_walks(case, peer, (0,), 1)
    node, bits, values, due, minute = walk.begin
    late = walk._replace(begin=(node, bits, values, due, minute + 1))
    with pytest.raises(Unlike):
        prove_alike(case.graph, peer, [late])


@pytest.mark.parametrize(
    ("most", "ratio", "reached"), [(False, 3, True), (False, 2.9, False), (True, 2, True)]
)
def test_a_goal_is_reached_on_the_right_side(most: bool, ratio: float, reached: bool) -> None:
    figure = Figure("x", ratio, 1, "peer", "unit", Goal(3, most))
    assert figure.reached is reached
    assert Figure("x", 1, 1, "peer", "unit").reached is None


def test_an_unknown_figure_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["speed"])
    assert stop.value.code == 2
