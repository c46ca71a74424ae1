"""The checklist: six situations in our words, each line on rules; an institution's own beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.competence.recommendation import offers_in
from simulator.content.enums import ROLES
from simulator.errors import ProblemsFound
from simulator.graph.checklist import OwnExamples, own_examples
from simulator.graph.loading import load_profession
from simulator.language import language
from simulator.report.checklist import (
    ChecklistSheet,
    checklist_blocks,
    checklist_document,
    checklist_sheet,
    next_review,
)
from simulator.report.document import Details, Items, Link, Note
from simulator.report.file_formats import written
from simulator.ui.case_catalogue import case_catalogue
from tests.report.reading import pdf, words_of_docx, words_of_pdf

PROFESSION = load_profession()
BUNDLES = case_catalogue(()).bundles()
OFFERS = [offer for bundle in BUNDLES.values() for offer in offers_in(bundle)]
OWN = OwnExamples(
    "DAS Ulmișoara",
    "2026-03-01",
    {"abuse-signs": ("Noaptea sună de serviciu doamna Albu.", "Fișa e aici.")},
)
FILE = """format: 1
institution: DAS Ulmișoara
reviewed: 2026-03-01
examples:
  abuse-signs:
    - Noaptea sună de serviciu doamna Albu.
"""


def sheet_of(code: str = "ro", own: OwnExamples | None = None, day: str = "2026-12-01") -> ChecklistSheet:
    titles = {name: bundle.text("title", code) for name, bundle in BUNDLES.items()}
    return checklist_sheet(PROFESSION, OFFERS, titles, own, day, language(code))


def test_six_situations_each_with_both_roles_rules_and_the_cases_that_train_it() -> None:
    sheet = sheet_of()
    assert [one.id for one in sheet.situations] == list(PROFESSION.profession.checklist)
    assert len(sheet.situations) == 6
    for one in sheet.situations:
        assert one.technician
        assert one.coordinator
        assert one.never
        assert one.cited
        assert len(one.rules) == len(PROFESSION.profession.checklist[one.id][0])
    trained = {one.id: {name for name, _ in one.cases} for one in sheet.situations}
    assert trained["signing"] == {"signature-request"}
    assert trained["emotional-pressure"] == {"abuse-discovery", "coordination-conflict", "signature-request"}


def test_a_line_says_its_force_and_source_where_it_is_not_simply_a_rule_of_the_guide() -> None:
    sheet = sheet_of()
    marked = [
        line
        for one in sheet.situations
        for line in (*one.technician, *one.coordinator, *one.never)
        if "(lege: " in line
    ]
    assert len(marked) == 2
    assert all("Legea 272/2004" in line for line in marked)


def test_every_line_rests_on_rules_of_its_situation_that_bind_whom_it_names() -> None:
    binds = {(rule.id, rule.role) for rule in PROFESSION.profession.rules}
    for one in PROFESSION.checklist.situations:
        named = set(PROFESSION.profession.checklist[one.id][0])
        for role, lines in enumerate((one.technician, one.coordinator)):
            for line in lines:
                assert set(line.rules) <= named
                assert all((name, role) in binds for name in line.rules), (ROLES[role], line)
        forbidding = {rule.id for rule in PROFESSION.profession.rules if rule.stance == "forbid"}
        assert all(set(line.rules) <= forbidding for line in one.never)


def test_no_line_is_a_passage_of_the_guide() -> None:
    """Where the guide's own columns were written off, a line would begin as they do."""
    theirs = [
        "notează observațiile obiective",
        "coordonează planul de intervenție",
        "solicită pauze rezonabile și sprijin",
        "propune alternative",
        "ascultă și oferă empatie",
        "nu se ascunde problema",
    ]
    ours = [
        line.casefold()
        for one in sheet_of().situations
        for line in (*one.technician, *one.coordinator, *one.never)
    ]
    assert [line for line in ours if any(line.startswith(words) for words in theirs)] == []


