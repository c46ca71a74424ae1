"""The first screen of a debrief: how it ended, counts, the day, what to take along, where to go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from simulator.report.debrief.day import DayMoment, day_counts, day_strip, lessons
from simulator.report.debrief.material import Material
from simulator.report.document import (
    Block,
    Button,
    Link,
    Mark,
    References,
    Section,
    Slot,
    Strip,
    Text,
    gathered,
    section_of,
)
from simulator.report.open_words import open_words
from simulator.report.play_data import EndingData
from simulator.report.wording import first_sentence, level_word, role_word, unverified_words

MOST_WORDS = 111  # with the page's own bar 120
MOST_SENTENCE = 26  # words of an ending's first sentence that still stand beside its title


def about_words(material: Material) -> str:
    """What stands above the title: that it is a debrief, of which role, at which level, in which variant."""
    language, play = material.language, material.play
    roles = language.listed(role_word(part.role, language) for part in play.roles)
    parts = (
        language.text("Debrief"),
        roles,
        level_word(play.level, language),
        language.listed(play.variant),
    )
    return " · ".join(filter(None, parts))


def first_screen(material: Material, day: tuple[DayMoment, ...], most: int | None = None) -> Section:
    """What is to be read first, and what most will read only; of its legend as much as `most` words leave
    room for.
    """
    above = tuple(
        gathered(
            [_ending(material, one) for one in material.play.endings],
            None if material.companions.verified else Text(unverified_words(material.language), kind="quiet"),
            day_counts(material),
        )
    )
    below = section_of("", _lessons(material), _way_on(material, day), kind="take", key="take")
    strip = day_strip(day, material) if day else None
    if strip is not None and most is not None:
        told = [material.play.title, about_words(material), *above, below]
        strip = _explained(strip, most - open_words(told))
    return section_of("", above, strip, below, key="head", kind="head")


def _explained(strip: Strip, room: int) -> Strip:
    """A strip with as much of its legend as there is room for."""
    legend, room = list[Mark](), room - open_words([replace(strip, legend=())])
    for mark in strip.legend:
        words = len(mark.text.split())
        if words <= room:
            legend, room = [*legend, mark], room - words
    return replace(strip, legend=tuple(legend))


def _ending(material: Material, ending: EndingData) -> Text:
    """How it ended in a sentence: the ending's title with its gist, else the first one of its story."""
    if not ending.title:
        return Text(material.language.text("The play stops here, before an ending."), kind="lead")
    if ending.gist:
        return Text(ending.gist, ending.title, "lead")
    first = first_sentence(ending.text[0]) if ending.text else ""
    return Text(first if len(first.split()) <= MOST_SENTENCE else "", ending.title, "lead")


def _lessons(material: Material) -> Iterator[Block]:
    taken = lessons(material)
    if taken:
        title = material.language.text("To remember")
        yield section_of(title, References(taken, ordered=True), level=2)


def _way_on(material: Material, day: tuple[DayMoment, ...]) -> Iterator[Block]:
    """The button that goes on from the decision that mattered most; else to what is next."""
    text = material.language.text
    chosen = next((one for one in day if one.chosen), None)
    if chosen is not None:
        words, place = text("Go on differently from {time}", time=chosen.time), chosen.decision.place
        yield Button(words, "fork", (("step", chosen.decision.step),), "main")
        told = "The decision that mattered most: {time}, {place}."
        yield Slot("", (Text(text(told, time=chosen.time, place=place)),))
    else:
        yield Link(text("What next"), "progress", kind="main")
