"""The checklist page: one situation open by its address, an institution's file used or told to be faulty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from tests.report.reading import words_of_docx
from tests.ui.test_grid_controller import parts_in
from tests.ui.test_routes import words

OWN = """format: 1
institution: DAS Ulmișoara
reviewed: 2020-03-01
examples:
  burnout:
    - Pauza se cere în registrul de gardă.
"""


def with_file(shell: PageShell, engine: Engine, path: Path) -> PageShell:
    other = PageShell(replace(shell.visit, checklist=path), engine, PAGES)
    other.open("checklist")
    return other


def opened(shell: PageShell) -> list[str]:
    return [part["key"] for part in parts_in(shell.page.view, "details") if part["opened"]]


def test_the_address_opens_a_situation_and_no_other(shell: PageShell) -> None:
    shell.open("checklist")
    assert opened(shell) == []
    assert len([part for part in shell.page.view["children"] if part["is"] == "details"]) == 6
    shell.open("checklist", Place(id="burnout"))
    assert opened(shell) == ["burnout"]
    shell.open("checklist", Place(id="nope"))
    assert opened(shell) == []


def test_an_institutions_examples_stand_on_the_page_and_its_late_review_is_told(
    shell: PageShell, engine: Engine, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    shell.open("checklist")
    assert "Exemple ale instituției" not in words(shell)
    assert "a întârziat" not in words(shell)
    path = tmp_path / "checklist.yaml"
    path.write_text(OWN, "utf-8")
    other = with_file(shell, engine, path)
    assert "Exemple ale instituției: DAS Ulmișoara" in words(other)
    assert "Pauza se cere în registrul de gardă." in words(other)
    assert "Revizuirea anuală a întârziat" in words(other)
    other.receive({"do": "paper", "with": {"kind": "docx"}})
    paper = " ".join(words_of_docx(sent[-1]["buffers"][0]))
    assert "Pauza se cere în registrul de gardă." in paper


def test_a_faulty_file_is_not_used_and_the_page_says_so(
    shell: PageShell, engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "checklist.yaml"
    for wrong in (OWN.replace("burnout", "oboseala"), "format: [", ""):
        path.write_text(wrong, "utf-8")
        other = with_file(shell, engine, path)
        assert "are greșeli și nu este folosit" in words(other)
        assert len([part for part in other.page.view["children"] if part["is"] == "details"]) == 6
    path.unlink()
    assert "are greșeli și nu este folosit" in words(with_file(shell, engine, path))
