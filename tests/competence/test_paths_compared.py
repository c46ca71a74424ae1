"""Two ways through the small case side by side: what counts as the same, where they part, who is nearer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.competence.debrief import Debrief, debrief
from simulator.competence.expert import Comparison, DecisionPair, comparisons
from simulator.engine.codec import answer_to_json
from simulator.engine.events import Decided
from simulator.engine.session import Session, begin
from simulator.graph.bundle import Bundle
from simulator.graph.experts import Expert, ExpertStep
from tests.support import small_bundle

BUNDLE = small_bundle()
CALM = {"danger": "none", "line": "free"}
SORT, MESSAGE, FORM = (0, 1, 0), (1, 1, 1, 0, 0, 0, 0), (0, 1, 0)
GOOD = ((0,), (1,), SORT, MESSAGE, FORM, (4, 4))
Answers = tuple[tuple[int, ...], ...]


def session(answers: Answers, chance: dict[str, str] | None = None) -> Session:
    begun = begin(BUNDLE.graph, 0, 1, chance=chance or CALM)
    for answer in answers:
        begun.answer(answer)
    return begun


def path(name: str, answers: Answers = GOOD, level: str = "standard") -> Expert:
    """A play of the small case written down as an expert's path."""
    steps = []
    for event in session(answers).log:
        if isinstance(event, Decided):
            scene = BUNDLE.graph.scenes[event.node]
            named = answer_to_json(scene.task, event.answer)
            steps.append(
                ExpertStep(scene.id, named, {})
                if isinstance(named, str)
                else ExpertStep(scene.id, "", dict(named))
            )
    return Expert(name, 0, level, tuple(CALM.items()), tuple(steps))


def with_paths(*paths: Expert) -> Bundle:
    return replace(BUNDLE, experts=paths)


def compared(*paths: Expert, answers: Answers) -> tuple[Comparison, ...]:
    return comparisons(with_paths(*paths), debrief(BUNDLE, session(answers).log))


def changed(index: int, answer: tuple[int, ...]) -> Answers:
    return (*GOOD[:index], answer, *GOOD[index + 1 :])


def same_at(answers: Answers, expert: Answers = GOOD) -> list[bool]:
    (one,) = compared(path("expert", expert), answers=answers)
    return [pair.same for pair in one.beside]


def test_the_same_way_is_the_same_at_every_decision() -> None:
    (one,) = compared(path("expert"), answers=GOOD)
    assert one.beside == tuple(DecisionPair(index, index, True) for index in range(1, 7))
    assert (one.name, one.parted, one.exact) == ("expert", 0, True)
    assert isinstance(one.expert, Debrief)
    assert list(one.mine.log) == session(GOOD).log == list(one.expert.log)


@pytest.mark.parametrize(
    ("index", "answer", "same"),
    [
        (2, (1, 1, 0), False),  # a fact among the guesses
        (2, (1, 0, 1), False),
        (2, (0, 1, 1), True),  # where either is right, either is the same
        (3, (1, 1, 0, 0, 0, 0, 0), False),  # the bruises left out
        (3, (1, 1, 1, 0, 0, 1, 0), False),  # the divorce put in
        (3, (1, 1, 1, 0, 0, 0, 1), True),  # a request belongs or not
        (5, (0, 1), True),  # everybody rates for themselves
    ],
)
def test_an_answer_is_the_same_if_no_judged_part_is_worse(
    index: int, answer: tuple[int, ...], same: bool
) -> None:
    assert same_at(changed(index, answer))[: index + 1] == [*[True] * index, same]


def test_doing_better_than_the_expert_is_no_difference() -> None:
    """The expert sorts one wrongly: who sorts it right has not left the path; the other way round has."""
    worse = changed(2, (1, 1, 0))
    assert same_at(GOOD, expert=worse) == [True] * 6
    assert same_at(worse, expert=worse) == [True] * 6
    assert same_at(changed(2, (0, 0, 0)), expert=worse)[2] is False, "another part is worse"


