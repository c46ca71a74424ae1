"""Bundles as plays keep them: by the names of fields now, by position until format 3."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from simulator.content.enums import LEVELS
from simulator.graph import positional_format
from simulator.graph.bundle import Bundle
from simulator.graph.bundle_format import FORMAT, pinned, unpinned
from simulator.graph.packing import Unpackable
from tests.old_records import old_bundle, old_bundles
from tests.support import bundle, small_bundle

FORMER = {"RuleMoment": "Moment"}  # what the format calls it


def by_position(value: Any) -> Any:
    """As formats up to 3 packed: the fields that those knew, in their order."""
    if dataclasses.is_dataclass(value):
        names = positional_format._FIELDS[FORMER.get(type(value).__name__, type(value).__name__)].split()
        return [by_position(getattr(value, name.partition(":")[0])) for name in names]
    if isinstance(value, tuple | list):
        return [by_position(part) for part in value]
    return {key: by_position(part) for key, part in value.items()} if isinstance(value, dict) else value


def as_in_format_2(document: Any) -> Any:
    """Tasks knew nothing of sections."""
    graph, *rest = document["bundle"]
    scenes = [[*scene[:-1], scene[-1][:-1]] for scene in graph[6]]
    return {"format": 2, "bundle": [[*graph[:6], scenes, *graph[7:]], *rest]}


def as_in_format_1(document: Any) -> Any:
    """Graphs knew no day, and experts' paths were not pinned."""
    graph, *rest, _ = as_in_format_2(document)["bundle"]
    return [graph[:-1], *rest]


def without_sections(whole: Bundle) -> Bundle:
    scenes = [
        dataclasses.replace(scene, task=dataclasses.replace(scene.task, sections=()))
        for scene in whole.graph.scenes
    ]
    return dataclasses.replace(whole, graph=dataclasses.replace(whole.graph, scenes=tuple(scenes)))


def test_every_old_bundle_is_read_as_it_was_written() -> None:
    assert len(old_bundles()) == 13
    for digest, text in old_bundles().items():
        document = json.loads(text)
        whole = unpinned(document)
        assert whole.digest == digest
        assert by_position(whole) == document["bundle"]


def test_a_bundle_of_the_second_format_is_read_without_sections() -> None:
    whole = unpinned(old_bundle("burnout"))
    assert unpinned(as_in_format_2(old_bundle("burnout"))) == without_sections(whole) != whole


def test_a_bundle_of_the_first_format_is_read_without_day_and_experts() -> None:
    whole = without_sections(unpinned(old_bundle("burnout")))
    graph = dataclasses.replace(whole.graph, day="")
    assert whole.graph.day and whole.experts
    assert unpinned(as_in_format_1(old_bundle("burnout"))) == dataclasses.replace(
        whole, graph=graph, experts=()
    )


@pytest.mark.parametrize("level", LEVELS)
def test_a_bundle_comes_back_whole(level: str) -> None:
    whole = bundle("burnout", level)
    assert unpinned(json.loads(json.dumps(pinned(whole)))) == whole


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"format": FORMAT + 1, "bundle": {}},
        {"format": FORMAT, "bundle": []},
        {"format": FORMAT, "bundle": {}},
        {"format": FORMAT},
        {"format": 3, "bundle": {}},
        {"format": 3},
        {"format": 2},
        {"format": 2, "bundle": [[1], 2]},
        [[], 1, 2, 3, 4],
        7,
    ],
)
def test_what_is_no_bundle_is_refused(document: Any) -> None:
    with pytest.raises(Unpackable):
        unpinned(document)


def test_a_bundle_of_the_second_format_is_not_taken_for_one_of_the_first() -> None:
    second = as_in_format_2(old_bundle("burnout"))["bundle"]
    with pytest.raises(Unpackable):
        unpinned(second)
    with pytest.raises(Unpackable):
        unpinned({"format": 3, "bundle": second})
    with pytest.raises(Unpackable):
        unpinned(pinned(small_bundle())["bundle"])
