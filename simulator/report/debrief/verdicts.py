"""What the rules say of one decision: under headings that say what it is, each rule once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from simulator.language import Language
from simulator.practice.rules import BREACHED, CONTESTED, LATE, MET, MISSING, NOT_FOLLOWED
from simulator.report.debrief.day import DayMoment, moment_key
from simulator.report.debrief.material import Material
from simulator.report.document import Block, Heading, Note, Reference, References, Text, gathered
from simulator.report.play_data import DecisionData, VerdictData
from simulator.report.wording import first_sentence


class _Group(NamedTuple):
    """Verdicts of one kind: a heading, how it is to be seen, the verdicts."""

    title: str
    mood: str
    verdicts: tuple[VerdictData, ...]


def finding_notes(material: Material, moment: DayMoment) -> Iterator[Block]:
    """The groups of verdicts that stand at a decision, and the reason of what was chosen, once."""
    one, why, text = moment.decision, moment.decision.why, material.language.text
    for group in _groups(one.verdicts, material.language):
        rules = list(_rules(group.verdicts, material))
        well = moment.right if group.mood == "missed" else group.mood == "contested" and moment.well
        reason = Text(why) if why and not well else _reason(group.verdicts)
        why = why if well else ""
        yield Note(group.title, tuple(gathered(rules, reason)), mood=group.mood)
    if why:
        title = text("Why that was good") if moment.well else text("Why that was not good")
        yield Note(title, (Text(why),), mood="good" if moment.well else "plain")
    yield from _done_late(material, one)


def _reason(verdicts: Sequence[VerdictData]) -> Text | None:
    """Why the first of the rules stands, in a sentence, where no reason of what was chosen is left to say."""
    first = first_sentence(verdicts[0].why)
    return Text(first) if first else None


def _groups(verdicts: Sequence[VerdictData], language: Language) -> Iterator[_Group]:
    text = language.text
    asked = (
        (text("What is not done"), "bad", lambda v: v.verdict == BREACHED and v.stance == "forbid"),
        (text("What was lacking"), "missed", lambda v: v.verdict in (BREACHED, MISSING, LATE)),
        (
            text("Otherwise than in the example"),
            "advised",
            lambda v: v.verdict == NOT_FOLLOWED and v.force == "example",
        ),
        (text("Recommendation not followed"), "advised", lambda v: v.verdict == NOT_FOLLOWED),
        (text("Contested"), "contested", lambda v: v.verdict == CONTESTED),
    )
    left = list(verdicts)
    for title, mood, belongs in asked:
        mine = tuple(v for v in left if belongs(v))
        left = [v for v in left if v not in mine]
        if mine:
            yield _Group(title, mood, mine)


def _rules(verdicts: Iterable[VerdictData], material: Material) -> Iterator[Block]:
    """Each rule: its title as the way to its page, what became of it; how binding it is with one source,
    once for rules in a row that have both in common.
    """
    language = material.language
    for source, alike in groupby(verdicts, key=lambda v: _source(v, language)):
        for verdict in alike:
            yield Reference(verdict.title, "rule", id=verdict.rule)
            late = _lateness(verdict, language)
            if late:
                yield late
        yield Text(source, kind="quiet")


def _source(verdict: VerdictData, language: Language) -> str:
    sources = [verdict.force_title, *verdict.cite[:1]]
    if verdict.ours:
        sources.append(language.text("with our interpretation"))
    return " · ".join(sources)


def _lateness(verdict: VerdictData, language: Language) -> Block | None:
    """What became of a duty whose term ran out here."""
    text, away = language.text, verdict.step != verdict.stands
    if verdict.verdict == LATE:
        words = text(
            "The term was {due}; done at {time}, {late}.",
            due=verdict.due,
            time=verdict.at,
            late=verdict.verdict_title,
        )
        return Reference(words, "", at=moment_key(verdict.step)) if away else Text(words)
    if verdict.verdict == MISSING and verdict.due:
        return Text(text("The term ran out at {due}; it was never done.", due=verdict.due))
    return None


def _done_late(material: Material, one: DecisionData) -> Iterator[Block]:
    """Duties met here whose term had run out at an earlier decision: the way back to it."""
    text = material.language.text
    late = tuple(
        Reference(
            text("Done late here: {rule}. The term ran out at {due}.", rule=v.title, due=v.due),
            "",
            at=moment_key(v.stands),
        )
        for finding in material.play.findings
        for v in finding.verdicts
        if v.verdict == LATE and v.step == one.step and v.stands != one.step
    )
    if late:
        yield References(late)


def followed_here(one: DecisionData, language: Language) -> Iterator[Block]:
    """The rules that were kept at a decision."""
    kept = tuple(Reference(v.title, "rule", id=v.rule) for v in one.verdicts if v.verdict == MET)
    if kept:
        yield Heading(language.text("Rules kept here"), 4)
        yield References(kept)
