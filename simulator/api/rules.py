"""The profession's rules and its grid, to be read: stance, force, deadline, source; domains, questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.api.values import Described, Listing, Shown, chosen, sheet
from simulator.content.enums import LANGUAGES, ROLES
from simulator.graph.bundle import CompiledProfession
from simulator.graph.loading import load_profession
from simulator.graph.profession import Domain, RuleMoment
from simulator.graph.profession import Rule as CompiledRule
from simulator.language import Language
from simulator.language import language as speech_of
from simulator.report.document import Document, Heading, Items, Text
from simulator.report.wording import citation, force_word, role_word


@dataclass(frozen=True, slots=True, repr=False)
class Rule(Shown):
    """A rule of the profession, as data: who, what, how binding, until when, and where it stands.

    `stance` is require, forbid or allow; `force` law, guide, recommendation or example; `deadline` is in
    minutes, None where there is none. `when` and `act` name the circumstance from which it holds and
    what it speaks of. `ours` says what the source does not. `sources` are citations in words, `cite` the
    same by name; `conflicts_with` are rules that say otherwise.
    """

    id: str
    title: str
    roles: tuple[str, ...]
    stance: str
    force: str
    force_word: str
    deadline: int | None
    when: str
    act: str
    why: str
    ours: str
    sources: Listing[str]
    cite: Listing[str]
    conflicts_with: Listing[str]
    language: str

    def document(self) -> Document:
        """The rule as a small sheet."""
        speech = speech_of(self.language)
        roles = ", ".join(role_word(role, speech) for role in self.roles)
        blocks = [Text(f"{self.force_word} · {roles}", kind="quiet"), Text(self.why)]
        blocks += [Text(self.ours, kind="quiet")] if self.ours else []
        return sheet(self.title, [*blocks, Items(self.sources)], self.language)

    def _line(self) -> str:
        within = "" if self.deadline is None else f" within {self.deadline} minutes"
        return f"{self.id}: {self.stance} {self.act}{within} ({self.force}; {', '.join(self.cite)})"


@dataclass(frozen=True, slots=True, repr=False)
class GridDomain(Described):
    """A domain of the grid: its id and number, its title, the questions that it asks."""

    id: str
    number: int
    title: str
    questions: Listing[str]

    def _line(self) -> str:
        return f"{self.number}. {self.id}: {self.title}"


@dataclass(frozen=True, slots=True, repr=False)
class CompetenceGrid(Shown):
    """The grid of competence: the guide's own instrument, domain by domain."""

    domains: Listing[GridDomain]
    language: str

    def document(self) -> Document:
        """The grid with all its questions."""
        title = speech_of(self.language).text("The grid of competence")
        blocks = [
            block
            for one in self.domains
            for block in (Heading(f"{one.number}. {one.title}", 3), Items(one.questions))
        ]
        return sheet(title, blocks, self.language)

    def _line(self) -> str:
        return f"{len(self.domains)} domains: {', '.join(one.id for one in self.domains)}"


def list_rules(role: str = "", language: str = "ro") -> Listing[Rule]:
    """The rules of the profession, all or those of a role."""
    if role:
        chosen("role", role, ROLES)
    rules = _rules(load_profession(), speech_of(chosen("language", language, LANGUAGES)))
    return Listing(rule for rule in rules if not role or role in rule.roles)


def open_rule(name: str, language: str = "ro") -> Rule:
    """A rule by its id. Raises `SimulatorError` with the names that are near."""
    rules = {rule.id: rule for rule in list_rules(language=language)}
    return rules[chosen("rule", name, rules)]


def open_grid(language: str = "ro") -> CompetenceGrid:
    """The grid of competence with its domains and questions."""
    profession = load_profession()
    speech = speech_of(chosen("language", language, LANGUAGES))
    domains = (_domain(one, profession, speech) for one in profession.profession.model.domains)
    return CompetenceGrid(Listing(domains), language)


def _domain(domain: Domain, profession: CompiledProfession, speech: Language) -> GridDomain:
    def words(path: str) -> str:
        return _words(profession, path, speech)

    questions = Listing(dict.fromkeys(words(f"indicators.{name}.question") for name in domain.indicators))
    return GridDomain(domain.id, domain.number, words(f"domains.{domain.id}"), questions)


def _rules(profession: CompiledProfession, speech: Language) -> Iterator[Rule]:
    by_name: dict[str, list[CompiledRule]] = {}
    for rule in profession.profession.rules:
        by_name.setdefault(rule.id, []).append(rule)
    for name, rules in by_name.items():
        yield _rule(name, rules, profession, speech)


def _rule(name: str, rules: list[CompiledRule], profession: CompiledProfession, speech: Language) -> Rule:
    first = rules[0]

    def words(path: str) -> str:
        return _words(profession, path, speech)

    return Rule(
        id=name,
        title=words(f"rules.{name}.title"),
        roles=tuple(ROLES[rule.role] for rule in rules),
        stance=first.stance,
        force=first.force,
        force_word=force_word(first.force, speech),
        deadline=first.deadline if first.deadline >= 0 else None,
        when=_moment(first.when),
        act=_moment(first.act),
        why=words(f"rules.{name}.why"),
        ours=words(f"rules.{name}.ours"),
        sources=Listing(citation(words, one, speech) for one in first.cite),
        cite=Listing(first.cite),
        conflicts_with=Listing(first.conflicts_with),
        language=speech.code,
    )


def _words(profession: CompiledProfession, path: str, speech: Language) -> str:
    for code in (speech.code, "ro"):
        if path in profession.texts.get(code, {}):
            return profession.texts[code][path]
    return ""


def _moment(moment: RuleMoment) -> str:
    """A moment as it would be written: names joined by `or` (the earliest) or `and` (the latest)."""
    if moment.kind == "atom":
        return moment.atom
    joined = (" or " if moment.kind == "any" else " and ").join(_moment(part) for part in moment.parts)
    return f"({joined})"
