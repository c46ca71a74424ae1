"""The figures of a checked case as lines of text."""

from __future__ import annotations

from typing import Any

from simulator.language import Language


def report_lines(report: dict[str, Any], language: Language) -> list[str]:
    """What the played checks measured, for a person."""
    if "walks" not in report:
        return [language.text("{case}: cannot be played yet", case=report["case"])]
    walks = language.count("{number} walk", "{number} walks", report["walks"])
    return [f"{report['case']}: {walks}"]
