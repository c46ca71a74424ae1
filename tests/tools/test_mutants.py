"""The tool that draws mutants: what it draws, what it calls killed, survived, accepted, out of date."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import CHECKOUT
from tools.mutants.accepted import accepted_in, as_entry, stale
from tools.mutants.changes import Mutant, mutants_of, numbered
from tools.mutants.draw import all_mutants, drawn
from tools.mutants.rooms import GROUPS

MODULE = '''\
"""What may be lifted: 1 or 2 things."""

from __future__ import annotations

import logging

LOG = logging.getLogger(__name__)
MOST = 3


def fits(weight: int, most: int = MOST) -> bool:
    """Whether a weight is not above the 3 allowed."""
    assert weight > -1
    return weight <= most


def heaviest(weights: list[int]) -> int:
    """The heaviest of 1 or more weights; nothing is heavier than itself."""
    best = 0
    for weight in weights:
        if weight > best:
            best = weight
    LOG.info("asked %d", 1)
    return best


def spell(most: int) -> str:
    """So many signs."""
    signs = ""
    while len(signs) < most:
        signs += "x"
    return signs
'''
TESTS = """\
from simulator.room.lifting import fits, heaviest, spell


def test_lifting() -> None:
    assert [fits(weight) for weight in (2, 3, 4)] == [True, True, False]
    assert heaviest([1, 3, 2]) == 3
    assert heaviest([-1]) == 0
    assert spell(2) == "xx"
"""
RUN = """\
import sys
from tools.mutants.__main__ import main
from tools.mutants.rooms import Group
groups = [Group("room", ("simulator/room",), (("tests/room",),))]
sys.exit(main(sys.argv[1:], groups, ("pytest",)))
"""


def mutants(source: str) -> list[Mutant]:
    return numbered(mutants_of("simulator/room/lifting.py", source.encode()))


def drawn_from(source: str) -> set[tuple[str, str, str]]:
    return {(mutant.operator, mutant.old, mutant.new) for mutant in mutants(source)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A product of one module with its tests."""
    for name, text in (
        ("simulator/__init__.py", ""),
        ("simulator/room/__init__.py", ""),
        ("simulator/room/lifting.py", MODULE),
        ("tests/__init__.py", ""),
        ("tests/room/__init__.py", ""),
        ("tests/room/test_lifting.py", TESTS),
        ("pyproject.toml", "[tool.pytest.ini_options]\n"),
    ):
        path = tmp_path / "product" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "product"


def run(project: Path, *options: str) -> tuple[int, str, dict[str, Any]]:
    """The status, the output and the record of a campaign over a product."""
    record = project.parent / "record.json"
    command = [sys.executable, "-c", RUN, "--root", str(project), "--json", str(record), *options]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=600)
    assert record.exists(), done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr, json.loads(record.read_text("utf-8"))


def test_known_mutants_die_and_the_one_that_changes_nothing_is_told(project: Path) -> None:
    status, output, record = run(project, "--count", "1000", "--workers", "2", "--spare", "1")
    survivors = {(m["where"], m["old"], m["new"]) for m in record["mutants"] if not m["killed"]}
    # A weight that equals the best may take its place, and nobody can tell.
    assert survivors == {("heaviest", "weight > best", "(weight >= best)")}, output
    killed = {(m["operator"], m["old"], m["new"]) for m in record["mutants"] if m["killed"]}
    assert {
        ("boundary", "weight <= most", "(weight < most)"),
        ("constant", "3", "4"),
        ("statement", 'signs += "x"', "pass"),  # it never ends, and is ended
    } <= killed
    assert "lifting.py:21 [boundary] if weight > best: | weight > best -> (weight >= best)" in output
    assert (project / "simulator/room/lifting.py").read_text("utf-8") == MODULE
    assert record["groups"][0]["killed"] == len(record["mutants"]) - 1
    assert status == (0 if record["groups"][0]["score"] >= 0.9 else 1)


def test_an_accepted_survivor_is_not_counted_and_one_that_is_gone_is_named(project: Path) -> None:
    equal = next(m for m in mutants(MODULE) if m.old == "weight > best" and m.operator == "boundary")
    entry = as_entry("room", equal).replace('reason = ""', 'reason = "the best is as good"')
    path = project / "tools" / "mutants-survivors.toml"
    path.parent.mkdir()
    path.write_text(f"{entry}\n\n{entry.replace('heaviest', 'lightest')}\n", "utf-8")
    only = ("--count", "1000", "--sample", "4")
    status, output, record = run(project, *only)
    assert record["groups"][0]["survived"] == 0
    assert (status, "there is no such mutant (any more): lightest" in output) == (1, True)
    path.write_text(entry, "utf-8")
    status, output, _ = run(project, *only)
    assert (status, "any more" in output) == (0, False), output


def test_an_entry_without_a_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "survivors.toml"
    path.write_text(as_entry("room", mutants(MODULE)[0]), "utf-8")
    with pytest.raises(ValueError, match="reason"):
        accepted_in(path)


