"""The server does not listen to others before access is set up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.errors import WrongUse
from simulator.serve.settings import Settings, is_local, settings_from


def test_the_default_is_this_machine_alone() -> None:
    assert settings_from(None, {}) == Settings()
    assert is_local(Settings().host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "spas.example", ""])
def test_listening_beyond_this_machine_needs_a_class_code_and_a_name(host: str) -> None:
    for given in ({}, {"class_code": "scurt"}, {"class_code": "destul-de-lung"}):
        with pytest.raises(WrongUse):
            settings_from(None, {"host": host, **given})
    ready = settings_from(None, {"host": host, "class_code": "destul-de-lung", "hosts": ("curs.example",)})
    assert ready.hosts == ("curs.example",)


def test_behind_a_proxy_a_class_needs_its_code_and_its_names_as_well() -> None:
    hosts = ("curs.example",)
    for given in ({}, {"class_code": "abc", "hosts": hosts}, {"class_code": "destul-de-lung"}):
        with pytest.raises(WrongUse):
            settings_from(None, {"proxy": True, **given})
    assert settings_from(None, {"proxy": True, "class_code": "destul-de-lung", "hosts": hosts}).proxy


def test_a_file_gives_settings_and_the_prompt_wins(tmp_path: Path) -> None:
    path = tmp_path / "grupa.toml"
    path.write_text('port = 9000\nclass_code = "anul-doi-asistență"\ncases = ["a", "b"]\n', "utf-8")
    found = settings_from(path, {"port": 9001, "host": None})
    assert (found.port, found.class_code, found.cases) == (9001, "anul-doi-asistență", ("a", "b"))


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({}, 0),
        ({"class_code": "destul-de-lung"}, 365),
        ({"class_code": "destul-de-lung", "retention_days": 90}, 90),
        ({"retention_days": 30}, 30),
    ],
    ids=str,
)
def test_a_class_is_kept_for_a_year_and_ones_own_records_without_end(
    given: dict[str, Any], days: int
) -> None:
    assert settings_from(None, given).keeps_days == days


@pytest.mark.parametrize("days", [-1, 99_999])
def test_a_time_for_keeping_that_makes_no_sense_is_refused(days: int) -> None:
    with pytest.raises(WrongUse):
        settings_from(None, {"retention_days": days})


@pytest.mark.parametrize("text", ["port = ", "prot = 9000", 'port = "9000"', "port = true", "\xff"])
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "grupa.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(WrongUse):
        settings_from(path, {})
    with pytest.raises(WrongUse):
        settings_from(tmp_path / "nowhere.toml", {})
