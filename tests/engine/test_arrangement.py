"""The order in which things are offered: nothing lost, nothing betrayed, the same when a play is resumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.engine.arrangement import arranged
from simulator.engine.session import begin
from simulator.engine.view import Choosable, View, view
from tests.support import small_graph

GRAPH = small_graph()
TO_MESSAGE = ((0,), (0,), (0, 1, 0))


def offered(*answers: tuple[int, ...]) -> View:
    """What a technician is offered after these answers."""
    session = begin(GRAPH, 0, 1, chance={"danger": "none", "line": "free"})
    for answer in answers:
        session.answer(answer)
    assert session.state is not None
    return view(GRAPH, session.state, 0)


MESSAGE = offered(*TO_MESSAGE)


def ids(options: tuple[Choosable, ...]) -> list[str]:
    return [option.id for option in options]


def statements(offer: View) -> list[str]:
    return ids(tuple(option for option in offer.options if not option.picked))


@pytest.mark.parametrize("answers", [(), ((0,),), TO_MESSAGE[:2], TO_MESSAGE, (*TO_MESSAGE, (0,) * 7)])
def test_everything_is_offered_once_and_the_rest_of_the_view_stays(
    answers: tuple[tuple[int, ...], ...],
) -> None:
    before = offered(*answers)
    for seed in range(8):
        after = arranged(before, seed, 3)
        assert sorted(ids(after.options)) == sorted(ids(before.options))
        assert replace(after, options=before.options) == before
        written = {option.id: option for option in before.options}
        for option in after.options:
            assert sorted(option.values) == sorted(written[option.id].values)
            assert option.path == written[option.id].path


def test_fields_come_first_in_the_order_of_the_form_and_only_their_picks_change_places() -> None:
    written = {option.id: option for option in MESSAGE.options}
    for seed in range(8):
        after = arranged(MESSAGE, seed, 4)
        assert ids(after.options)[:2] == ["recipient", "channel"]
        for option in after.options[2:]:
            assert option.values == written[option.id].values, "in or out stands in its own order"


@pytest.mark.parametrize("by", ["seed", "step"])
def test_the_order_differs_from_play_to_play_and_from_step_to_step(by: str) -> None:
    orders = [arranged(MESSAGE, *((n, 4) if by == "seed" else (4, n))) for n in range(1, 31)]
    firsts = {statements(one)[0] for one in orders}
    assert firsts == set(statements(MESSAGE)), "whatever it is, it may come first"
    for place in (0, 1):
        assert {one.options[place].values for one in orders} == {
            MESSAGE.options[place].values,
            MESSAGE.options[place].values[::-1],
        }


def test_the_fields_of_a_form_are_not_all_turned_the_same_way() -> None:
    """Else who has seen where the right pick stood in one play would know it in the next."""
    ways = set()
    for seed in range(40):
        after = arranged(MESSAGE, seed, 4)
        ways.add(after.options[0].values == MESSAGE.options[0].values)
    assert ways == {True, False}


def test_a_play_that_began_with_an_earlier_version_still_shows_the_same_order() -> None:
    """Worked out once and written down: a change of the draws would move what stands on a screen."""
    assert statements(arranged(MESSAGE, 7, 4)) == ["beaten", "divorce", "please", "saw"]
    picks = [[one.values for one in arranged(MESSAGE, *at).options[:2]] for at in ((7, 5), (9, 2))]
    assert picks[0] == [("coordinator", "neighbour"), ("mail", "chat")]
    assert picks[1] == [("neighbour", "coordinator"), ("chat", "mail")]
    choice = ["call-coordinator", "authority", "call-112", "confront"]
    assert ids(arranged(offered((0,)), 2, 1).options) == choice


def test_what_is_rated_and_what_is_thought_over_keeps_its_order() -> None:
    for kind in ("rate", "reflect"):
        plain = replace(MESSAGE, task=kind)
        assert all(arranged(plain, seed, 4) is plain for seed in range(5))
