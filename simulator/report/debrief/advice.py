"""What to play next and when to repeat."""

from __future__ import annotations

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
from simulator.report.document import Button, Details, Items, Section, Slot, Table, Text, section_of
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


def advice_section(advice: Advice | None, language: Language) -> Section | None:
    """What comes next and why, with a button that begins it; None where no case can be begun.

    The day of the advice is said too: a paper is read later than it is printed.
    """
    coming = advice.coming if advice else None
    if advice is None or coming is None:
        return None
    text, bundle = language.text, advice.bundles[coming.case]

    def words(path: str) -> str:
        return bundle.text(path, language.code)

    level = text("level: {level}", level=level_word(coming.level, language))
    lead = f"{language.quoted(words('title'))} · {role_word(ROLES[coming.role], language)} · {level}"
    rests = text(
        "Published research finds that learning is helped by repeating at even intervals, by cases of "
        "differing difficulty, by a worked example for beginners and by reflection for the experienced. "
        "How this becomes an order is ours. Sources: {sources}.",
        sources="; ".join(citation(words, name, language) for name in CITED),
    )
    return section_of(
        text("What next"),
        Text(lead, kind="lead"),
        Items(tuple(_because(bundle, reason, language) for reason in coming.reasons)),
        section_of("", _way(coming, words("title"), language), kind="row"),
        _again(advice, language),
        Details(text("What this advice rests on"), (Text(rests, kind="quiet"),), key="advice-rests"),
        Slot("", (Text(_as_of(advice, language), kind="quiet"),)),
        key="next",
    )


def _way(coming: Next, title: str, language: Language) -> Button:
    """Begins exactly what is advised."""
    begin, fields = (
        language.text("Begin: {case}", case=title),
        (("role", ROLES[coming.role]), ("level", coming.level)),
    )
    return Button(begin, "begin", (("case", coming.case), ("fields", fields)), "main")


def _as_of(advice: Advice, language: Language) -> str:
    return language.text(
        "This is the advice of {day}, after the plays finished by then; “My progress” has that of today.",
        day=language.date(advice.day),
    )


def _because(bundle: Bundle, reason: Reason, language: Language) -> str:
    base = "rules.{}.title" if reason.kind == RULES else "domains.{}"
    titles = [bundle.text(base.format(name), language.code) for name in reason.names]
    named = "; ".join(language.quoted(title) for title in titles[:MOST_TITLES])
    more = len(titles) - MOST_TITLES
    if more > 0:
        named += " " + language.count("and {number} more", "and {number} more", more)
    words = language.text(_WORDS[reason.kind])
    return words.format(titles=named) if titles else words


def _again(advice: Advice, language: Language) -> Details | None:
    """When to play what again, a row for each case and role."""
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
    table = Table(text("When to play it again"), (text("Case"), text("Role"), text("From")), rows, (8, 4, 6))
    return Details(text("When to repeat"), (Text(about), table), key="again")
