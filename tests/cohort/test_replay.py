"""The vectorised replay takes the same decisions, finds the same and ends the same as the scalar one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.cohort import replay
from simulator.cohort.policies import POLICIES, policy
from simulator.cohort.replay import play_cohort, play_one
from simulator.content.enums import LEVELS, ROLES
from simulator.engine.codec import verify
from simulator.errors import WrongUse
from tests.replays import assert_alike
from tests.support import all_cases, bundle


def same(case: str, level: str, role: int, name: str, seed: int, learners: int, ability: int = 50) -> None:
    assert_alike(bundle(case, level), policy(name, ability), role, seed, learners)


@pytest.mark.parametrize("case", all_cases())
@pytest.mark.parametrize("role", [0, 1], ids=ROLES)
@pytest.mark.parametrize("name", POLICIES)
def test_every_case_role_and_policy(case: str, role: int, name: str) -> None:
    for level in LEVELS:
        same(case, level, role, name, seed=5, learners=12)


@settings(max_examples=25)
@given(
    case=st.sampled_from(all_cases()),
    level=st.sampled_from(LEVELS),
    role=st.sampled_from([0, 1]),
    name=st.sampled_from(POLICIES),
    seed=st.integers(-(2**65), 2**65),
    ability=st.integers(0, 100),
)
def test_any_seed_and_ability(case: str, level: str, role: int, name: str, seed: int, ability: int) -> None:
    same(case, level, role, name, seed, 5, ability)


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = play_cohort(bundle("small", "standard"), policy("profile"), 0, 9, 50)
    monkeypatch.setattr(replay, "CHUNK", 7)
    seen: list[int] = []
    parts = play_cohort(bundle("small", "standard"), policy("profile"), 0, 9, 50, seen.append)
    assert seen == [7] * 7 + [1]
    assert (whole.verdicts.kinds == parts.verdicts.kinds).all()
    assert (whole.outcome == parts.outcome).all()
    assert np.allclose(whole.sums.right, parts.sums.right)
    assert np.array_equal(whole.scores, parts.scores, equal_nan=True)


@pytest.mark.parametrize("name", POLICIES)
def test_what_a_policy_plays_could_have_been_played(name: str) -> None:
    pinned = bundle("small", "standard")
    for number in range(5):
        verify(pinned.graph, play_one(pinned, policy(name), 1, 3)(number).log)


def test_a_stronger_profile_does_better() -> None:
    pinned = bundle("abuse-discovery", "standard")
    weak = play_cohort(pinned, policy("profile", 10, 0), 0, 1, 400)
    strong = play_cohort(pinned, policy("profile", 95, 0), 0, 1, 400)
    assert strong.outcome[:3].sum() < 0.5 * weak.outcome[:3].sum()
    assert np.nanmean(strong.scores) > np.nanmean(weak.scores) + 0.2


def test_an_ability_of_one_domain_moves_only_the_scenes_that_ask_it() -> None:
    from simulator.cohort.policies import tables_for

    pinned = bundle("abuse-discovery", "standard")
    flat = tables_for(policy("profile", 50), pinned, 0).scenes
    good = tables_for(policy("profile", 50, by_domain={"reporting": 100}), pinned, 0).scenes
    moved = {s.id for s, a, b in zip(pinned.graph.scenes, flat, good, strict=True) if a.ability != b.ability}
    assert "t-sheet" in moved
    assert moved < {scene.id for scene in pinned.graph.scenes}


def test_wrong_use_is_refused() -> None:
    with pytest.raises(WrongUse):
        policy("clairvoyant")
    with pytest.raises(WrongUse):
        play_cohort(bundle("small", "standard"), policy("random"), 0, 1, 0)
