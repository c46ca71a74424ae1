"""Reading YAML: what was typed stays, lines are known, hostile files give problems and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.content.folders import MOST_BYTES
from simulator.content.reader import MOST_DEPTH, MOST_NODES, YamlDocument, read_yaml
from simulator.errors import Problem
from tests.support import SMALL_CASE, problems_of, whole


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(folder: Path, content: str | bytes) -> list[Problem]:
    problems = problems_of(lambda: read_yaml(written(folder, content)))
    assert problems, "the file was accepted"
    assert all(whole(problem) for problem in problems)
    return problems


def read(folder: Path, content: str | bytes) -> YamlDocument:
    return read_yaml(written(folder, content))


@pytest.mark.parametrize(
    "typed", ["no", "yes", "12:30", "010", "1e3", "0x1F", "null", "~", "2026-11-17", "1.50", "TRUE", ".inf"]
)
def test_every_scalar_stays_text(tmp_path: Path, typed: str) -> None:
    assert read(tmp_path, f"a: {typed}\nb: [{typed}]\n").value == {"a": typed, "b": [typed]}


def test_an_empty_value_is_empty_text(tmp_path: Path) -> None:
    assert read(tmp_path, "a:\nb: ''\n").value == {"a": "", "b": ""}


def test_romanian_letters_and_quotes_survive(tmp_path: Path) -> None:
    assert read(tmp_path, "a: „Știți și țara”\n").value == {"a": "„Știți și țara”"}


def test_lines_of_every_part(tmp_path: Path) -> None:
    document = read(tmp_path, "a: 1\nb:\n  - x\n  - c: y\n    d: >-\n      z\n")
    assert document.line(("a",)) == 1
    assert document.line(("b", 0)) == 3
    assert document.line(("b", 1, "c")) == 4
    assert document.line(("b", 1, "d")) == 5


def test_the_line_of_a_part_that_is_not_there_is_that_of_what_is_around_it(tmp_path: Path) -> None:
    document = read(tmp_path, "a: 1\nb:\n  c: 2\n")
    assert document.line(("b", "c", "d", 4)) == 3
    assert document.line(("b", "nothing")) in (2, 3)
    assert document.line(("nothing",)) == 1


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\n").value == {"a": "1"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", 3),
        ("a:\n  b: 1\n  b: 2\n", 3),
        ("{a: 1, a: 2}\n", 1),
        ("a: 1\nb: &x 2\n", 2),
        ("a: &x\n  b: 1\nc: *x\n", 1),
        ("a: *x\n", 1),
        ("a: !!python/object/apply:os.system ['true']\n", 1),
        ("a: 1\nb: !!int 3\n", 2),
        ("a: !own x\n", 1),
        ("a: 1\n? [b]\n: 2\n", 2),
        ("? {b: 1}\n: 2\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 'open\n", 2),
        ("a: [1, 2\n", 2),
        ("a: {b: 1\nc: 2\n", 2),
        ("\ta: 1\n", 1),
        ("a: 1\n b: 2\n", 2),
        ("a: b: c\n", 1),
        ("a: @b\n", 1),
        ("%YAML 9.9\n---\na: 1\n", 1),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    assert refused(tmp_path, content)[0].line == line


def test_every_doubled_key_is_told_at_once(tmp_path: Path) -> None:
    assert [p.line for p in refused(tmp_path, "a: 1\na: 2\nb: 1\nb: 2\na: 3\n")] == [2, 4, 5]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only a remark\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_problem(tmp_path: Path, content: bytes) -> None:
    refused(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [b"a: \x00\n", b"\x00" * 100, b"a: 1\nb: \x07\n", b"\xff\xfea\x00:\x00", "a: \x85\ud7ff￿".encode()],
)
def test_control_bytes_are_a_problem(tmp_path: Path, content: bytes) -> None:
    refused(tmp_path, content)


def test_bytes_that_are_no_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    assert refused(tmp_path, b"a: 1\nb: \xe9t\xe9\n")[0].line == 2


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    assert problems_of(lambda: read_yaml(tmp_path / "nothing.yaml"))
    assert problems_of(lambda: read_yaml(tmp_path))


def test_too_large_a_file_is_refused_without_being_parsed(tmp_path: Path) -> None:
    refused(tmp_path, b"a: " + b"x" * MOST_BYTES)
    assert read(tmp_path, b"a: " + b"x" * (MOST_BYTES - 100))


def test_the_cap_on_depth(tmp_path: Path) -> None:
    read(tmp_path, "[" * MOST_DEPTH + "]" * MOST_DEPTH)
    refused(tmp_path, "[" * (MOST_DEPTH + 2) + "]" * (MOST_DEPTH + 2))


def test_the_cap_on_parts(tmp_path: Path) -> None:
    read(tmp_path, "- a\n" * (MOST_NODES - 1))
    refused(tmp_path, "- a\n" * (MOST_NODES + 1))


@pytest.mark.parametrize(
    "content",
    [
        "[" * 1_900_000,
        "{a: " * 400_000,
        "- " * 900_000,
        "? " * 900_000,
        "a" * 1_900_000,
        "'" * 1_900_000,
        "a: |\n" + " x\n" * 600_000,
        "&a [" * 400_000,
        "!" * 1_900_000,
        "a: 1\n" * 300_000,
        "---\n" * 400_000,
        "\n" * 1_900_000,
        "#" * 1_900_000,
        " " * 1_900_000 + "a",
    ],
    ids=lambda content: f"{content[:5]!r}",
)
def test_enormous_files_end_soon(tmp_path: Path, content: str) -> None:
    path, began = written(tmp_path, content), time.process_time()
    problems_of(lambda: read_yaml(path))
    assert time.process_time() - began < 8


def test_a_case_cut_at_any_place_gives_problems_or_a_document(tmp_path: Path) -> None:
    whole_file = (SMALL_CASE / "case.yaml").read_bytes()
    path = tmp_path / "file.yaml"
    for end in range(0, len(whole_file), 31):
        path.write_bytes(whole_file[:end])
        assert all(whole(problem) for problem in problems_of(lambda: read_yaml(path)))


YAMLISH = st.lists(
    st.sampled_from(
        [
            *"abc01:-?[]{},&*!|>'\"%@`#\n\t \\~<=",
            ": ",
            "- ",
            "\n  ",
            "\n",
            "---\n",
            "...\n",
            "<<: ",
            "ș",
            "\x00",
        ]
    ),
    max_size=60,
).map("".join)


@given(
    st.one_of(
        st.binary(max_size=200),
        YAMLISH.map(str.encode),
        st.text(max_size=80).map(lambda t: t.encode("utf-8", "replace")),
    )
)
@settings(max_examples=500)
@example(b"? a\n? b")
@example(b"!<tag:x> a")
@example(b"- - - ? - a: - b")
def test_no_bytes_give_anything_but_problems(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    before = sorted(tmp_path.iterdir())
    assert all(whole(problem) for problem in problems_of(lambda: read_yaml(path)))
    assert sorted(tmp_path.iterdir()) == before
