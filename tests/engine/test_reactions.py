"""When reactions come: none too early, none too late, however seldom the engine looks at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.engine.play import evolve
from simulator.engine.session import Session, begin
from simulator.engine.state import State, first_times
from simulator.graph.graph import NEVER, Graph
from tests.support import all_cases, bundle, compiled, copy_case, random_play, replaced, seats, small_graph

CALM = {"danger": "none", "line": "free"}
ALARM = {"danger": "imminent", "line": "free"}
EVERYTHING = -1


def played(*answers: tuple[int, ...], graph: Graph | None = None, chance: dict[str, str] = CALM) -> Session:
    session = begin(graph or small_graph(), 0, 1, chance=chance)
    for answer in answers:
        session.answer(answer)
    return session


def state(session: Session) -> State:
    assert session.state is not None
    return session.state


def minute_of(session: Session, symbol: str) -> int | None:
    time = first_times(state(session)).get(session.graph.symbols[symbol])
    return time[0] if time else None


@pytest.mark.parametrize("case", all_cases())
def test_who_looks_at_every_step_sees_nothing_that_the_engine_missed(case: str) -> None:
    """`wake` only spares looking: with a look at every step the play is the same."""
    for level in ("guided", "hard"):
        graph = bundle(case, level).graph
        for roles in seats(graph):
            for seed in range(6):
                usual: State | None = None
                careful: State | None = None
                for event in random_play(graph, roles, seed):
                    usual = evolve(graph, usual, event)
                    careful = evolve(graph, careful, event)._replace(wake=(0, EVERYTHING))
                    assert careful == usual._replace(wake=careful.wake)


def test_the_engine_rests_until_something_can_stir() -> None:
    session = played((0,))
    minute, bits = state(session).wake
    assert 560 < minute < NEVER
    assert bits >> session.graph.symbols["coordinator/act:assess-risk"] & 1
    assert not bits & state(session).bits, "what has come true already wakes nobody"


def test_a_reaction_on_its_way_comes_before_one_that_waits_for_the_clock(tmp_path: Path) -> None:
    """He calls back at ten, the bells ring at noon; the message takes from 9:40 to 10:20."""
    line = "      - {at_least: 0, minutes: 10, to: t-form}"
    graph = compiled(copy_case(tmp_path, replaced(line, line.replace("10", "40"))))
    session = played((0,), (1,), (1, 0, 0), graph=graph)
    assert state(session).wake[0] == 600
    session.answer((0,) * 7)
    assert state(session).seats[0].minute == 620
    assert minute_of(session, "message:ion-calls") == 600
    assert minute_of(session, "message:noon") is None


def test_what_is_learned_on_entering_the_first_scene_depends_on_chance(tmp_path: Path) -> None:
    graph = compiled(copy_case(tmp_path, replaced("    learn: [gossip]\n", "    learn: [gossip, dizzy]\n")))
    assert minute_of(played(graph=graph, chance=ALARM), "technician/fact:dizzy") == 540
    assert minute_of(played(graph=graph), "technician/fact:dizzy") is None


def test_what_is_known_from_the_start_depends_on_chance(tmp_path: Path) -> None:
    line = "  dizzy: {text: Copilul e amețit., marks: [danger-to-life],"
    graph = compiled(copy_case(tmp_path, replaced(line, f"{line} known_by: [technician],")))
    assert minute_of(played(graph=graph, chance=ALARM), "technician/mark:danger-to-life") == 540
    assert minute_of(played(graph=graph), "technician/mark:danger-to-life") is None


def test_a_reaction_may_wait_for_a_quantity(tmp_path: Path) -> None:
    text = '  noon:\n    of: world\n    to: technician\n    at: "12:00"\n'
    instead = "  noon:\n    of: world\n    to: technician\n    when: {at_least: {strain: 5}}\n    after: 7\n"
    graph = compiled(copy_case(tmp_path, replaced(text, instead)))
    worn = played((0,), (3,), graph=graph)  # asking the father costs four of strain
    assert state(worn).due[[r.id for r in graph.reactions].index("noon")] == 607
    worn.answer((1, 0, 2, 3))
    assert minute_of(worn, "message:noon") == 607
    assert state(worn).values[0] == 3 + 4 + 1
    rested = played((0,), (2,), (1, 0, 2, 3), graph=graph)
    assert minute_of(rested, "message:noon") is None
