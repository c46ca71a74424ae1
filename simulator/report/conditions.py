"""A written condition and written effects in plain words, for reviewers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.content import case as written
from simulator.language import Language
from simulator.report.wording import role_word


@dataclass(frozen=True, slots=True)
class Wording:
    """Says conditions and effects; `words` gives the text at a path of the framework or the case.

    `number` gives a scene or an ending its place in the script.
    """

    language: Language
    words: Callable[[str], str]
    number: Callable[[str], str]

    def condition(self, when: written.Condition | None) -> str:
        """A condition in words; empty where there is none."""
        if when is None:
            return ""
        text = self.language.text
        parts = [self.name(name) for name in when.has]
        parts += [text("not: {what}", what=self.name(name)) for name in when.lacks]
        parts += [f"{name} ≥ {least}" for name, least in when.at_least.items()]
        parts += [text("from {time} on", time=when.after)] if when.after else []
        parts += [text("before {time}", time=when.before)] if when.before else []
        parts += [f"({self.condition(part)})" for part in when.all]
        if when.any:
            parts.append("(" + f" {text('or')} ".join(f"({self.condition(part)})" for part in when.any) + ")")
        parts += [text("not: {what}", what=f"({self.condition(part)})") for part in when.none]
        return f" {text('and')} ".join(parts)

    def name(self, name: str) -> str:
        """One name of a condition in words."""
        who, _, bare = name.rpartition("/")
        kind, _, rest = bare.partition(":")
        role = f"{role_word(who, self.language)}: " if who else ""
        text = self.language.text
        match kind if rest else "":
            case "fact":
                return role + text("knows the fact {name}", name=rest)
            case "mark":
                return role + text("knows of: {what}", what=self.words(f"marks.{rest}"))
            case "act":
                return role + self.act(rest)
            case "message":
                return text("the message {name} has arrived", name=rest)
            case "chance":
                return rest.replace("=", " = ")
            case _:
                return f"«{bare}»"

    def act(self, use: str) -> str:
        """An act in words, with the mark it is about or the minutes after which it is done."""
        name, _, later = use.partition(" +")
        act, _, mark = name.partition(":")
        act_words = self.words(f"acts.{act}")
        if mark:
            act_words += f" ({self.words(f'marks.{mark}')})"
        minutes = self.language.count("after {number} minute", "after {number} minutes", int(later or 0))
        return f"{act_words} ({minutes})" if later else act_words

    def effects(self, effects: written.Effects) -> list[str]:
        """What follows from a decision, a line for each kind of effect."""
        text, listed = self.language.text, self.language.listed
        lines = []
        if effects.acts:
            lines.append(f"{text('Acts')}: " + "; ".join(self.act(use) for use in effects.acts))
        lines += [self._tell(tell) for tell in effects.tell]
        if effects.minutes:
            lines.append(self.language.count("{number} minute", "{number} minutes", effects.minutes))
        if effects.until:
            lines.append(text("until {time}", time=effects.until))
        if effects.learn:
            lines.append(f"{text('Learns')}: {listed(effects.learn)}")
        if effects.set:
            lines.append(f"{text('Sets')}: " + listed(f"«{flag}»" for flag in effects.set))
        if effects.change:
            lines.append(self.changes(effects.change))
        if effects.then:
            lines.append(f"{text('Then')}: {{then}}")
        lines += self._routes(effects)
        return lines

    def changes(self, change: dict[str, int]) -> str:
        """Changes of variables in words."""
        moved = self.language.listed(f"{name} {delta:+d}" for name, delta in change.items())
        return f"{self.language.text('Changes')}: {moved}"

    def _tell(self, tell: written.Tell) -> str:
        to = role_word(tell.to, self.language) if tell.to else self.language.text("someone outside")
        facts = self.language.listed(tell.facts)
        return f"{self.language.text('Tells')}: {self.act(tell.act)} → {to}: {facts}"

    def _routes(self, effects: written.Effects) -> list[str]:
        if effects.to is None:
            return []
        if isinstance(effects.to, str):
            return [f"→ {self.number(effects.to)}"]
        lines = []
        for route in effects.to:
            when = self.condition(route.when)
            condition = f" ({self.language.text('if')}: {when})" if when else ""
            lines.append(f"→ {self.number(route.to)}{condition}")
        return lines
