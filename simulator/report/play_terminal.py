"""A play under way as text for the terminal; it holds no sentence of its own but how to answer there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.engine.view import Choosable, View
from simulator.graph.bundle import Bundle
from simulator.graph.graph import Scene
from simulator.graph.profession import Rule
from simulator.language import Language
from simulator.report import play_scene
from simulator.report.play_scene import FactWords, Letter, News, RuleWords
from simulator.report.text_renderer import WIDTH, wrapped
from simulator.report.wording import Texts


@dataclass(frozen=True, slots=True)
class Terminal:
    """Writes one bundle's play in one language."""

    bundle: Bundle
    language: Language

    @property
    def texts(self) -> Texts:
        """The words of the bundle."""
        return Texts(self.bundle, self.language)

    def words(self, path: str) -> str:
        """The text at a path; empty where there is none."""
        return self.texts.words(path)

    def opening(self, role: str) -> str:
        """The case, who you are, how to answer."""
        begun = play_scene.opening(self.texts, role)
        keys = self.language.text("At any question, ? shows your notes and messages, and q stops.")
        return "\n".join(
            [
                begun.title.upper(),
                "=" * min(WIDTH, len(begun.title)),
                wrapped(f"{begun.who}; {begun.level}"),
                "",
                wrapped(begun.brief),
                "",
                wrapped(f"{begun.about_time} {keys}"),
            ]
        )

    def scene(self, sight: View, news: News, rules: Sequence[Rule] = ()) -> str:
        """Where the role stands, what is new, what it sees, and (at the guided level) hint and rules."""
        here = play_scene.scene(self.texts, sight, news, rules)
        head = f"── {here.time} · {here.place} "
        lines = [head + "─" * max(4, WIDTH - len(head)), *map(_letter, here.letters)]
        lines += [wrapped(paragraph) for paragraph in here.paragraphs]
        if here.facts:
            lines.append(f"  {here.facts_title}:")
            lines += [wrapped(fact.words, "      ", "    • ") for fact in here.facts]
        lines += [wrapped(words, "    ", "  ~ ") for words in here.signs]
        helping = here.guidance
        if helping.hint:
            lines.append(wrapped(helping.hint, "    ", f"  {helping.hint_title}: "))
        if helping.rules:
            lines += [f"  {helping.rules_title}:", *map(_rule, helping.rules)]
        return "\n".join(lines)

    def notes(self, sight: View) -> str:
        """Everything that the role knows and every message that it has received, with their times."""
        notes = play_scene.notes(self.texts, sight)
        nothing = f"  {notes.nothing}"
        return "\n".join(
            [
                f"{notes.facts_title}:",
                *(map(_fact, notes.facts) if notes.facts else [nothing]),
                f"{notes.letters_title}:",
                *(map(_letter, notes.letters) if notes.letters else [nothing]),
            ]
        )

    def ask(self, sight: View) -> str:
        """The question of a scene, with the form's name where it is one."""
        form = self._scene_of(sight).task.form
        title = self.words(f"forms.{form}") if form else ""
        question = wrapped(self.words(f"scenes.{sight.node}.ask"), "  ", "? ")
        return f"[{title}]\n{question}" if title else question

    def _scene_of(self, sight: View) -> Scene:
        return next(scene for scene in self.bundle.graph.scenes if scene.id == sight.node)

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

    def after(self, node: str, path: str) -> str:
        """What followed from the decision in a scene; empty where nothing is told."""
        words = play_scene.consequence(self.texts, node, path).words
        return wrapped(words, "  ") if words else ""

    def model(self, sight: View) -> str:
        """A model beside which one's own words can be laid; empty where the scene has none."""
        beside = play_scene.consequence(self.texts, sight.node, "")
        return wrapped(beside.model, "    ", f"  {beside.model_title}: ") if beside.model else ""


def numbered(lines: Sequence[str]) -> str:
    """Lines with numbers from 1."""
    return "\n".join(wrapped(line, "     ", f"  {number}. ") for number, line in enumerate(lines, 1))


def _letter(letter: Letter) -> str:
    return wrapped(letter.words, "     ", f"  ✉ {letter.title} ")


def _fact(fact: FactWords) -> str:
    return wrapped(fact.words, "          ", f"  • {fact.time} ")


def _rule(rule: RuleWords) -> str:
    contested = f" [{rule.contested}]" if rule.contested else ""
    return wrapped(f"{rule.title} ({rule.force}; {rule.sources}){contested}", "      ", "    § ")
