"""The language may stand before the command or after it."""

from __future__ import annotations

import pytest

from simulator.cli.main import main


@pytest.mark.parametrize(
    "given", [["--lang", "en", "cases"], ["--lang=en", "cases"], ["cases", "--lang", "en"]]
)
def test_the_language_may_stand_first(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == 0
    said = capsys.readouterr().out
    assert "The Sleeve" in said or "technician" in said
    assert "tehnician" not in said.splitlines()[2]
