"""What is kept about a learner, as parts: for how long, who has read it, and what they can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.language import Language
from simulator.report.audit_text import done_words
from simulator.store.privacy import Entry
from simulator.ui import parts
from simulator.ui.parts import Node


@dataclass(frozen=True, slots=True)
class PrivacyFacts:
    """For how many days things are kept after the last visit (0: without end), until when, and who read.

    `verified` is whether there is a door to go out by, `shared` whether one can come in from elsewhere.
    """

    keeps_days: int
    until: str
    readers: tuple[Entry, ...]
    verified: bool
    shared: bool


def privacy_nodes(about: PrivacyFacts, language: Language, erasing: bool, code: str) -> list[Node]:
    """A learner's rights: see who has read, take everything along, go out, have everything erased."""
    text = language.text
    what = text("Your plays, your own words and your ratings are kept under a pseudonym, for you.")
    nodes = [
        parts.paragraph(what),
        *_how_long(about, language),
        *_readers(about, language),
        parts.section([parts.button(text("Export everything about me"), "export")], kind="row"),
        *(_doors(about, code, language) if about.verified else []),
    ]
    if erasing:
        sure = text("Erase all your plays, words and ratings for good? This cannot be undone.")
        buttons = [
            parts.button(text("Yes, erase everything"), "erase", kind="danger"),
            parts.button(text("No, keep everything"), "keep-all"),
        ]
        nodes.append(parts.alert(sure, "error", [parts.section(buttons, kind="row")]))
    else:
        erase = parts.button(text("Erase everything about me…"), "ask-erase", kind="danger")
        nodes.append(parts.section([erase], kind="row"))
    head = parts.heading(text("What is kept about you"), 1, focus=True)
    return [head, parts.section(nodes, key="about-me")]


def farewell_nodes(language: Language) -> list[Node]:
    """What is left to say once everything has been erased."""
    text = language.text
    return [
        parts.heading(text("Everything about you has been erased"), 1, focus=True),
        parts.paragraph(text("Thank you for your work. To begin again, open the simulator once more.")),
    ]


def _how_long(about: PrivacyFacts, language: Language) -> list[Node]:
    if not about.keeps_days:
        return [parts.paragraph(language.text("It stays here until you erase it."))]
    how_long = language.count(
        "If you do not come back for {number} day, everything about you is erased.",
        "If you do not come back for {number} days, everything about you is erased.",
        about.keeps_days,
    )
    return [
        parts.paragraph(how_long),
        parts.moment(language.text("As things stand, it is kept until:"), about.until),
    ]


def _readers(about: PrivacyFacts, language: Language) -> list[Node]:
    """What others did with the records, from the audit trail."""
    if not about.readers:
        return [parts.paragraph(language.text("Nobody but you has asked to read it."))]
    lines = [
        [parts.moment(done_words(entry.who, entry.what, entry.why, language), entry.at)]
        for entry in about.readers
    ]
    title = language.count(
        "Who has read it ({number} time)", "Who has read it ({number} times)", len(about.readers)
    )
    return [parts.details(title, [parts.listing(lines)], key="readers")]


def _doors(about: PrivacyFacts, code: str, language: Language) -> list[Node]:
    """Coming in from elsewhere, if that can be, and going out."""
    text = language.text
    leave = parts.link(text("Sign out…"), "leave")
    if not about.shared:
        return [parts.section([leave], kind="row")]
    if not code:
        return [parts.section([parts.button(text("A code for another device"), "code"), leave], kind="row")]
    once = text(
        "With this code you can come back to your plays from another device. Write it down: it "
        "is shown only now."
    )
    code_nodes = [parts.paragraph(code), parts.paragraph(once, "quiet")]
    return [parts.note(code_nodes, title=text("Your code")), parts.section([leave], kind="row")]
