"""What to play next and when to repeat, as parts of a page: on the start page, the debrief, the progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from simulator.competence.evidence import Evidence
from simulator.competence.next_case import (
    AGAIN,
    CITED,
    DOMAINS,
    FIRST,
    LEVEL_UP,
    OTHER_ROLE,
    REFLECT,
    RULES,
    SPACING_DAYS,
    Found,
    Next,
    Past,
    Reason,
    Repeat,
    next_case,
    offers_in,
    past_of,
    repeats,
    thin_domains,
)
from simulator.content.words import ROLES
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.transcript import citation, level_word, role_word
from simulator.store.plays import Play
from simulator.ui import parts
from simulator.ui.parts import Node

MOST_TITLES = 3
_WORDS = {
    AGAIN: "It is time to take it up again.",
    FIRST: "At the guided level you have a hint and the rules at hand, and afterwards the expert's path: "
    "for beginners, a worked example teaches more.",
    LEVEL_UP: "At the level before, you breached nothing and missed no duty; now one step harder.",
    RULES: "It puts to the test rules that slipped past you: {titles}.",
    DOMAINS: "It shows something of domains of which little has been seen: {titles}.",
    OTHER_ROLE: "It is the same day, seen from the other role.",
    REFLECT: "Take your time for the questions at the end: with experience, reflection teaches more.",
}


@dataclass(slots=True)
class Studied:
    """A learner's finished plays that count: what is remembered of them, and all that they showed."""

    pasts: list[Past] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, play: Play, role: Found, evidence: Iterable[Evidence]) -> None:
        """Take in a finished play; a "what if" does not count."""
        if play.ended is not None and play.forked_from is None:
            self.pasts.append(past_of(play.case, play.level, play.ended, role))
            self.evidence += evidence


@dataclass(frozen=True, slots=True)
class Advice:
    """What comes next and when to repeat, with the bundles (by case) that name things."""

    bundles: Mapping[str, Bundle]
    coming: Next | None
    again: tuple[Repeat, ...]


def advice_on(bundles: Mapping[str, Bundle], studied: Studied, today: str = "") -> Advice:
    """Advice for today (UTC, unless a day is given); `bundles` are the cases that can be begun."""
    offers = [offer for bundle in bundles.values() for offer in offers_in(bundle)]
    day = today or datetime.now(UTC).date().isoformat()
    model = next(iter(bundles.values())).profession.model if bundles else None
    thin = thin_domains(model, studied.evidence) if model else frozenset[str]()
    again = tuple(one for one in repeats(studied.pasts) if one.case in bundles)
    return Advice(bundles, next_case(offers, studied.pasts, thin, day), again)


def advice_section(advice: Advice, language: Language, *, begins: bool = False) -> list[Node]:
    """The section "What next"; with `begins` the case can be begun from here. Empty without cases."""
    coming = advice.coming
    if coming is None:
        return []
    text, bundle = language.text, advice.bundles[coming.case]
    title = bundle.text("title", language.code)
    role, level = ROLES[coming.role], coming.level
    level_said = text("level: {level}", level=level_word(level, language))
    nodes = [
        parts.paragraph(f"{language.quoted(title)} · {role_word(role, language)} · {level_said}", "lead"),
        parts.listing([_because(bundle, reason, language) for reason in coming.reasons]),
    ]
    fields = {"case": coming.case, "fields": {"role": role, "level": level}}
    go = (
        parts.button(text("Begin: {case}", case=title), "begin", fields, kind="main")
        if begins
        else parts.link(text("To the start page"), "start", kind="main")
    )
    nodes += [parts.section([go], kind="row"), *_again(advice, language), _sources(bundle, language)]
    return [parts.section(nodes, title=text("What next"), key="next")]


def _because(bundle: Bundle, reason: Reason, language: Language) -> str:
    base = "rules.{}.title" if reason.kind == RULES else "domains.{}"
    titles = [bundle.text(base.format(name), language.code) for name in reason.names]
    said = "; ".join(language.quoted(title) for title in titles[:MOST_TITLES])
    more = len(titles) - MOST_TITLES
    if more > 0:
        said += " " + language.count("and {number} more", "and {number} more", more)
    words = language.text(_WORDS[reason.kind])
    return words.format(titles=said) if titles else words


def _again(advice: Advice, language: Language) -> list[Node]:
    """When to play what again."""
    if not advice.again:
        return []
    text = language.text
    rows = [
        [
            advice.bundles[one.case].text("title", language.code),
            role_word(ROLES[one.role], language),
            language.date(one.day),
        ]
        for one in advice.again
    ]
    about = text(
        "Repeating helps when it is spaced; growing intervals add hardly anything to even ones. "
        "The interval of {days} days is ours.",
        days=SPACING_DAYS,
    )
    table = parts.table(text("When to play it again"), [text("Case"), text("Role"), text("From")], rows)
    return [parts.details(text("When to repeat"), [parts.paragraph(about), table], key="again")]


def _sources(bundle: Bundle, language: Language) -> Node:
    def words(path: str) -> str:
        return bundle.text(path, language.code)

    cited = parts.paragraph("; ".join(citation(words, name, language) for name in CITED) + ".", "quiet")
    return parts.details(language.text("What this advice rests on"), [cited], key="advice-rests")
