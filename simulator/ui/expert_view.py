"""The expert's path as parts of the debrief: beside each decision, and both ways as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.language import Language
from simulator.report.expert_said import AWAY, OTHER, SAME, SILENT, Answer, ExpertSaid, Here, Path
from simulator.report.wording import sentence
from simulator.ui import parts
from simulator.ui.parts import Node


def expert_here(here: Here, language: Language) -> list[Node]:
    """Beside one decision: the same, another answer with its reason, or a moment the expert does not meet."""
    if here.state == SILENT:
        return []
    if here.state == AWAY:
        return [parts.paragraph(here.said, "quiet")]
    if here.theirs is None:
        return [parts.section([parts.badge(here.said, "good")])]
    told = _told(here.theirs)
    nodes = [parts.paragraph(here.said)] if here.parted else []
    nodes.append(parts.paragraph(told, "answer") if isinstance(told, str) else told)
    title = language.text("What the expert did here")
    return [parts.note([*nodes, *_why(here.theirs, language)], title=title)]


def expert_section(said: ExpertSaid, language: Language) -> Node:
    """Both ways as a whole, or that there is no path to lay beside this play."""
    nodes: list[Node] = [parts.paragraph(said.about)]
    for first in said.paths[:1]:
        lead, *more = first.parting
        nodes += [parts.paragraph(lead, "lead"), *[parts.paragraph(words) for words in more]]
        nodes += [_both(said, first), parts.paragraph(first.ending)]
        nodes.append(parts.details(said.whole_title, [_moments(first.whole, language)]))
    for other in said.paths[1:2]:
        told = [
            parts.paragraph(said.other_about),
            parts.paragraph(other.ending),
            _moments(said.other, language),
        ]
        nodes.append(parts.details(said.other_title, told))
    return parts.section(nodes, title=said.title, key="expert")


def _both(said: ExpertSaid, path: Path) -> Node:
    """My decisions in their order with the expert's in the same scene."""
    rows = [
        [f"{here.mine.time} · {here.mine.place}", _told(here.mine), _theirs(here)]
        for here in path.here
        if here.state != SILENT
    ]
    return parts.table(said.caption, said.head, rows)


def _theirs(here: Here) -> str | Node:
    if here.state != OTHER:
        return parts.badge(here.short, "good" if here.state == SAME else "quiet")
    return _told(here.theirs) if here.theirs else here.short


def _told(answer: Answer) -> str | Node:
    """An answer as a list; one line stands for itself."""
    return answer.lines[0] if len(answer.lines) == 1 else _listed(answer)


def _why(answer: Answer, language: Language) -> list[Node]:
    """Why the expert acts so, and from where."""
    called = [parts.paragraph(f"{answer.called}:", "quiet")] if answer.why else []
    nodes = [*called, *parts.prose(answer.why)]
    if answer.source:
        source = language.text("Source: {cited}", cited=sentence(answer.source))
        nodes.append(parts.paragraph(source, "quiet"))
    return nodes


def _moments(answers: Sequence[Answer], language: Language) -> Node:
    """An expert's answers, one after another."""
    return parts.timeline(
        (one.time, [parts.heading(one.place, 3), _listed(one), *_why(one, language)]) for one in answers
    )


def _listed(one: Answer) -> Node:
    return parts.listing(one.lines, ordered=one.ordered)
