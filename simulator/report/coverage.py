"""What cases put at stake of rules, indicators, difficulties and checklist rows, and what none does."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from simulator.content.case import About
from simulator.content.enums import ROLES
from simulator.graph.bundle import CompiledCase, CompiledProfession
from simulator.graph.graph import Graph
from simulator.language import Language
from simulator.practice.record import reachable_bits
from simulator.practice.rules import at_stake
from simulator.report.text_renderer import wrapped
from simulator.report.wording import force_word, role_word


@dataclass(frozen=True, slots=True)
class Covered:
    """A case with what its author says it is about."""

    name: str
    case: CompiledCase
    about: About


Cases = dict[tuple[str, ...], list[str]]


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """A rule for one role that it binds, and the cases that put it at stake."""

    rule: str
    role: str
    force: str
    title: str
    cases: list[str]


@dataclass(frozen=True, slots=True)
class IndicatorCoverage:
    """An indicator; `marked` by an author's marks and judged tasks, `ruled` by rules, `cases` by either."""

    indicator: str
    question: str
    marked: list[str]
    ruled: list[str]
    cases: list[str]


@dataclass(frozen=True, slots=True)
class EntryCoverage:
    """An entry of a table of practice and the cases that say they are about it."""

    name: str
    title: str
    cases: list[str]


@dataclass(frozen=True, slots=True)
class ActCoverage:
    """An act and the cases in which it can be done."""

    act: str
    title: str
    cases: list[str]


@dataclass(frozen=True, slots=True)
class SituationCoverage(EntryCoverage):
    """A sensitive situation: its `rules` at stake, out of how many, and what must not be done."""

    rules: list[str]
    rules_of: int
    must_not: list[ActCoverage]


@dataclass(frozen=True, slots=True)
class CoverageData:
    """What cases put at stake, a row for each thing that could be."""

    cases: list[str]
    rules: list[RuleCoverage]
    indicators: list[IndicatorCoverage]
    difficulties: list[EntryCoverage]
    checklist: list[SituationCoverage]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return dataclasses.asdict(self)


def coverage(profession: CompiledProfession, cases: Iterable[Covered], language: Language) -> CoverageData:
    """Per rule and role, indicator, difficulty and checklist row: the cases that put it at stake."""
    listed = list(cases)
    covered = _Coverage(profession, {}, {}, {}, {}, {}, {})
    for one in listed:
        covered.take(one)
    return CoverageData(
        [one.name for one in listed],
        covered.rule_rows(language),
        covered.indicator_rows(language),
        covered.difficulty_rows(language),
        covered.checklist_rows(language),
    )


@dataclass(frozen=True, slots=True)
class _Coverage:
    profession: CompiledProfession
    rules: Cases
    marks: Cases
    by_rules: Cases
    acts: Cases
    difficulties: Cases
    checklist: Cases

    def take(self, one: Covered) -> None:
        """Note all that one case puts at stake, at any level and in either role."""
        for graph in one.case.graphs.values():
            for role in (index for index, entry in enumerate(graph.entry) if entry >= 0):
                self._role(one.name, graph, role)
        for name in one.about.difficulties:
            _note(self.difficulties, (name,), one.name)
        for name in one.about.checklist:
            _note(self.checklist, (name,), one.name)

    def _role(self, case: str, graph: Graph, role: int) -> None:
        for bound in at_stake(self.profession.profession, graph, role):
            _note(self.rules, (bound.rule.id, ROLES[role]), case)
            for indicator in bound.rule.indicators:
                _note(self.by_rules, (indicator,), case)
        for indicator in indicators_in(graph, role):
            _note(self.marks, (indicator,), case)
        within = reachable_bits(graph, role)
        for act in self.profession.profession.acts:
            bit = graph.bit(f"{ROLES[role]}/act:{act}")
            if bit >= 0 and within >> bit & 1:
                _note(self.acts, (act,), case)

    def words(self, path: str, language: Language) -> str:
        """A text of the framework."""
        return self.profession.texts[language.code].get(path, path)

    def rule_rows(self, language: Language) -> list[RuleCoverage]:
        """A row per rule and role that it binds."""
        return [
            RuleCoverage(
                rule.id,
                ROLES[rule.role],
                rule.force,
                self.words(f"rules.{rule.id}.title", language),
                self.rules.get((rule.id, ROLES[rule.role]), []),
            )
            for rule in self.profession.profession.rules
        ]

    def indicator_rows(self, language: Language) -> list[IndicatorCoverage]:
        """A row per indicator."""
        return [
            IndicatorCoverage(
                name,
                self.words(f"indicators.{name}.question", language),
                self.marks.get((name,), []),
                self.by_rules.get((name,), []),
                sorted({*self.marks.get((name,), []), *self.by_rules.get((name,), [])}),
            )
            for domain in self.profession.profession.model.domains
            for name in domain.indicators
        ]

    def difficulty_rows(self, language: Language) -> list[EntryCoverage]:
        """A row per kind of difficulty."""
        return [
            EntryCoverage(
                name, self.words(f"difficulties.{name}", language), self.difficulties.get((name,), [])
            )
            for name in self.profession.profession.difficulties
        ]

    def checklist_rows(self, language: Language) -> list[SituationCoverage]:
        """A row per sensitive situation, with its rules at stake and what must not be done but can be."""
        at_stake_now = {name for name, _ in self.rules}
        return [
            SituationCoverage(
                name,
                self.words(f"checklist.{name}", language),
                self.checklist.get((name,), []),
                [rule for rule in rules if rule in at_stake_now],
                len(rules),
                [
                    ActCoverage(act, self.words(f"acts.{act}", language), self.acts.get((act,), []))
                    for act in acts
                ],
            )
            for name, (rules, acts) in self.profession.profession.checklist.items()
        ]


