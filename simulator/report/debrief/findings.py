"""What stands at no decision: duties missed, sources that disagree, limits kept, rules set aside."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.enums import ROLES
from simulator.language import Language
from simulator.report.debrief.material import Material
from simulator.report.debrief.verdicts import reason_blocks, verdict_note
from simulator.report.debrief_data import verdict_data
from simulator.report.document import Badge, Block, Details, Note, Section, Text, section_of
from simulator.report.outcomes import rank_words
from simulator.report.play_data import EndingData, FindingData, VerdictData
from simulator.report.wording import role_word


def findings_section(material: Material, finding: FindingData) -> Section:
    """What the profession says of one role beyond single decisions."""
    language = material.language
    text = language.text
    missed = [v for v in finding.verdicts if v.verdict == "missing"]
    ending = next(one for one in material.play.endings if one.role == finding.role)
    return section_of(
        text("What the profession says: {role}", role=role_word(finding.role, language)),
        Text(outcome_line(finding, ending, language)),
        section_of(text("Duties missed"), [verdict_note(v, language) for v in missed], level=3)
        if missed
        else None,
        _contested(material, finding),
        _others(finding, language),
        key=f"findings-{finding.role}",
    )


def outcome_line(finding: FindingData, ending: EndingData, language: Language) -> str:
    """The four parts of an outcome in their order."""
    outcome = finding.outcome
    counts = language.text(
        "Outcome (less is better, compared in this order): breaches of the law {law}, breaches of the "
        "guide's rules {guide}, duties missed {missed}.",
        law=outcome.law,
        guide=outcome.guide,
        missed=outcome.missed,
    )
    return f"{counts} {rank_words(outcome.rank, ending.ranks, language)}"


def _others(finding: FindingData, language: Language) -> Iterator[Block]:
    text = language.text
    for title, kinds in (
        (text("Other recommendations not followed"), ("not-followed",)),
        (text("Limits that you kept"), ("met", "late")),
        (text("Rules set aside by others here"), ("not-applicable",)),
    ):
        notes = tuple(
            verdict_note(v, language)
            for v in finding.verdicts
            if v.verdict in kinds and (v.step < 0 or v.verdict == "not-applicable")
        )
        if notes:
            yield Details(title, notes, len(notes))


def _contested(material: Material, finding: FindingData) -> Section | None:
    """Rules that pull two ways, each pair side by side."""
    language, pairs = material.language, dict[frozenset[str], Section]()
    for verdict in finding.verdicts:
        for other in verdict.because if verdict.verdict == "contested" else ():
            pair = frozenset((verdict.rule, other.rule))
            if pair not in pairs:
                sides = (verdict, _verdict(material, finding, other.rule))
                pairs[pair] = section_of("", [_side(side, language) for side in sides], kind="pair")
    if not pairs:
        return None
    fair = Text(language.text("Neither way counts against you."))
    return section_of(language.text("Where the sources do not agree"), fair, pairs.values(), level=3)


def _verdict(material: Material, finding: FindingData, rule: str) -> VerdictData:
    """The verdict of a rule, also where it was at stake and did not apply."""
    judged = next(one for one in material.judged.findings if ROLES[one.role] == finding.role)
    return verdict_data(material.texts, judged, next(v for v in judged.verdicts if v.rule == rule))


def _side(verdict: VerdictData, language: Language) -> Note:
    blocks = tuple(reason_blocks(verdict, language))
    return Note(verdict.title, blocks, (Badge(verdict.force_title, "quiet"),), "open")
