"""Damaged case files: reading and compiling find problems, soon, and never anything else."""

from __future__ import annotations

import json
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content.library import read_case
from simulator.content.reader import read_yaml
from simulator.graph.compiler import compile_case
from simulator.graph.packing import pack
from tests.support import (
    SMALL_CASE,
    copy_case,
    problems_of,
    random_play,
    replaced,
    seats,
    small_profession,
    whole,
)

TEXT = (SMALL_CASE / "case.yaml").read_text("utf-8")
LINES = TEXT.splitlines()
TREE = read_yaml(SMALL_CASE / "case.yaml").value


def read_and_compile(folder: Path) -> None:
    """Read a case and compile it; play what compiles."""
    read = read_case(folder)
    graph = compile_case(read.document, read.case, small_profession().profession, "hard")
    pack(graph)
    for roles in seats(graph):
        random_play(graph, roles, 1, 20)


def survives(folder: Path, text: str) -> None:
    path = folder / "small" / "case.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    began = time.process_time()
    assert all(whole(problem) for problem in problems_of(lambda: read_and_compile(path.parent)))
    assert time.process_time() - began < 5
    assert [p.name for p in folder.rglob("*") if p.is_file()] == ["case.yaml"]


WORDS = """|x|[]|{}|[[]]|{a: {}}|-1|999999999999999999999|1e400|nan|technician|t-door|2 08:00|*a|&a
|fact:bruises|coordinator/act:call-112|!!int 1|'|chance:a=b|call-112 +9999|is|a < b|message:noon|told|ș"""
SCRAPS = st.sampled_from([*WORDS.replace("\n", "").split("|"), "\x1b[2J", "ș" * 300])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["drop", "double", "value", "swap", "indent", "cut", "sign", "key"]))
        line = lines[at]
        if kind == "drop":
            del lines[at : at + draw(st.integers(1, 12))]
            lines = lines or [""]
        elif kind == "double":
            lines.insert(draw(st.integers(0, len(lines))), line)
        elif kind == "value":
            lines[at] = line.split(": ")[0] + ": " + draw(SCRAPS)
        elif kind == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], line
        elif kind == "indent":
            lines[at] = " " * draw(st.integers(0, 6)) + line
        elif kind == "cut":
            lines[at] = line[: draw(st.integers(0, len(line)))]
        elif kind == "sign":
            place = draw(st.integers(0, len(line)))
            lines[at] = line[:place] + draw(st.sampled_from("{}[],:&*!|>'\"%@`#-?\t\x00")) + line[place:]
        else:
            lines[at] = " " * (len(line) - len(line.lstrip())) + draw(SCRAPS) + ":" + line.partition(":")[2]
    return "\n".join(lines)


@given(text=damaged())
@settings(max_examples=250)
def test_a_damaged_case_gives_problems_only(tmp_path: Path, text: str) -> None:
    survives(tmp_path, text)


@given(st.data())
@settings(max_examples=120)
def test_a_name_changed_for_another_gives_problems_or_a_playable_case(
    tmp_path: Path, data: st.DataObject
) -> None:
    words = sorted({word.strip("[]{},:\"'") for word in TEXT.split() if "-" in word or ":" in word[:-1]})
    old, new = data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words))
    survives(tmp_path, TEXT.replace(old, new, data.draw(st.sampled_from([1, -1]))))


@given(st.data())
@settings(max_examples=150)
def test_a_part_put_elsewhere_gives_problems_or_a_playable_case(tmp_path: Path, data: st.DataObject) -> None:
    """The tree of the case with parts removed, exchanged or replaced: always readable YAML."""
    tree: Any = deepcopy(TREE)
    for _ in range(data.draw(st.integers(1, 3))):
        parent, key = data.draw(places(tree))
        kind = data.draw(st.sampled_from(["drop", "scrap", "move", "rename"]))
        source, other = data.draw(places(tree))
        if kind == "drop":
            del parent[key]
        elif kind == "rename" and isinstance(parent, dict) and isinstance(source, dict):
            parent[other] = parent.pop(key)
        else:
            parent[key] = data.draw(SCRAPS) if kind == "scrap" else deepcopy(source[other])
    survives(tmp_path, json.dumps(tree, ensure_ascii=True))


def places(tree: Any) -> st.SearchStrategy[tuple[Any, Any]]:
    """Every part of a tree as its container and its key."""
    found: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for key in list(keys):
            found.append((value, key))
            walk(value[key])

    walk(tree)
    return st.sampled_from(found)


def test_a_case_cut_at_any_line(tmp_path: Path) -> None:
    for end in range(0, len(LINES), 5):
        survives(tmp_path, "\n".join(LINES[:end]))


def many(make: Any, count: int) -> str:
    return ", ".join(make(number) for number in range(count))


@pytest.mark.parametrize(
    ("old", "make"),
    [
        ("acts: [collect-information]", lambda n: f"acts: [{many(lambda i: f'no-act-{i}', n)}]"),
        ("learn: [gossip]", lambda n: f"learn: [{many(lambda i: f'no-fact-{i}', n)}]"),
        ("cite: [guide#case-2]", lambda n: f"cite: [{many(lambda i: f'no#heading-{i}', n)}]"),
        ("when: {has: [fact:bruises]}", lambda n: f"when: {{has: [{many(lambda i: f'flag-{i}', n)}]}}"),
        ("{reporting.correctness: 100}", lambda n: f"{{{many(lambda i: f'a.b{i}: 1', n)}}}"),
        ("levels: [hard]}", lambda n: f"levels: [{many(lambda i: f'no-level-{i}', n)}]}}"),
        ("title: Cazul mic", lambda n: "title: Cazul mic\n" + "".join(f"more{i}: x\n" for i in range(n))),
        (
            "  address:",
            lambda n: "".join(f"  f{i}: {{text: x, marks: [no]}}\n" for i in range(n // 5)) + "  address:",
        ),
    ],
    ids=["acts", "facts", "citations", "names", "indicators", "levels", "keys", "marks"],
)
def test_a_file_with_very_many_faults_ends_soon(tmp_path: Path, old: str, make: Any) -> None:
    folder = copy_case(tmp_path, replaced(old, make(25_000)))
    began = time.process_time()
    assert len(problems_of(lambda: read_and_compile(folder))) > 4000
    assert time.process_time() - began < 12


def test_conditions_inside_conditions_are_capped(tmp_path: Path) -> None:
    deep = "{all: [" * 40 + "{has: looked}" + "]}" * 40
    assert problems_of(lambda: read_and_compile(copy_case(tmp_path, replaced("{has: [fact:bruises]}", deep))))
