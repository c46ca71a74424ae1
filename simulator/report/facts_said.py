"""What became of each fact, in words of one language: what a page shows and a paper prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.competence.debrief import Debrief
from simulator.competence.expert import Comparison
from simulator.competence.fact_trace import Passed, Trace, Used, traces, within_reach
from simulator.content.enums import ROLES
from simulator.language import Language
from simulator.report.wording import Texts, role_word


class FactRow(NamedTuple):
    """A fact: how it came to be known, to whom it was passed on, where it was used.

    `told` and `put` are whether it was passed on and used at all; the words say so where it was not.
    """

    fact: str
    met: str
    passed: str
    used: str
    told: bool
    put: bool


@dataclass(frozen=True, slots=True)
class FactsSaid:
    """What a role observed, reported and used; `unseen` is what it did not come to know, if anything."""

    title: str
    about: str
    caption: str
    head: tuple[str, str, str, str]
    rows: tuple[FactRow, ...]
    unseen_title: str
    unseen: tuple[str, ...]


def facts_said(texts: Texts, judged: Debrief, role: int, paths: Sequence[Comparison]) -> FactsSaid:
    """What a role observed, reported and used, and what it did not come to know."""
    text = texts.language.text
    found = traces(texts.bundle.graph, judged.log, judged.states, role)
    unseen_title, unseen = _unseen(texts, judged, role, paths)
    return FactsSaid(
        text("Observed, reported, used: {role}", role=role_word(ROLES[role], texts.language)),
        text("A fact helps only once it has been seen, passed on to the right person and written down."),
        text("What became of each fact"),
        (text("Fact"), text("Seen or heard"), text("Passed on"), text("Used in")),
        tuple(_row(texts, one) for one in found),
        unseen_title,
        unseen,
    )


def _row(texts: Texts, one: Trace) -> FactRow:
    text = texts.language.text
    passed = "; ".join(dict.fromkeys(_told(texts, passed) for passed in one.passed))
    used = "; ".join(dict.fromkeys(_paper(texts, used) for used in one.used))
    return FactRow(
        _fact(texts, one.fact),
        _met(texts, one),
        passed or text("to nobody"),
        used or text("nowhere"),
        bool(passed),
        bool(used),
    )


def _fact(texts: Texts, name: str) -> str:
    return texts.words(f"facts.{name}.text")


def _met(texts: Texts, one: Trace) -> str:
    text, time = texts.language.text, texts.time(one.minute)
    if one.message:
        return text("{time}, in a message", time=time)
    if one.node < 0:
        return text("known from the beginning") if not one.step else time
    return f"{time}, {texts.words(f'scenes.{texts.bundle.graph.scenes[one.node].id}.place')}"


def _told(texts: Texts, passed: Passed) -> str:
    time = texts.time(passed.minute)
    if passed.to >= 0:
        return f"{time}, {texts.words(f'roles.{ROLES[passed.to]}.name')}"
    return f"{time}, {_outside(texts.language, passed.act)}"


def _outside(language: Language, act: str) -> str:
    """Who it is that an act speaks to, outside the two roles."""
    text = language.text
    named = {
        "call-112": text("the emergency number 112"),
        "notify-authority": text("DGASPC or the police"),
        "inform-superior": text("the superior"),
        "inform-team": text("the team"),
    }
    return named.get(act) or text("somebody outside the team")


def _paper(texts: Texts, used: Used) -> str:
    form = texts.bundle.graph.scenes[used.node].task.form
    name = texts.words(f"forms.{form}") if form else texts.language.text("Message")
    return f"{texts.time(used.minute)}, {name}"


def _unseen(
    texts: Texts, judged: Debrief, role: int, paths: Sequence[Comparison]
) -> tuple[str, tuple[str, ...]]:
    """What could have been known: what the expert came to know, or all that was within reach."""
    text, graph, state = texts.language.text, texts.bundle.graph, judged.states[-1]
    if not paths:
        title = text("What was within reach and you did not find out")
        return title, tuple(_fact(texts, name) for name in within_reach(graph, state, role))
    known = {fact.id for fact in graph.facts if state.bits >> fact.known[role] & 1}
    theirs = [
        one
        for path in paths
        for one in traces(graph, path.expert.log, path.expert.states, role)
        if one.fact not in known
    ]
    told = {one.fact: f"{_fact(texts, one.fact)} ({_met(texts, one)})" for one in reversed(theirs)}
    return text("What the expert found out and you did not"), tuple(reversed(told.values()))
