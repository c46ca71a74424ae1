"""Experts' paths are pinned with a case, and bundles of every format can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.graph.bundle_format import pinned, unpinned
from simulator.graph.experts import Expert, ExpertStep
from simulator.graph.loading import bundle_of, load_case
from tests.support import all_cases, bundle, copy_case, small_profession

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
