"""Each value that chance can draw has words for the debrief, and words are for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.library import read_case
from simulator.content.texts import romanian
from simulator.graph.structure_checks import check_texts
from simulator.language import language
from tests.support import SMALL_CASE, copy_case, replaced

WORDS = "  danger: {none: fără pericol, imminent: pericol}"


def found(folder: Path, old: str, new: str) -> list[tuple[str, str]]:
    """The problems that a change of the small case brings: what is wrong, and on which line."""
    read = read_case(copy_case(folder, replaced(old, new)))
    problems = check_texts(read, romanian(read.case))
    lines = read.document.path.read_text("utf-8").splitlines()
    told = [(language("en").problem(one), lines[one.line - 1].strip()) for one in problems]
    return [(what, line) for what, line in told if "variant" in what]


def test_a_case_whose_values_have_words_has_no_such_problem() -> None:
    read = read_case(SMALL_CASE)
    told = [language("en").problem(one) for one in check_texts(read, romanian(read.case))]
    assert not [one for one in told if "variant" in one]


def test_a_value_without_words_is_told_where_chance_names_it(tmp_path: Path) -> None:
    ((what, line),) = found(tmp_path, WORDS, "  danger: {none: fără pericol}")
    assert "'danger: imminent' has no words" in what
    assert line.startswith("danger: {none: 60")


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("  danger: {none: fără pericol, imminent: pericol, later: mai târziu}", "danger: later"),
        (WORDS + "\n  weather: {rain: ploaie}", "weather: rain"),
    ],
)
def test_words_for_what_chance_does_not_draw_are_told_where_they_stand(
    tmp_path: Path, more: str, name: str
) -> None:
    ((what, line),) = found(tmp_path, WORDS, more)
    assert f"no variant '{name}'" in what
    assert line == more.splitlines()[-1].strip()


def test_without_any_words_each_value_is_told(tmp_path: Path) -> None:
    read = read_case(SMALL_CASE)
    values = sum(len(values) for values in read.case.chance.values())
    text = (SMALL_CASE / "case.yaml").read_text("utf-8")
    start, end = text.index("variants:\n"), text.index("levels:\n")
    assert len(found(tmp_path, text[start:end], "")) == values == 4
