"""The progress page as parts: plays over time, domains and how they moved, rules, what was not observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.competence.advice import Advice
from simulator.competence.grid import showing
from simulator.competence.progress import STEP, Habit, Moved, habits, moved
from simulator.content.enums import ROLES
from simulator.graph.bundle import CompiledProfession
from simulator.language import Language
from simulator.report.chart import Interval
from simulator.report.debrief.advice import advice_section
from simulator.report.document import gathered
from simulator.report.estimate_words import interval_share, interval_span
from simulator.report.outcomes import outcome_words
from simulator.report.progress_chart import scale_head, scale_row
from simulator.report.wording import decimal, level_word, role_word
from simulator.ui import parts
from simulator.ui.judged_plays import JudgedPlay
from simulator.ui.overview_parts import scales
from simulator.ui.parts import Node
from simulator.ui.place import Place
from simulator.ui.render_document import cell_node, page_nodes
from simulator.ui.unverified_badge import unverified_badge

MOST_RULES = 8


@dataclass(frozen=True, slots=True)
class Trajectory:
    """What plays that count amount to: domains that moved, rules that were put to the test."""

    domains: tuple[Moved, ...]
    habits: tuple[Habit, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the page shows, in a language."""

    profession: CompiledProfession
    plays: Sequence[JudgedPlay]
    trajectory: Trajectory
    language: Language

    def words(self, path: str) -> str:
        """The profession's text at a path."""
        texts = self.profession.texts
        return texts.get(self.language.code, {}).get(path) or texts["ro"].get(path, path)


def trajectory_of(profession: CompiledProfession, plays: Sequence[JudgedPlay]) -> Trajectory:
    """What finished plays amount to; "what ifs" are left out."""
    counted = [one for one in plays if one.play.forked_from is None]
    evidence = [showing(one.play.id, one.play.ended or "", one.debrief) for one in counted]
    verdicts = [(one.play.id, finding.verdicts) for one in counted for finding in one.debrief.findings]
    return Trajectory(moved(profession.profession.model, evidence), habits(verdicts))


def progress_nodes(page: Progress, advice: Advice, under_way: int) -> list[Node]:
    """The whole page."""
    text = page.language.text
    nodes = [parts.heading(text("My progress"), 1, focus=True), *_lead(page, under_way)]
    nodes += [node | {"kind": "card"} for node in page_nodes(gathered(advice_section(advice, page.language)))]
    if page.plays:
        nodes += [_scale(page), *_rules(page), *_late(page), _plays(page)]
    return nodes


def _lead(page: Progress, under_way: int) -> list[Node]:
    language = page.language
    forks = sum(one.play.forked_from is not None for one in page.plays)
    counted = len(page.plays) - forks
    if not page.plays:
        none = language.text("You have not finished a case yet. Once you have, what it showed will be here.")
        return [parts.paragraph(none, "lead")]
    sentences = [
        language.count("{number} finished play counts here.", "{number} finished plays count here.", counted)
    ]
    if forks:
        beside = language.count(
            "{number} “what if” is kept beside and does not count: whoever has read the debrief shows "
            "what the debrief said.",
            "{number} “what ifs” are kept beside and do not count: whoever has read the debrief shows "
            "what the debrief said.",
            forks,
        )
        sentences.append(beside)
    if under_way:
        sentences.append(
            language.count("{number} case is under way.", "{number} cases are under way.", under_way)
        )
    return [parts.paragraph(" ".join(sentences), "lead")]


def _scale(page: Progress) -> Node:
    """Every domain by its name, where it lies on the scale of levels, and what that is called."""
    text, model = page.language.text, page.profession.profession.model
    known = {one.now.name: one for one in page.trajectory.domains}
    levels = [(start, page.words(f"levels.{name}")) for start, name in model.levels]
    rows = [
        (_title_of(page, domain.id), scale_row(_interval(one), levels), _standing(page, one))
        for domain in model.domains
        for one in [known.get(domain.id)]
    ]
    key = text(
        "The point is the estimate; the bar holds {share} % of what the evidence allows. Dotted: too little "
        "evidence for a level. Not observed is not zero. Levels, weights and intervals are ours.",
        share=interval_share(model),
    )
    head = [text("Domain"), text("On the scale of levels"), text("Level")]
    drawn = [scales(head, scale_head(levels), rows), parts.paragraph(key, "quiet")]
    return parts.section([*drawn, *_figures(page)], title=text("What your plays show"), key="domains")


def _interval(one: Moved | None) -> Interval | None:
    return Interval(one.now.low, one.now.high, one.now.mean, bool(one.now.level)) if one else None


def _standing(page: Progress, one: Moved | None) -> list[Node]:
    """The level of a domain in words, and whether it has moved."""
    text = page.language.text
    if one is None:
        return [parts.paragraph(text("not observed"), "quiet")]
    if not one.now.level:
        return [parts.paragraph(text("too little evidence"), "quiet")]
    said = [parts.paragraph(page.words(f"levels.{one.now.level}"), "name")]
    if one.plays == 1:
        said.append(parts.paragraph(text("after a single case"), "quiet"))
    elif way := direction(one):
        said.append(parts.paragraph(text("risen") if way > 0 else text("fallen"), "quiet"))
    return said


