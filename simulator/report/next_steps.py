"""The next step in a domain: a case, laboratories, rules, sources; ways on a page, a table on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.competence.next_steps import NextStep
from simulator.language import Language
from simulator.report.document import Block, Details, Link, Section, Table, Text, section_of
from simulator.report.grid_sheet import GridLine, GridSheet
from simulator.report.grid_words import NO_LEVEL
from simulator.report.wording import citation

MOST_LABS = 3


@dataclass(frozen=True, slots=True)
class StepLine:
    """What to do next in a domain; `case_title`, `rules` and `labs` (id and title) say where ways lead to."""

    line: GridLine
    case: str
    case_title: str
    rules: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    labs: tuple[tuple[str, str], ...] = ()


def step_lines(
    steps: Sequence[NextStep],
    sheet: GridSheet,
    texts: Mapping[str, str],
    case_titles: Mapping[str, str],
    labs: Mapping[str, Sequence[tuple[str, str]]],
    language: Language,
) -> tuple[StepLine, ...]:
    """Next steps in words: `texts` are the profession's by path, `case_titles` those of cases by id.

    `labs` are the ids and titles of laboratories by domain.
    """
    lines = {line.domain: line for line in sheet.lines}
    return tuple(
        StepLine(
            lines[step.domain],
            step.case,
            case_titles.get(step.case, ""),
            tuple((name, texts[f"rules.{name}.title"]) for name in step.rules),
            tuple(citation(texts.__getitem__, name, language) for name in step.sources),
            tuple(labs.get(step.domain, ()))[:MOST_LABS],
        )
        for step in steps
    )


def step_blocks(step: StepLine, language: Language) -> tuple[Block, ...]:
    """What to do next in a domain, with the ways to it."""
    text = language.text
    case = Link(text("A case: {title}", title=step.case_title), "case", id=step.case) if step.case else None
    labs = [
        Link(text("A laboratory: {title}", title=title), "laboratory", id=name) for name, title in step.labs
    ]
    read = Text("; ".join(step.sources), text("To read")) if step.sources else None
    links = [Link(title, "rule", id=name) for name, title in step.rules]
    rules = Details(text("Its rules"), tuple(links), key=f"rules-{step.line.domain}") if links else None
    return section_of("", case, labs, read, rules).blocks


def to_develop_section(steps: Sequence[StepLine], language: Language) -> Section | None:
    """For every domain that is to be developed its next step; None where there is none."""
    if not steps:
        return None
    text = language.text
    each = [
        section_of(step.line.name, *step_blocks(step, language), key=f"step-{step.line.domain}", level=3)
        for step in steps
    ]
    plan = Link(text("Make a plan"), "plan", kind="main")
    return section_of(text("To develop: what next"), each, section_of("", plan, kind="row"), key="to-develop")


def steps_table(steps: Sequence[StepLine], language: Language) -> Table | None:
    """The same on paper; None where there is none."""
    text = language.text
    rows = tuple(
        (
            step.line.name,
            _to_work_on(step, language),
            "\n".join(step.sources),
            "\n".join(title for _, title in step.rules),
        )
        for step in steps
    )
    head = (text("Domain"), text("Case or laboratory"), text("To read"), text("Its rules"))
    return Table(text("To develop: what next"), head, rows, (5, 5, 7, 8)) if rows else None


def _to_work_on(step: StepLine, language: Language) -> str:
    titles = [step.case_title] if step.case else []
    return (
        "\n".join(language.quoted(title) for title in [*titles, *(title for _, title in step.labs)])
        or NO_LEVEL
    )
