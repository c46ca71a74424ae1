"""The start page as parts: who I am, where I left off, the cases, what is kept about me."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.competence.advice import Advice
from simulator.competence.judged import VerdictChange
from simulator.content.enums import LEVELS, ROLES
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.debrief.advice import advice_section
from simulator.report.document import gathered
from simulator.report.judged_anew import changes_sentence
from simulator.report.wording import Texts, level_word, role_word
from simulator.store.learners import Learner
from simulator.store.plays import PlayRecord
from simulator.ui import parts
from simulator.ui.parts import Node, Value
from simulator.ui.place import Place
from simulator.ui.privacy_view import NOTHING_SAID, PrivacyFacts, about_me
from simulator.ui.render_document import page_nodes
from simulator.ui.unverified_badge import unverified_badge

MOST_PLAYS = 30
_ABOUT_LEVELS = {
    "guided": "with hints and the rules at hand",
    "standard": "as on a working day",
    "hard": "with less time and more strain",
}


@dataclass(frozen=True, slots=True)
class ListedPlay:
    """A play in the list: what the store says of it, what it rests on, who played, what is news of it."""

    play: PlayRecord
    bundle: Bundle
    roles: tuple[int, ...]
    changes: tuple[VerdictChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Lobby:
    """What the start page shows: the learner, bundles to begin with (one per case), plays, a question."""

    learner: Learner
    verified: bool
    cases: tuple[Bundle, ...]
    plays: tuple[ListedPlay, ...]
    faulty: tuple[str, ...]
    advice: Advice
    erasing: bool = False
    code: str = ""
    about: PrivacyFacts = NOTHING_SAID


def start_nodes(lobby: Lobby, language: Language) -> list[Node]:
    """The whole page."""
    text = language.text
    open_ones = [listed for listed in lobby.plays if listed.play.ended is None]
    done = [listed for listed in lobby.plays if listed.play.ended is not None][:MOST_PLAYS]
    nodes = [parts.heading(text("Case simulator"), 1, focus=True), *_greeting(lobby, language)]
    nodes += _judged_anew(lobby, language)
    if open_ones:
        title = text("Where you left off")
        nodes.append(parts.section([_line(k, language) for k in open_ones], title=title, key="open"))
    nodes += page_nodes(gathered(advice_section(lobby.advice, language, begins=True)))
    cards = [_card(bundle, language) for bundle in lobby.cases]
    nodes.append(parts.section(cards, title=text("Cases"), kind="cards", key="cases"))
    nodes += [
        parts.paragraph(text("The case '{name}' has faults and cannot be opened.", name=name), "quiet")
        for name in lobby.faulty
    ]
    if done:
        title = text("Finished")
        nodes.append(parts.section([_line(k, language) for k in done], title=title, key="done"))
    about = about_me(lobby.about, language, lobby.erasing, lobby.code, verified=lobby.verified)
    nodes += [_grid(language), about]
    return nodes


def _judged_anew(lobby: Lobby, language: Language) -> list[Node]:
    """Which finished plays were judged anew with another result; it stands until it has been read."""
    text, news = language.text, [listed for listed in lobby.plays if listed.changes]
    if not news:
        return []
    sentences = [changes_sentence(Texts(one.bundle, language), one.changes) for one in news]
    lines = [parts.paragraph(words) for words in sentences]
    read = parts.button(text("I have read this"), "changes-read")
    return [parts.section([*lines, read], title=text("Judged anew"), key="judged-anew")]


def farewell_nodes(language: Language) -> list[Node]:
    """What is left to say once everything has been erased."""
    text = language.text
    return [
        parts.heading(text("Everything about you has been erased"), 1, focus=True),
        parts.paragraph(text("Thank you for your work. To begin again, open the simulator once more.")),
    ]


def _greeting(lobby: Lobby, language: Language) -> list[Node]:
    text = language.text
    lead = text(
        "You take a case, work through the day as technician or as coordinator, and afterwards look back "
        "at what your actions meant."
    )
    if lobby.learner.name:
        here = text("You are working as {name}.", name=lobby.learner.name)
    else:
        here = text("You are working as {name}. This is a pseudonym, not your name.", name=lobby.learner.id)
    nodes = [parts.paragraph(lead, "lead"), parts.paragraph(here, "quiet")]
    if not lobby.verified:
        alone = text("Opened without the server: what you play here is yours alone and joins no class.")
        nodes.append(parts.paragraph(alone, "quiet"))
    return nodes


def _line(listed: ListedPlay, language: Language) -> Node:
    """One play with what can be done next."""
    text, texts = language.text, Texts(listed.bundle, language)
    title, ended = texts.words("title"), listed.play.ended
    roles = [texts.who(ROLES[role]) for role in listed.roles]
    level = text("level: {level}", level=level_word(listed.play.level, language))
    decisions = language.count("{number} decision", "{number} decisions", listed.play.events - 1)
    go = (
        parts.link(text("Debrief: {case}", case=title), "debrief", Place(listed.play.id), kind="main")
        if ended
        else parts.link(text("Go on: {case}", case=title), "play", Place(listed.play.id), kind="main")
    )
    return parts.section(
        [
            parts.paragraph(f"{'; '.join(roles)} · {level} · {decisions}"),
            parts.moment(text("Finished:") if ended else text("Begun:"), ended or listed.play.began),
            *unverified_badge(language, verified=listed.play.verified),
            *([parts.badge(text("what if"), "open")] if listed.play.forked_from else []),
            parts.section([go], kind="row"),
        ],
        title=title,
        level=3,
        kind="card",
        key=listed.play.id,
    )


def _card(bundle: Bundle, language: Language) -> Node:
    """A case to begin, with its roles and levels."""
    text, texts, graph = language.text, Texts(bundle, language), bundle.graph
    roles = [
        Value(name, texts.words(f"roles.{name}.name"), role_word(name, language))
        for index, name in enumerate(ROLES)
        if graph.entry[index] >= 0
    ]
    levels = [Value(name, level_word(name, language), text(_ABOUT_LEVELS[name])) for name in LEVELS]
    form = parts.form(
        f"begin-{graph.id}",
        "begin",
        {"case": graph.id},
        [
            parts.choice("role", text("Who you are"), roles, roles[0].value, kind="row"),
            parts.choice("level", text("Level"), levels, "guided", kind="row"),
        ],
        submit=text("Begin: {case}", case=texts.words("title")),
    )
    inside = parts.details(text("Choose role and level"), [form], key=f"choose-{graph.id}")
    return parts.section(
        [*parts.prose(texts.words("summary")), inside],
        title=texts.words("title"),
        level=3,
        kind="card",
        key=f"case-{graph.id}",
    )


def _grid(language: Language) -> Node:
    """The way to look at oneself on the guide's grid."""
    text = language.text
    about = text("You can rate your own work on the fifteen domains of the guide’s grid.")
    way = parts.section([parts.link(text("To the competence grid"), "grid", kind="main")], kind="row")
    return parts.section([parts.paragraph(about), way], title=text("The competence grid"), key="grid")
