"""The first screen of a debrief: how it ended, counts, the day, what to take along, where to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.report.debrief.day import DayMoment, day_counts, day_strip, lessons
from simulator.report.debrief.material import Material
from simulator.report.document import (
    Block,
    Button,
    Link,
    References,
    Section,
    Slot,
    Text,
    gathered,
    section_of,
)
from simulator.report.play_data import EndingData
from simulator.report.wording import level_word, role_word, unverified_words

MOST_SENTENCE = 26  # words of an ending's first sentence that still stand beside its title
_SENTENCE = re.compile(r".*?[.!?…](?=\s|$)[”\"]?", re.DOTALL)


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


def first_screen(material: Material, day: tuple[DayMoment, ...]) -> Section:
    """What is to be read first, and what most will read only."""
    blocks = gathered(
        [_ending(material, one) for one in material.play.endings],
        None if material.companions.verified else Text(unverified_words(material.language), kind="quiet"),
        day_counts(material),
        day_strip(day, material) if day else None,
        section_of("", _lessons(material), _way_on(material, day), kind="take", key="take"),
    )
    return section_of("", blocks, key="head", kind="head")


def _ending(material: Material, ending: EndingData) -> Text:
    """How it ended in a sentence: the ending's title with its gist, else the first one of its story."""
    if not ending.title:
        return Text(material.language.text("The play stops here, before an ending."), kind="lead")
    if ending.gist:
        return Text(ending.gist, ending.title, "lead")
    found = _SENTENCE.match(ending.text[0]) if ending.text else None
    first = " ".join(found.group().split()) if found else ""
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
        told = text("The decision that mattered most: {time}, {place}.", time=chosen.time, place=place)
        yield Slot("", (Text(told),))
    else:
        yield Link(text("What next"), "progress", kind="main")
