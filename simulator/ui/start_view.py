"""The start page as parts: what one may do here, where one left off, all cases, what one has finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulator.errors import Message, message
from simulator.language import Language
from simulator.report.judged_anew import changes_sentence
from simulator.report.wording import Texts
from simulator.store.learners import Learner
from simulator.ui import parts
from simulator.ui.case_facts import OfferedCase
from simulator.ui.case_shelf import case_shelf
from simulator.ui.listed_plays import FinishedPlay, PlayUnderWay
from simulator.ui.overview_parts import tile
from simulator.ui.parts import Node
from simulator.ui.pictures import Pictures
from simulator.ui.place import Place
from simulator.ui.play_rows import finished_rows, under_way_nodes

MOST_PLAYS = 30


class WayIn(NamedTuple):
    """Something to do here: what it is called, a word about it, where it leads."""

    title: Message
    about: Message
    page: str
    place: Place


WAYS = (
    WayIn(
        message("A case"),
        message("a working day, in one of two roles"),
        "",
        Place(at="cases"),
    ),
    WayIn(
        message("Laboratories"),
        message("files, data and services to work on yourself"),
        "laboratories",
        Place(),
    ),
    WayIn(
        message("Self-assessment"),
        message("your own work, on the guide’s grid"),
        "grid",
        Place(),
    ),
    WayIn(
        message("Checklist"),
        message("what to do in a sensitive situation"),
        "checklist",
        Place(),
    ),
)


@dataclass(frozen=True, slots=True)
class Lobby:
    """What the start page shows: the learner, the cases, plays under way and finished, cases with faults."""

    learner: Learner
    verified: bool
    cases: tuple[OfferedCase, ...]
    under_way: tuple[PlayUnderWay, ...]
    finished: tuple[FinishedPlay, ...]
    faulty: tuple[str, ...]


def start_nodes(lobby: Lobby, language: Language, pictures: Pictures) -> list[Node]:
    """The whole page."""
    text = language.text
    ways = [[tile(language.say(w.title), w.page, w.place, _about(w, language), level=2)] for w in WAYS]
    nodes = [
        parts.heading(text("What would you like to do?"), 1, focus=True),
        parts.listing(ways, kind="tiles"),
    ]
    nodes += _judged_anew(lobby, language)
    if lobby.under_way:
        open_ones = under_way_nodes(lobby.under_way, language)
        nodes.append(parts.section(open_ones, title=text("Where you left off"), key="open"))
    shelf = case_shelf(lobby.cases, language, pictures)
    nodes.append(parts.section([shelf], title=text("All cases"), key="cases"))
    nodes += [
        parts.paragraph(text("The case '{name}' has faults and cannot be opened.", name=name), "quiet")
        for name in lobby.faulty
    ]
    if lobby.finished:
        rows = finished_rows(lobby.finished[:MOST_PLAYS], language)
        nodes.append(parts.section([rows], title=text("Finished"), key="done"))
    return [*nodes, _foot(lobby, language, pictures)]


def _about(way: WayIn, language: Language) -> list[Node]:
    return [parts.paragraph(language.say(way.about), "quiet")]


def _judged_anew(lobby: Lobby, language: Language) -> list[Node]:
    """Which finished plays were judged anew with another result; it stands until it has been read."""
    text, news = language.text, [one for one in lobby.finished if one.changes]
    if not news:
        return []
    sentences = [changes_sentence(Texts(one.bundle, language), one.changes) for one in news]
    lines = [parts.paragraph(words) for words in sentences]
    read = parts.button(text("I have read this"), "changes-read")
    return [parts.section([*lines, read], title=text("Judged anew"), key="judged-anew")]


def _foot(lobby: Lobby, language: Language, pictures: Pictures) -> Node:
    """As whom one works, and the way to what is kept."""
    text, nodes = language.text, list[Node]()
    if lobby.learner.name:
        here = text("You are working as {name}.", name=lobby.learner.name)
    else:
        here = text("You are working as {name}, a pseudonym.", name=lobby.learner.id)
    nodes.append(parts.paragraph(here, "quiet"))
    if not lobby.verified:
        alone = text("Opened without the server: what you play here is yours alone and joins no class.")
        nodes.append(parts.paragraph(alone, "quiet"))
    nodes += [parts.link(text("My data"), "data"), pictures.switch(language)]
    return parts.section(nodes, kind="foot", key="foot")
