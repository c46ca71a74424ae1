"""The whole grid as parts: what is under way, said beside seen, what has been finished before."""

from __future__ import annotations

from functools import partial

from simulator.competence.grid import Rated
from simulator.content.enums import OCCASIONS, ROLES, WITH_WHOM
from simulator.language import Language
from simulator.report.chart import samples
from simulator.report.document import gathered
from simulator.report.grid_document import (
    ERASING,
    RADAR,
    beside_section,
    changes_section,
    finished_details,
    radar_of,
    together_words,
)
from simulator.report.grid_document import ROLES as ROLES_PLACE
from simulator.report.grid_sheet import FilledIn, GridLine, GridSheet, grid_filled_in
from simulator.report.grid_words import company_word, occasion_word
from simulator.report.next_steps import to_develop_section
from simulator.report.wording import role_word
from simulator.store.grids import FinishedGrid
from simulator.ui import parts
from simulator.ui.downloads import paper_buttons
from simulator.ui.grid_parts import GridViewModel
from simulator.ui.parts import Node, Value
from simulator.ui.place import Place
from simulator.ui.render_document import page_nodes


def grid_nodes(standing: GridViewModel, language: Language) -> list[Node]:
    """The whole page."""
    text = language.text
    lead = text(
        "Fifteen domains with the questions of the guide. Write what goes well, what you want to develop "
        "and what support would help. Everything is kept as you write, and nobody judges it."
    )
    nodes = [
        parts.heading(standing.sheet.title, 1, focus=True),
        *_just_finished(standing, language),
        parts.paragraph(lead, "lead"),
        parts.paragraph(together_words(language), "quiet"),
        _under_way(standing, language),
        *_finishing(standing, language),
        *page_nodes(gathered(to_develop_section(standing.steps, language))),
        _beside(standing, language),
    ]
    return [*nodes, *_history(standing, language), _ways(language)]


def _just_finished(standing: GridViewModel, language: Language) -> list[Node]:
    if not standing.ended:
        return []
    words = language.text(
        "Your grid is finished and kept. It stands in the history below; a new one begins empty."
    )
    return [parts.note([parts.paragraph(words)], kind="good")]


def _under_way(standing: GridViewModel, language: Language) -> Node:
    """The domains, each with how far it is filled in, and the way to go on."""
    text, lines = language.text, standing.sheet.lines
    done = [line for line in lines if not standing.of(line.domain).empty]
    rest = [line for line in lines if standing.of(line.domain).empty]
    state = language.count("{number} domain begun", "{number} domains begun", len(done))
    nodes = [parts.paragraph(f"{state} ({text('of {all}', all=len(lines))})")]
    if rest:
        words = (
            text("Go on: {title}", title=rest[0].title)
            if done
            else text("Begin: {title}", title=rest[0].title)
        )
        way = parts.link(words, "grid", Place(part=rest[0].domain), kind="main")
        nodes.append(parts.section([way], kind="row"))
    items = [[_way_to(line), parts.badge(*_state(standing, line, language))] for line in lines]
    nodes.append(parts.listing(items, kind="ways"))
    return parts.section(nodes, title=text("The grid under way"), key="under-way")


def _way_to(line: GridLine) -> Node:
    return parts.link(line.name, "grid", Place(part=line.domain))


def _state(standing: GridViewModel, line: GridLine, language: Language) -> tuple[str, str]:
    own, text = standing.of(line.domain), language.text
    if own.empty:
        return text("empty"), "quiet"
    if own.level is None:
        return text("text, no level"), "good"
    words = text("text and level {level}", level=own.level)
    return (words if any(own[:3]) else text("level {level}", level=own.level)), "good"


