"""The figures of a checked case as lines of text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.cohort.statistical_checks import POLICIES
from simulator.language import Language
from simulator.report.wording import role_word

_WORDS = {
    "very-good": "very good",
    "good": "good",
    "marginal": "marginal",
    "poor": "poor",
    "none": "cannot be told",
}


def legend(language: Language) -> str:
    """What the four figures of an outcome are."""
    return language.text(
        "Outcome: breaches of the law, breaches of the guide's rules, duties missed, rank of the ending "
        "(1 is the best); less is better, compared in this order."
    )


def figures(values: Iterable[float], places: int, language: Language) -> str:
    """Figures in a row."""
    return "  ".join(language.number(value, places) for value in values)


def report_lines(report: dict[str, Any], language: Language) -> list[str]:
    """What the checks measured, for a person."""
    if "walks" not in report:
        return [language.text("{case}: cannot be played yet", case=report["case"])]
    lines = [f"{report['case']}: " + language.count("{number} walk", "{number} walks", report["walks"])]
    for role, results in report.get("roles", {}).items():
        lines.append(f"  {role_word(role, language)}")
        lines += [f"    {line}" for line in _policy_lines(results, language)]
        lines += [f"    {line}" for line in item_lines(results["decisions"], language)]
    return lines


def _policy_lines(results: dict[str, Any], language: Language) -> list[str]:
    lines = [
        language.text("the best expert walk: {outcome}", outcome=figures(results["expert"], 0, language))
    ]
    words = {name: language.text(word) for name, word in POLICIES.items()}
    width = max(map(len, words.values()))
    for name, word in words.items():
        lines.append(
            language.text(
                "{name}: mean outcome {mean}; without breach or missed duty {clean} %",
                name=f"{word:{width}}",
                mean=figures(results[name]["mean"], 2, language),
                clean=round(100 * results[name]["clean"]),
            )
        )
    return lines


def item_lines(decisions: list[dict[str, Any]], language: Language) -> list[str]:
    """How each decision separates strong from weak learners."""
    lines = []
    for item in decisions:
        value = "–" if item["discrimination"] is None else language.number(item["discrimination"], 2)
        word = language.text(_WORDS[item["word"]])
        gap = item.get("high_minus_low")
        apart = (
            ""
            if gap is None
            else language.text("; high − low profile {gap}", gap=language.number(gap, 2, "+"))
        )
        lines.append(
            language.text(
                "{scene}: mean {facility}, discrimination {value} ({word})",
                scene=f"{item['scene']:24}",
                facility=language.number(item["facility"], 2),
                value=value,
                word=word,
            )
            + apart
        )
    return lines
