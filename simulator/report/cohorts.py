"""A cohort as data and as text: outcomes, endings, verdicts per rule, decisions as items."""

from __future__ import annotations

from math import isnan
from statistics import median
from typing import Any

from simulator.cohort.analysis import clean, endings, items, verdict_counts
from simulator.cohort.replay import Cohort
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.checking import figures as figures_in_a_row
from simulator.report.checking import item_lines, legend

_KINDS = {
    "met": "met",
    "late": "late",
    "not-followed": "not followed",
    "missing": "missing",
    "breached": "breached",
    "contested": "contested",
}


def describe_cohort(bundle: Bundle, cohort: Cohort, language: Language) -> dict[str, Any]:
    """A cohort's figures; shares are 0-1, minutes simulated."""
    graph = bundle.graph
    return {
        "case": graph.id,
        "level": graph.level,
        "learners": len(cohort.nodes),
        "clean": round(clean(cohort), 4),
        "outcome_mean": [round(float(part), 3) for part in cohort.outcome.mean(axis=1)],
        "minutes_median": float(median(cohort.minutes.tolist()) - graph.start),
        "endings": [
            {"ending": name, "title": bundle.text(f"endings.{name}.title", language.code), "learners": count}
            for name, count in endings(graph, cohort).items()
        ],
        "verdicts": [
            {"rule": rule, "title": bundle.text(f"rules.{rule}.title", language.code), **counts}
            for rule, counts in verdict_counts(cohort).items()
            if counts
        ],
        "domains": _domains(bundle, cohort, language),
        "decisions": [
            {
                "scene": item.scene,
                "answers": item.answers,
                "facility": round(item.facility, 3),
                "discrimination": None if isnan(item.discrimination) else round(item.discrimination, 3),
                "word": item.word,
            }
            for item in items(graph, cohort)
        ],
    }


def _domains(bundle: Bundle, cohort: Cohort, language: Language) -> list[dict[str, Any]]:
    """Per domain the mean share of evidence that was right, over learners with any."""
    rows = {name: index for index, name in enumerate(cohort.sums.indicators)}
    shares = []
    for domain in bundle.profession.model.domains:
        members = [rows[name] for name in domain.indicators if name in rows]
        weight = cohort.sums.weight[members].sum(axis=0)
        some = weight > 0
        if members and some.any():
            share = cohort.sums.right[members].sum(axis=0)[some] / weight[some]
            title = bundle.text(f"domains.{domain.id}", language.code)
            shares.append({"domain": domain.id, "title": title, "mean": round(float(share.mean()), 3)})
    return shares


def cohort_text(figures: dict[str, Any], language: Language) -> str:
    """The figures as text."""
    number = figures["learners"]
    lines = [
        f"{figures['case']} · " + language.count("{number} learner", "{number} learners", number),
        language.text("mean outcome: {mean}", mean=figures_in_a_row(figures["outcome_mean"], 2, language)),
        language.text(
            "without breach or missed duty: {clean} %", clean=language.number(100 * figures["clean"], 1)
        ),
        legend(language),
        "",
        language.text("Endings"),
    ]
    for row in figures["endings"]:
        share = language.number(100 * row["learners"] / number, 1)
        lines.append(f"  {share:>5} %  {row['title']}")
    lines += ["", language.text("Rules")]
    for row in figures["verdicts"]:
        kinds = {k: v for k, v in row.items() if k not in ("rule", "title")}
        shares = ", ".join(
            f"{language.text(_KINDS[kind])} {round(100 * count / number)} %" for kind, count in kinds.items()
        )
        lines.append(f"  {row['title']}: {shares}")
    lines += ["", language.text("Domains")]
    lines += [f"  {language.number(row['mean'], 2)}  {row['title']}" for row in figures["domains"]]
    lines += ["", language.text("Decisions")]
    lines += [f"  {line}" for line in item_lines(figures["decisions"], language)]
    return "\n".join(lines) + "\n"