def _figures(page: Progress) -> list[Node]:
    """The same in figures, folded."""
    text = page.language.text
    if not page.trajectory.domains:
        return []
    about = text(
        "All plays that count, taken together. A change of less than {step} is called none; that threshold "
        "is ours.",
        step=decimal(STEP, page.language),
    )
    head = [
        text("Domain"),
        text("Level"),
        text("Estimate (0–1), with its interval"),
        text("How it has changed"),
        text("Plays"),
    ]
    table = parts.table(
        text("Domains over all your plays"), head, [_domain(page, one) for one in page.trajectory.domains]
    )
    return [
        parts.details(text("The same in figures"), [parts.paragraph(about, "quiet"), table], key="figures")
    ]


def _title_of(page: Progress, name: str) -> str:
    number = next(d.number for d in page.profession.profession.model.domains if d.id == name)
    return f"{number}. {page.words(f'domains.{name}')}"


def _domain(page: Progress, one: Moved) -> list[str | Node]:
    text, language, now = page.language.text, page.language, one.now
    level = page.words(f"levels.{now.level}") if now.level else text("not enough evidence")
    if now.level and one.plays == 1:
        level = text("{level}, after a single case", level=level)
    drawn = cell_node(interval_span(now, language))
    return [_title_of(page, now.name), level, drawn, movement(one, language), str(one.plays)]


def direction(one: Moved) -> int:
    """Whether a domain has risen (1) or fallen (-1) since it was first shown; less than `STEP` is neither."""
    change = one.now.mean - one.first.mean if one.first else 0.0
    return 0 if abs(change) < STEP else 1 if change > 0 else -1


def movement(one: Moved, language: Language) -> str:
    """From where to where, in words."""
    if one.first is None:
        return language.text("shown once so far")
    first, now = (decimal(value, language) for value in (one.first.mean, one.now.mean))
    way = direction(one)
    if not way:
        return language.text("almost as at first: {now}", now=now)
    if way > 0:
        return language.text("risen from {first} to {now}", first=first, now=now)
    return language.text("fallen from {first} to {now}", first=first, now=now)


def _rules(page: Progress) -> list[Node]:
    text, language = page.language.text, page.language
    slipped = [one for one in page.trajectory.habits if one.bad][:MOST_RULES]
    honoured = sorted((one for one in page.trajectory.habits if one.met), key=lambda one: (-one.met, one.bad))
    nodes: list[Node] = []
    if slipped:
        head = [text("Rule"), text("Not honoured"), text("Honoured"), text("Most recently")]
        rows: list[list[str | Node]] = [
            [
                page.words(f"rules.{one.rule}.title"),
                _times(one.bad, language),
                _times(one.met, language),
                parts.link(text("Debrief: {case}", case=_title(page, one.last)), "debrief", Place(one.last)),
            ]
            for one in slipped
        ]
        nodes.append(parts.table(text("Rules that slipped past you most often"), head, rows))
    if honoured:
        lines = [
            f"{page.words(f'rules.{one.rule}.title')} ({_times(one.met, language)})"
            for one in honoured[:MOST_RULES]
        ]
        nodes.append(
            parts.details(text("Rules that you honour most often"), [parts.listing(lines)], key="kept")
        )
    return [parts.section(nodes, title=text("Rules"), key="rules")] if nodes else []


def _times(number: int, language: Language) -> str:
    if not number:
        return language.text("never")
    return language.count("{number} time", "{number} times", number)


def _title(page: Progress, play: str) -> str:
    one = next(one for one in page.plays if one.play.id == play)
    return one.bundle.text("title", page.language.code)


def _late(page: Progress) -> list[Node]:
    """Duties done late, the most often late first."""
    language = page.language
    late = sorted((one for one in page.trajectory.habits if one.late), key=lambda one: -len(one.late))
    if not late:
        return []
    lines = []
    for one in late[:MOST_RULES]:
        mean = round(sum(one.late) / len(one.late))
        after = language.count("{number} minute late on average", "{number} minutes late on average", mean)
        lines.append(f"{page.words(f'rules.{one.rule}.title')}: {_times(len(one.late), language)}, {after}")
    return [parts.section([parts.listing(lines)], title=language.text("Duties done late"), key="late")]


def _plays(page: Progress) -> Node:
    text = page.language.text
    head = [text("When"), text("Case"), text("Ending"), text("Outcome"), text("Look back")]
    rows = [_play(page, one) for one in reversed(page.plays)]
    table = parts.table(text("Finished plays, the latest first"), head, rows)
    return parts.section([table], title=text("My plays"), key="plays")


def _play(page: Progress, one: JudgedPlay) -> list[str | Node]:
    text, language = page.language.text, page.language
    finding, title = one.debrief.findings[0], one.bundle.text("title", page.language.code)
    what = f"{title} · {role_word(ROLES[finding.role], language)} · {level_word(one.play.level, language)}"
    marks = [parts.paragraph(what), *unverified_badge(language, verified=one.play.verified)]
    if one.play.forked_from:
        marks.append(parts.badge(text("what if: does not count"), "open"))
    return [
        language.date_of(one.play.ended or ""),
        parts.section(marks),
        one.bundle.text(f"endings.{one.debrief.ending}.title", language.code),
        outcome_words(finding.outcome, language),
        parts.link(text("Debrief: {case}", case=title), "debrief", Place(one.play.id)),
    ]
