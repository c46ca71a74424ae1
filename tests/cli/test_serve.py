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


def test_faults_of_an_institutions_checklist_are_told_before_anybody_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: list[Settings] = []
    monkeypatch.setattr(
        "simulator.serve.app.serve_until_stopped", lambda settings, _: served.append(settings)
    )
    path, config = tmp_path / "checklist.yaml", tmp_path / "clasa.toml"
    path.write_text("format: 1\ninstitution: DAS\nreviewed: ieri\nexamples: {burnout: [x]}\n", "utf-8")
    config.write_text(f'checklist = "{path.as_posix()}"\n', "utf-8")
    for given in (["--checklist", str(path)], ["--config", str(config)]):
        assert main(["serve", *given]) == 1
        said = capsys.readouterr().err
        assert "checklist.yaml:3" in said
        assert "„ieri” nu este o zi din calendar" in said
        assert "2026-11-30" in said
    assert served == []
    path.write_text("format: 1\ninstitution: DAS\nreviewed: 2026-10-01\nexamples: {burnout: [x]}\n", "utf-8")
    assert main(["serve", "--checklist", str(path)]) == 0
    assert served[0].checklist == str(path)
