"""Kinds of task are entries of a table: nothing else asks which kind, and one more needs no other change."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.cohort.policies import SimulatedLearner, policy, tables_for
from simulator.cohort.replay import play_cohort, play_one
from simulator.competence.debrief import debrief
from simulator.content.kinds import scene_models
from simulator.engine.codec import answer_from_json, answer_to_json
from simulator.engine.kinds import KINDS, kind_of
from simulator.engine.kinds.base import BINS, COMPOSE, OPTION, ORDER, SCALE, WORDS, Kind
from simulator.engine.session import begin
from simulator.engine.view import view
from simulator.graph.bundle import Bundle
from simulator.language import language
from simulator.report.debrief.material import material
from simulator.report.debrief.whole import debrief_document
from simulator.report.text_renderer import text_of
from simulator.report.wording import Texts
from simulator.ui.task_form import task_nodes
from tests.code import modules, name_of, tree
from tests.support import bundle

ROOMS = (
    "simulator.engine.kinds",
    "simulator.content.kinds",
    "simulator.graph.kinds",
    "simulator.graph.upgrade",
)


def branches(path: Path) -> Iterator[str]:
    """Where a module compares something with the name of a kind, or asks for a kind's written model."""
    models = {model.__name__ for model in scene_models()}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Compare):
            named = [leaf for side in (node.left, *node.comparators) for leaf in ast.walk(side)]
            about = any(isinstance(leaf, ast.Attribute) and leaf.attr in ("kind", "task") for leaf in named)
            if about and {leaf.value for leaf in named if isinstance(leaf, ast.Constant)} & set(KINDS):
                yield f"{name_of(path)}:{node.lineno}"
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
            asked = {getattr(leaf, "attr", getattr(leaf, "id", "")) for leaf in ast.walk(node.args[1])}
            if models & asked:
                yield f"{name_of(path)}:{node.lineno}"


def test_nothing_outside_their_rooms_asks_which_kind_a_task_is() -> None:
    asked = [where for path in modules() if not name_of(path).startswith(ROOMS) for where in branches(path)]
    assert asked == []


def test_each_kind_is_written_compiled_and_played_under_one_name() -> None:
    written = {model.model_fields["task"].annotation.__args__[0] for model in scene_models()}  # type: ignore[union-attr]
    assert written == set(KINDS)
    assert {kind.asks for kind in KINDS.values()} == {OPTION, BINS, ORDER, COMPOSE, SCALE, WORDS}


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """The small case with its sort as a task of a kind that nobody has heard of."""
    monkeypatch.setitem(KINDS, "toy", Kind("toy", BINS))
    small = bundle("small", "standard")
    scenes = tuple(
        replace(one, task=replace(one.task, kind="toy")) if kind_of(one.task).asks == BINS else one
        for one in small.graph.scenes
    )
    assert any(one.task.kind == "toy" for one in scenes)
    return replace(small, graph=replace(small.graph, scenes=scenes))


def test_a_new_kind_is_played_asked_and_told_without_another_change(toy: Bundle) -> None:
    texts, session, met = Texts(toy, language("ro")), begin(toy.graph, 0, 3), list[str]()
    learner = SimulatedLearner(tables_for(policy("profile", 80), toy, 0), 3, 0, 0)
    while (seat := session.at_turn()) is not None:
        assert session.state is not None
        task = toy.graph.scenes[seat.node].task
        answer = learner.answer(toy.graph, session.state, seat)
        assert answer_from_json(task, answer_to_json(task, answer)) == answer
        if task.kind == "toy":
            asked = task_nodes(texts, view(toy.graph, session.state, 0), session.state.step)
            assert [node["is"] for node in asked] == ["group"]
            met += [texts.words(element.path) for element in task.elements]
        session.answer(answer)
    text = " ".join(text_of(debrief_document(material(texts, debrief(toy, session.log)))).split())
    assert met
    assert [words for words in met if words not in text] == []


def test_both_replays_play_a_new_kind_alike(toy: Bundle) -> None:
    random = policy("random")
    together, alone = play_cohort(toy, random, 0, 5, 60), play_one(toy, random, 0, 5)
    assert [tuple(one) for one in together.outcome.T.tolist()] == [
        tuple(alone(number).outcome) for number in range(60)
    ]
