"""Who played, on which day, in which circumstances; the buttons that save something."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.language import clock
from simulator.report.debrief.material import Material
from simulator.report.document import Block, Button, Section, Text, section_of
from simulator.report.file_formats import KINDS
from simulator.report.outcomes import rank_words
from simulator.report.play_data import EndingData


def circumstances_section(material: Material) -> Section:
    """The part that was played, the day, what chance brought."""
    text, play = material.language.text, material.play
    return section_of(
        text("Your part in this case"),
        Text(_day(material), kind="quiet"),
        Text(" ".join(play.circumstances), text("Circumstances")) if play.circumstances else None,
        [Text(part.brief, part.name) for part in play.roles if part.brief],
        [_story(material, one) for one in play.endings if one.text],
        key="circumstances",
    )


def _story(material: Material, ending: EndingData) -> Block:
    language = material.language
    rank = Text(rank_words(ending.rank, ending.ranks, language), kind="quiet")
    told = [Text(words) for words in ending.text]
    return section_of(language.text("How it ended"), told, rank, kind="after", level=3)


def _day(material: Material) -> str:
    """The day on which the case began, and its working hours."""
    texts = material.texts
    day, (opens, closes) = texts.day(), texts.bundle.graph.hours
    hours = texts.language.text("Working hours {opens}–{closes}", opens=clock(opens), closes=clock(closes))
    return f"{day} · {hours}" if day else hours


def save_buttons(material: Material, do: str, title: str, **fields: int | str) -> Iterator[Button]:
    """A button for each kind of file; `do` is asked with the fields and the `kind`."""
    text = material.language.text
    words = {
        "docx": text("{title}: save as DOCX", title=title),
        "pdf": text("{title}: save as PDF", title=title),
    }
    for kind in KINDS:
        yield Button(words[kind], do, (*fields.items(), ("kind", kind)), "quiet", slow=True)