def _finishing(standing: GridViewModel, language: Language) -> list[Node]:
    if not standing.draft:
        return []
    text = language.text
    about = text(
        "A finished grid is kept as it is, with its date, so that you can see later what has changed. "
        "What you wrote stays yours and can be erased."
    )
    when = [Value(name, occasion_word(name, language)) for name in OCCASIONS]
    chosen = OCCASIONS[1] if standing.finished else OCCASIONS[0]
    who = [Value(name, company_word(name, standing.sheet.role, language)) for name in WITH_WHOM]
    asked = [
        parts.choice("occasion", text("When are you filling it in?"), when, chosen, kind="row"),
        parts.choice("with", text("With whom are you filling it in?"), who, WITH_WHOM[0], kind="row"),
    ]
    form = parts.form("finish", "finish", {}, asked, submit=text("Finish the grid"))
    return [parts.section([parts.paragraph(about), form], title=text("Finish"), key="finish")]


def _beside(standing: GridViewModel, language: Language) -> Node:
    """What is given beside what plays showed; folded away as long as nothing has been given."""
    slots = {
        ROLES_PLACE: lambda: _roles(standing, language),
        RADAR: lambda: [_radar(standing.sheet, language)],
    }
    (node,) = page_nodes([beside_section(standing.sheet, language)], slots)
    if not standing.draft and not standing.finished:
        early = language.text("Open (it is better to say first how you see yourself)")
        return node | {"children": [parts.details(early, node["children"], key="early")]}
    return node


def _roles(standing: GridViewModel, language: Language) -> list[Node]:
    """Which role's plays are looked at, where there are plays in both."""
    if len(standing.played) < 2:
        return []
    names = {"": language.text("both roles"), **{name: role_word(name, language) for name in ROLES}}
    chosen = ROLES[standing.roles[0]] if len(standing.roles) == 1 else ""
    ways = [
        parts.button(words, "roles", {"role": name}, kind="chosen" if name == chosen else "quiet")
        for name, words in names.items()
    ]
    label = parts.paragraph(language.text("Plays looked at:"), "quiet")
    return [parts.section([label, *ways], kind="row", key="roles")]


def _radar(sheet: GridSheet, language: Language) -> Node:
    drawn, signs = radar_of(sheet, language), samples()
    legend = [parts.sign(signs[name], words) for name, words in drawn.signs.items()]
    return parts.drawing(drawn.label, drawn.chart, legend)


def _history(standing: GridViewModel, language: Language) -> list[Node]:
    if not standing.finished:
        return []
    nodes = page_nodes([changes_section(standing.history, language)]) if standing.history else []
    for grid in reversed(standing.finished):
        details = finished_details(
            grid.id,
            finished_words(grid, standing.sheet.role, language),
            standing.sheet,
            grid.levels,
            grid.words,
            language,
        )
        nodes += page_nodes(
            [details], {f"{ERASING}-{grid.id}": partial(_forgetting, grid, standing, language)}
        )
    return [parts.section(nodes, title=language.text("History"), key="history")]


def finished_words(grid: FinishedGrid, role: str, language: Language) -> FilledIn:
    """When and with whom a finished grid was filled in, by somebody who works in a role."""
    return grid_filled_in(Rated(grid.occasion, grid.made, grid.levels, grid.with_whom), role, language)


def _forgetting(grid: FinishedGrid, standing: GridViewModel, language: Language) -> list[Node]:
    text = language.text
    if standing.forgetting != grid.id:
        ask = parts.button(
            text("Erase what you wrote in this grid"), "ask-forget", {"grid": grid.id}, kind="quiet"
        )
        return [parts.section([ask], kind="row")]
    sure = text("What you wrote in this grid will be gone for good; its levels stay.")
    ways = [
        parts.button(text("Erase these words"), "forget", {"grid": grid.id}, kind="danger"),
        parts.button(text("Keep them"), "ask-forget", {"grid": ""}),
    ]
    return [parts.alert(sure, "warning", [parts.section(ways, kind="row")])]


def _ways(language: Language) -> Node:
    text = language.text
    ways = [
        parts.print_button(text("Print")),
        *paper_buttons(language, "paper", {}, text("The competence grid")),
        parts.link(text("My plan"), "plan"),
        parts.link(text("Checklist for sensitive situations"), "checklist"),
        parts.link(text("To the start page"), "start", kind="main"),
    ]
    return parts.section(ways, kind="row", key="next")
