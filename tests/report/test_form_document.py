"""A form on paper is the form: its own sections, what was put in, nothing of what is thought of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.competence.debrief import debrief
from simulator.language import language
from simulator.report.debrief.material import Material, material
from simulator.report.document import Sheet
from simulator.report.file_formats import written
from simulator.report.form_document import form_document, forms_filled_in
from simulator.report.wording import Texts
from tests.report.reading import opened, tags_of, words_of_docx, words_of_pdf
from tests.support import bundle, our_cases, random_play


def played(case: str, role: int, code: str = "ro", *, sections: bool = True) -> Material:
    """A random play in which a form was filled in."""
    rests_on = bundle(case, "standard")
    if not sections:
        scenes = [replace(one, task=replace(one.task, sections=())) for one in rests_on.graph.scenes]
        rests_on = replace(rests_on, graph=replace(rests_on.graph, scenes=tuple(scenes)))
    for seed in range(60):
        judged = debrief(rests_on, random_play(rests_on.graph, (role,), seed))
        found = material(Texts(rests_on, language(code)), judged)
        if forms_filled_in(found.play):
            return found
    raise AssertionError("no form in sixty plays")


def boxes(found: Material, own: str = "") -> dict[str, tuple[str, ...]]:
    (first, *_) = forms_filled_in(found.play)
    (sheet,) = [block for block in form_document(found.texts, first, own).blocks if isinstance(block, Sheet)]
    return dict(sheet.boxes)


@pytest.mark.parametrize("case", our_cases())
@pytest.mark.parametrize("role", [0, 1])
def test_every_statement_of_a_form_of_ours_has_its_section(case: str, role: int) -> None:
    for scene in bundle(case, "hard").graph.scenes:
        if scene.task.form and scene.role == role:
            named = zip(scene.task.elements, scene.task.sections, strict=True)
            assert [e.id for e, section in named if not section and e.aspect != "addressing"] == []


def test_a_form_has_its_sections_in_their_order_and_what_was_put_there() -> None:
    found = played("abuse-discovery", 0)
    (form, *_) = [d for d in forms_filled_in(found.play) if d.form == "observation-sheet"]
    paper = form_document(found.texts, form, "Am scris <b>eu</b> {{x}}")
    (sheet,) = [block for block in paper.blocks if isinstance(block, Sheet)]
    assert [label for label, _ in sheet.boxes] == [
        "Întocmit la data de",
        "Întocmit de",
        "Data, ora, locul, persoanele prezente",
        "Fapte observate",
        "Cele auzite și cine le-a spus",
        "Schimbări față de ultima vizită",
        "Risc imediat și ce s-a făcut",
        "Cui o predați",
        "Cu propriile cuvinte",
    ]
    inside = [words for _, written_in in sheet.boxes for words in written_in]
    for part in form.parts:
        if part.kind == "statement":
            assert (part.text in inside) == part.included, part.id
        else:
            assert part.given in inside
    assert paper.name == "Fișă de observație – Mâneca trasă peste palmă"
    assert sheet.boxes[0][1][0].startswith("marți, 17 noiembrie 2026, ")


def test_a_form_says_nothing_of_what_is_right() -> None:
    found = played("signature-request", 0)
    (form, *_) = forms_filled_in(found.play)
    data = written(form_document(found.texts, form), "docx")
    words = " ".join(words_of_docx(data))
    assert form.why not in words
    assert form.model not in words
    assert not [part.why for part in form.parts if part.why in words]


@pytest.mark.parametrize("code", ["ro", "en"])
def test_both_writers_print_the_form(code: str) -> None:
    found = played("coordination-conflict", 1, code)
    (form, *_) = forms_filled_in(found.play)
    paper = form_document(found.texts, form, "{{ 7*7 }} <i>x</i> #let")
    in_word, in_pdf = written(paper, "docx"), written(paper, "pdf")
    for words in (" ".join(words_of_docx(in_word)), words_of_pdf(in_pdf)):
        assert paper.title.upper() in words
        assert "{{ 7*7 }} <i>x</i> #let" in words
        assert {"ro": "Semnătura persoanei", "en": "Signature of the person"}[code] in words
    (table,) = opened(in_word).tables
    assert len(table.columns) == 2
    assert tags_of(in_pdf).count("H1") == 1


def test_a_play_pinned_before_there_were_sections_still_prints() -> None:
    sheet = boxes(played("burnout", 1, sections=False))
    assert "Consemnări" in sheet
    assert "Decizii și temeiul lor" not in sheet


def test_a_form_of_a_coordinator_asks_for_one_signature() -> None:
    for role, count in ((0, 2), (1, 1)):
        found = played("signature-request", role)
        paper = form_document(found.texts, forms_filled_in(found.play)[0])
        assert len(paper.blocks[-1].labels) == count  # type: ignore[union-attr]
