"""Whatever signs the terminal's encoding has, a command prints all it has to say, and never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli.main import _commands, main
from simulator.labs.material.documents_examples import example_document, example_name
from simulator.language import language
from tests.support import CHECKOUT

ENCODINGS = ["cp1250", "cp852", "cp1252", "ascii"]
WALK = ["abuse-discovery", "--walk", "expert-technician"]
PRINTING = {
    "cases": [],
    "coverage": [],
    "replay": WALK,
    "case": ["script", "abuse-discovery"],
    "check": ["--fast", str(CHECKOUT / "scenarios" / "cases" / "burnout")],
    "cohort": ["burnout", "--learners", "30"],
    "play": ["abuse-discovery", "--role", "technician", "--seed", "1"],
    "data": ["list", "--why", "întrebare"],
    "document": ["check", example_name("good")],
}
SERVERS = {"serve", "lab"}


class Terminal:
    """Streams of one encoding in place of the test's own, and the bytes that were written to them."""

    def __init__(self, encoding: str, patch: pytest.MonkeyPatch, typed: bytes = b"") -> None:
        self.encoding, self.bytes = encoding, io.BytesIO()
        out = io.TextIOWrapper(self.bytes, encoding=encoding, write_through=True)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", out)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding=encoding))

    def text(self) -> str:
        return self.bytes.getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a database, and a document that can be checked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMULATOR_DATABASE", f"sqlite:///{tmp_path / 'own.db'}")
    Path(example_name("good")).write_bytes(example_document("good"))


def test_every_command_is_tried() -> None:
    assert set(PRINTING) | SERVERS == set(_commands(language("ro")))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", PRINTING)
def test_a_command_prints_in_any_encoding(name: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Terminal("utf-8", monkeypatch, b"1\nq\n")
    code = main([name, *PRINTING[name]])
    here = Terminal(encoding, monkeypatch, b"1\nq\n")
    assert main([name, *PRINTING[name]]) == code == 0
    assert here.text().count("\n") == whole.text().count("\n")
    assert here.text().count("?") == whole.text().count("?"), "a sign has no other near it"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("words", [[], *([name] for name in sorted({*PRINTING, *SERVERS}))], ids=str)
def test_help_is_given_in_any_encoding(
    words: list[str], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Terminal(encoding, monkeypatch)
    with pytest.raises(SystemExit) as end:
        main([*words, "--help"])
    assert end.value.code == 0
    assert "simulator" in here.text()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("words", [["cases", "--ș"], ["replay", "ș", "--walk", "ț"], ["check", "/\udcff/ș"]])
def test_what_is_wrong_is_said_in_any_encoding(
    words: list[str], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Terminal(encoding, monkeypatch)
    try:
        assert main(words) == 2
    except SystemExit as end:
        assert end.code == 2
    assert here.text()


def test_the_name_of_a_file_may_be_in_no_encoding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = Terminal("utf-8", monkeypatch)
    script = tmp_path / "\udcff.txt"
    assert main(["case", "script", "burnout", "--output", str(script)]) == 0
    assert script.exists()
    assert "?.txt" in here.text()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", ["cases", "coverage", "replay", "cohort"])
def test_data_loses_no_sign(name: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Terminal("utf-8", monkeypatch)
    main([name, *PRINTING[name], "--json"])
    here = Terminal(encoding, monkeypatch)
    main([name, *PRINTING[name], "--json"])
    assert json.loads(here.text()) == json.loads(whole.text())


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "„Așteptați…” – ț 😀"),
        ("cp1250", "„A\u015ftepta\u0163i…” – \u0163 ?"),
        ("cp852", '"A\u015ftepta\u0163i..." - \u0163 ?'),
        ("cp1252", "„Asteptati…” – t ?"),
        ("ascii", '"Asteptati..." - t ?'),
    ],
)
def test_a_missing_sign_is_written_as_the_nearest(
    encoding: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.cli.streams import accept_any_sign, print_as_data

    here = Terminal(encoding, monkeypatch)
    accept_any_sign()
    print("„Așteptați…” – ț 😀", end="")
    assert here.text() == written
    print_as_data()
    print(json.dumps("„ș😀”", ensure_ascii=False))
    assert json.loads(here.text().removeprefix(written)) == "„ș😀”"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_typed_in_another_encoding_is_no_fault(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Terminal(encoding, monkeypatch, "ștăîâ\n?\nq\n".encode())
    assert main(["play", *PRINTING["play"]]) == 0
    assert here.text()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_real_program_keeps_to_the_encoding_it_is_given(encoding: str) -> None:
    given = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(CHECKOUT)}
    run = subprocess.run(
        [sys.executable, "-m", "simulator.cli.main", "cases"], env=given, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert "abuse-discovery" in run.stdout.decode(encoding)
