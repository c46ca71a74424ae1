"""Judging answers: parts that are right, the share of them, what is not judged."""

from __future__ import annotations

import random

import pytest

from simulator.engine.kinds import KINDS
from simulator.engine.kinds.base import is_offered, share
from simulator.engine.session import Session, begin
from simulator.engine.tasks import chosen_branch, composed_gains, fits, rightness
from simulator.graph.graph import Graph, Task
from tests.support import compiled, copy_case, replaced, small_graph

GRAPH = small_graph("hard")
ALL = (1 << len(GRAPH.symbols)) - 1
TASKS: dict[str, Task] = {scene.id: scene.task for scene in GRAPH.scenes}


@pytest.mark.parametrize(
    ("scene", "answer", "bits", "marks"),
    [
        ("t-sort", (0, 1, 0), 0, (1, 1, 1)),
        ("t-sort", (1, 0, 1), 0, (0, 0, 1)),
        ("t-sequence", (0, 1, 2, 3), 0, (1, 1)),
        ("t-sequence", (1, 0, 2, 3), 0, (0, 1)),
        ("t-sequence", (2, 1, 0, 3), 0, (0, 0)),
        ("t-message", (1, 1, 1, 1, 0, 0, 0), ALL, (1, 1, 1, 1, 1, 1, -1)),
        ("t-message", (0, 0, 0, 0, 1, 1, 1), ALL, (0, 0, 0, 0, 0, 0, -1)),
        ("t-message", (1, 1, 0, 0, 0, 0, 0), 0, (1, 1, -1, -1, 1, 1, -1)),
        ("t-form", (1, 1, 0, 0), ALL, (-1, 1, 1, 1)),
        ("t-rate", (4, 0), 0, (-1, -1)),
        ("t-reflect", (), 0, ()),
    ],
)
def test_which_parts_are_right(
    scene: str, answer: tuple[int, ...], bits: int, marks: tuple[int, ...]
) -> None:
    assert rightness(TASKS[scene], answer, bits) == marks


@pytest.mark.parametrize(
    ("marks", "percent"),
    [((1, 1), 100), ((0, 0), 0), ((1, 0, 0), 33), ((1, 1, 0), 66), ((1, -1), 100), ((-1,), 100), ((), 100)],
)
def test_the_share_is_rounded_down_and_full_where_nothing_is_judged(
    marks: tuple[int, ...], percent: int
) -> None:
    assert share(marks) == percent


def test_a_statement_is_offered_to_who_knows() -> None:
    saw = TASKS["t-message"].elements[2]
    assert not is_offered(saw, 0)
    assert is_offered(saw, 1 << GRAPH.symbols["technician/fact:bruises"])
    assert not is_offered(saw, 1 << GRAPH.symbols["coordinator/fact:bruises"])


@pytest.mark.parametrize(
    ("scene", "answer"),
    [
        ("t-sort", (0, 1)),
        ("t-sort", (0, 1, 2)),
        ("t-sort", (0, 1, -1)),
        ("t-sort", (0, 1, 0, 0)),
        ("t-message", (2, 1, 0, 0, 0, 0, 0)),
        ("t-message", (1, 1, 2, 0, 0, 0, 0)),
        ("t-rate", (5, 0)),
        ("t-reflect", (0,)),
    ],
)
def test_answers_outside_the_task(scene: str, answer: tuple[int, ...]) -> None:
    assert not fits(TASKS[scene], answer, ALL, (3, 5), 600)


def test_what_a_message_brings() -> None:
    task = TASKS["t-message"]
    both = composed_gains(task, (0, 0, 0, 0, 1, 1, 0))
    assert both == sum(
        1 << GRAPH.symbols[f"technician/act:{act}"]
        for act in ("disclose-excess", "use-unofficial-channel", "diagnose")
    )
    assert composed_gains(task, (1, 1, 1, 0, 0, 0, 0)) & 1 << GRAPH.symbols["coordinator/fact:bruises"]
    assert not composed_gains(task, (0, 1, 1, 0, 0, 0, 0)) & 1 << GRAPH.symbols["coordinator/fact:bruises"]


ONE_BAND = "      - {at_least: 0, minutes: 10, to: t-form}"
BANDS = """\
      - {at_least: 1, when: {has: act:diagnose}, minutes: 1, to: t-form}
      - {at_least: 1, when: {has: act:inform-coordinator:suspected-abuse}, minutes: 2, to: t-form}
      - {at_least: 1, when: {has: coordinator/fact:bruises}, minutes: 3, to: t-form}
      - {at_least: 0, minutes: 10, to: t-form}"""


@pytest.fixture(scope="module")
def banded(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The small case with bands on what its message does and tells."""
    return compiled(copy_case(tmp_path_factory.mktemp("bands"), replaced(ONE_BAND, BANDS)))


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ((1, 1, 1, 0, 1, 0, 0), 1),  # diagnoses
        ((1, 1, 1, 0, 0, 0, 0), 2),  # tells the coordinator of the bruises
        ((1, 1, 0, 0, 0, 0, 0), 10),  # tells nothing
        ((0, 1, 1, 0, 0, 0, 0), 10),  # tells a neighbour
    ],
)
def test_a_band_counts_what_the_answer_itself_does_and_tells_as_done(
    banded: Graph, answer: tuple[int, ...], minutes: int
) -> None:
    task = next(scene.task for scene in banded.scenes if scene.id == "t-message")
    knows = 1 << banded.symbols["technician/fact:bruises"]
    assert chosen_branch(task, answer, knows, (3, 5), 600).effects.minutes == minutes


def test_a_band_leads_play_by_what_the_answer_itself_tells(banded: Graph) -> None:
    session: Session = begin(banded, 0, 1, chance={"danger": "none", "line": "free"})
    for answer in ((0,), (0,), (0, 1, 0), (1, 1, 1, 0, 0, 0, 0)):
        before = session.at_turn()
        session.answer(answer)
    after = session.at_turn()
    assert before is not None
    assert after is not None
    assert after.minute - before.minute == 2


def test_the_score_of_an_answer_is_the_share_of_its_parts_that_are_right() -> None:
    """Worked out twice, once quickly: whatever is answered and known, both say the same."""
    dice = random.Random(4)
    for scene in GRAPH.scenes:
        task = scene.task
        for bits in (0, ALL, 1 << GRAPH.symbols["technician/fact:bruises"]):
            for _ in range(40):
                answer = tuple(dice.randrange(len(element.values)) for element in task.elements)
                if task.kind == "sequence":
                    answer = tuple(dice.sample(range(len(task.elements)), len(task.elements)))
                if task.kind != "choice":
                    assert KINDS[task.kind].score(task, answer, bits) == share(rightness(task, answer, bits))
