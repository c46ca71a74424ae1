"""What rules read of a play: what was within reach in the scenes one came to, and when it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from simulator.engine.events import Start
from simulator.engine.session import Session, begin, states
from simulator.graph.graph import Graph
from simulator.graph.profession import Rule, RuleMoment
from simulator.practice.record import Record, branch_bits, offers_of, reachable_bits, record_of
from simulator.practice.rules import at_stake
from simulator.practice.unused_acts import unused_acts
from tests.support import compiled, copy_case, replaced, small_graph, small_profession

GRAPH = small_graph()
PROFESSION = small_profession().profession
CALM = {"danger": "none", "line": "free"}


def names(graph: Graph, bits: int, beginning: str = "") -> set[str]:
    return {name for name, bit in graph.symbols.items() if bits >> bit & 1 and name.startswith(beginning)}


def acts(bits: int, role: str = "technician") -> set[str]:
    return {name.partition("act:")[2] for name in names(GRAPH, bits, f"{role}/act:")}


def scene_bits(scene: str) -> int:
    return offers_of(GRAPH)[[one.id for one in GRAPH.scenes].index(scene)]


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        ("t-door", {"collect-information"}),
        ("t-sort", set()),
        ("t-form", {"write-visit-report", "write-journal"}),
        (
            "t-message",
            {
                *("disclose-excess", "use-unofficial-channel", "use-official-channel", "diagnose"),
                *("inform-coordinator", "inform-coordinator:suspected-abuse", "inform-coordinator:minor"),
                *("inform-coordinator:home-observation", "inform-coordinator:danger-to-life"),
            },
        ),
    ],
)
def test_a_scene_offers_the_acts_of_its_answers_and_of_how_they_turn_out(
    scene: str, expected: set[str]
) -> None:
    assert acts(scene_bits(scene)) == expected


def test_a_scene_offers_what_comes_later_what_is_learned_and_what_is_passed_on() -> None:
    assert {"call-112", "collect-information", "attempt-coordinator"} <= acts(scene_bits("t-act"))
    looking = names(GRAPH, scene_bits("t-door"))
    assert {"technician/fact:bruises", "technician/fact:dizzy", "looked"} <= looking
    assert {"coordinator/fact:bruises", "coordinator/fact:dizzy"} <= names(GRAPH, scene_bits("t-message"))
    assert "sure" in names(GRAPH, scene_bits("t-sort"))
    option = GRAPH.scenes[0].task.options[0]
    assert names(GRAPH, branch_bits(option.branches[0]), "technician/act") == {
        "technician/act:collect-information"
    }


def test_what_can_be_reached_is_what_the_role_lives_and_what_comes_to_it() -> None:
    technician, coordinator = (names(GRAPH, reachable_bits(GRAPH, role)) for role in (0, 1))
    assert {"technician/fact:address", "coordinator/fact:address"} <= technician & coordinator
    assert {"message:ion-calls", "message:noon", "technician/fact:hidden"} <= technician
    assert {"message:ana-calls", "technician/act:inform-coordinator"} <= coordinator
    assert "message:ana-calls" not in technician
    assert not {"message:noon", "message:ion-calls", "technician/act:call-112"} & coordinator
    hard = small_graph("hard")
    assert "technician/fact:gossip" in names(hard, reachable_bits(hard, 0)), "learned on entering"
    assert "technician/fact:gossip" not in names(hard, reachable_bits(hard, 1))


def played(*answers: tuple[int, ...], roles: tuple[int, ...] = (0,)) -> Session:
    session = Session(GRAPH)
    session.do(Start(roles, 1, 0, tuple(CALM.items())))
    for answer in answers:
        session.answer(answer)
    return session


def record(session: Session, offers: tuple[int, ...] | None = None) -> Record:
    return record_of(GRAPH, session.log, states(GRAPH, session.log)[-1], offers)


def test_a_record_holds_what_the_visited_scenes_offered_and_no_other() -> None:
    assert record(played()).offered == 0
    looked = record(played((0,)))
    assert looked.offered == scene_bits("t-door")
    further = record(played((0,), (0,)))
    assert further.offered == scene_bits("t-door") | scene_bits("t-act")
    assert record(played((0,), (0,)), offers_of(GRAPH)) == further


def test_a_record_holds_when_each_thing_came_and_ends_with_the_last_to_end() -> None:
    looked = record(played((0,)))
    assert looked.first[GRAPH.symbols["technician/fact:bruises"]] == (560, 1)
    assert looked.end == 560
    both = played((0,), (0,), roles=(0, 1))
    assert [seat.minute for seat in states(GRAPH, both.log)[-1].seats] == [560, 600]
    assert record(both).end == 600


# --- At stake, and unused -----------------------------------------------------------------------

RULE = PROFESSION.rules[0]
NOWHERE = RuleMoment("atom", "technician/act:lead-plan")
HERE = RuleMoment("atom", "technician/act:diagnose")


def stakes(rule: Rule, role: int = 0) -> bool:
    return [one.rule for one in at_stake(replace(PROFESSION, rules=(rule,)), GRAPH, role)] == [rule]


def test_a_rule_is_at_stake_if_both_its_circumstance_and_its_act_can_come_to_its_role() -> None:
    assert stakes(replace(RULE, role=0, when=HERE, act=HERE))
    assert not stakes(replace(RULE, role=0, when=NOWHERE, act=HERE))
    assert not stakes(replace(RULE, role=0, when=HERE, act=NOWHERE))
    assert not stakes(replace(RULE, role=0, when=HERE, act=HERE), role=1)


def unused(rules: Iterable[Rule], *graphs: Graph) -> tuple[str, ...]:
    return unused_acts(replace(PROFESSION, rules=tuple(rules)), graphs or (GRAPH,))


def test_acts_that_no_rule_reads_and_that_are_no_step_are_named_in_order() -> None:
    assert unused(PROFESSION.rules) == ("disclose-excess", "use-unofficial-channel")
    without = [rule for rule in PROFESSION.rules if rule.id != "abuse-no-confrontation"]
    assert unused(without) == ("confront-suspect", "disclose-excess", "use-unofficial-channel")
    assert unused(()) == ("confront-suspect", "disclose-excess", "use-unofficial-channel")


def test_many_are_named_in_order() -> None:
    free = replace(
        PROFESSION, rules=(), acts={name: ("", group) for name, (_, group) in PROFESSION.acts.items()}
    )
    unused_here = unused_acts(free, [GRAPH, small_graph("hard")])
    assert len(unused_here) > 10
    assert list(unused_here) == sorted(unused_here)
    assert "propose-adjustment" not in unused_here, "this case lets nobody do it"


EXCESS = RuleMoment("atom", "technician/act:disclose-excess")
WITHIN = RuleMoment("any", "", (HERE, RuleMoment("all", "", (HERE, EXCESS))))
BASE = replace(RULE, role=0, when=HERE, act=HERE, before=None, unless=None, set_aside_by=())


@pytest.mark.parametrize(
    "rule",
    [
        replace(BASE, when=RuleMoment("any", "", (HERE, EXCESS))),
        replace(BASE, act=WITHIN),
        replace(BASE, before=EXCESS),
        replace(BASE, unless=EXCESS),
        replace(BASE, set_aside_by=(("other", HERE), ("another", WITHIN))),
        replace(BASE, act=RuleMoment("atom", "technician/act:disclose-excess:minor"), when=HERE),
    ],
)
def test_an_act_is_read_wherever_a_rule_speaks_of_it(rule: Rule) -> None:
    reachable = stakes(rule)
    left = unused((rule,))
    assert ("disclose-excess" in left) is not reachable
    assert "use-unofficial-channel" in left


def test_a_rule_that_this_case_cannot_put_to_the_test_reads_nothing() -> None:
    assert "disclose-excess" in unused((replace(BASE, when=NOWHERE, act=EXCESS),))


def test_a_role_that_is_not_played_puts_nothing_to_the_test(tmp_path_factory: pytest.TempPathFactory) -> None:
    line = "  coordinator: {plays: ion, brief: Sunteți Ion., start: c-desk}\n"
    graph = compiled(copy_case(tmp_path_factory.mktemp("alone"), replaced(line, "")))
    assert unused(PROFESSION.rules, graph) == ("disclose-excess", "use-unofficial-channel")
    assert graph.entry[1] < 0


def test_a_mark_is_no_act() -> None:
    assert not {name for name in unused(()) if name in PROFESSION.marks}
    assert begin(GRAPH, 0, 1).state is not None
