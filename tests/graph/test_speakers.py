"""Who speaks in a scene: one person for each sentence that its text quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.library import read_case
from simulator.content.texts import romanian
from simulator.errors import Problem
from simulator.graph.structure_checks import check_texts
from tests.support import copy_case, replaced

QUOTED = "Ați ajuns. „Intrați vă rog, nu mai stați în ușă.” Intrați. „Copilul doarme, vorbiți mai încet.”"


def speaking(folder: Path, names: str) -> list[Problem]:
    change = replaced("    text: Ați ajuns.\n", f"    text: {QUOTED}\n    speaks: [{names}]\n")
    read = read_case(copy_case(folder, change))
    found = check_texts(read, romanian(read.case))
    return [problem for problem in found if problem.part.endswith("speaks")]


@pytest.mark.parametrize("names", ["ana", "ana, ion, ana"])
def test_too_few_or_too_many_speakers_are_told(tmp_path: Path, names: str) -> None:
    (problem,) = speaking(tmp_path, names)
    assert problem.part == "scenes.t-door.speaks"
    assert problem.line > 1


@pytest.mark.parametrize("names", ["ana, ion", "ana, nobody"])
def test_as_many_speakers_as_quotations_are_right(tmp_path: Path, names: str) -> None:
    assert speaking(tmp_path, names) == []
