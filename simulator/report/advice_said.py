"""What to play next and when to repeat, in words of one language: what a page shows and a paper prints."""

from __future__ import annotations

from typing import NamedTuple

from simulator.competence.advice import Advice
from simulator.competence.recommendation import (
    AGAIN,
    CITED,
    DOMAINS,
    FIRST,
    LEVEL_UP,
    OTHER_ROLE,
    REFLECT,
    RULES,
    SPACING_DAYS,
    Next,
    Reason,
)
from simulator.content.enums import ROLES
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.wording import citation, level_word, role_word

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


class RepeatsSaid(NamedTuple):
    """When to play what again, a row for each case and role."""

    title: str
    about: str
    caption: str
    head: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]


class AdviceSaid(NamedTuple):
    """What comes next (`coming`, whose case is called `case`), why, and when to repeat, if anything is.

    `as_of` says of which day the advice is: a paper is read later than it is printed.
    """

    coming: Next
    case: str
    title: str
    lead: str
    reasons: tuple[str, ...]
    again: RepeatsSaid | None
    rests_title: str
    rests: str
    as_of: str


def advice_said(advice: Advice, language: Language) -> AdviceSaid | None:
    """The advice in words; None where no case can be begun."""
    coming = advice.coming
    if coming is None:
        return None
    text, bundle = language.text, advice.bundles[coming.case]

    def words(path: str) -> str:
        return bundle.text(path, language.code)

    level = text("level: {level}", level=level_word(coming.level, language))
    as_of = text(
        "This is the advice of {day}, after the plays finished by then; the start page has that of today.",
        day=language.date(advice.day),
    )
    return AdviceSaid(
        coming,
        words("title"),
        text("What next"),
        f"{language.quoted(words('title'))} · {role_word(ROLES[coming.role], language)} · {level}",
        tuple(_because(bundle, reason, language) for reason in coming.reasons),
        _again(advice, language),
        text("What this advice rests on"),
        text(
            "Published research finds that learning is helped by repeating at even intervals, by cases of "
            "differing difficulty, by a worked example for beginners and by reflection for the experienced. "
            "How this becomes an order is ours. Sources: {sources}.",
            sources="; ".join(citation(words, name, language) for name in CITED),
        ),
        as_of,
    )


def _because(bundle: Bundle, reason: Reason, language: Language) -> str:
    base = "rules.{}.title" if reason.kind == RULES else "domains.{}"
    titles = [bundle.text(base.format(name), language.code) for name in reason.names]
    said = "; ".join(language.quoted(title) for title in titles[:MOST_TITLES])
    more = len(titles) - MOST_TITLES
    if more > 0:
        said += " " + language.count("and {number} more", "and {number} more", more)
    words = language.text(_WORDS[reason.kind])
    return words.format(titles=said) if titles else words


def _again(advice: Advice, language: Language) -> RepeatsSaid | None:
    if not advice.again:
        return None
    text = language.text
    rows = tuple(
        (
            advice.bundles[one.case].text("title", language.code),
            role_word(ROLES[one.role], language),
            language.date(one.day),
        )
        for one in advice.again
    )
    about = text(
        "Repeating helps when it is spaced; growing intervals add hardly anything to even ones. "
        "The interval of {days} days is ours.",
        days=SPACING_DAYS,
    )
    head = (text("Case"), text("Role"), text("From"))
    return RepeatsSaid(text("When to repeat"), about, text("When to play it again"), head, rows)
