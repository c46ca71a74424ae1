"""Deciding and evolving: what a command brings, what is refused, how time passes and chance falls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.engine.draws import draw, mix, pick
from simulator.engine.events import Command, Decided, Event, Reply, Start, Started
from simulator.engine.play import MOST_STEPS, decide, evolve
from simulator.engine.session import Session, begin, states
from simulator.engine.state import CLOSED, WAITING, State, first_times, turn
from simulator.engine.view import view
from simulator.errors import Refused
from simulator.graph.graph import Graph
from tests.support import compiled, copy_case, random_play, replaced, small_graph

GRAPH = small_graph()
CALM = {"danger": "none", "line": "free"}
ALARM = {"danger": "imminent", "line": "free"}
BUSY = {"danger": "none", "line": "busy"}


def play(*choices: Any, role: int = 0, graph: Graph = GRAPH, chance: dict[str, str] | None = None) -> Session:
    """A play that answers with option ids, or with whole answers."""
    session = begin(graph, role, 1, chance=CALM if chance is None else chance)
    for choice in choices:
        session.answer(answer_of(session, choice))
    return session


def answer_of(session: Session, choice: Any) -> tuple[int, ...]:
    if isinstance(choice, tuple):
        return choice
    seat = session.at_turn()
    assert seat is not None
    options = session.graph.scenes[seat.node].task.options
    return (next(index for index, option in enumerate(options) if option.id == choice),)


def state(session: Session) -> State:
    assert session.state is not None
    return session.state


def when(session: Session, symbol: str) -> int | None:
    found = first_times(state(session)).get(session.graph.symbols[symbol])
    return found[0] if found else None


def stands(session: Session, role: int = 0) -> tuple[str, int]:
    seat = state(session).seat(role)
    return session.graph.node_id(seat.node), seat.minute


def refused(command: Command, before: State | None, graph: Graph = GRAPH) -> None:
    with pytest.raises(Refused):
        decide(graph, before, command)


# --- Starting -----------------------------------------------------------------------------------


def test_a_play_starts_where_the_role_starts() -> None:
    assert stands(play()) == ("t-door", 540)
    assert stands(play(role=1), 1) == ("c-desk", 540)


def test_what_is_known_at_the_start() -> None:
    session = play(role=1)
    assert {name for name, _ in view(GRAPH, state(session), 1).known} == {"address", "hidden"}
    assert {name for name, _ in view(GRAPH, state(play()), 0).known} == {"address"}


def test_facts_of_the_first_scene_are_known_at_once() -> None:
    session = play(graph=small_graph("hard"))
    assert when(session, "technician/fact:gossip") == 570
    assert when(play(), "technician/fact:gossip") is None


@pytest.mark.parametrize(
    "command",
    [
        Start((), 1),
        Start((0, 0), 1),
        Start((2,), 1),
        Start((-1,), 1),
        Start((0,), 1, 0, (("danger", "great"),)),
        Start((0,), 1, 0, (("weather", "rain"),)),
        Reply(0, 0, (0,)),
    ],
)
def test_a_start_that_the_case_does_not_allow(command: Command) -> None:
    refused(command, None)


def test_a_role_that_the_case_does_not_offer(tmp_path: Path) -> None:
    line = "  coordinator: {plays: ion, brief: Sunteți Ion., start: c-desk}\n"
    graph = compiled(copy_case(tmp_path, replaced(line, "")))
    refused(Start((1,), 1), None, graph)
    refused(Start((0, 1), 1), None, graph)


def test_a_play_begins_once() -> None:
    refused(Start((0,), 1), state(play()))


def test_roles_stand_in_their_order() -> None:
    (started,) = decide(GRAPH, None, Start((1, 0), 1))
    assert isinstance(started, Started)
    assert started.roles == (0, 1)


# --- Deciding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        Reply(1, 0, (0,)),
        Reply(0, 1, (0,)),
        Reply(0, 0, (9,)),
        Reply(0, 0, (-1,)),
        Reply(0, 0, ()),
        Reply(0, 0, (0, 0)),
        Reply(0, 0, (True,)),
        Reply(0, 0, [0]),  # type: ignore[arg-type]
        Reply(0, 0, ("0",)),  # type: ignore[arg-type]
    ],
)
def test_a_reply_that_does_not_fit_changes_nothing(command: Reply) -> None:
    session = play()
    before = state(session)
    with pytest.raises(Refused):
        session.do(command)
    assert session.state is before
    assert len(session.log) == 1


def test_an_option_that_is_closed_is_refused() -> None:
    session = play("look")
    node, closed = state(session).seat(0).node, answer_of(play("look"), "dead-secret")
    refused(Reply(0, node, closed), state(session))
    refused(Reply(0, node, (0,)), state(play("look"))._replace(bits=0))


def test_nothing_follows_an_ending() -> None:
    session = play("leave", ())
    assert session.at_turn() is None
    with pytest.raises(Refused):
        session.answer((0,))
    refused(Reply(0, 0, (0,)), state(session))


def test_a_play_has_a_greatest_length() -> None:
    refused(Reply(0, 0, (0,)), state(play())._replace(step=MOST_STEPS))


# --- Time ---------------------------------------------------------------------------------------


def test_acts_when_taken_facts_when_the_time_is_up() -> None:
    session = play("look")
    assert when(session, "technician/act:collect-information") == 540
    assert when(session, "technician/fact:bruises") == 560
    assert when(session, "technician/mark:minor") == 560
    assert stands(session) == ("t-act", 560)


def test_acts_with_an_offset() -> None:
    session = play("look", "call-112", chance=ALARM)
    assert when(session, "technician/act:call-112") == 560
    assert stands(session) == ("t-sort", 590)
    late = play("look", "call-112")
    assert when(late, "technician/act:collect-information") == 540, "the first time counts"


def test_an_offset_stands_within_the_decision(tmp_path: Path) -> None:
    graph = compiled(
        copy_case(tmp_path, replaced("acts: [collect-information]\n", "acts: [give-feedback]\n"))
    )
    session = play("look", "call-112", graph=graph)
    assert when(session, "technician/act:collect-information") == 570


def test_until_a_time_of_the_day_and_of_the_next() -> None:
    rest = ((0, 0, 0), (0, 0, 0, 0, 0, 0, 0))
    whole = play("look", "call-112", *rest, (0, 1, 0))
    assert stands(whole) == ("t-rate", 14 * 60)
    poor = play("look", "call-112", *rest, (0, 0, 1))
    assert stands(poor) == ("t-rate", 1440 + 8 * 60)


def test_until_a_time_that_has_passed_takes_no_time_back() -> None:
    session = play("wait", "wait-more", role=1)
    assert stands(session, 1) == ("c-answer", 720)
    late = play("wait", "wait-more", role=1, graph=_starting("13:00"))
    assert stands(late, 1) == ("c-answer", 840)


def _starting(clock: str) -> Graph:
    import dataclasses

    hours, minutes = clock.split(":")
    return dataclasses.replace(GRAPH, start=int(hours) * 60 + int(minutes))


# --- Branches, bands, routes, variables -----------------------------------------------------------


def test_the_first_branch_that_holds() -> None:
    free, busy = play("look", "call-coordinator"), play("look", "call-coordinator", chance=BUSY)
    assert when(free, "technician/act:inform-coordinator") == 560
    assert when(free, "technician/act:attempt-coordinator") is None
    assert when(busy, "technician/act:inform-coordinator") is None
    assert when(busy, "technician/act:attempt-coordinator") == 560


def test_the_first_route_that_holds_after_all_effects() -> None:
    assert stands(play("look", "call-coordinator", chance=BUSY))[0] == "t-sort"
    worn = play("rush", "call-coordinator", chance=BUSY, graph=small_graph("hard"))
    assert stands(worn)[0] == "t-reflect"


def test_routes_on_the_clock() -> None:
    """What was told counts as good only before eight in the evening."""
    told = ("look", "call-coordinator", (0, 0, 0), (0, 0, 0, 0, 0, 0, 0))
    assert stands(play(*told, (0, 1, 0), (0, 0)))[0] == "t-good"


def test_bands_by_share_and_condition() -> None:
    right, wrong = (0, 1, 0), (1, 0, 0)
    for choice, answer, minutes, sure in [
        ("call-112", right, 5, False),
        ("call-coordinator", right, 5, False),
        ("call-112", wrong, 10, False),
    ]:
        before = play("look", choice)
        after = play("look", choice, answer)
        assert stands(after)[1] - stands(before)[1] == minutes
        assert (when(after, "sure") is not None) is sure


def test_the_order_of_a_sequence() -> None:
    before = stands(play("look", "confront"))[1]
    for answer, minutes in [((0, 1, 2, 3), 5), ((1, 2, 3, 0), 5), ((1, 0, 2, 3), 15), ((3, 2, 1, 0), 15)]:
        assert stands(play("look", "confront", answer))[1] - before == minutes
    session = play("look", "confront")
    node = state(session).seat(0).node
    for wrong in ((0, 0, 1, 2), (1, 2, 3, 4), (0, 1, 2)):
        refused(Reply(0, node, wrong), state(session))


def test_variables_stay_within_their_bounds() -> None:
    assert state(play("leave")).values == (3, 1)
    assert state(play("rush", graph=small_graph("hard"))).values == (10, 5)


# --- Telling --------------------------------------------------------------------------------------


def test_only_what_is_known_is_passed_on() -> None:
    calm, alarm = play("look", "call-coordinator"), play("look", "call-coordinator", chance=ALARM)
    assert when(calm, "coordinator/fact:bruises") == 560
    assert when(calm, "technician/act:inform-coordinator:suspected-abuse") == 560
    assert when(calm, "coordinator/fact:dizzy") is None
    assert when(calm, "technician/act:inform-coordinator:danger-to-life") is None
    assert when(alarm, "coordinator/fact:dizzy") == 560
    assert when(alarm, "technician/act:inform-coordinator:danger-to-life") == 560


def test_telling_someone_outside_makes_no_role_know() -> None:
    session = play("look", "authority")
    assert when(session, "technician/act:notify-authority:minor") == 560
    assert when(session, "coordinator/fact:bruises") is None


def test_a_fact_is_learned_only_where_it_is_true() -> None:
    assert when(play("look"), "technician/fact:dizzy") is None
    assert when(play("look", chance=ALARM), "technician/mark:danger-to-life") == 560


def test_a_message_tells_what_is_in_it_to_whom_it_goes() -> None:
    def sent(*answer: int) -> Session:
        return play("look", "call-112", (0, 1, 0), answer)

    told = sent(1, 1, 1, 0, 0, 0, 0)
    minute = stands(play("look", "call-112", (0, 1, 0)))[1]
    assert when(told, "technician/act:inform-coordinator:suspected-abuse") == minute
    assert when(told, "coordinator/fact:bruises") == minute
    empty = sent(1, 1, 0, 0, 0, 0, 0)
    assert when(empty, "technician/act:inform-coordinator") == minute
    assert when(empty, "coordinator/fact:bruises") is None
    wrong = sent(0, 0, 1, 0, 1, 1, 0)
    assert when(wrong, "coordinator/fact:bruises") is None
    for act in ("disclose-excess", "use-unofficial-channel", "diagnose"):
        assert when(wrong, f"technician/act:{act}") == minute


def test_a_statement_about_what_is_not_known_cannot_be_made() -> None:
    session = play("look", "call-112", (0, 1, 0))
    refused(Reply(0, state(session).seat(0).node, (1, 1, 1, 1, 0, 0, 0)), state(session))
    alarm = play("look", "call-112", (0, 1, 0), chance=ALARM)
    alarm.answer((1, 1, 1, 1, 0, 0, 0))
    assert when(alarm, "coordinator/fact:dizzy") is not None


# --- Chance -----------------------------------------------------------------------------------------


def test_a_draw_depends_on_its_place_alone() -> None:
    assert draw(1, 2, 3, 4) == draw(1, 2, 3, 4)
    near = [draw(1, 2, 3, 4), draw(2, 2, 3, 4), draw(1, 3, 3, 4), draw(1, 2, 4, 4), draw(1, 2, 3, 5)]
    assert len(set(near)) == len(near)
    assert all(0 <= draw(seed, seed, seed, seed) < 1 << 32 for seed in range(-50, 50))


def test_mixing_is_that_of_splitmix64() -> None:
    """The first outputs for seed 0 of the published generator."""
    state = 0
    for expected in (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F):
        assert mix(state) == expected
        state += 0x9E3779B97F4A7C15


def test_weights_are_kept() -> None:
    drawn = Counter(pick((60, 40), draw(7, learner, 0, 0)) for learner in range(20_000))
    assert 0.585 < drawn[0] / 20_000 < 0.615
    assert pick((1, 1), 0) == 0
    assert pick((1, 1), (1 << 32) - 1) == 1
    assert pick((1, 0, 1), 1 << 31) == 2


def test_chance_by_hand_leaves_the_other_draws_alone() -> None:
    for seed in range(40):
        free, fixed = begin(GRAPH, 0, seed), begin(GRAPH, 0, seed, chance={"danger": "none"})
        one, two = free.log[0], fixed.log[0]
        assert isinstance(one, Started)
        assert isinstance(two, Started)
        assert one.values[1] == two.values[1]
        assert two.chosen == (True, False)


def test_other_learners_draw_otherwise() -> None:
    values = {begin(GRAPH, 0, 1, learner).log[0][5] for learner in range(60)}
    assert values == {(0, 0), (0, 1), (1, 0), (1, 1)}


# --- Reactions --------------------------------------------------------------------------------------


def due(session: Session, name: str) -> int:
    index = [reaction.id for reaction in session.graph.reactions].index(name)
    return state(session).due[index]


def test_a_reaction_falls_due_after_its_delay() -> None:
    session = play("look", "call-coordinator")
    assert due(session, "ion-calls") == 570 + 30
    assert when(session, "message:ion-calls") is None
    session.answer((1, 0, 0))
    session.answer((0, 0, 0, 0, 0, 0, 0))
    assert due(session, "ion-calls") == 600
    session.answer((0, 1, 0))
    assert when(session, "message:ion-calls") == 600
    assert when(session, "coordinator/act:give-feedback") == 600
    assert when(session, "technician/fact:hidden") == 600
    assert when(session, "answered") == 600
    assert due(session, "ion-calls") == CLOSED


def test_a_reaction_at_once_comes_with_the_decision_that_called_it() -> None:
    session = play("wait", role=1)
    assert when(session, "message:ana-calls") == 600
    assert when(session, "coordinator/fact:bruises") == 600
    assert when(session, "technician/act:inform-coordinator") == 600
    assert when(play("plan", role=1), "message:ana-calls") is None


def test_a_reaction_at_a_time_that_always_comes() -> None:
    session = play("look", "call-112", (0, 1, 0), (0, 0, 0, 0, 0, 0, 0))
    assert due(session, "noon") == WAITING
    session.answer((0, 1, 0))
    assert when(session, "message:noon") == 720


def test_a_reaction_at_a_time_comes_only_if_its_condition_holds_then() -> None:
    assert when(play("look", "confront"), "message:closed-door") == 600
    session = play("look", "call-112", (0, 1, 0), (0, 0, 0, 0, 0, 0, 0))
    assert due(session, "closed-door") == CLOSED
    assert when(session, "message:closed-door") is None


def test_the_partner_is_silent_when_a_person_plays_it() -> None:
    session = Session(GRAPH)
    session.do(Start((0, 1), 1, 0, tuple(CALM.items())))
    assert due(session, "ion-calls") == CLOSED
    assert due(session, "ana-calls") == CLOSED
    assert due(session, "noon") == WAITING


def test_the_world_reacts_only_to_who_is_played() -> None:
    session = play(role=1, graph=small_graph("hard"))
    assert due(session, "noon") == CLOSED
    assert due(session, "hard-only") == WAITING


def test_reactions_move_variables() -> None:
    session = play("look", "call-112", (0, 1, 0), (0, 0, 0, 0, 0, 0, 0), (0, 1, 0))
    assert state(session).values[0] == 3 + 1


# --- Two people -------------------------------------------------------------------------------------


def both() -> Session:
    session = Session(GRAPH)
    session.do(Start((0, 1), 1, 0, tuple(CALM.items())))
    return session


def test_the_earlier_clock_is_at_turn() -> None:
    session = both()
    assert session.at_turn() == state(session).seat(0)
    session.answer(answer_of(session, "look"))
    assert session.at_turn() == state(session).seat(1)
    refused(Reply(0, state(session).seat(0).node, (0,)), state(session))
    session.answer(answer_of(session, "wait"))
    assert session.at_turn() == state(session).seat(0)


def test_nobody_hears_of_what_is_still_to_come() -> None:
    """The coordinator waits till noon; the technician's morning goes on without the bells."""
    session = both()
    for choice in ("look", "wait", "call-112", (1, 0, 0), (0,) * 7):
        session.answer(answer_of(session, choice))
    session.answer(answer_of(session, "wait-more"))
    assert stands(session, 1) == ("c-answer", 720)
    assert when(session, "message:noon") is None
    while stands(session)[1] < 720:
        task = GRAPH.scenes[state(session).seat(0).node].task
        session.answer((0,) * len(task.elements))
    assert when(session, "message:noon") == 720


