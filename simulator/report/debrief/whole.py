"""The debrief of a play as one document: what was done, what the profession says, what it showed."""

from __future__ import annotations

from simulator.report.debrief.advice import advice_section
from simulator.report.debrief.corrections import corrections_section
from simulator.report.debrief.expert import expert_section, expert_view
from simulator.report.debrief.facts import facts_section
from simulator.report.debrief.findings import findings_section
from simulator.report.debrief.head import head_section
from simulator.report.debrief.material import Material
from simulator.report.debrief.moments import moments_section
from simulator.report.debrief.profile import profile_section, steps_section
from simulator.report.debrief.questions import questions_section
from simulator.report.debrief.what_if import what_if_blocks
from simulator.report.document import Document, Link, gathered, section_of
from simulator.report.wording import foot_of, page_pattern


def debrief_document(material: Material) -> Document:
    """The debrief in the material's language."""
    language, play = material.language, material.play
    text = language.text
    expert = expert_view(material)
    blocks = gathered(
        head_section(material),
        what_if_blocks(material),
        moments_section(material, expert),
        expert_section(material, expert),
        [facts_section(material, finding) for finding in material.judged.findings],
        corrections_section(material),
        [findings_section(material, finding) for finding in play.findings],
        steps_section(material),
        [profile_section(material, finding) for finding in play.findings],
        questions_section(material),
        advice_section(material.companions.advice, language),
        section_of(
            "",
            Link(text("To the start page"), "start", kind="main"),
            Link(text("To the competence grid"), "grid"),
            kind="row",
            key="ways",
        ),
    )
    return Document(
        name=f"{text('Debrief')} – {play.title}",
        title=text("Debrief: {case}", case=play.title),
        about=text("Debrief"),
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        blocks=tuple(blocks),
    )
