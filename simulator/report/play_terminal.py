"""A play under way as text for the terminal; built from a role's view alone, so that nothing leaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.content.enums import FORCES
from simulator.engine.view import Choosable, View
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Scene
from simulator.graph.profession import Rule
from simulator.language import Language, clock
from simulator.report.text_renderer import WIDTH, wrapped
from simulator.report.wording import Texts, citation, force_word, level_word, role_word

MOST_RULES = 5
MOST_SOURCES = 2
Timed = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class News:
    """What reached a role since it last looked: messages and facts with their minutes, signs it notices."""

    messages: Timed
    known: Timed
    signs: tuple[str, ...]


def news_of(before: View | None, now: View) -> News:
    """What is in a view and was not in the one before (None: at the start)."""
    seen = set(before.messages) if before else set()
    knew = set(before.known) if before else set()
    noticed = before.signs if before else ()
    return News(
        tuple([pair for pair in now.messages if pair not in seen]),
        tuple([pair for pair in now.known if pair not in knew]),
        tuple([path for path in now.signs if path not in noticed]),
    )


@dataclass(frozen=True, slots=True)
class Terminal:
    """Writes one bundle's play in one language."""

    bundle: Bundle
    language: Language

    def words(self, path: str) -> str:
        """The text at a path; empty where there is none."""
        found = self.bundle.text(path, self.language.code)
        return "" if found == path else found

    def opening(self, role: str) -> str:
        """The case, who you are, how to answer."""
        title, level = self.words("title"), self.bundle.graph.level
        who = f"{self.words(f'roles.{role}.name')} — {role_word(role, self.language)}"
        return "\n".join(
            [
                title.upper(),
                "=" * min(WIDTH, len(title)),
                f"{who}; {self.language.text('level')}: {level_word(level, self.language)}",
                "",
                wrapped(self.words(f"roles.{role}.brief")),
                "",
                wrapped(
                    self.language.text(
                        "Time is simulated: take as long as you need. At any question, ? shows your notes "
                        "and messages, and q stops."
                    )
                ),
            ]
        )

    def scene(self, seen: View, news: News, rules: Sequence[Rule] = ()) -> str:
        """Where the role stands, what is new, what it sees, and (at the guided level) hint and rules."""
        kind = "endings" if seen.ended else "scenes"
        base = f"{kind}.{seen.node}"
        place = self.words(f"{base}.title" if seen.ended else f"{base}.place")
        head = f"── {clock(seen.minute)} · {place} "
        parts = [head + "─" * max(4, WIDTH - len(head)), *self._messages(news.messages)]
        parts += [wrapped(self.words(path)) for path in seen.paths]
        parts += self._known(news.known)
        parts += [wrapped(self.words(path), "    ", "  ~ ") for path in news.signs if not seen.ended]
        hint = self.words(f"{base}.hint")
        if hint and self.bundle.graph.level == "guided":
            parts.append(wrapped(hint, "    ", f"  {self.language.text('Hint')}: "))
        parts += self._rules(rules)
        return "\n".join(parts)

    def _messages(self, messages: Timed) -> list[str]:
        return [
            wrapped(self.words(f"reactions.{name}.text"), "     ", f"  ✉ {clock(minute)} ")
            for name, minute in messages
        ]

    def _known(self, known: Timed) -> list[str]:
        if not known:
            return []
        lines = [wrapped(self.words(f"facts.{name}.text"), "      ", "    • ") for name, _ in known]
        return ["  " + self.language.text("New in your notes:"), *lines]

    def _rules(self, rules: Sequence[Rule]) -> list[str]:
        if not rules:
            return []
        first = sorted(rules, key=lambda rule: FORCES.index(rule.force))[:MOST_RULES]
        return ["  " + self.language.text("The rule at hand:"), *[self._rule(rule, rules) for rule in first]]

    def _rule(self, rule: Rule, rules: Sequence[Rule]) -> str:
        force = force_word(rule.force, self.language)
        sources = "; ".join(citation(self.words, name, self.language) for name in rule.cite[:MOST_SOURCES])
        line = f"{self.words(f'rules.{rule.id}.title')} ({force}; {sources})"
        if any(other.id in rule.conflicts_with for other in rules):
            line += " " + self.language.text("[here the sources do not agree]")
        return wrapped(line, "      ", "    § ")

    def notes(self, seen: View) -> str:
        """Everything that the role knows and every message that it has received, with their times."""
        lines = [self.language.text("Your notes:")]
        lines += [
            wrapped(self.words(f"facts.{name}.text"), "          ", f"  • {clock(minute)} ")
            for name, minute in seen.known
        ]
        if not seen.known:
            lines.append("  " + self.language.text("nothing yet"))
        lines.append(self.language.text("Messages:"))
        lines += [
            wrapped(self.words(f"reactions.{name}.text"), "          ", f"  ✉ {clock(minute)} ")
            for name, minute in seen.messages
        ]
        if not seen.messages:
            lines.append("  " + self.language.text("nothing yet"))
        return "\n".join(lines)

    def ask(self, seen: View) -> str:
        """The question of a scene, with the form's name where it is one."""
        form = self._scene_of(seen).task.form
        title = self.words(f"forms.{form}") if form else ""
        question = wrapped(self.words(f"scenes.{seen.node}.ask"), "  ", "? ")
        return f"[{title}]\n{question}" if title else question

    def _scene_of(self, seen: View) -> Scene:
        return next(scene for scene in self.bundle.graph.scenes if scene.id == seen.node)

    def listed(self, options: Sequence[Choosable]) -> str:
        """Options or steps with their numbers."""
        return numbered([self.words(option.path) for option in options])

    def values(self, part: Choosable) -> list[str]:
        """The words of the values that a part can take: bins of a statement, picks of a field."""
        return Texts(self.bundle, self.language).values(part)

    def ticked(self, options: Sequence[Choosable], chosen: set[str]) -> str:
        """Statements with a box each."""
        boxes = ("☒" if option.id in chosen else "☐" for option in options)
        return numbered(
            [f"{box} {self.words(option.path)}" for box, option in zip(boxes, options, strict=True)]
        )

    def after(self, path: str) -> str:
        """What followed from a decision; empty where nothing is told."""
        text = self.words(f"{path}.then")
        return wrapped(text, "  ") if text else ""

    def model(self, seen: View) -> str:
        """A model beside which one's own words can be laid."""
        label = self.language.text("A possible version")
        return wrapped(self.words(f"scenes.{seen.node}.model"), "    ", f"  {label}: ")


def numbered(lines: Sequence[str]) -> str:
    """Lines with numbers from 1."""
    return "\n".join(wrapped(line, "     ", f"  {number}. ") for number, line in enumerate(lines, 1))
