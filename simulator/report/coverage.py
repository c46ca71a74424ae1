"""What cases put at stake of rules, indicators, difficulties and checklist rows, and what none does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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


def coverage(profession: CompiledProfession, cases: Iterable[Covered], language: Language) -> dict[str, Any]:
    """Per rule and role, indicator, difficulty and checklist row: the cases that put it at stake."""
    listed = list(cases)
    covered = _Coverage(profession, {}, {}, {}, {}, {}, {})
    for one in listed:
        covered.take(one)
    return {
        "cases": [one.name for one in listed],
        "rules": covered.rule_rows(language),
        "indicators": covered.indicator_rows(language),
        "difficulties": covered.table_rows("difficulties", covered.difficulties, language),
        "checklist": covered.checklist_rows(language),
    }


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

    def rule_rows(self, language: Language) -> list[dict[str, Any]]:
        """A row per rule and role that it binds."""
        return [
            {
                "rule": rule.id,
                "role": ROLES[rule.role],
                "force": rule.force,
                "title": self.words(f"rules.{rule.id}.title", language),
                "cases": self.rules.get((rule.id, ROLES[rule.role]), []),
            }
            for rule in self.profession.profession.rules
        ]

    def indicator_rows(self, language: Language) -> list[dict[str, Any]]:
        """A row per indicator; `shown` by an author's marks and judged tasks, `ruled` by rules."""
        return [
            {
                "indicator": name,
                "question": self.words(f"indicators.{name}.question", language),
                "shown": self.marks.get((name,), []),
                "ruled": self.by_rules.get((name,), []),
                "cases": sorted({*self.marks.get((name,), []), *self.by_rules.get((name,), [])}),
            }
            for domain in self.profession.profession.model.domains
            for name in domain.indicators
        ]

    def table_rows(self, table: str, cases: Cases, language: Language) -> list[dict[str, Any]]:
        """A row per entry of a table of practice."""
        names = getattr(self.profession.profession, table)
        return [
            {"name": name, "title": self.words(f"{table}.{name}", language), "cases": cases.get((name,), [])}
            for name in names
        ]

    def checklist_rows(self, language: Language) -> list[dict[str, Any]]:
        """A row per sensitive situation, with its rules at stake and what must not be done but can be."""
        rows = self.table_rows("checklist", self.checklist, language)
        at_stake_now = {name for name, _ in self.rules}
        for row in rows:
            rules, acts = self.profession.profession.checklist[row["name"]]
            row["rules"] = [name for name in rules if name in at_stake_now]
            row["rules_of"] = len(rules)
            row["must_not"] = [
                {
                    "act": act,
                    "title": self.words(f"acts.{act}", language),
                    "cases": self.acts.get((act,), []),
                }
                for act in acts
            ]
        return rows


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


def coverage_text(data: dict[str, Any], language: Language) -> str:
    """The coverage for a person: how much of each kind, then what no case puts at stake."""
    parts = [
        language.count("{number} case", "{number} cases", len(data["cases"]))
        + ": "
        + language.listed(data["cases"])
    ]
    parts.append(_section(language.text("Rules"), data["rules"], language, _rule_line))
    parts.append(_section(language.text("Indicators"), data["indicators"], language, _indicator_line))
    parts.append(_section(language.text("Kinds of difficulty"), data["difficulties"], language, _title_line))
    parts.append(_section(language.text("Rows of the checklist"), data["checklist"], language, _title_line))
    parts.append(_must_not(data["checklist"], language))
    return "\n\n".join(parts) + "\n"


def _section(title: str, rows: list[dict[str, Any]], language: Language, line: Any) -> str:
    touched = sum(bool(row["cases"]) for row in rows)
    share = language.text("{touched} of {all} at stake", touched=touched, all=len(rows))
    lines = [f"{title}: {share}", "-" * (len(title) + len(share) + 2)]
    lines += [line(row, language) for row in rows if row["cases"]]
    left = [line(row, language) for row in rows if not row["cases"]]
    if left:
        lines += ["", language.text("In no case yet:"), *left]
    return "\n".join(lines)


def _cases(row: dict[str, Any]) -> str:
    return f" [{', '.join(row['cases'])}]" if row["cases"] else ""


def _rule_line(row: dict[str, Any], language: Language) -> str:
    words = f"{role_word(row['role'], language)}, {force_word(row['force'], language)}"
    return wrapped(f"{row['title']} ({words}){_cases(row)}", "    ", "  • ")


def _indicator_line(row: dict[str, Any], language: Language) -> str:
    only_ruled = language.text(" (by rules alone)") if row["ruled"] and not row["shown"] else ""
    return wrapped(f"{row['indicator']}: {row['question']}{only_ruled}{_cases(row)}", "    ", "  • ")


def _title_line(row: dict[str, Any], language: Language) -> str:
    extra = ""
    if "rules_of" in row:
        extra = language.text(
            "; rules at stake: {number} of {all}", number=len(row["rules"]), all=row["rules_of"]
        )
    return wrapped(f"{row['title']}{extra}{_cases(row)}", "    ", "  • ")


def _must_not(rows: list[dict[str, Any]], language: Language) -> str:
    title = language.text("What must not be done, and where it can be")
    lines = [title, "-" * len(title)]
    for row in rows:
        lines.append(f"  {row['title']}")
        for act in row["must_not"]:
            where = _cases(act) or " — " + language.text("offered nowhere")
            lines.append(wrapped(f"{act['title']}{where}", "      ", "    • "))
    return "\n".join(lines)
