"""Kinds of task are entries of a table: nothing else asks which kind, and one more needs no other change."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from simulator.cohort.policies import SimulatedLearner, policy, tables_for
from simulator.competence.debrief import debrief
from simulator.content.kinds import scene_models
from simulator.content.kinds.base import SceneBase
from simulator.engine.codec import answer_from_json, answer_to_json
from simulator.engine.events import Answer
from simulator.engine.kinds import KINDS, kind_of
from simulator.engine.kinds.base import BINS, COMPOSE, OPTION, ORDER, SCALE, WORDS, Kind, share
from simulator.engine.session import begin
from simulator.engine.tasks import rightness
from simulator.engine.view import view
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Element, Task
from simulator.language import language
from simulator.report.debrief.material import material
from simulator.report.debrief.whole import debrief_document
from simulator.report.text_renderer import text_of
from simulator.report.wording import Texts
from simulator.ui.task_form import task_nodes
from tests.code import modules, name_of, tree
from tests.replays import assert_alike
from tests.support import CHECKOUT, bundle

ROOMS = (
    "simulator.engine.kinds",
    "simulator.content.kinds",
    "simulator.graph.kinds",
    "simulator.graph.upgrade",
)


# Old names of kinds are the old records' own; exercises of laboratories have kinds of their own.
ELSEWHERE = ("simulator.store.migrations.", "simulator.content.lab", "simulator.labs.")
# A kind's name where it is another word: module, words in their order, what they name there.
HOMONYMS = {
    "simulator.competence.recommendation": (["reflect"], "a reason for what comes next"),
    "simulator.content.case": (["choice"], "what an author's scene is by default"),
    "simulator.report.conditions": (["message"], "what can come true"),
    "simulator.serve.jupyter_private.contract": (["message", "message"], "parameters of tornado"),
    "simulator.store.plays": (["sequence", "sequence"], "a column"),
    "simulator.store.tables": (["sequence", "sequence"], "a column"),
    "simulator.ui.parts": (["form", "choice", "sort", "sequence", "form"], "parts of a page"),
}


def kinds_named(module: ast.AST) -> list[str]:
    """The kinds that a module names in a string: to compare, to match, as a key, in a set to look in."""
    constants = [node for node in ast.walk(module) if isinstance(node, ast.Constant)]
    named = [node for node in constants if isinstance(node.value, str) and node.value in KINDS]
    return [str(node.value) for node in sorted(named, key=lambda node: (node.lineno, node.col_offset))]


@cache
def names_of_kinds() -> set[str]:
    """The written models of kinds, and the modules of single ones."""
    rooms = [CHECKOUT.joinpath(*room.split(".")) for room in ROOMS[:3]]
    own = {name_of(path) for room in rooms for path in modules(room) if path.stem not in ("__init__", "base")}
    return own | classes_of_kinds()


def classes_of_kinds() -> set[str]:
    """The names of written models, the one that every scene has apart."""
    return {
        one.__name__ for model in scene_models() for one in model.__mro__ if issubclass(one, SceneBase)
    } - {SceneBase.__name__}


def kinds_known(module: ast.AST) -> list[str]:
    """Written models that a module knows by name, and modules of single kinds that it imports."""
    names = list[str]()
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            names += [start.rstrip("."), *(start + alias.name for alias in node.names)]
        names += [getattr(node, "id", ""), getattr(node, "attr", "")]
    return [name for name in names if name in names_of_kinds()]


def test_nothing_outside_their_rooms_asks_which_kind_a_task_is() -> None:
    outside = {name_of(path): tree(path) for path in modules() if not name_of(path).startswith(ROOMS)}
    outside = {name: module for name, module in outside.items() if not name.startswith(ELSEWHERE)}
    named = {name: words for name, module in outside.items() if (words := kinds_named(module))}
    assert named == {name: words for name, (words, _) in HOMONYMS.items()}
    assert {name: known for name, module in outside.items() if (known := kinds_known(module))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "if task.kind == 'sort': pass",
        "kind = task.kind\nif kind in ('sort', 'form'): pass",
        "match task.kind:\n    case 'sort' | 'form': pass",
        "match task:\n    case Task(kind='sort'): pass",
        "SAID = {'sort': 'bins'}\nSAID[task.kind]",
        "SORTS = frozenset({'sort'})",
        "isinstance(scene, written.KeyedScene)",
        "match scene:\n    case SortScene(): pass",
        "type(scene) is SortScene",
        "from simulator.engine.kinds.sequence import KIND",
        "from simulator.engine.kinds import sequence",
        "import simulator.graph.kinds.sort",
    ],
)
def test_whoever_asks_which_kind_is_found(text: str) -> None:
    module = ast.parse(text)
    assert kinds_named(module) or kinds_known(module)


def test_each_kind_is_written_compiled_and_played_under_one_name() -> None:
    written = {model.model_fields["task"].annotation.__args__[0] for model in scene_models()}  # type: ignore[union-attr]
    assert written == set(KINDS)
    assert {kind.asks for kind in KINDS.values()} == {OPTION, BINS, ORDER, COMPOSE, SCALE, WORDS}


class Tolerant(Kind):
    """A kind that says itself what is right: a value at most one beside a right one."""

    def marks(self, task: Task, answer: Answer, bits: int) -> tuple[int, ...]:
        return tuple(
            [int(near(element, value)) for value, element in zip(answer, task.elements, strict=True)]
        )


def near(element: Element, value: int) -> bool:
    return bool((element.right << 1 | element.right | element.right >> 1) >> value & 1)


class Moody(KINDS["sequence"].__class__):  # type: ignore[misc]
    """An order of which is right what the play has brought so far."""

    def marks(self, task: Task, answer: Answer, bits: int) -> tuple[int, ...]:
        return tuple([bits >> value & 1 if at else -1 for at, value in enumerate(answer)])


def with_kind(kind: Kind, change: Callable[[Task], Task]) -> Bundle:
    """The small case with the task that is asked in a kind's way as one of that kind."""
    small = bundle("small", "standard")
    scenes = tuple(
        replace(one, task=replace(change(one.task), kind=kind.name))
        if kind_of(one.task).asks == kind.asks
        else one
        for one in small.graph.scenes
    )
    assert any(one.task.kind == kind.name for one in scenes)
    return replace(small, graph=replace(small.graph, scenes=scenes))


