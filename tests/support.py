"""What many tests share: the small framework and case of `fixtures`, and random plays of any case."""

from __future__ import annotations

import dataclasses
import random
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from simulator.content.enums import LEVELS, ROLES
from simulator.content.folders import case_folders
from simulator.content.library import read_case
from simulator.content.texts import romanian
from simulator.engine.events import Answer, Event, Start
from simulator.engine.kinds import kind_of
from simulator.engine.kinds.base import ORDER, is_offered, offered_options
from simulator.engine.session import Session
from simulator.engine.state import State
from simulator.errors import Problem, ProblemsFound
from simulator.graph.bundle import Bundle, CompiledCase, CompiledProfession
from simulator.graph.compile_profession import Framework, compile_profession
from simulator.graph.compiler import compile_case
from simulator.graph.framework_files import asked_in, framework_texts, read_framework
from simulator.graph.graph import Graph, Task
from simulator.graph.loading import about_of, bundle_of, load_case, load_profession
from simulator.graph.profession import Profession

HERE = Path(__file__).parent
CHECKOUT = HERE.parent
SMALL = HERE / "fixtures" / "small"
SMALL_CASE = SMALL / "cases" / "small"


@cache
def small_framework() -> Framework:
    """The small framework as written."""
    return read_framework(SMALL)


@cache
def small_profession() -> CompiledProfession:
    """The small framework, compiled."""
    framework = small_framework()
    profession = compile_profession(framework)
    return CompiledProfession(profession, framework_texts(framework), "small", asked_in(framework))


@cache
def small_case() -> CompiledCase:
    """The small case at its three levels."""
    read = read_case(SMALL_CASE)
    profession = small_profession().profession
    graphs = {level: compile_case(read.document, read.case, profession, level) for level in LEVELS}
    return CompiledCase(
        graphs, {"ro": romanian(read.case), "en": {}}, "small with a hook", about_of(read.case)
    )


def small_graph(level: str = "standard") -> Graph:
    """The small case at one level."""
    return small_case().graphs[level]


@cache
def small_bundle(level: str = "standard") -> Bundle:
    """What a play of the small case rests on."""
    return bundle_of(small_case(), small_profession(), level)


@cache
def bundle(case: str, level: str) -> Bundle:
    """The bundle of a case by id; `small` is the one of the tests."""
    if case == "small":
        return small_bundle(level)
    profession = load_profession()
    return bundle_of(load_case(case_folders()[case], profession), profession, level)


def our_cases() -> list[str]:
    """The cases that the product brings along."""
    return list(case_folders())


def all_cases() -> list[str]:
    """The small case and all of ours."""
    return ["small", *our_cases()]


def copy_case(folder: Path, change: Callable[[str], str] = lambda text: text, name: str = "small") -> Path:
    """A copy of the small case in a folder, its text changed; the folder of the copy."""
    target = folder / name
    shutil.copytree(SMALL_CASE, target)
    path = target / "case.yaml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    return target


def replaced(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """A change of a text; fails if the old words do not stand there."""

    def change(text: str) -> str:
        assert old in text, f"{old!r} does not stand in the text"
        return text.replace(old, new, count)

    return change


def compiled(folder: Path, level: str = "standard", profession: Profession | None = None) -> Graph:
    """A case folder read and compiled against the small framework."""
    read = read_case(folder)
    return compile_case(read.document, read.case, profession or small_profession().profession, level)


def problems_of(make: Callable[[], Any]) -> list[Problem]:
    """The problems that an action finds; none if it succeeds."""
    try:
        make()
    except ProblemsFound as found:
        assert found.problems
        return found.problems
    return []


def whole(problem: Problem) -> bool:
    """Whether a problem says where, what and what to do."""
    filled = [m.form.format(**m.named) for m in (problem.what, problem.todo)]
    return bool(problem.file) and problem.line >= 0 and all(text.strip() for text in filled)


def some_answer(task: Task, state: State, minute: int, dice: random.Random) -> Answer:
    """Any answer that fits."""
    if task.options:
        return (dice.choice(offered_options(task, state.bits, state.values, minute)),)
    if kind_of(task).asks == ORDER:
        ranks = list(range(len(task.elements)))
        dice.shuffle(ranks)
        return tuple(ranks)
    return tuple(dice.randrange(len(e.values)) if is_offered(e, state.bits) else 0 for e in task.elements)


def random_play(graph: Graph, roles: tuple[int, ...], seed: int, steps: int = 60) -> tuple[Event, ...]:
    """A play with random answers, to its end or to a number of decisions."""
    dice, session = random.Random(seed), Session(graph)
    session.do(Start(roles, seed, seed % 7))
    for _ in range(steps):
        seat = session.at_turn()
        if seat is None:
            break
        assert session.state is not None
        task = graph.scenes[seat.node].task
        session.answer(some_answer(task, session.state, seat.minute, dice))
    return tuple(session.log)


def seats(graph: Graph) -> list[tuple[int, ...]]:
    """Every way in which a case can be played: each role alone, both at once."""
    alone: list[tuple[int, ...]] = [(role,) for role in range(len(ROLES)) if graph.entry[role] >= 0]
    return [*alone, (0, 1)] if len(alone) == 2 else alone


def strings_in(value: Any) -> Iterator[str]:
    """Every string inside a value of dataclasses, tuples and tables."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from strings_in(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*strings_in(key), *strings_in(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_in(inner)
