"""The whole grid as parts: what is under way, said beside seen, what has been finished before."""

from __future__ import annotations

from simulator.competence.grid import COLUMNS
from simulator.content.enums import OCCASIONS, ROLES, WITH_WHOM
from simulator.language import Language
from simulator.report.chart import samples
from simulator.report.grid_sheet import Said, company_word, level_words, occasion_word
from simulator.report.wording import role_word
from simulator.store.grids import FinishedGrid
from simulator.ui import parts
from simulator.ui.downloads import paper_buttons
from simulator.ui.grid_parts import GridViewModel, cells_of, seen_node
from simulator.ui.parts import Node, Value


def grid_nodes(standing: GridViewModel, language: Language) -> list[Node]:
    """The whole page."""
    text = language.text
    lead = text(
        "Fifteen domains with the questions of the guide. Write what goes well, what you want to develop "
        "and what support would help. Everything is kept as you write, and nobody judges it."
    )
    together = text(
        "The guide lets technician and coordinator fill it in together, for a common picture. "
        "You need not fill in everything, nor all at once."
    )
    nodes = [
        parts.heading(standing.sheet["title"], 1, focus=True),
        *_just_finished(standing, language),
        parts.paragraph(lead, "lead"),
        parts.paragraph(together, "quiet"),
        _under_way(standing, language),
        *_finishing(standing, language),
        _beside(standing, language),
    ]
    return [*nodes, *_history(standing, language), _ways(language)]


def _just_finished(standing: GridViewModel, language: Language) -> list[Node]:
    if not standing.ended:
        return []
    said = language.text(
        "Your grid is finished and kept. It stands in the history below; a new one begins empty."
    )
    return [parts.note([parts.paragraph(said)], kind="good")]


def _under_way(standing: GridViewModel, language: Language) -> Node:
    """The domains, each with how far it is filled in, and the way to go on."""
    text, lines = language.text, standing.sheet["lines"]
    done = [line for line in lines if not standing.of(line["domain"]).empty]
    rest = [line for line in lines if standing.of(line["domain"]).empty]
    state = language.count("{number} domain begun", "{number} domains begun", len(done))
    nodes = [parts.paragraph(f"{state} ({text('of {all}', all=len(lines))})")]
    if rest:
        words = (
            text("Go on: {title}", title=rest[0]["title"])
            if done
            else text("Begin: {title}", title=rest[0]["title"])
        )
        way = parts.button(words, "open", {"domain": rest[0]["domain"]}, kind="main")
        nodes.append(parts.section([way], kind="row"))
    items = [[_way_to(line), parts.badge(*_state(standing, line, language))] for line in lines]
    nodes.append(parts.listing(items, kind="ways"))
    return parts.section(nodes, title=text("The grid under way"), key="under-way")


def _way_to(line: Said) -> Node:
    return parts.button(line["name"], "open", {"domain": line["domain"]}, kind="quiet")


def _state(standing: GridViewModel, line: Said, language: Language) -> tuple[str, str]:
    own, text = standing.of(line["domain"]), language.text
    if standing.held.open_at(cells_of(line["domain"])):
        return text("changed in another tab"), "open"
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
    who = [Value(name, company_word(name, standing.role, language)) for name in WITH_WHOM]
    asked = [
        parts.choice("occasion", text("When are you filling it in?"), when, chosen, kind="row"),
        parts.choice("with", text("With whom are you filling it in?"), who, WITH_WHOM[0], kind="row"),
    ]
    form = parts.form("finish", "finish", {}, asked, submit=text("Finish the grid"))
    return [parts.section([parts.paragraph(about), form], title=text("Finish"), key="finish")]


def _beside(standing: GridViewModel, language: Language) -> Node:
    """What is said beside what was seen; folded away as long as nothing has been said."""
    text, sheet = language.text, standing.sheet
    reading = [
        [parts.paragraph(one["text"]), parts.paragraph(one["cite"], "quiet")] for one in sheet["reading"]
    ]
    nodes = [
        *_roles(standing, language),
        parts.paragraph(sheet["rests_on"]),
        parts.note([parts.listing(reading)], title=text("How to read this")),
        _radar(sheet),
        _table(sheet),
        parts.paragraph(sheet["scale_note"], "quiet"),
    ]
    title = text("What you say and what was seen")
    if not standing.draft and not standing.finished:
        early = text("Open (it is better to say first how you see yourself)")
        nodes = [parts.details(early, nodes, key="early")]
    return parts.section(nodes, title=title, key="beside")


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


