"""The rules that a play put to the test, each with what became of it; the sources that do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.enums import ROLES
from simulator.language import Language
from simulator.practice.rules import BREACHED, CONTESTED, LATE, MET, MISSING, NOT_APPLICABLE, NOT_FOLLOWED
from simulator.report.debrief.day import moment_key
from simulator.report.debrief.material import Material
from simulator.report.debrief_data import placings_of, verdict_data
from simulator.report.document import Badge, Cell, Note, Reference, Section, Table, Text, section_of
from simulator.report.play_data import FindingData, VerdictData
from simulator.report.wording import MOODS, role_word, sentence

_ORDER = (BREACHED, MISSING, LATE, NOT_FOLLOWED, CONTESTED, MET, NOT_APPLICABLE)


def rules_section(material: Material, finding: FindingData) -> Section:
    """Every rule that was at stake for a role, the gravest first."""
    language, text = material.language, material.language.text
    ranked = sorted(finding.verdicts, key=lambda v: (_ORDER.index(v.verdict), v.stands < 0, v.stands))
    rows = tuple(_row(material, v) for v in ranked)
    head = (text("Rule"), text("Finding"), text("Where"), text("How binding"))
    return section_of(
        text("The rules put to the test: {role}", role=role_word(finding.role, language)),
        Table(text("What became of each rule"), head, rows, (9, 4, 3, 4), brief=True),
        _contested(material, finding),
        key=f"findings-{finding.role}",
    )


def _row(material: Material, verdict: VerdictData) -> tuple[Cell, ...]:
    found = Badge(verdict.verdict_title, MOODS.get(verdict.verdict, "quiet"))
    return (
        Reference(verdict.title, "rule", id=verdict.rule),
        found,
        _where(material, verdict),
        verdict.force_title,
    )


def _where(material: Material, verdict: VerdictData) -> Cell:
    """The decision at which a verdict stands; of a rule that is set aside, by which."""
    titles = "; ".join(material.language.quoted(other.title) for other in verdict.because)
    if verdict.verdict == NOT_APPLICABLE and titles:
        return material.language.text("Set aside by: {titles}.", titles=titles)
    time = next((one.time for one in material.play.decisions if one.step == verdict.stands), "")
    if not time:
        return "–"
    play = material.companions.play
    return Reference(time, "debrief", play=play, at=moment_key(verdict.stands)) if play else time


def _contested(material: Material, finding: FindingData) -> Section | None:
    """Rules that pull two ways, each pair side by side."""
    pairs = dict[frozenset[str], Section]()
    for verdict in finding.verdicts:
        for other in verdict.because if verdict.verdict == CONTESTED else ():
            pair = frozenset((verdict.rule, other.rule))
            if pair not in pairs:
                sides = (verdict, _verdict(material, finding, other.rule))
                notes = [_side(side, material.language) for side in sides]
                pairs[pair] = section_of("", notes, kind="pair")
    if not pairs:
        return None
    text = material.language.text
    fair = Text(text("Neither way counts against you."))
    return section_of(text("Where the sources do not agree"), fair, pairs.values(), level=3)


def _verdict(material: Material, finding: FindingData, rule: str) -> VerdictData:
    """The verdict of a rule, also where it was at stake and did not apply."""
    judged = next(one for one in material.judged.findings if ROLES[one.role] == finding.role)
    placings = placings_of(material.texts, material.judged, judged)
    return verdict_data(material.texts, judged, next(one for one in placings if one.verdict.rule == rule))


def _side(verdict: VerdictData, language: Language) -> Note:
    return Note(
        verdict.title, tuple(_reasons(verdict, language)), (Badge(verdict.force_title, "quiet"),), "contested"
    )


def _reasons(verdict: VerdictData, language: Language) -> Iterator[Text]:
    """Why the rule stands, what of it is our interpretation, where it comes from."""
    yield Text(verdict.why)
    if verdict.ours:
        yield Text(verdict.ours, language.text("Our reading"), "quiet")
    yield Text(sentence("; ".join(verdict.cite)), language.text("Source"), "quiet")
