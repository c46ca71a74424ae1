"""What roles, levels, forces, verdicts and citations are called; the words of one bundle in one language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from simulator.content.enums import role_entry
from simulator.engine.view import Choosable
from simulator.graph.bundle import Bundle
from simulator.graph.graph import LEFT_OUT_OR_PUT_IN
from simulator.language import Language, clock

_FORCES = {
    "law": "law",
    "guide": "rule of the guide",
    "recommendation": "recommendation",
    "example": "example",
}
# What a force binds one to, said after its word.
_BINDING = {
    "law": "asked of everybody",
    "guide": "the guide asks for it or forbids it",
    "recommendation": "followed unless there is a reason not to",
    "example": "one good way, not the only one",
}
_SENTENCE = re.compile(r".*?[.!?…](?=\s|$)[”\"]?", re.DOTALL)
_LEVELS = {"guided": "guided", "standard": "standard", "hard": "hard"}
# Values of statements, whose words are ours.
_VALUES = {LEFT_OUT_OR_PUT_IN[0]: "left out", LEFT_OUT_OR_PUT_IN[1]: "put in"}
# How a verdict is to be seen beside its word: well, badly, or as something to think about.
MOODS = {
    "met": "good",
    "late": "open",
    "contested": "open",
    "not-followed": "open",
    "breached": "bad",
    "missing": "bad",
}


def role_word(role: str, language: Language) -> str:
    """A role's name in words."""
    return language.say(role_entry(role).word) if role else ""


def level_word(level: str, language: Language) -> str:
    """A difficulty level's name in words."""
    return language.text(_LEVELS[level])


def force_word(force: str, language: Language) -> str:
    """How binding a rule is, in words."""
    return language.text(_FORCES[force])


def binding_words(force: str, language: Language) -> str:
    """What a force binds one to, after its word."""
    return f"{force_word(force, language)}: {language.text(_BINDING[force])}"


def citation(words: Callable[[str], str], name: str, language: Language | None = None) -> str:
    """A citation in words: the source's short name and the heading; `words` gives the text at a path.

    The heading stands in the quotation marks of the language, in Romanian ones if none is given.
    """
    source, heading = name.split("#", maxsplit=1)[0], words(f"sources.{name}")
    quoted = language.quoted(heading) if language else f"„{heading}”"
    return f"{words(f'sources.{source}.short')}, {quoted}"


def verdict_word(kind: str, late: int, language: Language) -> str:
    """What a verdict says, in a word or two; lateness with its minutes."""
    if kind == "late":
        return language.text("late by {time}", time=duration(late, language))
    words = {
        "met": "met",
        "breached": "breached",
        "not-followed": "not followed",
        "missing": "missing",
        "contested": "contested",
        "not-applicable": "set aside",
    }
    return language.text(words[kind])


def duration(minutes: int, language: Language) -> str:
    """A span of time in hours and minutes; an hour or more is told in both, as far as they are there."""
    hours, rest = divmod(minutes, 60)
    parts = [language.count("{number} hour", "{number} hours", hours)] if hours else []
    if rest or not hours:
        parts.append(language.count("{number} minute", "{number} minutes", rest))
    return (
        parts[0]
        if len(parts) == 1
        else language.text("{hours} and {minutes}", hours=parts[0], minutes=parts[1])
    )


def unverified_words(language: Language) -> str:
    """What is said of a play that did not come through the server."""
    return language.text("Unverified: played outside the server, so it joins no class.")


def foot_of(language: Language) -> str:
    """What stands at the foot of each page beside its number."""
    return language.text("Case simulator, for training")


def page_pattern(language: Language) -> str:
    """How a page counts itself; a writer fills in `{page}` and `{pages}`."""
    return language.text("page {page} of {pages}", page="{page}", pages="{pages}")


@dataclass(frozen=True, slots=True)
class Texts:
    """Finds the words that a page shows."""

    bundle: Bundle
    language: Language

    def words(self, path: str) -> str:
        """The text at a path; empty where there is none."""
        words_there = self.bundle.text(path, self.language.code)
        return "" if words_there == path else words_there

    def cited(self, names: tuple[str, ...], most: int = 9) -> str:
        """Citations in words, one after another."""
        return "; ".join(citation(self.words, name, self.language) for name in names[:most])

    def who(self, role: str) -> str:
        """A role's person: the name and what they are."""
        return f"{self.words(f'roles.{role}.name')}, {role_word(role, self.language)}"

    def level(self) -> str:
        """The level of the bundle in words."""
        return level_word(self.bundle.graph.level, self.language)

    def day(self, minute: int = 0, *, year: bool = True) -> str:
        """The date of a minute in words; empty where the case has none."""
        return self.language.date(self.bundle.graph.day, minute // 1440, year=year)

    def time(self, minute: int, *, whole: bool = False) -> str:
        """A time of day in words; from the second day on with its date, or its number if there is none.

        `whole` says the date, with its year, on the first day too.
        """
        day, within = divmod(minute, 1440)
        if not (day or whole):
            return clock(within)
        date = self.day(minute, year=whole)
        if date or not day:
            return f"{date}, {clock(within)}".removeprefix(", ")
        return self.language.text("day {day}, {time}", day=day + 1, time=clock(within))

    def short_time(self, minute: int) -> str:
        """A time of day in as few words as may be: from the second day on with its weekday, or its number."""
        day, within = divmod(minute, 1440)
        return f"{self.weekday(minute)} {clock(within)}" if day else clock(within)

    def weekday(self, minute: int) -> str:
        """The weekday of a minute; the number of the day where the case has no date."""
        named = self.day(minute).split(",", maxsplit=1)[0]
        return named or self.language.text("day {day}", day=minute // 1440 + 1)

    def values(self, part: Choosable) -> list[str]:
        """The words of the values that a part of a task can take: bins of a statement, picks of a field."""
        return [self.value(path, value) for path, value in zip_longest(part.words, part.values)]

    def value(self, path: str | None, value: str) -> str:
        """The words for one value; without a path the value says itself."""
        if not path:
            return value
        return self.language.text(_VALUES[path]) if path in _VALUES else self.words(path)


def sentence(text: str) -> str:
    """A text as a sentence: a capital first, a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?…”" else ".")


def first_sentence(text: str) -> str:
    """The first sentence of a text; the text itself where none ends in it."""
    found = _SENTENCE.match(text)
    return " ".join((found.group() if found else text).split())


def decimal(value: float, language: Language) -> str:
    """A share with two places, as it is written in this language."""
    return language.number(value, 2)
