"""The closed lists of words that every room shares; no library is needed to read them.

A role or a language is one entry of its table here; all else that goes by it is read from the entry.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.errors import Message, message


class RoleEntry(NamedTuple):
    """What is written of a role; `together` and the rest, to who works in it, of work with the other."""

    word: Message
    together: Message
    signs_too: Message
    no_verdict: Message


class LanguageEntry(NamedTuple):
    """How a language calls itself, the country whose spelling it takes, its quotation marks and comma."""

    name: str
    region: str
    quotes: tuple[str, str]
    decimal: str


ROLE_ENTRIES = {
    "technician": RoleEntry(
        message("technician"),
        message("together with the coordinator"),
        message("Together with (coordinating social worker)"),
        message("It is a question to think about, alone or with your coordinator, and not a verdict."),
    ),
    "coordinator": RoleEntry(
        message("coordinator"),
        message("together with the technician"),
        message("Together with (technician)"),
        message("It is a question to think about, alone or with your technician, and not a verdict."),
    ),
}
NO_ROLE = RoleEntry(  # where it is not known in which role somebody works
    Message(form=""),
    message("together (technician and coordinator)"),
    message("Together with"),
    message("It is a question to think about, alone or together, and not a verdict."),
)
LANGUAGE_ENTRIES = {
    "ro": LanguageEntry("Română", "RO", ("„", "”"), ","),
    "en": LanguageEntry("English", "GB", ("“", "”"), "."),
}
ROLES = tuple(ROLE_ENTRIES)
LEVELS = ("guided", "standard", "hard")
FORCES = ("law", "guide", "recommendation", "example")
LANGUAGES = tuple(LANGUAGE_ENTRIES)
WRITTEN_LANGUAGE, CODE_LANGUAGE = LANGUAGES  # of cases, first; of the sentences in code
OCCASIONS = ("pre", "between", "post")  # on which a grid is filled in
WITH_WHOM = ("alone", "coordinator")  # it is filled in


def role_entry(role: str) -> RoleEntry:
    """What is said of a role; of none where it is empty."""
    return ROLE_ENTRIES[role] if role else NO_ROLE
