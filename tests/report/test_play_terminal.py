"""A play under way as text: the order betrays nothing, news come once, unknown rules stay away."""

from __future__ import annotations

import pytest

from simulator.engine.arrangement import arranged
from simulator.engine.session import begin
from simulator.engine.view import Choosable, View, view
from simulator.language import language
from simulator.practice.applicable_rules import applicable_rules
from simulator.practice.rules import at_stake
from simulator.report.play_scene import MOST_RULES, news_of
from simulator.report.play_terminal import Terminal
from tests.support import bundle, our_cases, small_bundle


def seen_of(task: str, options: tuple[Choosable, ...]) -> View:
    return View("technician", "x", 540, False, task, (), options, (("a", 540),), (("m", 545),), ("s",))


OPTIONS = tuple(Choosable(name, (), f"scenes.x.options.{name}.text") for name in "abcdef")
FIELD = Choosable(
    "to", ("one", "two", "three", "four"), "scenes.x.fields.to.label", ("w1", "w2", "w3", "w4"), picked=True
)


def test_the_order_shown_follows_from_the_seed_and_loses_nothing() -> None:
    seen = seen_of("choice", OPTIONS)
    orders = {arranged(seen, seed, 1).options for seed in range(40)}
    assert len(orders) > 20
    assert all(sorted(order, key=lambda o: o.id) == list(OPTIONS) for order in orders)
    assert arranged(seen, 3, 1) == arranged(seen, 3, 1)
    first = [arranged(seen, seed, 0).options[0].id for seed in range(600)]
    assert all(first.count(name) > 60 for name in "abcdef")


def test_fields_stay_before_statements_and_keep_all_their_picks() -> None:
    shown = arranged(seen_of("form", (*OPTIONS, FIELD)), 5, 2).options
    assert shown[0].picked
    assert set(shown[0].values) == set(FIELD.values)
    assert dict(zip(shown[0].values, shown[0].words, strict=True)) == dict(
        zip(FIELD.values, FIELD.words, strict=True)
    )
    assert len(shown) == 7


def test_a_scale_keeps_its_order() -> None:
    seen = seen_of("rate", OPTIONS)
    assert arranged(seen, 1, 1) == seen


def test_news_are_what_was_not_there_before() -> None:
    seen = seen_of("choice", OPTIONS)
    first, again = news_of(None, seen), news_of(seen, seen)
    assert (first.known, first.messages, first.signs) == (seen.known, seen.messages, ("s",))
    assert (again.known, again.messages, again.signs) == ((), (), ())


@pytest.mark.parametrize("case", ["small", *our_cases()])
def test_no_line_is_longer_than_a_page_is_wide(case: str) -> None:
    rests_on = bundle(case, "guided")
    for role in (0, 1):
        if rests_on.graph.entry[role] < 0:
            continue
        session = begin(rests_on.graph, role, 1)
        assert session.state is not None
        seen = view(rests_on.graph, session.state, role)
        terminal = Terminal(rests_on, language("ro"))
        rules = applicable_rules(rests_on.profession, rests_on.graph, session.state, role)
        text = "\n".join(
            [
                terminal.opening(seen.role),
                terminal.scene(seen, news_of(None, seen), rules),
                terminal.notes(seen),
            ]
        )
        assert max(map(len, text.splitlines())) <= 96


def test_rules_at_hand_are_few_and_marked_where_sources_disagree() -> None:
    rests_on = small_bundle("guided")
    rules = [bound.rule for bound in at_stake(rests_on.profession, rests_on.graph, 0)]
    session = begin(rests_on.graph, 0, 1)
    assert session.state is not None
    seen = view(rests_on.graph, session.state, 0)
    text = Terminal(rests_on, language("en")).scene(seen, news_of(None, seen), rules)
    assert text.count("    § ") == min(len(rules), MOST_RULES)
    pair = [rule for rule in rules if rule.conflicts_with]
    if pair:
        both = [rule for rule in rules if rule is pair[0] or rule.id in pair[0].conflicts_with]
        text = Terminal(rests_on, language("en")).scene(seen, news_of(None, seen), both)
        assert "[here the sources do not agree]" in " ".join(text.split())