def _radar(sheet: Said) -> Node:
    drawn = samples()
    legend = [parts.sign(drawn[name], words) for name, words in sheet["radar_legend"].items()]
    return parts.drawing(sheet["radar_label"], sheet["radar"], legend)


def _table(sheet: Said) -> Node:
    rows = [[*line["beside"][:2], seen_node(line), *line["beside"][3:]] for line in sheet["lines"]]
    return parts.table(sheet["radar_title"], sheet["beside_head"], rows)


def _history(standing: GridViewModel, language: Language) -> list[Node]:
    if not standing.finished:
        return []
    text = language.text
    nodes = [_two(standing.history, language)] if standing.history else []
    titles = {line["domain"]: line["name"] for line in standing.sheet["lines"]}
    nodes += [_finished(one, titles, standing, language) for one in reversed(standing.finished)]
    return [parts.section(nodes, title=text("History"), key="history")]


def _two(history: Said, language: Language) -> Node:
    """Two finished grids side by side, domain by domain."""
    text = language.text
    before, after = history["before"], history["after"]
    head = [text("Domain"), before["occasion"], after["occasion"], text("Change")]
    if before["occasion"] == after["occasion"]:
        head[1:3] = [text("first"), text("last")]
    rows = [[line["title"], line["before"], line["after"], line["change_words"]] for line in history["lines"]]
    nodes = [
        *[parts.moment(f"{one['occasion']}, {one['with_whom']}:", one["made"]) for one in (before, after)],
        *[parts.paragraph(words) for words in (history["summary"], history["company"]) if words],
        parts.table(text("Levels then and now"), head, rows),
    ]
    return parts.section(nodes, title=text("What has changed"), level=3, key="two")


def _finished(
    grid: FinishedGrid, titles: dict[str, str], standing: GridViewModel, language: Language
) -> Node:
    """A finished grid, to unfold."""
    text = language.text
    shown = [name for name in titles if name in grid.levels or any((name, c) in grid.words for c in COLUMNS)]
    head = [text("Domain"), text("Level"), *standing.sheet["columns"].values()]
    rows = [
        [
            titles[name],
            level_words(grid.levels.get(name), language),
            *[grid.words.get((name, column), "–") for column in COLUMNS],
        ]
        for name in shown
    ]
    count = language.count("{number} domain", "{number} domains", len(shown))
    who = company_word(grid.with_whom, standing.role, language)
    summary = f"{occasion_word(grid.occasion, language)}, {who} · {count}"
    nodes = [parts.moment(text("Finished on:"), grid.made), parts.table(text("What you said"), head, rows)]
    if grid.words:
        nodes.append(_forgetting(grid, standing, language))
    return parts.details(summary[:1].upper() + summary[1:], nodes, key=grid.id)


def _forgetting(grid: FinishedGrid, standing: GridViewModel, language: Language) -> Node:
    text = language.text
    if standing.forgetting != grid.id:
        ask = parts.button(
            text("Erase what you wrote in this grid"), "ask-forget", {"grid": grid.id}, kind="quiet"
        )
        return parts.section([ask], kind="row")
    sure = text("What you wrote in this grid will be gone for good; its levels stay.")
    ways = [
        parts.button(text("Erase these words"), "forget", {"grid": grid.id}, kind="danger"),
        parts.button(text("Keep them"), "ask-forget", {"grid": ""}),
    ]
    return parts.alert(sure, "warning", [parts.section(ways, kind="row")])


def _ways(language: Language) -> Node:
    text = language.text
    ways = [
        parts.print_button(text("Print")),
        *paper_buttons(language, "paper", {}, text("The competence grid")),
        parts.link(text("To the start page"), "start", kind="main"),
    ]
    return parts.section(ways, kind="row", key="next")
