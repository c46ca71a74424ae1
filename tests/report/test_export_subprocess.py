"""A document written by another process is the same document, and nothing of the work stays here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.errors import Refused
from simulator.report.document import Text
from simulator.report.document_data import as_data, document_from_data
from simulator.report.export_subprocess import PASSED_ON, written_apart
from simulator.report.file_formats import written
from tests.report.reading import words_of_docx, words_of_pdf
from tests.report.test_document import HOSTILE, paper, told

HERE = """
import sys
from simulator.report.export_subprocess import written_apart
from simulator.report.document import Document, Text
assert written_apart(Document("a", "a", "ro", "", "", (Text("b"),)), sys.argv[1])
print(sorted({"typst", "docx", "lxml"} & set(sys.modules)))
"""


def test_a_document_outlives_its_way_through_json() -> None:
    for document in (paper(wide=True), told("abuse-discovery", "ro"), paper(*map(Text, HOSTILE))):
        assert document_from_data(json.loads(json.dumps(as_data(document)))) == document


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_another_process_writes_the_same_words(kind: str) -> None:
    document = paper(*map(Text, HOSTILE))
    words = words_of_pdf if kind == "pdf" else words_of_docx
    assert words(written_apart(document, kind)) == words(written(document, kind))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_what_writes_documents_is_never_loaded_here(kind: str) -> None:
    done = subprocess.run([sys.executable, "-c", HERE, kind], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_kind_that_nobody_writes_is_refused_before_a_process_begins() -> None:
    with pytest.raises(Refused):
        written_apart(paper(), "exe")


def test_nothing_of_the_kernels_environment_reaches_it_but_what_python_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = tmp_path / "python"
    asked.write_text("#!/bin/sh\ncat > /dev/null\nexec env\n", "utf-8")
    asked.chmod(0o700)
    secrets = {
        "SIMULATOR_DATABASE": "postgresql://clasa:parola-bazei@localhost/clasa",
        "SIMULATOR_VISIT": "bilet-de-o-zi",
        "AWS_SECRET_ACCESS_KEY": "cheie",
        "PYTHONSTARTUP": "/tmp/altceva.py",
        "BASH_ENV": "/tmp/altceva.sh",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LANG", "ro_RO.UTF-8")
    monkeypatch.setattr(sys, "executable", str(asked))
    given = dict(line.split("=", 1) for line in written_apart(paper(), "pdf").decode().splitlines())
    assert {name: value for name, value in given.items() if value in secrets.values()} == {}
    assert set(given) - PASSED_ON <= {"PWD", "OLDPWD", "SHLVL", "_"}, "what a shell sets by itself"
    assert (given["LANG"], given["PATH"]) == ("ro_RO.UTF-8", os.environ["PATH"])


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_with_so_little_it_writes_the_same_document(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    document = paper(*map(Text, HOSTILE))
    for name in set(os.environ) - {"PATH", "PYTHONPATH"}:
        monkeypatch.delenv(name)
    words = words_of_pdf if kind == "pdf" else words_of_docx
    assert words(written_apart(document, kind)) == words(written(document, kind))


def test_where_no_process_can_be_begun_it_is_written_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert written_apart(paper(), "pdf").startswith(b"%PDF-")


def test_a_process_that_fails_gives_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.report.export_subprocess.json.dumps", lambda _: "{}")
    with pytest.raises(subprocess.CalledProcessError):
        written_apart(paper(), "pdf")
