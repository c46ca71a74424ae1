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
from simulator.engine.events import Decided
from simulator.errors import WrongUse
from simulator.practice.rules import KINDS
from tests.support import all_cases, bundle


def same(case: str, level: str, role: int, name: str, seed: int, learners: int, ability: int = 50) -> None:
    pinned = bundle(case, level)
    chosen = policy(name, ability)
    one = play_one(pinned, chosen, role, seed)
    cohort = play_cohort(pinned, chosen, role, seed, learners)
    trace = traced(pinned, chosen, role, seed, learners)
    for number in range(learners):
        alone = one(number)
        decided = [(e.step, e.node, e.answer) for e in alone.log if isinstance(e, Decided)]
        assert trace[number] == decided
        assert [KINDS[kind] for kind in cohort.verdicts.kinds[:, number]] == [v.kind for v in alone.verdicts]
        assert cohort.verdicts.late[:, number].tolist() == [v.late for v in alone.verdicts]
        assert tuple(cohort.outcome[:, number]) == tuple(alone.outcome)
        weight = dict.fromkeys(cohort.sums.indicators, 0.0)
        right = dict(weight)
        for piece in alone.evidence:
            weight[piece.indicator] += piece.weight
            right[piece.indicator] += piece.weight * piece.right
        assert np.allclose(list(weight.values()), cohort.sums.weight[:, number])
        assert np.allclose(list(right.values()), cohort.sums.right[:, number])


def traced(pinned, chosen, role, seed, learners):  # type: ignore[no-untyped-def]
    """The decisions of every learner in the vectorised replay."""
    from simulator.cohort.lockstep import play_all
    from simulator.cohort.policies import tables_for
    from simulator.cohort.program import program_of
    from simulator.practice.record import offers_of
    from simulator.practice.rules import at_stake

    graph = pinned.graph
    rules = at_stake(pinned.profession, graph, role)
    offers = np.array([[bool(o & b.act_bits) for b in rules] for o in offers_of(graph)], np.bool_)
    people = play_all(
        program_of(graph),
        tables_for(chosen, pinned, role),
        role,
        seed,
        np.arange(learners, dtype=np.int64),
        offers.reshape(len(graph.scenes), len(rules)),
        keep_trace=True,
    )
    found: list[list[tuple[int, int, tuple[int, ...]]]] = [[] for _ in range(learners)]
    for step, node, who, values in people.trace:
        width = 1 if graph.scenes[node].task.kind == "choice" else len(graph.scenes[node].task.elements)
        for learner, row in zip(who, values, strict=True):
            found[learner].append((step, node, tuple(row.tolist())[:width]))
    return found


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