def _note(table: Cases, key: tuple[str, ...], case: str) -> None:
    names = table.setdefault(key, [])
    if case not in names:
        names.append(case)


def indicators_in(graph: Graph, role: int) -> set[str]:
    """Indicators for which an author's mark or a judged task of this role gives evidence."""
    indices: set[int] = set()
    for scene in graph.scenes:
        if scene.role == role:
            indices |= {index for option in scene.task.options for index, _ in option.evidence}
            indices |= {index for index, _ in scene.task.evidence}
    return {graph.indicators[index] for index in indices}


def coverage_text(data: CoverageData, language: Language) -> str:
    """The coverage for a person: how much of each kind, then what no case puts at stake."""
    text = language.text
    count = language.count("{number} case", "{number} cases", len(data.cases))
    tables: tuple[tuple[str, list[_Line]], ...] = (
        (text("Rules"), [_rule_line(row, language) for row in data.rules]),
        (text("Indicators"), [_indicator_line(row, language) for row in data.indicators]),
        (text("Kinds of difficulty"), [_entry_line(row) for row in data.difficulties]),
        (text("Rows of the checklist"), [_situation_line(row, language) for row in data.checklist]),
    )
    parts = [f"{count}: {language.listed(data.cases)}"]
    parts += [_section(title, lines, language) for title, lines in tables]
    return "\n\n".join([*parts, _must_not(data.checklist, language)]) + "\n"


class _Line(NamedTuple):
    """A row as text, and whether any case touches it."""

    text: str
    touched: bool


def _section(title: str, rows: list[_Line], language: Language) -> str:
    touched = [row.text for row in rows if row.touched]
    share = language.text("{touched} of {all} at stake", touched=len(touched), all=len(rows))
    lines = [f"{title}: {share}", "-" * (len(title) + len(share) + 2), *touched]
    left = [row.text for row in rows if not row.touched]
    if left:
        lines += ["", language.text("In no case yet:"), *left]
    return "\n".join(lines)


def _line(words: str, cases: list[str]) -> _Line:
    return _Line(wrapped(f"{words}{_where(cases)}", "    ", "  • "), bool(cases))


def _where(cases: list[str]) -> str:
    return f" [{', '.join(cases)}]" if cases else ""


def _rule_line(row: RuleCoverage, language: Language) -> _Line:
    words = f"{role_word(row.role, language)}, {force_word(row.force, language)}"
    return _line(f"{row.title} ({words})", row.cases)


def _indicator_line(row: IndicatorCoverage, language: Language) -> _Line:
    only_ruled = language.text(" (by rules alone)") if row.ruled and not row.marked else ""
    return _line(f"{row.indicator}: {row.question}{only_ruled}", row.cases)


def _entry_line(row: EntryCoverage) -> _Line:
    return _line(row.title, row.cases)


def _situation_line(row: SituationCoverage, language: Language) -> _Line:
    share = language.text("; rules at stake: {number} of {all}", number=len(row.rules), all=row.rules_of)
    return _line(f"{row.title}{share}", row.cases)


def _must_not(rows: list[SituationCoverage], language: Language) -> str:
    title = language.text("What must not be done, and where it can be")
    lines = [title, "-" * len(title)]
    for row in rows:
        lines.append(f"  {row.title}")
        for act in row.must_not:
            where = _where(act.cases) or " — " + language.text("offered nowhere")
            lines.append(wrapped(f"{act.title}{where}", "      ", "    • "))
    return "\n".join(lines)
