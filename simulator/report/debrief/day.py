"""The day of a play, decision by decision: what each comes to at a glance, what to take along from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.language import Language, clock
from simulator.practice.placing import Weight, weights
from simulator.practice.rules import BREACHED, CONTESTED, LATE, MET, MISSING, NOT_FOLLOWED
from simulator.report.debrief.expert import AWAY, OTHER, SAME, ExpertMoment, ExpertView
from simulator.report.debrief.material import Material
from simulator.report.document import Counts, Mark, Reference, Strip, StripMoment
from simulator.report.play_data import DecisionData, VerdictData

MOST_LESSONS = 3
FITTING = 0.75  # the share of an answer's evidence from which its reason says why it was good (ours)
PAUSE = 60  # minutes between two decisions that a strip shows as a gap
WEEK = 7 * 1440
_MISSED = (MISSING, LATE)
FORCES = ("law", "guide", "recommendation", "example")
_KINDS = (BREACHED, MISSING, LATE, NOT_FOLLOWED, MET, CONTESTED)


@dataclass(frozen=True, slots=True)
class DayMoment:
    """One decision of the day with what stands at it, and the expert's beside it if there is one.

    `well` says whether the reason of its answer is why it was good; `chosen`, whether it mattered most;
    `sealed`, whether it made the ending certain.
    """

    decision: DecisionData
    time: str
    weight: Weight
    expert: ExpertMoment | None
    well: bool
    chosen: bool
    sealed: bool

    @property
    def key(self) -> str:
        """Its place on a page."""
        return moment_key(self.decision.step)

    @property
    def grave(self) -> bool:
        """Whether a rule was breached here, or a duty's term ran out."""
        return any(self.weight[:-1])

    @property
    def right(self) -> bool:
        """Whether nothing about the answer itself was other than it should be."""
        as_expert = self.expert is not None and self.expert.state == SAME
        return self.well and (as_expert or 0 < self.decision.judged == self.decision.right)

    @property
    def differs(self) -> bool:
        """Whether it is not what the expert did, or something went wrong at it."""
        apart = self.expert is not None and self.expert.state in (OTHER, AWAY)
        return apart or self.sealed or any(self.weight)


def moment_key(step: int) -> str:
    """The place of a decision on the debrief's page."""
    return f"moment-{step}"


def day_moments(material: Material, expert: ExpertView) -> tuple[DayMoment, ...]:
    """Every decision of a play, in its order."""
    play, beside = material.play, expert[0].moments if expert else ()
    standing = ((v.stands, v.verdict, v.force) for one in play.findings for v in one.verdicts)
    by_step, sealed = weights(standing), {ending.sealed for ending in play.endings}
    return tuple(
        DayMoment(
            one,
            _when(material, one.minute),
            by_step.get(one.step, Weight()),
            beside[index] if beside else None,
            _well(material, one, beside[index] if beside else None),
            one.step == play.decisive,
            one.step in sealed,
        )
        for index, one in enumerate(play.decisions)
    )


def _when(material: Material, minute: int) -> str:
    """The time of a decision in as few words as tell it from every other."""
    return material.texts.time(minute) if _weeks(material) else material.texts.short_time(minute)


def _weeks(material: Material) -> bool:
    """Whether a weekday alone would not say which one."""
    return material.play.decisions[-1].minute >= WEEK


def several_days(day: tuple[DayMoment, ...]) -> bool:
    """Whether the decisions of a play were taken on more than one day."""
    return bool(day) and day[-1].decision.minute >= 1440


def _well(material: Material, one: DecisionData, expert: ExpertMoment | None) -> bool:
    """Whether an answer was good: it is the expert's; else by its own evidence, else by the rules there."""
    if (expert is not None and expert.state == SAME) or 0 < one.judged == one.right:
        return True
    shares = [
        piece.right
        for finding in material.play.findings
        for piece in finding.evidence
        if piece.step == one.step and not piece.source.startswith("rule:")
    ]
    if shares:
        return sum(shares) / len(shares) >= FITTING
    kinds = {v.verdict for v in one.verdicts}
    return MET in kinds and not kinds & {BREACHED, MISSING, LATE, NOT_FOLLOWED}


def marks_of(moment: DayMoment, language: Language) -> tuple[Mark, ...]:
    """What a decision comes to: what was breached and what ran out at it; else the gravest of the rest."""
    text, kinds = language.text, {v.verdict for v in moment.decision.verdicts}
    marks = [Mark("breached", text("breached"))] if BREACHED in kinds else []
    missed = kinds & set(_MISSED)
    if missed:
        marks.append(Mark("missed", text("missing") if missed == {MISSING} else _late_word(missed, language)))
    return tuple(marks) or (_lesser_mark(moment, kinds, language),)


def _lesser_mark(moment: DayMoment, kinds: set[str], language: Language) -> Mark:
    """The mark of a decision at which nothing was breached and no term ran out.

    A rule that was kept is no praise where the answer itself was not what the expert's was, and an answer
    of which a part fits is marked neither as good nor as bad.
    """
    text, expert, one = language.text, moment.expert, moment.decision
    if NOT_FOLLOWED in kinds:
        return Mark("advised", text("not followed"))
    if 0 < one.right < one.judged:
        return Mark("partly", text("partly right"))
    if expert is not None and expert.state == OTHER and not moment.well:
        return Mark("advised", text("not as the expert"))
    if MET in kinds:
        return Mark("kept", text("met"))
    return Mark("contested", text("contested")) if CONTESTED in kinds else Mark("none", text("no rule"))