def test_tests_that_fail_by_themselves_are_reported_and_nothing_is_tried(project: Path) -> None:
    (project / "tests/room/test_lifting.py").write_text(
        "def test_it() -> None:\n    assert 1 == 2\n", "utf-8"
    )
    command = [sys.executable, "-c", RUN, "--root", str(project)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 2
    assert "Without any mutant the tests fail" in done.stderr


def test_what_is_no_behaviour_is_left_alone() -> None:
    touched = {mutant.line for mutant in mutants(MODULE)}
    lines = MODULE.splitlines()
    closed = ('"""', "from ", "import ", "assert ", "LOG.")
    assert not [lines[line - 1] for line in touched if lines[line - 1].strip().startswith(closed)]
    assert not mutants("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    x = 1\n")
    assert not mutants("class A:\n    def __repr__(self) -> str:\n        return 'a' + 'b'\n")
    assert not mutants("def f(a: tuple[int, str] = ..., *, b: bool | None = ...) -> None: ...\n")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = low, high\n", ("swap", "low, high", "high, low")),
        ("x = f'{low} - {high}'\n", ("swap", "f'{low} - {high}'", "f'{high} - {low}'")),
        ("low, high = f()\n", ("swap", "low, high", "high, low")),
        ("x = {'a': b, 'c': d}\n", ("swap", "b, 'c': d", "d, 'c': b")),
        ("x = f(a, b)\n", ("arguments", "a, b", "b, a")),
        ("x = f(low=a, high=b)\n", ("arguments", "a, high=b", "b, high=a")),
        ("x = a and not b\n", ("boolean", "a and not b", "(a or not b)")),
        ("x = a and not b\n", ("operand", "a and not b", "(a)")),
        ("x = a and not b\n", ("not", "not b", "(b)")),
        ("x = [a for a in b if a.c]\n", ("filter", "a.c", "True")),
        ("x = any(a)\n", ("call", "any", "all")),
        ("x = sorted(a)\n", ("order", "sorted(a)", "list(a)")),
        ("x = a if b else c\n", ("branch", "a if b else c", "(c if b else a)")),
        ("x = a + b\n", ("term", "a + b", "(a)")),
        ("x = [a, *b]\n", ("dropped", "[a, *b]", "[a]")),
        ("x += [a]\n", ("statement", "x += [a]", "pass")),
        ("x.append(a)\n", ("statement", "x.append(a)", "pass")),
        ("x = text('One') + text('Two')\n", ("label", "'One'", "'Two'")),
        ("def f() -> list[int]:\n    return g()\n", ("section", "", "return []\n    ")),
        ("def f() -> Iterator[int]:\n    yield 1\n", ("section", "", "return\n    ")),
        ("def f() -> str:\n    return g()\n", ("returned", "g()", '""')),
        ("def f() -> bool:\n    return g()\n", ("returned", "g()", "not (g())")),
    ],
)
def test_the_kinds_of_faults(source: str, expected: tuple[str, str, str]) -> None:
    assert expected in drawn_from(source)


def test_labels_are_swapped_only_where_they_name_the_same_values() -> None:
    source = "a = text('One {n}')\nb = text('Two')\nc = text('Three {n}')\n"
    labels = {(old, new) for operator, old, new in drawn_from(source) if operator == "label"}
    assert labels == {("'One {n}'", "'Three {n}'"), ("'Three {n}'", "'One {n}'")}


def test_every_mutant_of_the_product_compiles_and_is_known_by_a_name_of_its_own() -> None:
    group = next(group for group in GROUPS if group.name == "practice")
    every = all_mutants(CHECKOUT, group)
    assert len({mutant.key for mutant in every}) == len(every) > 200
    for mutant in every[::10]:
        compile(mutant.applied((CHECKOUT / mutant.path).read_bytes()), mutant.path, "exec")


def test_a_draw_follows_from_the_seed_and_not_from_where_the_code_stands() -> None:
    names = [mutant.key for mutant in drawn(mutants(MODULE), 1, 12)]
    moved = MODULE.replace("MOST = 3", "MOST = 3\n\n# moved further down\n")
    assert [mutant.key for mutant in drawn(mutants(moved), 1, 12)] == names
    assert [mutant.key for mutant in drawn(mutants(MODULE), 2, 12)] != names
    assert len({mutant.operator for mutant in drawn(mutants(MODULE), 1, 5)}) == 5


def test_every_group_has_its_rooms_and_its_tests() -> None:
    for group in GROUPS:
        assert group.files(CHECKOUT), group.name
        for stage in group.stages:
            assert all((CHECKOUT / name).exists() for name in stage if name.startswith("tests/")), stage


def test_every_accepted_survivor_of_the_product_is_still_there() -> None:
    entries = accepted_in(CHECKOUT / "tools" / "mutants-survivors.toml")
    groups = {entry.group for entry in entries}
    every = [(g.name, m) for g in GROUPS if g.name in groups for m in all_mutants(CHECKOUT, g)]
    assert stale(entries, every) == []


def test_a_fixed_sample_of_the_product_is_noticed() -> None:
    """A few faults of each group, the same each time, each of which some test must notice."""
    command = [sys.executable, "-m", "tools.mutants", "--sample", "10", "--workers", "2"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("killed by") == 10
