"""The expert's path beside a play: found by variant, played out, compared decision by decision."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import Debrief, debrief
from simulator.competence.expert import BAD, comparisons
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.codec import answer_from_json
from simulator.engine.events import Decided
from simulator.engine.session import Session, begin
from simulator.graph.bundle import Bundle
from tests.support import bundle, our_cases, random_play

ABUSE = bundle("abuse-discovery", "standard")
CALM = {"danger": "none", "coordinator": "reachable"}


def walked(name: str, rests_on: Bundle = ABUSE) -> Debrief:
    walk, document = read_walks(case_folders()["abuse-discovery"])[name]
    return debrief(rests_on, play_walk(rests_on.graph, walk, document))


@pytest.mark.parametrize("case", our_cases())
def test_an_experts_own_play_is_the_experts_path(case: str) -> None:
    for name, (walk, document) in read_walks(case_folders()[case]).items():
        if walk.kind == "expert":
            rests_on = bundle(case, walk.level)
            judged = debrief(rests_on, play_walk(rests_on.graph, walk, document))
            first = comparisons(rests_on, judged)[0]
            assert first.exact, name
            assert first.parted == 0, name
            assert all(one.same for one in first.beside), name


def test_where_two_ways_are_good_both_are_told_the_nearer_one_first() -> None:
    for mine, other in (
        ("expert-technician", "expert-technician-dgaspc"),
        ("expert-technician-dgaspc", "expert-technician"),
    ):
        found = comparisons(ABUSE, walked(mine))
        assert [one.name for one in found] == [mine, other]
        assert found[1].parted > 0


def test_the_parting_is_the_first_decision_that_differs() -> None:
    naive = walked("naive-technician")
    first = comparisons(ABUSE, naive)[0]
    assert first.parted > 0
    by_mine = {one.mine: one for one in first.beside}
    assert all(by_mine[index].same for index in range(1, first.parted))
    assert not by_mine[first.parted].same
    assert set(by_mine) == set(range(1, len(naive.log)))
    for one in first.beside:
        if one.theirs:
            mine, theirs = naive.log[one.mine], first.expert.log[one.theirs]
            assert isinstance(mine, Decided)
            assert isinstance(theirs, Decided)
            assert mine.node == theirs.node


@pytest.mark.parametrize("case", our_cases())
@pytest.mark.parametrize("level", ["guided", "standard", "hard"])
@pytest.mark.parametrize("role", [0, 1])
def test_a_path_fits_the_variant_and_honours_every_rule(case: str, level: str, role: int) -> None:
    rests_on = bundle(case, level)
    for values in product(*[chance.values for chance in rests_on.graph.chance]):
        chance = {c.id: value for c, value in zip(rests_on.graph.chance, values, strict=True)}
        session = begin(rests_on.graph, role, 5, chance=chance)
        judged = debrief(rests_on, session.log)
        for one in comparisons(rests_on, judged):
            assert one.expert.log[0] == judged.log[0]
            assert not any(verdict.kind in BAD for verdict in one.expert.findings[0].verdicts)
            assert one.expert.findings[0].outcome.rank == 1
            written = next(path for path in rests_on.experts if path.name == one.name)
            assert dict(written.chance).items() <= chance.items()
            assert one.exact == (written.level == level)


def test_there_is_none_where_none_was_written_and_none_for_two_people() -> None:
    judged = walked("naive-technician")
    assert comparisons(replace(ABUSE, experts=()), judged) == ()
    other = tuple(path for path in ABUSE.experts if dict(path.chance) != CALM)
    assert comparisons(replace(ABUSE, experts=other), judged) == ()
    two = debrief(ABUSE, random_play(ABUSE.graph, (0, 1), 3))
    assert comparisons(ABUSE, two) == ()


def test_a_path_that_no_longer_leads_anywhere_is_left_out() -> None:
    judged = walked("naive-technician")
    for path in (
        replace(ABUSE.experts[0], role=0, chance=tuple(CALM.items()), steps=()),
        *[
            replace(path, steps=(replace(path.steps[0], option="gone"), *path.steps[1:]))
            for path in ABUSE.experts
        ],
        *[
            replace(path, steps=(replace(path.steps[0], scene="gone"), *path.steps[1:]))
            for path in ABUSE.experts
        ],
        *[replace(path, steps=(*path.steps, path.steps[0])) for path in ABUSE.experts],
    ):
        assert comparisons(replace(ABUSE, experts=(path,)), judged) == ()


def test_a_path_that_breaks_a_rule_here_is_no_experts() -> None:
    """The naive walk, passed off as an expert's."""
    judged = walked("naive-technician")
    decided = [event for event in judged.log if isinstance(event, Decided)]
    expert = next(path for path in ABUSE.experts if path.name == "expert-technician")
    named = {scene.id: scene.task for scene in ABUSE.graph.scenes}
    session = Session(ABUSE.graph)
    session.resume(judged.log[:1])
    steps = []
    for event in decided:
        scene = ABUSE.graph.scenes[event.node]
        task = named[scene.id]
        if task.kind == "choice":
            step = replace(
                expert.steps[0], scene=scene.id, option=task.options[event.answer[0]].id, values={}
            )
        else:
            values = {e.id: e.values[v] for e, v in zip(task.elements, event.answer, strict=True)}
            step = replace(expert.steps[0], scene=scene.id, option="", values=values)
        assert answer_from_json(task, step.option or step.values) == event.answer
        steps.append(step)
    passed_off = replace(expert, steps=tuple(steps))
    assert comparisons(replace(ABUSE, experts=(passed_off,)), judged) == ()