def four_bins(task: Task) -> Task:
    """The task with as many bins again, so that a value can lie beside the right one and further off."""
    elements = tuple(
        replace(
            element,
            values=(*element.values, "hearsay", "rumour"),
            gains=element.gains * 2,
            tells=element.tells * 2,
            words=element.words * 2,
        )
        for element in task.elements
    )
    return replace(task, elements=elements)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """The small case with its sort as a task of a kind that nobody has heard of."""
    monkeypatch.setitem(KINDS, "toy", Tolerant("toy", BINS))
    return with_kind(KINDS["toy"], four_bins)


@pytest.fixture
def toy_order(monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """The small case with its sequence as a task of a kind that nobody has heard of."""
    monkeypatch.setitem(KINDS, "toy-order", Moody("toy-order", ORDER))
    return with_kind(KINDS["toy-order"], lambda task: task)


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
            assert [node["is"] for node in asked] == ["sort"]
            met += [texts.words(element.path) for element in task.elements]
        session.answer(answer)
    text = " ".join(text_of(debrief_document(material(texts, debrief(toy, session.log)))).split())
    assert met
    assert [words for words in met if words not in text] == []


@pytest.mark.parametrize("name", ["toy", "toy_order"])
@pytest.mark.parametrize("policy_name", ["random", "profile"])
def test_both_replays_play_a_new_kind_alike(
    name: str, policy_name: str, request: pytest.FixtureRequest
) -> None:
    assert_alike(request.getfixturevalue(name), policy(policy_name), 0, 5, 200)


@pytest.mark.parametrize(
    ("name", "answer", "percent"), [("toy", (3, 0, 2), 66), ("toy_order", (3, 2, 1, 0), 33)]
)
def test_a_kind_that_marks_its_own_way_is_scored_by_its_marks(
    name: str, answer: Answer, percent: int, request: pytest.FixtureRequest
) -> None:
    scenes = request.getfixturevalue(name).graph.scenes
    (task,) = [one.task for one in scenes if one.task.kind == name.replace("_", "-")]
    assert kind_of(task).score(task, answer, 0b10) == share(rightness(task, answer, 0b10)) == percent
