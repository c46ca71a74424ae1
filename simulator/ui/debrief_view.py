"""The debrief page as parts: the document, with fields for the questions and ways through the page."""

from __future__ import annotations

from simulator.report.debrief.material import Material
from simulator.report.debrief.questions import QUESTIONS
from simulator.report.document import Document, Section
from simulator.ui import parts
from simulator.ui.conflict_drafts import Drafts, field_nodes
from simulator.ui.parts import Node
from simulator.ui.render_document import page_nodes


def place_of_answer(question: str) -> str:
    """Under which name the answer to a question is kept."""
    return f"question:{question}"


def debrief_nodes(document: Document, material: Material, drafts: Drafts[str], saved: str) -> list[Node]:
    """The whole page. `drafts` are own words by place; `saved` says what is stored."""
    slots = {QUESTIONS: lambda: [_questions(material, drafts), parts.status(saved)]}
    head, *others = document.blocks
    assert isinstance(head, Section)
    heading = parts.heading(material.play.title, 1, focus=True, about=document.about)
    first = parts.section([heading, *page_nodes(head.blocks, slots)], key=head.key)
    nodes = page_nodes(others, slots)
    return [first, parts.contents(material.language.text("On this page"), nodes), *nodes]


def _questions(material: Material, drafts: Drafts[str]) -> Node:
    fields = list[Node]()
    for index, name in enumerate(material.questions):
        place, asked = place_of_answer(name), {"question": index}
        field = parts.textarea(
            f"q{index}",
            material.texts.words(f"questions.{name}"),
            drafts.typed(place),
            keep={"do": "keep", "with": asked},
        )
        settle = {"do": "settle", "with": asked}
        fields += field_nodes(field, drafts, place, settle, material.language)
    return parts.form(
        "questions", "keep-answers", {}, fields, submit=material.language.text("Save my answers")
    )
