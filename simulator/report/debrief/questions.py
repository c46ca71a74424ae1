"""Questions to think about afterwards; a page has fields for the answers, paper what was answered."""

from __future__ import annotations

from simulator.report.debrief.material import Material
from simulator.report.document import Section, Slot, Text, gathered, section_of

QUESTIONS = "questions"  # the place where a page puts its fields


def questions_section(material: Material) -> Section:
    """The questions of the case, with the learner's own answers."""
    text = material.language.text
    answered = gathered(
        *[
            (
                Text(material.texts.words(f"questions.{name}"), kind="ask"),
                Text(material.own.questions.get(name, "") or text("(no answer kept)")),
            )
            for name in material.questions
        ]
    )
    about = Text(text("Your answers are kept for you; nobody judges them."), kind="quiet")
    blocks = (
        (about, Slot(QUESTIONS, tuple(answered)))
        if material.questions
        else (Text(text("nothing yet"), kind="quiet"),)
    )
    return section_of(text("Questions to think about"), blocks, key="questions")
