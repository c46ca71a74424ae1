"""Observed, reported, used: what became of each fact."""

from __future__ import annotations

from simulator.competence.debrief import RoleFinding
from simulator.competence.fact_trace import Passed, Trace, Used, traces, within_reach
from simulator.content.enums import ROLES
from simulator.language import Language
from simulator.report.debrief.material import Material
from simulator.report.document import Badge, Cell, Items, Note, Section, Table, Text, section_of
from simulator.report.wording import Texts, role_word


def facts_section(material: Material, finding: RoleFinding) -> Section:
    """What a role observed, reported and used, and what it did not come to know."""
    texts, judged, role = material.texts, material.judged, finding.role
    text = texts.language.text
    rows = tuple(_row(texts, one) for one in traces(texts.bundle.graph, judged.log, judged.states, role))
    head = (text("Fact"), text("Seen or heard"), text("Passed on"), text("Used in"))
    title, unknown = _unknown(material, role)
    return section_of(
        text("Observed, reported, used: {role}", role=role_word(ROLES[role], texts.language)),
        Text(
            text("A fact helps only once it has been seen, passed on to the right person and written down.")
        ),
        Table(text("What became of each fact"), head, rows, (7, 4, 4, 4)),
        Note(title, (Items(unknown),), mood="open") if unknown else None,
        key=f"facts-{ROLES[role]}",
    )


def _row(texts: Texts, one: Trace) -> tuple[Cell, ...]:
    text = texts.language.text
    passed = "; ".join(dict.fromkeys(_passed(texts, passed) for passed in one.passed))
    used = "; ".join(dict.fromkeys(_paper(texts, used) for used in one.used))
    return (
        _fact(texts, one.fact),
        _met(texts, one),
        passed or Badge(text("to nobody"), "quiet"),
        used or Badge(text("nowhere"), "quiet"),
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


def _passed(texts: Texts, passed: Passed) -> str:
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


def _unknown(material: Material, role: int) -> tuple[str, tuple[str, ...]]:
    """What could have been known: what the expert came to know, or all that was within reach."""
    texts, paths, state = material.texts, material.companions.paths, material.judged.states[-1]
    text, graph = texts.language.text, texts.bundle.graph
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
    first = {one.fact: f"{_fact(texts, one.fact)} ({_met(texts, one)})" for one in reversed(theirs)}
    return text("What the expert found out and you did not"), tuple(reversed(first.values()))
