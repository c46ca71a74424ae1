"""One rule of the profession: its words, force, sources, our interpretation, where it was met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.content.enums import ROLES
from simulator.graph.bundle import CompiledProfession
from simulator.graph.profession import Rule
from simulator.language import Language
from simulator.report.document import Badge, Block, Cell, Items, Reference, Section, Table, Text, section_of
from simulator.report.wording import (
    MOODS,
    binding_words,
    citation,
    duration,
    force_word,
    role_word,
    sentence,
    verdict_word,
)


class Meeting(NamedTuple):
    """A play in which a rule was met: which, its title, when it ended, the verdict with its decision."""

    play: str
    title: str
    ended: str
    kind: str
    late: int
    step: int


def rule_of(profession: CompiledProfession, name: str) -> Rule | None:
    """The rule of a name; of one that binds both roles, the first."""
    return next((rule for rule in profession.profession.rules if rule.id == name), None)


def rule_title(profession: CompiledProfession, rule: Rule, language: Language) -> str:
    """What a rule is called."""
    return profession.texts[language.code][f"rules.{rule.id}.title"]


def rule_section(
    profession: CompiledProfession, rule: Rule, language: Language, met: Sequence[Meeting]
) -> Section:
    """All that there is to say of a rule, and the plays of one learner in which it was met."""
    return section_of("", _words(profession, rule, language), _met(met, language), key="rule")


def _words(profession: CompiledProfession, rule: Rule, language: Language) -> Iterator[Block]:
    text, words = language.text, profession.texts[language.code]
    roles = {one.role for one in profession.profession.rules if one.id == rule.id}
    who = language.listed(role_word(ROLES[role], language) for role in sorted(roles))
    yield section_of("", Badge(force_word(rule.force, language), "quiet"), Badge(who, "quiet"), kind="row")
    yield Text(sentence(binding_words(rule.force, language)), kind="quiet")
    yield Text(words.get(f"rules.{rule.id}.lesson", ""), kind="lead")
    yield Text(words[f"rules.{rule.id}.why"])
    if rule.deadline >= 0:
        term = duration(rule.deadline, language)
        yield Text(text("{term}, on working days", term=term) if rule.working else term, text("Term"))
    for part, label in (("earlier", text("What was done before")), ("ours", text("Our reading"))):
        if sentences := words.get(f"rules.{rule.id}.{part}", ""):
            yield Text(sentences, label, "quiet")
    yield section_of(text("Sources"), _sources(words, rule, language))
    others = tuple(_way(words, name) for name in rule.conflicts_with)
    if others:
        rows = tuple((other,) for other in others)
        yield Table(text("Where the sources do not agree"), (text("On the other side"),), rows, (1,))


def _sources(words: dict[str, str], rule: Rule, language: Language) -> Iterator[Block]:
    """The citations, then the full reference of each source, once."""
    cited = (citation(lambda path: words.get(path, ""), name, language) for name in rule.cite)
    yield Items(tuple(map(sentence, cited)))
    for source in dict.fromkeys(name.split("#", maxsplit=1)[0] for name in rule.cite):
        reference = words.get(f"sources.{source}.reference", "")
        if reference:
            yield Text(sentence(reference), kind="quiet")


def _way(words: dict[str, str], name: str) -> Reference:
    return Reference(words[f"rules.{name}.title"], "rule", id=name)


def _met(met: Sequence[Meeting], language: Language) -> Iterator[Block]:
    text = language.text
    title = text("Where you met it")
    if not met:
        yield section_of(title, Text(text("In no play that you have finished."), kind="quiet"))
        return
    rows = tuple(_row(one, language) for one in met)
    head = (text("Play"), text("Finding"))
    yield section_of(title, Table(text("Your plays"), head, rows, (7, 4), brief=True))


def _row(one: Meeting, language: Language) -> tuple[Cell, ...]:
    words = f"{one.title} · {language.date_of(one.ended)}"
    part = "" if one.step >= 0 else "rules"
    way = Reference(words, "debrief", play=one.play, part=part, at=f"moment-{one.step}" if not part else "")
    return way, Badge(verdict_word(one.kind, one.late, language), MOODS.get(one.kind, "quiet"))
