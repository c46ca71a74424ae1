"""Observed, reported, used: what became of each fact, as a part of the debrief."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.competence.debrief import Debrief
from simulator.competence.expert import Comparison
from simulator.competence.facts import Passed, Trace, Used, traces, within_reach
from simulator.content.words import ROLES
from simulator.report.texts import Texts
from simulator.report.transcript import role_word
from simulator.ui import parts
from simulator.ui.parts import Node


def facts_section(texts: Texts, judged: Debrief, role: int, paths: Sequence[Comparison]) -> Node:
    """What a role observed, reported and used, and what it did not come to know."""
    text, graph = texts.language.text, texts.bundle.graph
    found = traces(graph, judged.log, judged.states, role)
    about = text("A fact helps only once it has been seen, passed on to the right person and written down.")
    head = [text("Fact"), text("Seen or heard"), text("Passed on"), text("Used in")]
    rows = [
        [_fact(texts, one.fact), _met(texts, one), _passed(texts, one), _used(texts, one)] for one in found
    ]
    title = text("Observed, reported, used: {role}", role=role_word(ROLES[role], texts.language))
    table = parts.table(text("What became of each fact"), head, rows)
    return parts.section([parts.paragraph(about), table, *_unseen(texts, judged, role, paths)], title=title)


def _fact(texts: Texts, name: str) -> str:
    return texts.words(f"facts.{name}.text")


def _met(texts: Texts, one: Trace) -> str:
    text, time = texts.language.text, texts.time(one.minute)
    if one.message:
        return text("{time}, in a message", time=time)
    if one.node < 0:
        return text("known from the beginning") if not one.step else time
    return f"{time}, {texts.words(f'scenes.{texts.bundle.graph.scenes[one.node].id}.place')}"


def _passed(texts: Texts, one: Trace) -> str | Node:
    if not one.passed:
        return parts.badge(texts.language.text("to nobody"), "quiet")
    return "; ".join(dict.fromkeys(_told(texts, passed) for passed in one.passed))


def _told(texts: Texts, passed: Passed) -> str:
    time = texts.time(passed.minute)
    if passed.to >= 0:
        return f"{time}, {texts.words(f'roles.{ROLES[passed.to]}.name')}"
    act = (
        texts.words(f"acts.{passed.act}") if passed.act else texts.language.text("somebody outside the team")
    )
    return f"{time}, {act}"


def _used(texts: Texts, one: Trace) -> str | Node:
    if not one.used:
        return parts.badge(texts.language.text("nowhere"), "quiet")
    return "; ".join(dict.fromkeys(_paper(texts, used) for used in one.used))


def _paper(texts: Texts, used: Used) -> str:
    form = texts.bundle.graph.scenes[used.node].task.form
    name = texts.words(f"forms.{form}") if form else texts.language.text("Message")
    return f"{texts.time(used.minute)}, {name}"


def _unseen(texts: Texts, judged: Debrief, role: int, paths: Sequence[Comparison]) -> list[Node]:
    """What could have been known: what the expert came to know, or all that was within reach."""
    text, graph, state = texts.language.text, texts.bundle.graph, judged.states[-1]
    known = {fact.id for fact in graph.facts if state.bits >> fact.known[role] & 1}
    if paths:
        theirs = [
            one
            for path in paths
            for one in traces(graph, path.expert.log, path.expert.states, role)
            if one.fact not in known
        ]
        told = {one.fact: f"{_fact(texts, one.fact)} ({_met(texts, one)})" for one in reversed(theirs)}
        title = text("What the expert found out and you did not")
        lines = list(reversed(told.values()))
    else:
        title = text("What was within reach and you did not find out")
        lines = [_fact(texts, name) for name in within_reach(graph, state, role)]
    if not lines:
        return []
    return [parts.note([parts.listing(lines)], title=title, kind="open")]