@pytest.mark.parametrize("code", ["ro", "en"])
@pytest.mark.parametrize("own", [None, OWN])
def test_the_sheet_of_paper_has_two_pages_at_most(code: str, own: OwnExamples | None) -> None:
    sheet = sheet_of(code, own)
    paper = checklist_document(sheet, language(code))
    made = written(paper, "pdf")
    assert len(pdf(made).pages) <= 2
    docx = " ".join(words_of_docx(written(paper, "docx")))
    for said in (docx, words_of_pdf(made)):
        flat = re.sub(r"\s+", " ", said)
        for one in sheet.situations:
            assert one.title in flat
            assert one.technician[0] in flat
        assert ("DAS Ulmișoara" in flat) is (own is not None)


def test_the_institutions_examples_are_named_as_its_own_wherever_they_stand() -> None:
    sheet = sheet_of(own=OWN)
    (own,) = [
        block
        for details in checklist_blocks(sheet, language("ro"))
        if isinstance(details, Details)
        for block in details.blocks
        if isinstance(block, Note) and block.blocks == (Items(OWN.examples["abuse-signs"]),)
    ]
    assert own.title == "Exemple ale instituției: DAS Ulmișoara"


def test_every_situation_leads_to_its_rules_and_cases() -> None:
    for details in checklist_blocks(sheet_of(), language("ro")):
        if not isinstance(details, Details):
            continue
        assert [block for block in details.blocks if isinstance(block, Link) and block.page == "case"]
        (folded,) = [block for block in details.blocks if isinstance(block, Details)]
        links = [block for block in folded.blocks if isinstance(block, Link)]
        assert [link.id for link in links] == list(PROFESSION.profession.checklist[details.key][0])
        assert {link.page for link in links} == {"rule"}


@pytest.mark.parametrize(("reviewed", "due"), [("2026-03-01", "2027-03-01"), ("2028-02-29", "2029-02-28")])
def test_the_next_review_is_due_a_year_later(reviewed: str, due: str) -> None:
    assert next_review(reviewed) == due


@pytest.mark.parametrize(("day", "late"), [("2027-03-01", False), ("2027-03-02", True)])
def test_an_overdue_review_of_the_institution_is_told(day: str, late: bool) -> None:
    review = sheet_of(own=OWN, day=day).own_review
    assert review is not None
    assert "1 martie 2027" in review.words
    assert bool(review.overdue) is late


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "checklist.yaml"
    path.write_text(FILE, "utf-8")
    own = own_examples(path, PROFESSION.profession)
    assert own == OwnExamples(
        "DAS Ulmișoara", "2026-03-01", {"abuse-signs": ("Noaptea sună de serviciu doamna Albu.",)}
    )


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("2026-03-01", "1 martie 2026", 3, "nu este o zi din calendar"),
        ("2026-03-01", "2026-02-30", 3, "nu este o zi din calendar"),
        ("abuse-signs:", "abuz:", 6, "nicio situație numită „abuz”"),
        ("institution:", "institutia:", 2, "nu este cunoscută"),
        ("    - Noaptea sună de serviciu doamna Albu.", "    []", 6, "este gol"),
    ],
)
def test_faults_of_a_file_are_told_with_their_line_and_what_to_do(
    tmp_path: Path, right: str, wrong: str, line: int, words: str
) -> None:
    path = tmp_path / "checklist.yaml"
    path.write_text(FILE.replace(right, wrong), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        own_examples(path, PROFESSION.profession)
    told = [(problem.line, language("ro").problem(problem)) for problem in found.value.problems]
    assert any(at == line and words in said for at, said in told), told


def test_the_example_for_teachers_is_a_file_that_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "teachers" / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(format: 1\ninstitution.*?)```", page, re.DOTALL)
    path = tmp_path / "checklist.yaml"
    path.write_text(example, "utf-8")
    assert set(own_examples(path, PROFESSION.profession).examples) == {"abuse-signs", "signing"}
    assert all(f"`{name}`" in page for name in PROFESSION.profession.checklist)