def test_what_the_other_stirred_is_heard_when_its_time_comes() -> None:
    """Assessed till twenty past ten; who stands at ten past does not hear the siren yet."""
    session = both()
    for choice in ("look", "wait", "call-112", (1, 0, 0), (0,) * 7, "assess"):
        session.answer(answer_of(session, choice))
    assert due(session, "siren") == 620
    assert stands(session)[1] == 610 and when(session, "message:siren") is None
    session.answer(answer_of(session, (0, 1, 0)))
    assert when(session, "message:siren") == 620


def test_what_one_tells_the_other_knows() -> None:
    session = both()
    for choice in ("look", "wait", "call-coordinator"):
        session.answer(answer_of(session, choice))
    known = dict(view(GRAPH, state(session), 1).known)
    assert known["bruises"] == 560
    assert turn(GRAPH, state(session)) == state(session).seat(0)


def test_a_play_ends_when_all_have_ended() -> None:
    log = random_play(GRAPH, (0, 1), 3)
    last = states(GRAPH, log)[-1]
    assert all(GRAPH.ended(seat.node) for seat in last.seats)
    assert turn(GRAPH, last) is None


def test_nobody_plays_a_seat_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        state(play()).seat(1)
    with pytest.raises(KeyError):
        view(GRAPH, state(play()), 1)


def test_evolving_needs_a_beginning() -> None:
    event: Event = Decided(1, 0, 0, (0,), 540)
    with pytest.raises(Refused):
        evolve(GRAPH, None, event)


def test_deciding_and_evolving_change_no_state() -> None:
    session = play("look")
    before = state(session)
    copy = State(*before)
    (event,) = decide(GRAPH, before, Reply(0, before.seat(0).node, (1,)))
    evolve(GRAPH, before, event)
    assert before == copy


FACTORIES: list[Callable[[], Session]] = [play, lambda: play("look"), lambda: play("leave", ())]


@pytest.mark.parametrize("make", FACTORIES)
def test_the_same_commands_give_the_same_log(make: Callable[[], Session]) -> None:
    assert make().log == make().log
    assert make().state == make().state