def _late_word(missed: set[str], language: Language) -> str:
    return language.text("late") if missed == {LATE} else language.text("missing or late")


def day_strip(day: tuple[DayMoment, ...], material: Material) -> Strip:
    """The day at a glance; where a term ran out, its time stands below."""
    language, before, several = material.language, [None, *day], several_days(day)
    moments = [_strip_moment(material, one, last) for last, one in zip(before, day, strict=False)]
    if several:  # else the second day would seem to come before the first
        moments[0] = replace(moments[0], day=_day(material, day[0].decision.minute))
    kinds = {mark.kind for one in moments for mark in one.marks} | {"pause" for one in moments if one.pause}
    return Strip(
        language.text("The days") if several else language.text("The day"),
        tuple(moments),
        tuple(mark for mark in _legend(language) if mark.kind in kinds),
    )


def _legend(language: Language) -> tuple[Mark, ...]:
    """What those signs of a strip say that are not counted above it, the ones asked for most first."""
    text = language.text
    return (
        Mark("advised", text("not advised")),
        Mark("partly", text("partly right")),
        Mark("contested", text("contested")),
        Mark("none", text("no rule")),
        Mark("pause", text("over an hour")),
    )


def _strip_moment(material: Material, one: DayMoment, last: DayMoment | None) -> StripMoment:
    language, minute = material.language, one.decision.minute
    earlier = last.decision.minute if last else minute
    return StripMoment(
        clock(minute % 1440),
        marks_of(one, language),
        one.key,
        _new_day(material, earlier, minute),
        _below(material, one),
        one.chosen,
        minute - earlier > PAUSE,
    )


def _new_day(material: Material, earlier: int, minute: int) -> str:
    """Which day it is by now, where another one has begun since."""
    return "" if earlier // 1440 == minute // 1440 else _day(material, minute)


def _day(material: Material, minute: int) -> str:
    """A day by its weekday; by its date where that would not say which one."""
    dated = material.texts.day(minute, year=False).partition(", ")[2] if _weeks(material) else ""
    return _narrow(dated) or material.texts.weekday(minute)


def _narrow(date: str) -> str:
    """A date with its month cut short: it stands in the narrow columns of a strip."""
    return " ".join(f"{word[:3]}." if word.isalpha() and len(word) > 4 else word for word in date.split())


def _below(material: Material, moment: DayMoment) -> str:
    """That the ending was decided here; the first duty's term that ran out, of another day only which."""
    text = material.language.text
    due = next((v.due for v in moment.decision.verdicts if v.due and v.verdict in _MISSED), "").split(", ")
    at = _narrow(due[1]) if len(due) > 2 and _weeks(material) else due[0]
    told = (text("term {time}", time=at) if at else "", text("ending") if moment.sealed else "")
    return ", ".join(filter(None, told))


def day_counts(material: Material) -> Counts:
    """How many rules were breached, how many duties missed or late, how many rules kept."""
    count = material.language.count
    kinds = [v.verdict for one in material.play.findings for v in one.verdicts]
    breached, kept = kinds.count(BREACHED), kinds.count(MET)
    missed = sum(kinds.count(kind) for kind in _MISSED)
    return Counts(
        (
            (breached, Mark("breached", count("rule breached", "rules breached", breached))),
            (missed, Mark("missed", count("duty missing or late", "duties missing or late", missed))),
            (kept, Mark("kept", count("rule kept", "rules kept", kept))),
        )
    )


def lessons(material: Material) -> tuple[Reference, ...]:
    """What to take along: from what went wrong first, the gravest first, then from what was kept.

    No lesson twice, and none of a moment that has one while another moment has none.
    """
    verdicts = [v for one in material.play.findings for v in one.verdicts if v.verdict in _KINDS]
    ranked = sorted((v for v in verdicts if v.verdict != CONTESTED), key=_gravity)
    first: dict[str, VerdictData] = {}
    for verdict in _one_a_moment(ranked):
        first.setdefault(verdict.lesson or verdict.title, verdict)
    return tuple(_lesson(words, one) for words, one in list(first.items())[:MOST_LESSONS])


def _gravity(verdict: VerdictData) -> tuple[int, int, bool, int]:
    place = (verdict.stands < 0, verdict.stands)
    return (_KINDS.index(verdict.verdict), FORCES.index(verdict.force), *place)


def _one_a_moment(ranked: Iterable[VerdictData]) -> list[VerdictData]:
    first, others, moments = list[VerdictData](), list[VerdictData](), set[int]()
    for verdict in ranked:
        again = verdict.stands in moments
        (others if again else first).append(verdict)
        moments.add(verdict.stands)
    bad = [v for v in (*first, *others) if v.verdict != MET]
    return [*bad, *(v for v in (*first, *others) if v.verdict == MET)]


def _lesson(words: str, verdict: VerdictData) -> Reference:
    if verdict.stands < 0:
        return Reference(words, "rule", id=verdict.rule)
    return Reference(words, "", at=moment_key(verdict.stands))
