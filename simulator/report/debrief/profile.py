"""What a play showed over the domains, and how the seven steps of an intervention were taken."""

from __future__ import annotations

from simulator.language import Language
from simulator.report.debrief.material import Material
from simulator.report.document import Badge, Cell, Details, Items, Section, Table, Text, section_of
from simulator.report.estimate_words import interval_share, interval_span
from simulator.report.play_data import EstimateData, FindingData, StepData
from simulator.report.wording import role_word

DONE = "done"
_STATES = {"done": "done", "skipped": "skipped", "out-of-order": "out of order"}
_MOODS = {"done": "good", "skipped": "quiet", "out-of-order": "open"}


def steps_section(material: Material) -> Section | None:
    """The seven steps where they say something true of this play: those that it took, and those that an
    expert took here and it did not. None without an expert's path to tell by.
    """
    language, steps = material.language, steps_at_stake(material)
    if not steps:
        return None
    text = language.text
    head = (text("Step"), text("State"), text("When"), text("Who"))
    rows = tuple(_step(number, step, language) for number, step in steps)
    table = Table(text("The seven steps of an intervention"), head, rows, (8, 4, 4, 4))
    return section_of(text("The seven steps"), table, key="steps")


def steps_at_stake(material: Material) -> list[tuple[int, StepData]]:
    """The steps with their numbers, without a reproach that an expert's path would earn as well."""
    paths = material.companions.paths
    if not paths:
        return []
    fair = {step.step: step.state for step in paths[0].expert.steps}
    return [
        (number, step)
        for number, step in enumerate(material.play.steps, 1)
        if step.state == DONE or fair.get(step.step) == DONE
    ]


def _step(number: int, step: StepData, language: Language) -> tuple[Cell, ...]:
    state = Badge(language.text(_STATES[step.state]), _MOODS[step.state])
    by = role_word(step.by, language) if step.by else "–"
    return f"{number}. {step.title}", state, step.time or "–", by


def profile_section(material: Material, finding: FindingData) -> Section:
    """What one role showed, domain by domain; what was not observed is not zero."""
    language = material.language
    text = language.text
    about = text(
        "Levels, weights and intervals are ours; the grid of the guide has no scale. "
        "The interval holds {share} % of what the evidence allows. "
        "One play shows little; not observed is not zero.",
        share=interval_share(material.texts.bundle.profession.model),
    )
    quiet = tuple(one.title for one in finding.domains if not one.weight)
    rows = tuple(_domain(one, language) for one in finding.domains if one.weight)
    head = (text("Domain"), text("Level"), text("Estimate (0–1), with its interval"), text("Rests on"))
    return section_of(
        text("Profile over the domains: {role}", role=role_word(finding.role, language)),
        Text(about, kind="quiet"),
        Table(text("What this play showed"), head, rows, (5, 4, 4, 7)),
        Details(text("Not observed in this play"), (Items(quiet),)) if quiet else None,
        key=f"profile-{finding.role}",
    )


def _domain(one: EstimateData, language: Language) -> tuple[Cell, ...]:
    level = one.level_title or language.text("not enough evidence")
    count = language.count("{number} source", "{number} sources", len(one.rests_on_words))
    return one.title, level, interval_span(one, language), Details(count, (Items(one.rests_on_words),))
