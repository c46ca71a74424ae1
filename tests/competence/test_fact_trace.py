"""What became of each fact: when it was learned, whom it was told, where it was used, what was missed."""

from __future__ import annotations

import pytest

from simulator.competence.fact_trace import Passed, Trace, Used, traces, within_reach
from simulator.engine.session import Session, begin, states
from simulator.graph.graph import Graph
from tests.support import bundle, our_cases, random_play, small_graph

GRAPH = small_graph()
DOOR, KITCHEN, MESSAGE, FORM = (
    GRAPH.symbols and [s.id for s in GRAPH.scenes].index(name)
    for name in (
        "t-door",
        "t-act",
        "t-message",
        "t-form",
    )
)


def played(*answers: tuple[int, ...], role: int = 0, **chance: str) -> Session:
    session = begin(GRAPH, role, 1, chance={"danger": "none", "line": "free"} | chance)
    for answer in answers:
        session.answer(answer)
    return session


def traced(session: Session, role: int = 0) -> dict[str, Trace]:
    found = traces(session.graph, session.log, states(session.graph, session.log), role)
    return {one.fact: one for one in found}


def test_a_fact_is_met_where_it_was_learned() -> None:
    found = traced(played((0,)))
    assert found["address"][1:5] == (540, 0, -1, "")  # known from the beginning
    assert found["bruises"][1:5] == (560, 1, DOOR, "")
    assert "dizzy" not in found
    assert "dizzy" in traced(played((0,), danger="imminent"))


def test_telling_names_the_listener_and_the_act() -> None:
    found = traced(played((0,), (1,)))
    assert found["bruises"].passed == (Passed(2, 560, 1, "inform-coordinator"),)
    assert found["address"].passed == (Passed(2, 560, 1, "inform-coordinator"),)
    assert traced(played((0,), (1,), line="busy"))["bruises"].passed == ()
    outside = traced(played((0,), (2,)))
    assert outside["bruises"].passed == (Passed(2, 560, -1, "notify-authority"),)
    assert outside["address"].passed == ()


def test_a_message_passes_on_what_was_put_in_to_whom_it_went() -> None:
    before = played((0,), (0,), (0, 0, 0))
    seat = before.at_turn()
    assert seat is not None
    assert before.graph.scenes[seat.node].id == "t-message"
    before.answer((1, 1, 1, 0, 0, 0, 0))
    found = traced(before)["bruises"]
    assert found.passed == (Passed(4, seat.minute, 1, "inform-coordinator"),)
    assert found.used == (Used(4, seat.minute, MESSAGE),)
    before.answer((0, 1, 0))
    assert [used.node for used in traced(before)["bruises"].used] == [MESSAGE, FORM]


def test_a_message_to_a_stranger_tells_the_team_nothing() -> None:
    session = played((0,), (0,), (0, 0, 0), (0, 0, 1, 0, 0, 0, 0))
    found = traced(session)["bruises"]
    assert all(passed.to != 1 for passed in found.passed)
    assert len(found.used) == 1


def test_what_a_message_brought_is_said_to_come_by_it() -> None:
    session = played((0,), (1,), (0, 0, 0), (1, 1, 0, 0, 0, 0, 0), (0, 0, 0))
    found = traced(session)
    assert found["hidden"].message == "ion-calls"
    assert found["hidden"].node == -1


def test_within_reach_is_what_this_variant_holds_and_was_not_learned() -> None:
    left = played((1,))
    assert set(within_reach(GRAPH, left.log and states(GRAPH, left.log)[-1], 0)) == {"bruises", "hidden"}
    worse = played((1,), danger="imminent")
    assert "dizzy" in within_reach(GRAPH, states(GRAPH, worse.log)[-1], 0)
    looked = played((0,))
    assert "bruises" not in within_reach(GRAPH, states(GRAPH, looked.log)[-1], 0)


def seen_by(graph: Graph, role: int, seed: int) -> None:
    log = random_play(graph, (role,), seed)
    prefix = states(graph, log)
    found = traces(graph, log, prefix, role)
    names = {fact.id for fact in graph.facts if prefix[-1].bits >> fact.known[role] & 1}
    assert {one.fact for one in found} == names
    missed = within_reach(graph, prefix[-1], role)
    assert not names & set(missed)
    for one in found:
        assert all(passed.minute >= one.minute for passed in one.passed)
        assert all(used.minute >= one.minute for used in one.used)
        other = next(fact.known[1 - role] for fact in graph.facts if fact.id == one.fact)
        if any(passed.to == 1 - role for passed in one.passed):
            assert prefix[-1].bits >> other & 1


@pytest.mark.parametrize("case", our_cases())
@pytest.mark.parametrize("role", [0, 1])
def test_in_any_play_every_known_fact_is_traced_and_nothing_is_told_before_it_is_known(
    case: str, role: int
) -> None:
    for seed in range(12):
        seen_by(bundle(case, "standard").graph, role, seed)
