"""Experts' paths are pinned with a case, and bundles of every format can be read."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from simulator.graph.bundle import Bundle
from simulator.graph.bundle_format import pinned, unpinned
from simulator.graph.experts import Expert, ExpertStep
from simulator.graph.graph import Graph
from simulator.graph.loading import bundle_of, load_case
from simulator.graph.packing import Unpackable, pack
from tests.support import all_cases, bundle, copy_case, small_bundle, small_profession

WALK = """format: "1"
role: technician
level: standard
kind: KIND
chance: {danger: none, line: free}
about: Un parcurs.
answers:
  - {scene: t-door, option: look}
  - {scene: t-sort, bins: {father: guess}}
  - {scene: t-sequence, order: [see, say]}
  - {scene: t-message, picks: {recipient: coordinator}, statements: [saw]}
  - {scene: t-rate, levels: {emergency.limits: 2}}
  - {scene: t-reflect}
expect: {ending: t-good}
"""


def with_walks(folder: Path, **walks: str) -> Path:
    made = copy_case(folder)
    (made / "walks").mkdir()
    for name, text in walks.items():
        (made / "walks" / f"{name}.yaml").write_text(text, "utf-8")
    return made


def experts(folder: Path) -> tuple[Expert, ...]:
    return bundle_of(load_case(folder, small_profession()), small_profession(), "standard").experts


def test_an_experts_walk_is_pinned_by_the_names_of_the_case(tmp_path: Path) -> None:
    folder = with_walks(tmp_path, expert=WALK.replace("KIND", "expert"))
    first = ExpertStep("t-door", "look", {})
    for _ in range(2):  # compiled, and then as it was kept
        (path,) = experts(folder)
        assert (path.name, path.role, path.level) == ("expert", 0, "standard")
        assert path.chance == (("danger", "none"), ("line", "free"))
        assert path.steps[0] == first
        assert [step.values for step in path.steps[1:]] == [
            {"father": "guess"},
            {"see": "1", "say": "2"},
            {"recipient": "coordinator", "saw": "in"},
            {"emergency.limits": "2"},
            {},
        ]


def test_only_experts_walks_are_pinned_and_one_with_faults_stops_nothing(tmp_path: Path) -> None:
    walks = {
        "expert-b": WALK.replace("KIND", "breaks"),
        "naive": WALK.replace("KIND", "naive"),
        "expert-c": "format: [",
        "expert-d": WALK.replace("KIND", "expert"),
    }
    assert [path.name for path in experts(with_walks(tmp_path, **walks))] == ["expert-d"]


def test_another_path_is_another_bundle_and_a_naive_walk_is_not(tmp_path: Path) -> None:
    folder = with_walks(tmp_path, expert=WALK.replace("KIND", "expert"))
    digests = [load_case(folder, small_profession()).digest]
    (folder / "walks" / "naive.yaml").write_text(WALK.replace("KIND", "naive"), "utf-8")
    digests.append(load_case(folder, small_profession()).digest)
    (folder / "walks" / "expert.yaml").write_text(
        WALK.replace("KIND", "expert").replace("look", "leave"), "utf-8"
    )
    digests.append(load_case(folder, small_profession()).digest)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("case", all_cases())
def test_a_pinned_bundle_comes_back_whole(case: str) -> None:
    whole = bundle(case, "standard")
    assert unpinned(json.loads(json.dumps(pinned(whole)))) == whole
    assert whole.graph.day > "2026"


def test_our_cases_pin_their_experts() -> None:
    for case in all_cases()[1:]:
        assert {path.role for path in bundle(case, "hard").experts} == {0, 1}


def as_in_format_2(whole: Bundle) -> Any:
    """Tasks knew nothing of sections."""
    graph, *rest = json.loads(json.dumps(pack(whole)))
    place = [one.name for one in fields(Graph)].index("scenes")
    graph[place] = [[*scene[:-1], scene[-1][:-1]] for scene in graph[place]]
    return {"format": 2, "bundle": [graph, *rest]}


def as_in_format_1(whole: Bundle) -> Any:
    graph, *rest, _ = as_in_format_2(whole)["bundle"]
    return [graph[:-1], *rest]


def without_sections(whole: Bundle) -> Bundle:
    scenes = tuple(replace(scene, task=replace(scene.task, sections=())) for scene in whole.graph.scenes)
    return replace(whole, graph=replace(whole.graph, scenes=scenes))


def test_a_bundle_of_the_first_format_is_read_without_day_and_experts() -> None:
    whole = bundle("burnout", "standard")
    old = unpinned(as_in_format_1(whole))
    plain = without_sections(whole)
    assert plain != whole
    assert old == replace(plain, graph=replace(plain.graph, day=""), experts=())


def test_a_bundle_of_the_second_format_is_read_without_sections() -> None:
    whole = bundle("burnout", "standard")
    assert unpinned(as_in_format_2(whole)) == without_sections(whole)
    assert unpinned(json.loads(json.dumps(pinned(whole)))) == whole


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"format": 4, "bundle": []},
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
    with pytest.raises(Unpackable):
        unpinned(pinned(small_bundle())["bundle"])