def test_what_only_one_of_the_two_could_put_in_is_not_compared() -> None:
    """Without a look nobody knows of the bruises; leaving them out is no difference then."""
    (one,) = compared(path("expert"), answers=((1,), ()))
    assert [(pair.mine, pair.theirs, pair.same) for pair in one.beside] == [(1, 1, False), (2, 0, False)]
    assert one.parted == 1


def test_the_parting_is_told_once_and_scenes_that_the_expert_never_sees_have_no_counterpart() -> None:
    (one,) = compared(path("expert"), answers=((0,), (3,), (3, 2, 1, 0), MESSAGE))
    assert [pair.theirs for pair in one.beside] == [1, 2, 0, 4]
    assert [pair.same for pair in one.beside] == [True, False, False, True]
    assert one.parted == 2


def test_a_path_that_is_told_twice_is_told_once_by_the_first_of_its_names() -> None:
    for names in (("b", "a", "c"), ("a", "b", "c"), ("c", "b", "a")):
        ranked = compared(*[path(name) for name in names], answers=GOOD)
        assert [one.name for one in ranked] == ["a"]


SORTS_WELL = (GOOD[0], GOOD[1], SORT, (1, 1, 0, 0, 0, 0, 0), FORM, GOOD[5])
WRITES_WELL = (GOOD[0], GOOD[1], (1, 1, 0), MESSAGE, FORM, GOOD[5])
NEITHER = (GOOD[0], GOOD[1], (1, 1, 0), (1, 1, 0, 0, 0, 0, 0), FORM, GOOD[5])


def test_of_two_that_differ_as_often_the_nearer_is_the_one_that_parts_later() -> None:
    ranked = compared(path("a", SORTS_WELL), path("b", WRITES_WELL), answers=NEITHER)
    assert [(one.name, one.parted) for one in ranked] == [("b", 4), ("a", 3)]
    ranked = compared(path("b", SORTS_WELL), path("a", WRITES_WELL), answers=NEITHER)
    assert [one.name for one in ranked] == ["a", "b"]


def test_who_differs_less_often_is_nearer_whatever_it_is_called_and_wherever_it_parts() -> None:
    ranked = compared(path("a"), path("z", WRITES_WELL), answers=NEITHER)
    assert [one.name for one in ranked] == ["z", "a"]
    ranked = compared(path("z", SORTS_WELL), path("a"), answers=NEITHER)
    assert [one.name for one in ranked] == ["z", "a"]


def test_who_never_parts_is_the_nearest() -> None:
    ranked = compared(path("a"), path("z", NEITHER), answers=NEITHER)
    assert [(one.name, one.parted) for one in ranked] == [("z", 0), ("a", 3)]


def test_a_path_of_this_level_goes_before_those_of_others() -> None:
    hard, here = path("a", level="hard"), path("b", SORTS_WELL)
    ranked = compared(hard, here, answers=GOOD)
    assert [(one.name, one.exact) for one in ranked] == [("b", True)]
    (only,) = compared(hard, answers=GOOD)
    assert (only.name, only.exact) == ("a", False)


@pytest.mark.parametrize(
    "expert",
    [
        replace(path("x"), role=1),
        replace(path("x"), chance=()),
        replace(path("x"), chance=(("danger", "imminent"),)),
        replace(path("x"), steps=path("x").steps[:-1]),
        path("late-in-the-evening", (GOOD[0], (3,), (0, 1, 2, 3), MESSAGE, FORM, (4, 4))),
    ],
)
def test_a_path_that_does_not_lead_well_through_this_variant_is_left_out(expert: Expert) -> None:
    assert compared(expert, answers=GOOD) == ()


def test_a_path_may_leave_part_of_the_chance_open() -> None:
    half = replace(path("x"), chance=(("danger", "none"),))
    assert [one.name for one in compared(half, answers=GOOD)] == ["x"]
