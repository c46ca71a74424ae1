"""One domain of the grid as parts: its questions, room for own words, an optional level."""

from __future__ import annotations

from collections.abc import Callable

from simulator.competence.grid import COLUMNS, LEVELS
from simulator.language import Language
from simulator.report.grid_sheet import GridLine
from simulator.report.grid_words import level_words
from simulator.report.next_steps import step_blocks
from simulator.report.wording import sentence
from simulator.store.grids import LEVEL
from simulator.ui import parts
from simulator.ui.conflict_drafts import field_nodes, not_all_saved
from simulator.ui.grid_parts import GridViewModel, cells_of, played_nodes
from simulator.ui.parts import Node, Value
from simulator.ui.place import Place
from simulator.ui.render_document import page_nodes

NO_LEVEL = "none"
DOMAIN = "domain"  # the key of its heading, where reading begins for whoever goes on to the next


def domain_nodes(standing: GridViewModel, place: int, language: Language) -> list[Node]:
    """The page of one domain, with the ways to its neighbours."""
    text, lines = language.text, standing.sheet.lines
    line = lines[place]
    about = text("The grid, domain {number} of {all}", number=place + 1, all=len(lines))
    nodes = [
        parts.heading(line.title, 1, focus=True, about=about, key=DOMAIN),
        _questions(standing, line, language),
    ]
    nodes += [_observables(line, language), _form(standing, place, language)]
    nodes += [_saved(standing, line.domain, language), *_next(standing, line, language)]
    played = text("What your plays showed of this (better read after you have answered)")
    nodes.append(parts.details(played, played_nodes(line, language), key=f"seen-{line.domain}"))
    return [*nodes, *_ways(standing, place, language)]


def _ways(standing: GridViewModel, place: int, language: Language) -> list[Node]:
    """The ways to other places of the grid; none while something typed here waits to be decided."""
    text, lines = language.text, standing.sheet.lines
    if standing.drafts.open_at(cells_of(lines[place].domain)):
        return []
    ways = [parts.link(text("To the whole grid"), "grid")]
    if place:
        before = lines[place - 1]
        ways.append(parts.link(text("Back: {title}", title=before.title), "grid", Place(part=before.domain)))
    return [parts.section(ways, kind="row", key="ways")]


def _observables(line: GridLine, language: Language) -> Node:
    """What one would see of a good practitioner, folded away."""
    text = language.text
    about = text("What one would see stands beside the questions of the grid; it is ours.")
    inner = [parts.listing([one.observable for one in line.questions]), parts.paragraph(about, "quiet")]
    return parts.details(text("What one would see of a good practitioner"), inner, key="observables")


def _next(standing: GridViewModel, line: GridLine, language: Language) -> list[Node]:
    """What comes next, where the domain is said to be developed."""
    return [
        parts.section(page_nodes(step_blocks(step, language)), title=language.text("What next"), key="step")
        for step in standing.steps
        if step.line.domain == line.domain
    ]


def _saved(standing: GridViewModel, domain: str, language: Language) -> Node:
    if standing.drafts.open_at(cells_of(domain)):
        return parts.status(not_all_saved(language), parts.UNSAVED)
    return parts.status(language.text("Saved ({number})", number=standing.saves) if standing.saves else "")


def _questions(standing: GridViewModel, line: GridLine, language: Language) -> Node:
    asked = [question.words for question in line.questions]
    title = language.text("The questions of the grid")
    source = language.text("Source: {cited}", cited=sentence(standing.sheet.cite))
    inner = [parts.listing(asked), parts.paragraph(source, "quiet")]
    return parts.section(inner, title=title, kind="after", key="questions")


def _form(standing: GridViewModel, place: int, language: Language) -> Node:
    text, lines = language.text, standing.sheet.lines
    domain, own = lines[place].domain, standing.of(lines[place].domain)
    last = place + 1 == len(lines)

    def asked(do: str, column: str) -> Node:
        return {"do": do, "with": {"domain": domain, "column": column}}

    def placed(field: Node, in_words: Callable[[str], str] = str) -> list[Node]:
        cell = (domain, field["name"])
        return field_nodes(field, standing.drafts, cell, asked("settle", field["name"]), language, in_words)

    fields = [
        parts.textarea(name, title, getattr(own, name), keep=asked("keep", name))
        for name, title in zip(COLUMNS, standing.sheet.columns, strict=True)
    ]
    levels = [
        Value(NO_LEVEL, text("I give no level")),
        *[Value(str(level), level_words(level, language)) for level in LEVELS],
    ]
    chosen = NO_LEVEL if own.level is None else str(own.level)
    legend = text("Level, if you wish (ours; the grid of the guide has none)")
    level = parts.choice(LEVEL, legend, levels, chosen, keep=asked("keep", LEVEL))
    return parts.form(
        f"domain-{domain}",
        "keep-domain",
        {"domain": domain, "next": "" if last else lines[place + 1].domain},
        [
            *[node for field in fields for node in placed(field)],
            *placed(level, lambda stored: level_words(int(stored), language)),
        ],
        submit=text("Save and go back to the grid") if last else text("Save and go on to the next domain"),
    )
