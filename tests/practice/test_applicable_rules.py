"""The rules at hand: those that the scene touches, of circumstances that the role knows of."""

from __future__ import annotations

import random

import pytest

from simulator.engine.session import begin
from simulator.practice.applicable_rules import applicable_rules
from simulator.practice.record import offers_of
from simulator.practice.rules import at_stake
from tests.support import bundle, our_cases, some_answer


@pytest.mark.parametrize("case", ["small", *our_cases()])
def test_rules_at_hand_never_speak_of_what_the_role_does_not_know(case: str) -> None:
    """The same knowledge gives the same rules, whatever else is true."""
    rests_on = bundle(case, "guided")
    graph = rests_on.graph
    own = [bit for name, bit in graph.symbols.items() if not name.startswith("technician/")]
    foreign = sum(1 << bit for bit in own)
    for seed in range(5):
        session, dice = begin(graph, 0, seed), random.Random(seed)
        while (seat := session.at_turn()) is not None:
            state = session.state
            assert state is not None
            given = applicable_rules(rests_on.profession, graph, state, 0)
            for bits in (state.bits | foreign, state.bits & ~foreign):
                assert applicable_rules(rests_on.profession, graph, state._replace(bits=bits), 0) == given
            session.answer(some_answer(graph.scenes[seat.node].task, state, seat.minute, dice))


@pytest.mark.parametrize("case", ["small", *our_cases()])
def test_rules_at_hand_are_of_the_role_and_touched_by_the_scene(case: str) -> None:
    rests_on = bundle(case, "guided")
    graph, dice = rests_on.graph, random.Random(1)
    bound = {one.rule.id: one for one in at_stake(rests_on.profession, graph, 0)}
    session, seen = begin(graph, 0, 1), set()
    while (seat := session.at_turn()) is not None:
        state = session.state
        assert state is not None
        for rule in applicable_rules(rests_on.profession, graph, state, 0):
            assert rule.role == 0
            assert offers_of(graph)[seat.node] & bound[rule.id].act_bits
            seen.add(rule.id)
        session.answer(some_answer(graph.scenes[seat.node].task, state, seat.minute, dice))
    assert seen
    assert session.state is not None
    assert applicable_rules(rests_on.profession, graph, session.state, 0) == ()


# --- On the small case, rule by rule ---------------------------------------------------------------

CALM = {"danger": "none", "line": "free"}
ALARM = {"danger": "imminent", "line": "free"}
KITCHEN = {"abuse-inform-coordinator", "abuse-no-confrontation", "minor-no-direct-notice", "minor-notify"}


def at_hand(*answers: tuple[int, ...], role: int = 0, chance: dict[str, str] | None = None) -> set[str]:
    rests_on = bundle("small", "standard")
    session = begin(rests_on.graph, role, 1, chance=chance or CALM)
    for answer in answers:
        session.answer(answer)
    assert session.state is not None
    rules = applicable_rules(rests_on.profession, rests_on.graph, session.state, role)
    return {rule.id for rule in rules}


def test_rules_come_with_what_is_known_and_only_where_the_scene_touches_them() -> None:
    assert at_hand() == set(), "nothing is known yet"
    assert at_hand((0,)) == KITCHEN
    assert at_hand((0,), (0,)) == set(), "nothing in the notes is an act"


def test_what_is_set_aside_is_not_at_hand_and_what_sets_it_aside_is() -> None:
    assert at_hand((0,), chance=ALARM) == {"danger-call-112", "abuse-no-confrontation"}


def test_what_has_been_honoured_is_not_at_hand_again_and_a_limit_always_is() -> None:
    told, called = at_hand((0,), (1,), (0, 1, 0)), at_hand((0,), (0,), (0, 1, 0))
    assert told == {"no-diagnosis"}
    assert called == {"no-diagnosis", "abuse-inform-coordinator"}


def test_a_limit_that_was_broken_is_at_hand_again_and_a_duty_that_was_done_is_not() -> None:
    rests_on = bundle("small", "standard")
    session = begin(rests_on.graph, 0, 1, chance=CALM)
    for answer in ((0,), (0,), (0, 1, 0)):
        session.answer(answer)
    assert session.state is not None
    done = [f"technician/act:{act}" for act in ("diagnose", "inform-coordinator:suspected-abuse")]
    bits = session.state.bits | sum(1 << rests_on.graph.symbols[name] for name in done)
    after = session.state._replace(bits=bits)
    rules = applicable_rules(rests_on.profession, rests_on.graph, after, 0)
    assert [rule.id for rule in rules] == ["no-diagnosis"]


def test_the_coordinator_has_the_coordinators_rules() -> None:
    assert at_hand((0,), role=1) == {"assess-first"}
    assert at_hand(role=1) == set()
