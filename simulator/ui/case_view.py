"""The page of a case as parts: what it is about, how long it takes, what was played of it, the beginning."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.content.enums import LEVELS, ROLES
from simulator.language import Language
from simulator.report.wording import Texts, level_word, role_word
from simulator.ui import parts
from simulator.ui.case_facts import OfferedCase, difficulties_of, minutes_words, role_names, subjects_of
from simulator.ui.listed_plays import FinishedPlay, PlayUnderWay
from simulator.ui.overview_parts import terms
from simulator.ui.parts import Node, Value
from simulator.ui.pictures import Pictures
from simulator.ui.play_rows import finished_rows, under_way_nodes

_ABOUT_LEVELS = {
    "guided": "with hints and the rules at hand",
    "standard": "as on a working day",
    "hard": "with less time and more strain",
}


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page shows: the case, and a learner's plays of it."""

    offered: OfferedCase
    under_way: tuple[PlayUnderWay, ...]
    finished: tuple[FinishedPlay, ...]


def case_nodes(page: CasePage, language: Language, pictures: Pictures) -> list[Node]:
    """The whole page."""
    offered, text, texts = page.offered, language.text, Texts(page.offered.bundle, language)
    about = [
        *pictures.portrait(texts, offered.about.face),
        *parts.prose(texts.words("summary")),
        _facts(offered, language),
    ]
    nodes = [
        parts.heading(texts.words("title"), 1, focus=True, about=text("Case")),
        parts.section(about, kind="about", key="about"),
    ]
    if page.under_way:
        cards = under_way_nodes(page.under_way, language, titled=False)
        nodes.append(parts.section(cards, title=text("Where you left off"), key="open"))
    nodes.append(parts.section([_form(offered, language)], title=text("Begin the case"), key="begin"))
    if page.finished:
        rows = finished_rows(page.finished, language, titled=False)
        nodes.append(parts.section([rows], title=text("Finished"), key="done"))
    return nodes


def _facts(offered: OfferedCase, language: Language) -> Node:
    text, texts = language.text, Texts(offered.bundle, language)
    length = text("about {length} in one role", length=minutes_words(offered.about.minutes, language))
    named = [
        (text("Length"), length),
        (text("Subject"), language.listed(map(texts.words, subjects_of(offered.about)))),
    ]
    if offered.about.checklist:
        kinds = language.listed(map(texts.words, difficulties_of(offered.about)))
        named.append((text("Kinds of difficulty"), kinds))
    return terms(named)


def _form(offered: OfferedCase, language: Language) -> Node:
    """The beginning, in a role not finished yet if there is one."""
    text, texts, names = language.text, Texts(offered.bundle, language), role_names(offered.roles)
    first = next((ROLES[role] for role in offered.roles if not offered.finished[role]), names[0])
    roles = [Value(name, texts.words(f"roles.{name}.name"), role_word(name, language)) for name in names]
    levels = [Value(name, level_word(name, language), text(_ABOUT_LEVELS[name])) for name in LEVELS]
    fields = [
        parts.choice("role", text("Who you are"), roles, first, kind="row"),
        parts.choice("level", text("Level"), levels, "guided", kind="row"),
    ]
    return parts.form("begin", "begin", {"case": offered.bundle.graph.id}, fields, submit=text("Begin"))
