"""How a debrief begins: who played, when, in which circumstances, how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.language import clock
from simulator.report.debrief.material import Material
from simulator.report.document import Block, Button, Details, Printer, Section, Text, section_of
from simulator.report.file_formats import KINDS
from simulator.report.wording import level_word, role_word, unverified_words


def head_section(material: Material) -> Section:
    """Who, the day, the circumstances, what can be done with the whole, the endings."""
    return section_of("", _head(material), key="head")


def _head(material: Material) -> Iterator[Block]:
    language, play, companions = material.language, material.play, material.companions
    text = language.text
    who = "; ".join(f"{part.name}, {role_word(part.role, language)}" for part in play.roles)
    level = text("level: {level}", level=level_word(play.level, language))
    yield Text(f"{who} · {level}", kind="quiet")
    yield Text(_day(material), kind="quiet")
    if play.circumstances:
        yield Text(" ".join(play.circumstances), text("Circumstances"), "quiet")
    if not companions.verified:
        yield Text(unverified_words(language), kind="quiet")
    yield section_of("", Printer(text("Print")), save_buttons(material, "paper", text("Debrief")), kind="row")
    briefs = tuple(Text(part.brief, part.name) for part in play.roles if part.brief)
    if briefs:
        yield Details(text("Your part in this case"), briefs)
    for ending in play.endings:
        yield _ending(material, ending.title, ending.text)


def _ending(material: Material, title: str, paragraphs: tuple[str, ...]) -> Block:
    text = material.language.text
    if not title:
        return Text(text("The play stops here, before an ending."))
    named = text("Ending: {title}", title=title)
    return Section(named, tuple(Text(words) for words in paragraphs), kind="after")


def _day(material: Material) -> str:
    """The day on which the case began, and its working hours."""
    texts = material.texts
    day, (opens, closes) = texts.day(), texts.bundle.graph.hours
    hours = texts.language.text("Working hours {opens}–{closes}", opens=clock(opens), closes=clock(closes))
    return f"{day} · {hours}" if day else hours


def save_buttons(material: Material, do: str, title: str, **fields: int) -> Iterator[Button]:
    """A button for each kind of file; `do` is asked with the fields and the `kind`."""
    text = material.language.text
    words = {
        "docx": text("{title}: save as DOCX", title=title),
        "pdf": text("{title}: save as PDF", title=title),
    }
    for kind in KINDS:
        yield Button(words[kind], do, (*fields.items(), ("kind", kind)), "quiet", slow=True)
