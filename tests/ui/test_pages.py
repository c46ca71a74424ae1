"""Every page in a few fixed situations, part by part: nothing emptied, nothing swapped, nothing misplaced."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from simulator.ui.actions import RAISE_VARIABLE
from tools.page_outlines import FOLDER, outlines

NAMES = sorted(path.name for path in FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(RAISE_VARIABLE, "1")
        return outlines(tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_as_it_was_last_looked_at(now: dict[str, str], name: str) -> None:
    """Written anew by `python -m tools.page_outlines`; read the difference before it is kept."""
    before = (FOLDER / name).read_text("utf-8").splitlines()
    difference = unified_diff(before, now.get(name, "").splitlines(), "kept", "now", lineterm="", n=1)
    assert list(islice(difference, 20)) == []


def test_every_situation_has_its_outline(now: dict[str, str]) -> None:
    assert sorted(now) == NAMES


def test_an_outline_does_not_depend_on_the_run(now: dict[str, str], tmp_path: Path) -> None:
    assert outlines(tmp_path) == now
