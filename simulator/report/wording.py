"""The words of one bundle in one language, as a page or a paper shows them."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.view import Choosable, View
from simulator.graph.bundle import Bundle
from simulator.language import Language, clock
from simulator.report.play_terminal import is_field
from simulator.report.text_renderer import citation, level_word, role_word


@dataclass(frozen=True, slots=True)
class Texts:
    """Finds the words that a page shows."""

    bundle: Bundle
    language: Language

    def words(self, path: str) -> str:
        """The text at a path; empty where there is none."""
        found = self.bundle.text(path, self.language.code)
        return "" if found == path else found

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

    def time(self, minute: int) -> str:
        """A time of day in words; from the second day on with its date, or its number if there is none."""
        day, within = divmod(minute, 1440)
        if not day:
            return clock(within)
        date = self.day(minute, year=False)
        if date:
            return f"{date}, {clock(within)}"
        return self.language.text("day {day}, {time}", day=day + 1, time=clock(within))

    def values(self, seen: View, part: Choosable) -> list[str]:
        """The words of the values that a part of a task can take: bins of a statement, picks of a field."""
        base = f"scenes.{seen.node}"
        if is_field(part):
            return [self.words(f"{base}.fields.{part.id}.picks.{value}.text") for value in part.values]
        return [self.words(f"{base}.bins.{value}") for value in part.values]


def sentence(text: str) -> str:
    """A text as a sentence: a capital first, a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?…”" else ".")


def decimal(value: float, language: Language) -> str:
    """A share with two places, as it is written in this language."""
    return f"{value:.2f}".replace(".", "," if language.code == "ro" else ".")
