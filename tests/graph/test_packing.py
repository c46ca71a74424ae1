"""Compiled values as JSON and back: equal, and refused where the data does not fit."""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from typing import Any, NamedTuple, get_args, get_type_hints

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


@dataclass(frozen=True)
class Small:
    count: int


def test_truth_values_are_no_numbers_and_numbers_no_text() -> None:
    for wrong in (True, "1", 1.0, None):
        with pytest.raises(Unpackable):
            unpack(Small, {"count": wrong})
    assert unpack(Small, {"count": 1}) == Small(1)


def test_a_field_that_came_later_has_its_default_and_one_that_went_is_passed_over() -> None:
    @dataclass(frozen=True)
    class Later:
        count: int
        about: tuple[str, ...] = ()
        much: dict[str, int] = field(default_factory=dict)

    assert unpack(Later, pack(Small(3))) == Later(3)
    assert unpack(Small, pack(Later(3, ("x",), {"y": 1}))) == Small(3)
    with pytest.raises(Unpackable):
        unpack(Small, {"about": ["x"]})


def test_what_differs_from_its_default_is_kept_also_where_it_is_equal_to_it() -> None:
    @dataclass(frozen=True)
    class Number:
        value: float = 0.0
        plain: bool = True

    assert pack(Number()) == {}
    assert pack(Number(1.0, plain=False)) == {"value": 1.0, "plain": False}
    assert repr(pack(Number(0))) == "{'value': 0}"


class Pair(NamedTuple):
    first: int
    then: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pairs:
    some: tuple[Pair, ...]


def test_named_tuples_are_packed_by_name_too() -> None:
    whole = Pairs((Pair(1), Pair(2, ("x",))))
    rows = {"fields": ["first", "then"], "rows": [[1, []], [2, ["x"]]]}
    assert pack(whole) == {"some": rows}
    assert through_json(whole) == whole
    assert through_json(Pairs(())) == Pairs(())
    assert through_json(Pair(2, ("x",))) == Pair(2, ("x",))


def test_rows_of_other_fields_are_read_by_name() -> None:
    rows = {"fields": ["gone", "first"], "rows": [["x", 1], ["y", 2]]}
    assert unpack(Pairs, {"some": rows}) == Pairs((Pair(1), Pair(2)))


@pytest.mark.parametrize(
    "rows",
    [
        7,
        [1],
        {},
        {"fields": ["then"], "rows": [[[]]]},
        {"fields": ["first"], "rows": [[1], [True]]},
        {"fields": ["first"], "rows": [[1], []]},
        {"fields": ["first", "then"], "rows": [[1, [2]]]},
        {"fields": ["first"], "rows": [[1, 2]]},
        {"fields": ["first"], "rows": 3},
    ],
)
def test_rows_that_do_not_fit_are_refused(rows: Any) -> None:
    with pytest.raises(Unpackable):
        unpack(Pairs, {"some": rows})


def types_in(kind: Any) -> set[type]:
    """Every type that packing a value of a type can meet."""
    met: set[type] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if is_dataclass(one) and isinstance(one, type) and one not in met:
            met.add(one)
            waiting += get_type_hints(one).values()
    return met


DEFAULTS = {
    ("Bundle", "experts"): (),
    ("CompiledCase", "experts"): (),
    ("CompiledProfession", "asked"): {},
    ("Condition", "after"): -1,
    ("Condition", "all"): (),
    ("Condition", "any"): (),
    ("Condition", "ban"): 0,
    ("Condition", "before"): 1 << 30,
    ("Condition", "floors"): (),
    ("Condition", "need"): 0,
    ("Condition", "none"): (),
    ("Condition", "plain"): True,
    ("Graph", "day"): "",
    ("Task", "bands"): (),
    ("Task", "cite"): (),
    ("Task", "elements"): (),
    ("Task", "evidence"): (),
    ("Task", "form"): "",
    ("Task", "options"): (),
    ("Task", "pairs"): (),
    ("Task", "sections"): (),
}


def test_a_default_that_has_been_released_stays_as_it_is() -> None:
    """What is packed leaves defaults out: another default would give old bundles another meaning."""
    now = {
        (kind.__name__, one.name): one.default if one.default is not MISSING else one.default_factory()  # type: ignore[misc]
        for whole in (Bundle, CompiledCase, CompiledProfession)
        for kind in types_in(whole)
        for one in fields(kind)
        if one.default is not MISSING or one.default_factory is not MISSING
    }
    assert {name: now[name] for name in DEFAULTS} == DEFAULTS
