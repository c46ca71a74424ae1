"""Compiled values as JSON and back: equal, and refused where the data does not fit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content.enums import LEVELS
from simulator.graph.bundle import Bundle, CompiledCase, CompiledProfession
from simulator.graph.graph import Condition, Graph
from simulator.graph.packing import Unpackable, pack, unpack
from tests.support import all_cases, bundle, small_case, small_graph, small_profession


def through_json(value: Any) -> Any:
    return unpack(type(value), json.loads(json.dumps(pack(value))))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("case", all_cases())
def test_a_bundle_survives_json(case: str, level: str) -> None:
    whole = bundle(case, level)
    assert through_json(whole) == whole
    assert isinstance(through_json(whole), Bundle)


def test_case_and_profession_survive_json() -> None:
    for whole in (small_case(), small_profession()):
        assert through_json(whole) == whole


CONDITIONS = st.recursive(
    st.builds(Condition, st.integers(0, 1 << 200), st.integers(0, 1 << 70), st.just(((0, 3), (1, -4)))),
    lambda inner: st.builds(
        Condition,
        all=st.lists(inner, max_size=3).map(tuple),
        any=st.lists(inner, max_size=3).map(tuple),
        none=st.lists(inner, max_size=2).map(tuple),
        plain=st.booleans(),
    ),
    max_leaves=12,
)


@given(CONDITIONS)
def test_any_condition_survives_json(condition: Condition) -> None:
    assert through_json(condition) == condition


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_other_data_is_refused(data: Any) -> None:
    for kind in (Graph, CompiledCase, CompiledProfession):
        with pytest.raises(Unpackable):
            unpack(kind, data)


@given(st.data())
@settings(max_examples=120)
def test_a_damaged_graph_is_refused_or_is_a_graph(data: st.DataObject) -> None:
    packed = json.loads(json.dumps(pack(small_graph())))
    value: Any = packed
    for _ in range(data.draw(st.integers(0, 8))):
        inner = list(value.values()) if isinstance(value, dict) else value
        nested = [part for part in inner if isinstance(part, list | dict) and part]
        if not nested:
            break
        value = data.draw(st.sampled_from(nested))
    key = data.draw(st.sampled_from(list(value) if isinstance(value, dict) else list(range(len(value)))))
    value[key] = data.draw(JSON)
    try:
        graph = unpack(Graph, packed)
    except Unpackable:
        return
    assert through_json(graph) == graph


def test_truth_values_are_no_numbers_and_numbers_no_text() -> None:
    @dataclass(frozen=True)
    class Small:
        count: int

    for wrong in (True, "1", 1.0, None):
        with pytest.raises(Unpackable):
            unpack(Small, [wrong])
    assert unpack(Small, [1]) == Small(1)
