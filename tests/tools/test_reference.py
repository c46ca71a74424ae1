"""Every field of a case has a meaning in both languages, and the pages say what the models say."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.enums import LANGUAGES
from tests.support import SMALL
from tools.markdown import anchor, table
from tools.reference import main, models, own_fields, pages, reference, schema
from tools.vocabulary import read_names, vocabulary_page


def test_every_model_and_every_field_has_a_meaning_and_nothing_else_has_one() -> None:
    written = {name: list(meaning.fields) for name, meaning in schema().models.items()}
    there = {name: list(own_fields(kind)) for name, kind in models().items()}
    assert {name: sorted(fields) for name, fields in written.items()} == {
        name: sorted(fields) for name, fields in there.items()
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_reference_names_every_field_and_leads_only_to_its_own_headings(code: str) -> None:
    page = reference(schema(), code)
    headings = {anchor(line.lstrip("# ")) for line in page.splitlines() if line.startswith("#")}
    assert {part.split(")")[0] for part in page.split("](#")[1:]} <= headings
    for kind in models().values():
        assert all(f"| `{field}` |" in page for field in own_fields(kind))


def test_both_languages_say_each_meaning_in_words_of_their_own() -> None:
    for meaning in schema().models.values():
        for words in (meaning.title, meaning.about, *meaning.fields.values()):
            assert words.ro != words.en or words.ro.startswith("`")


def test_limits_and_defaults_come_from_the_models() -> None:
    page = reference(schema(), "en")
    assert "| `minutes` | minutes | `0` |" in page
    assert "whole number, from 5 to 60 | required" in page
    assert "| `level` | level | `standard` |" in page


def test_the_vocabulary_shows_acts_marks_indicators_and_rules_of_any_framework() -> None:
    names = read_names(SMALL)
    page = vocabulary_page(names)
    domains = names.competence.domains.items()
    indicators = [f"{domain}.{short}" for domain, found in domains for short in found.indicators]
    for name in (*names.vocabulary.acts, *names.vocabulary.marks, *names.rulebook.rules, *indicators):
        assert f"`{name}`" in page


def test_the_command_prints_a_page_or_writes_all(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--lang", "en"]) == 0
    assert capsys.readouterr().out == reference(schema(), "en")
    monkeypatch.setattr("tools.reference.FOLDER", tmp_path)
    assert main([]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in pages()}


def test_a_bar_in_a_cell_stays_text() -> None:
    assert table(("a",), [("x | y\nz",)]) == "| a |\n| --- |\n| x \\| y z |"
