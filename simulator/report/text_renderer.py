"""A described play as text for a person: scenes, decisions, verdicts with their sources, profile."""

from __future__ import annotations

import textwrap
from typing import Any

from simulator.language import Language
from simulator.report.wording import force_word, level_word, role_word, verdict_word

WIDTH = 96

_STATES = {"done": "done", "skipped": "skipped", "out-of-order": "out of order"}


def transcript(play: dict[str, Any], language: Language) -> str:
    """The text of a play described by `report.describe`; lines of at most 96 signs."""
    parts = [_head(play, language)]
    parts += [_decision(decision, language) for decision in play["decisions"]]
    parts += [_ending(ending, language) for ending in play["endings"]]
    for finding in play["findings"]:
        parts.append(_findings(finding, language))
    parts.append(_steps(play, language))
    parts += [_profile(finding, language) for finding in play["findings"]]
    return "\n\n".join(part for part in parts if part) + "\n"


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Text wrapped to the width; paragraphs stay apart."""
    lines = []
    for number, paragraph in enumerate(text.strip().split("\n")):
        start = first if first is not None and number == 0 else indent
        lines.append(
            textwrap.fill(
                paragraph,
                WIDTH,
                initial_indent=start,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "\n".join(lines)


def _head(play: dict[str, Any], language: Language) -> str:
    lines = [play["title"].upper(), "=" * min(WIDTH, len(play["title"]))]
    for part in play["roles"]:
        role = role_word(part["role"], language)
        lines.append(
            f"{part['name']} — {role}; {language.text('level')}: {level_word(play['level'], language)}"
        )
        lines.append(wrapped(part["brief"]))
    if play["circumstances"]:
        lines.append(wrapped(" ".join(play["circumstances"]), "  ", f"{language.text('Circumstances')}: "))
    return "\n".join(lines)


def _decision(decision: dict[str, Any], language: Language) -> str:
    lines = [f"── {decision['time']} · {decision['place']} " + "─" * 12]
    for arrived in decision["messages"]:
        lines.append(wrapped(arrived["text"], "     ", f"  ✉ {arrived['time']} "))
    lines += [wrapped(text) for text in decision["text"]]
    lines.append(wrapped(decision["ask"], "  ", "? "))
    lines += [wrapped(answer, "    ", "  ▸ ") for answer in decision["answered"]]
    if decision["score"] is not None:
        lines.append("  " + language.text("Right: {percent} %", percent=decision["score"]))
    if decision["model"]:
        lines.append(wrapped(decision["model"], "    ", f"  {language.text('A possible version')}: "))
    if decision["then"]:
        lines.append(wrapped(decision["then"], "  "))
    if decision["why"]:
        lines.append(wrapped(decision["why"], "    ", f"  {language.text('Why')}: "))
    if decision["cite"]:
        lines.append(wrapped("; ".join(decision["cite"]), "    ", "    ⁂ "))
    lines += [_verdict(verdict, language, brief=True) for verdict in decision["verdicts"]]
    return "\n".join(lines)


def _verdict(verdict: dict[str, Any], language: Language, *, brief: bool = False) -> str:
    found = verdict_word(verdict, language).upper()
    head = f"[{found}] {verdict['title']} ({force_word(verdict['force'], language)})"
    lines = [wrapped(head, "      ", "  • ")]
    if brief:
        return lines[0]
    lines.append(wrapped(_reason(verdict, language), "      "))
    lines.append(wrapped("; ".join(verdict["cite"]), "        ", "      ⁂ "))
    if verdict["ours"]:
        lines.append(wrapped(verdict["ours"], "      ", f"      {language.text('Our reading')}: "))
    return "\n".join(lines)


def _reason(verdict: dict[str, Any], language: Language) -> str:
    reason = str(verdict["why"])
    titles = "; ".join(language.quoted(other["title"]) for other in verdict["because"])
    if verdict["verdict"] == "contested":
        reason += " " + language.text(
            "The sources do not agree here; on the other side: {titles}.", titles=titles
        )
        reason += " " + language.text("Neither way counts against you.")
    elif titles:
        reason += " " + language.text("Set aside by: {titles}.", titles=titles)
    return reason


def _ending(ending: dict[str, Any], language: Language) -> str:
    if not ending["ending"]:
        return language.text("The play stops here, before an ending.")
    head = f"══ {ending['time']} · {language.text('Ending')}: {ending['title']} ══"
    return "\n".join([head, *[wrapped(text) for text in ending["text"]]])


def _findings(finding: dict[str, Any], language: Language) -> str:
    title = language.text("What the profession says: {role}", role=role_word(finding["role"], language))
    lines = [title, "-" * len(title)]
    lines += [_verdict(verdict, language) for verdict in finding["verdicts"]]
    outcome = finding["outcome"]
    lines.append(
        language.text(
            "Outcome (less is better, compared in this order): breaches of the law {law}, breaches of the "
            "guide's rules {guide}, duties missed {missed}, rank of the ending {rank}.",
            **outcome,
        )
    )
    return "\n".join([*lines[:-1], wrapped(lines[-1])])


def _steps(play: dict[str, Any], language: Language) -> str:
    title = language.text("The seven steps")
    lines = [title, "-" * len(title)]
    for number, step in enumerate(play["steps"], 1):
        by = f", {role_word(step['by'], language)}" if step["by"] else ""
        when = f" ({step['time']}{by})" if step["time"] else ""
        lines.append(f"  {number}. {step['title']}: {language.text(_STATES[step['state']])}{when}")
    return "\n".join(lines)


def _profile(finding: dict[str, Any], language: Language) -> str:
    title = language.text("Profile over the domains: {role}", role=role_word(finding["role"], language))
    lines = [title, "-" * len(title)]
    lines.append(
        wrapped(
            language.text(
                "Levels, weights and intervals are ours; the grid of the guide has no scale. "
                "The interval holds 80 % of what the evidence allows; * marks too little evidence."
            )
        )
    )
    quiet = []
    for domain in finding["domains"]:
        if not domain["weight"]:
            quiet.append(domain["title"])
            continue
        level = domain["level_title"] or language.text("not enough evidence")
        star = "" if domain["level"] else " *"
        mean, low, high = (language.number(domain[key], 2) for key in ("mean", "low", "high"))
        span = f"{mean} [{low}–{high}]{star}"
        lines.append(f"  {domain['title'][:58]:58}  {level:24} {span}")
        rests = "; ".join(domain["rests_on_words"])
        lines.append(wrapped(rests, "      ", f"      {language.text('rests on')}: "))
    if quiet:
        lines.append(wrapped("; ".join(quiet), "      ", f"  {language.text('Not observed in this play')}: "))
    return "\n".join(lines)
