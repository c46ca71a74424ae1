"""The debrief of a play: a page that is read in parts, a paper of a few pages, and the whole on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.report.debrief.advice import advice_section
from simulator.report.debrief.corrections import corrections_section
from simulator.report.debrief.day import DayMoment, day_moments
from simulator.report.debrief.expert import ExpertView, expert_section, expert_view
from simulator.report.debrief.facts import facts_section
from simulator.report.debrief.first_screen import MOST_WORDS, about_words, first_screen
from simulator.report.debrief.head import circumstances_section, save_buttons
from simulator.report.debrief.material import Material
from simulator.report.debrief.moments import all_moments, moments_in_short, moments_section
from simulator.report.debrief.profile import profile_section, steps_section
from simulator.report.debrief.questions import questions_section
from simulator.report.debrief.rules import rules_section
from simulator.report.debrief.what_if import what_if_blocks
from simulator.report.document import Block, Document, Link, Printer, Section, gathered, section_of
from simulator.report.open_words import open_words
from simulator.report.wording import foot_of, page_pattern

MOMENTS, FACTS, EXPERT, RULES, PROFILE, QUESTIONS, PAPER = (
    "",
    "facts",
    "expert",
    "rules",
    "profile",
    "questions",
    "paper",
)


@dataclass(frozen=True, slots=True)
class _Debrief:
    """A material with what several parts are built of."""

    material: Material
    expert: ExpertView
    day: tuple[DayMoment, ...]


def debrief_parts(material: Material) -> tuple[tuple[str, str], ...]:
    """The parts that a page has, each with an address of its own: its name there and its title."""
    text = material.language.text
    parts = (
        (MOMENTS, text("Moments")),
        (FACTS, text("Facts")),
        (EXPERT, text("Expert")),
        (RULES, text("Rules")),
        (PROFILE, text("Profile")),
        (QUESTIONS, text("Questions")),
        (PAPER, text("On paper")),
    )
    return tuple(part for part in parts if part[0] != QUESTIONS or material.questions)


def debrief_part(material: Material, part: str, above: int = 0) -> Document:
    """One part of the page; `above` are the words that the page says above it. Raises `KeyError`."""
    built = _built(material)
    return _document(material, _PARTS[part](built, above))


def debrief_document(material: Material) -> Document:
    """The whole debrief in the material's language, for paper, a terminal and a notebook."""
    built, play = _built(material), material.play
    first = first_screen(material, built.day)
    blocks = gathered(
        first,
        corrections_section(material),
        what_if_blocks(material),
        circumstances_section(material),
        all_moments(material, built.day),
        expert_section(material, built.expert),
        _facts(built, 0),
        [rules_section(material, finding) for finding in play.findings],
        steps_section(material),
        [profile_section(material, finding) for finding in play.findings],
        questions_section(material),
        advice_section(material.companions.advice, material.language),
    )
    return _document(material, blocks)


def debrief_in_short(material: Material) -> Document:
    """What the page shows first, on a few pages of paper."""
    built = _built(material)
    first = first_screen(material, built.day, MOST_WORDS)
    words = open_words([first])
    moments = moments_in_short(material, built.day, words)
    return _document(material, gathered(first, corrections_section(material), moments))


def _built(material: Material) -> _Debrief:
    expert = expert_view(material)
    return _Debrief(material, expert, day_moments(material, expert))


def _document(material: Material, blocks: Iterable[Block]) -> Document:
    language, play = material.language, material.play
    text = language.text
    return Document(
        name=f"{text('Debrief')} – {play.title}",
        title=play.title,
        above=about_words(material),
        about=about_words(material),
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        blocks=tuple(blocks),
    )


def _moments(built: _Debrief, above: int) -> Iterable[Block]:
    material = built.material
    first = first_screen(material, built.day, MOST_WORDS)
    beside = list(gathered(corrections_section(material), what_if_blocks(material)))
    before = above + open_words([first, *beside])
    return [first, *beside, moments_section(material, built.day, before)]


def _facts(built: _Debrief, _above: int) -> Iterable[Block]:
    return [facts_section(built.material, finding) for finding in built.material.judged.findings]


def _facts_and_part(built: _Debrief, above: int) -> Iterable[Block]:
    return [*_facts(built, above), circumstances_section(built.material)]


def _expert(built: _Debrief, _above: int) -> Iterable[Block]:
    return gathered(expert_section(built.material, built.expert), steps_section(built.material))


def _rules(built: _Debrief, _above: int) -> Iterable[Block]:
    return [rules_section(built.material, finding) for finding in built.material.play.findings]


def _profile(built: _Debrief, _above: int) -> Iterable[Block]:
    material = built.material
    sections = [profile_section(material, finding) for finding in material.play.findings]
    grid = section_of("", Link(material.language.text("To the competence grid"), "grid"), kind="row")
    return gathered(sections, grid, advice_section(material.companions.advice, material.language))


def _questions(built: _Debrief, _above: int) -> Iterable[Block]:
    return [questions_section(built.material)]


def _paper(built: _Debrief, _above: int) -> Iterable[Block]:
    """The ways to take it along, then the short paper as it is printed."""
    material, text = built.material, built.material.language.text
    ways: Section = section_of(
        "",
        Printer(text("Print")),
        save_buttons(material, "paper", text("In short"), extent="short"),
        save_buttons(material, "paper", text("Everything"), extent="whole"),
        kind="row",
        key="save",
    )
    return [ways, *debrief_in_short(material).blocks]


_PARTS: dict[str, Callable[[_Debrief, int], Iterable[Block]]] = {
    MOMENTS: _moments,
    FACTS: _facts_and_part,
    EXPERT: _expert,
    RULES: _rules,
    PROFILE: _profile,
    QUESTIONS: _questions,
    PAPER: _paper,
}
