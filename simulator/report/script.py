"""A case as a numbered script that can be read through without playing: for reviewers, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from simulator.content import case as written
from simulator.content.kinds.base import AnswerKey, ReviewLine
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.conditions import Wording
from simulator.report.text_renderer import WIDTH, wrapped
from simulator.report.wording import citation, level_word, role_word

_IS = {
    "fact": "fact",
    "interpretation": "interpretation",
    "diagnosis": "diagnosis",
    "promise": "promise",
    "excess": "needless detail",
    "opinion": "opinion",
    "request": "request",
}
_LABELS = {
    "Form": "Form",
    "Order": "Order",
    "Own words": "Own words",
    "A possible version": "A possible version",
}
_ASPECTS = {
    "all": "all of it",
    "completeness": "completeness",
    "objectivity": "objectivity",
    "confidentiality": "confidentiality",
    "addressing": "to whom and how",
}


def script(case: written.Case, bundle: Bundle, language: Language) -> str:
    """The script of a case at the bundle's level."""
    return Script(case, bundle, language).whole()


@dataclass(slots=True)
class Script:
    """Writes one case's script; `wording` says conditions and effects."""

    case: written.Case
    bundle: Bundle
    language: Language
    wording: Wording = field(init=False)
    numbers: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = {name: str(index) for index, name in enumerate(self.case.scenes, 1)}
        self.numbers |= {name: f"E{index}" for index, name in enumerate(self.case.endings, 1)}
        self.wording = Wording(self.language, self.words, self._place)

    def words(self, path: str) -> str:
        """The text at a path."""
        return self.bundle.text(path, self.language.code)

    def _place(self, name: str) -> str:
        return f"{self.numbers.get(name, '?')} {name}"

    def _in_levels(self, levels: Sequence[str]) -> bool:
        return not levels or self.bundle.graph.level in levels

    def whole(self) -> str:
        """Frame, scenes, messages, endings."""
        parts = [self._head(), *self._frame()]
        parts += [self._scene(name, scene) for name, scene in self.case.scenes.items()]
        parts.append(self._section(self.language.text("Messages"), self._reactions()))
        parts.append(self._section(self.language.text("Endings"), self._endings()))
        questions = [f"• {self.words(f'questions.{name}')}" for name in self.case.questions]
        parts.append(self._section(self.language.text("Questions for the discussion afterwards"), questions))
        return "\n\n".join(part for part in parts if part) + "\n"

    def _head(self) -> str:
        title = self.words("title")
        level = f"{self.language.text('level')}: {level_word(self.bundle.graph.level, self.language)}"
        hook = [wrapped(self.words("hook")), ""] if self.case.hook else []
        return "\n".join(
            [title.upper(), "=" * min(WIDTH, len(title)), level, "", *hook, wrapped(self.words("summary"))]
        )

    def _section(self, title: str, lines: Sequence[str]) -> str:
        if not lines:
            return ""
        body = [wrapped(line, "    ", "  ") for line in lines]
        return "\n".join([title, "-" * len(title), *body])

    def _frame(self) -> Iterator[str]:
        text, case = self.language.text, self.case
        people = [
            f"• {person.name}: {self.words(f'people.{name}.who')}" for name, person in case.people.items()
        ]
        people += [self._role(role, part) for role, part in case.roles.items()]
        yield self._section(text("People"), people)
        yield self._section(text("Facts"), [self._fact(name, fact) for name, fact in case.facts.items()])
        chance = [
            f"• {name}: " + self.language.listed(self._variant(name, value) for value in values)
            for name, values in case.chance.items()
        ]
        yield self._section(text("Chance (with weights)"), chance)
        variables = [
            f"• {name} ({self.words(f'variables.{name}.label')}): {v.start} [{v.min}-{v.max}]"
            for name, v in case.variables.items()
        ]
        yield self._section(text("Variables"), variables)

    def _variant(self, name: str, value: str) -> str:
        """A value that chance can draw: its weight, and what the debrief calls it."""
        called = self.words(f"variants.{name}.{value}")
        return f"{value} {self.case.chance[name][value]}" + (f" ({called})" if called else "")

    def _role(self, role: str, part: written.Part) -> str:
        who = f"{role_word(role, self.language)}: {self.case.people[part.plays].name}"
        return f"• {who} → {self._place(part.start)}. {self.words(f'roles.{role}.brief')}"

    def _fact(self, name: str, fact: written.Fact) -> str:
        marks = self.language.listed(self.words(f"marks.{mark}") for mark in fact.marks)
        known = self.language.listed(role_word(role, self.language) for role in fact.known_by)
        parts = [f"• {name}: {self.words(f'facts.{name}.text')}"]
        parts += [f"[{marks}]"] if marks else []
        parts += [f"({self.language.text('known to')}: {known})"] if known else []
        parts += (
            [f"({self.language.text('true if')}: {self.wording.condition(fact.when)})"] if fact.when else []
        )
        parts += [self._levels(fact.levels)] if fact.levels else []
        return " ".join(parts)

    def _levels(self, levels: Sequence[str]) -> str:
        return f"({self.language.listed(level_word(level, self.language) for level in levels)})"

    def _scene(self, name: str, scene: written.Scene) -> str:
        base, text = f"scenes.{name}", self.language.text
        number = self.numbers[name]
        head = (
            f"── {number} · {name} · {role_word(scene.role, self.language)} · {self.words(f'{base}.place')} "
        )
        lines = [head + "─" * max(4, WIDTH - len(head)), wrapped(self.words(f"{base}.text"))]
        lines += self._paragraphs(base, scene.also)
        if scene.learn:
            lines.append(wrapped(f"{text('Learns')}: {self.language.listed(scene.learn)}", "    ", "  "))
        lines.append(wrapped(self.words(f"{base}.ask"), "  ", "? "))
        if scene.hint:
            lines.append(wrapped(self.words(f"{base}.hint"), "    ", f"  {text('Hint')}: "))
        lines += self._task(name, scene)
        return "\n".join(lines)

    def _paragraphs(self, base: str, also: Sequence[written.Paragraph]) -> list[str]:
        lines = []
        for index, paragraph in enumerate(also):
            if self._in_levels(paragraph.levels):
                when = self.wording.condition(paragraph.when)
                head = f"[{self.language.text('if')}: {when}] " if when else ""
                lines.append(wrapped(head + self.words(f"{base}.also.{index}.text"), "    ", "  + "))
        return lines

    def _task(self, name: str, scene: written.Scene) -> list[str]:
        base, options = f"scenes.{name}", scene.alternatives()
        if options:
            listed = [(key, option) for key, option in options.items() if self._in_levels(option.levels)]
            return [
                line
                for letter, (key, option) in zip("abcdefghi", listed, strict=False)
                for line in self._option(
                    f"{self.numbers[name]}{letter}", f"{base}.options.{key}", key, option
                )
            ]
        parts = [self._part(base, part) for part in scene.review() if self._in_levels(part.levels)]
        lines = [wrapped(line, "      ", "  • ") for line in parts]
        if key := scene.answer_key():
            return [*lines, *self._answer_key(base, key)]
        for path, effects in scene.outcomes():
            lines += self._effects(f"{base}.{path}".rstrip("."), effects)
        return lines

    def _answer_key(self, base: str, key: AnswerKey) -> list[str]:
        """Why, what it shows, and what follows from which share of right parts."""
        lines = self._why(base, key.cite)
        aspects = {name: self.language.text(_ASPECTS[aspect]) for name, aspect in key.evidence.items()}
        evidence = self.language.listed(f"{name}: {aspect}" for name, aspect in aspects.items())
        head = f"  {self.language.text('Evidence')}: "
        lines += [wrapped(evidence, "    ", head)] if evidence else []
        for index, band in enumerate(key.bands):
            when = self.wording.condition(band.when)
            lines.append(
                f"  ≥ {band.at_least} %" + (f" ({self.language.text('if')}: {when})" if when else "")
            )
            lines += self._effects(f"{base}.bands.{index}", band)
        return lines

    def _option(self, number: str, path: str, name: str, option: written.Option) -> list[str]:
        text = self.language.text
        lines = [wrapped(f"{self.words(f'{path}.text')} [{name}]", "      ", f"  {number}) ")]
        if option.levels:
            lines.append(f"      {self._levels(option.levels)}")
        if option.when:
            lines.append(
                wrapped(f"{text('open if')}: {self.wording.condition(option.when)}", "        ", "      ")
            )
        for index, branch in enumerate(option.branches):
            when = self.wording.condition(branch.when) or text("otherwise")
            lines.append(wrapped(f"{text('if')}: {when}", "        ", "      "))
            lines += self._effects(f"{path}.branches.{index}", branch)
        if not option.branches:
            lines += self._effects(path, option)
        lines += self._why(path, option.cite)
        evidence = self.language.listed(f"{key} {percent} %" for key, percent in option.evidence.items())
        return [*lines, f"      {text('Evidence')}: {evidence}"] if evidence else lines

    def _effects(self, path: str, effects: written.Effects) -> list[str]:
        lines = self.wording.effects(effects)
        then = self.words(f"{path}.then") if effects.then else ""
        return [wrapped(line.replace("{then}", then), "        ", "      ") for line in lines]

    def _why(self, path: str, cite: Sequence[str]) -> list[str]:
        lines = [wrapped(self.words(f"{path}.why"), "        ", f"      {self.language.text('Why')}: ")]
        sources = "; ".join(citation(self.words, name, self.language) for name in cite)
        return [*lines, wrapped(sources, "        ", "      ⁂ ")] if sources else lines

    def _part(self, base: str, part: ReviewLine) -> str:
        """A part of a task with what is right, and why."""
        label = f"{self.language.text(_LABELS[part.label])}: " if part.label else ""
        if not part.text:
            return label + self.language.listed(part.plain)
        heads = " / ".join(self._at(base, path) for path in part.heads)
        tag = f"({self.language.text(_IS[part.tag])})" if part.tag else ""
        if heads:
            heads = f"{heads}:" if part.sign else f"[{heads}]"
        head = " ".join(filter(None, (part.sign, tag, heads)))
        why = f" — {self._at(base, part.why)}" if part.why else ""
        acts = "; ".join(self.wording.act(act) for act in part.acts)
        line = f"{head} {self._at(base, part.text)}".strip()
        return f"{label}{line}{why}" + (f" [{acts}]" if acts else "")

    def _at(self, base: str, path: str) -> str:
        """The words at a path of a scene, or (with a stroke before it) of the framework."""
        return self.words(path[1:] if path.startswith("/") else f"{base}.{path}")

    def _reactions(self) -> list[str]:
        lines = []
        for name, reaction in self.case.reactions.items():
            if self._in_levels(reaction.levels):
                of = reaction.of if reaction.of != "world" else ""
                who = role_word(of, self.language) if of else self.language.text("the world")
                lines.append(
                    f"• {name} ({who} → {role_word(reaction.to, self.language)}): " + self._due(reaction)
                )
                lines.append(f"  {self.words(f'reactions.{name}.text')}")
                lines += [f"  {line}" for line in self._brought(reaction)]
        return lines

    def _due(self, reaction: written.Reaction) -> str:
        text = self.language.text
        minutes = self.language.count("after {number} minute", "after {number} minutes", reaction.after or 0)
        due = text("at {time}", time=reaction.at) if reaction.at else minutes
        when = self.wording.condition(reaction.when)
        return f"{due}, {text('if')}: {when}" if when else due

    def _brought(self, reaction: written.Reaction) -> list[str]:
        text, lines = self.language.text, []
        if reaction.acts:
            lines.append(f"{text('Acts')}: " + "; ".join(self.wording.act(act) for act in reaction.acts))
        if reaction.learn:
            lines.append(f"{text('Learns')}: {self.language.listed(reaction.learn)}")
        if reaction.set:
            lines.append(f"{text('Sets')}: " + self.language.listed(f"«{flag}»" for flag in reaction.set))
        return [*lines, self.wording.changes(reaction.change)] if reaction.change else lines

    def _rank(self, ending: written.Ending) -> str:
        """How good an ending is: 1 is the best, which a bare number does not say."""
        return self.language.text("rank {rank}, where 1 is the best", rank=ending.rank)

    def _endings(self) -> list[str]:
        lines = []
        for name, ending in self.case.endings.items():
            head = (
                f"{self.numbers[name]} {name} ({role_word(ending.role, self.language)}; {self._rank(ending)})"
            )
            lines.append(f"• {head}: {self.words(f'endings.{name}.title')}")
            if ending.gist:
                lines.append(f"  {self.words(f'endings.{name}.gist')}")
            lines.append(f"  {self.words(f'endings.{name}.text')}")
            lines += [line.strip() for line in self._paragraphs(f"endings.{name}", ending.also)]
        return lines
