"""The figures of a checked case as lines of text."""

from __future__ import annotations

from typing import Any

from simulator.language import Language
from simulator.report.transcript import role_word

_WORDS = {
    "very-good": "very good",
    "good": "good",
    "marginal": "marginal",
    "poor": "poor",
    "none": "cannot be said",
}


def report_lines(report: dict[str, Any], language: Language) -> list[str]:
    """What the checks measured, for a person."""
    if "walks" not in report:
        return [language.text("{case}: cannot be played yet", case=report["case"])]
    lines = [f"{report['case']}: " + language.count("{number} walk", "{number} walks", report["walks"])]
    for role, figures in report.get("roles", {}).items():
        lines.append(f"  {role_word(role, language)}")
        lines += [f"    {line}" for line in _policy_lines(figures, language)]
        lines += [f"    {line}" for line in item_lines(figures["decisions"], language)]
    return lines


def _policy_lines(figures: dict[str, Any], language: Language) -> list[str]:
    lines = [language.text("the best expert walk: {outcome}", outcome=" ".join(map(str, figures["expert"])))]
    for name in ("random", "always-ask", "always-alone", "rule-follower", "profile"):
        row = figures[name]
        mean = " ".join(f"{part:.2f}" for part in row["mean"])
        lines.append(
            language.text(
                "{name}: mean outcome {mean}; without breach or missed duty {clean} %",
                name=f"{name:13}",
                mean=mean,
                clean=round(100 * row["clean"]),
            )
        )
    return lines


def item_lines(decisions: list[dict[str, Any]], language: Language) -> list[str]:
    """How each decision separates strong from weak learners."""
    lines = []
    for item in decisions:
        value = "–" if item["discrimination"] is None else f"{item['discrimination']:.2f}"
        word = language.text(_WORDS[item["word"]])
        gap = item.get("high_minus_low")
        apart = "" if gap is None else language.text("; high − low profile {gap}", gap=f"{gap:+.2f}")
        lines.append(
            language.text(
                "{scene}: mean {facility}, discrimination {value} ({word})",
                scene=f"{item['scene']:24}",
                facility=f"{item['facility']:.2f}",
                value=value,
                word=word,
            )
            + apart
        )
    return lines
