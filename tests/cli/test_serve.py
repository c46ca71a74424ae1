"""What `simulator serve` says to whoever starts it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.serve.settings import Settings


@pytest.mark.parametrize(("code", "said"), [("", "o singură dată"), ("o-grupă-de-probă", "codul grupei")])
def test_a_one_time_address_is_told_from_the_address_of_a_class(
    code: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(settings: Settings, say: Callable[[str], None]) -> None:
        assert settings.class_code == code
        say("https://simulator.exemplu.ro/")

    monkeypatch.setattr("simulator.serve.app.serve_until_stopped", run)
    (tmp_path / "clasa.toml").write_text(f'class_code = "{code}"\n', "utf-8")
    assert main(["serve", "--config", str(tmp_path / "clasa.toml")]) == 0
    first, address, _ = capsys.readouterr().out.splitlines()
    assert said in first
    assert ("o singură dată" in first) is (code == "")
    assert address.strip() == "https://simulator.exemplu.ro/"
