"""What helps to choose a case, in words: how long it takes, what it is about, in which roles it is played."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.content.enums import ROLES
from simulator.graph.bundle import Bundle, CaseAbout
from simulator.language import Language
from simulator.report.wording import Texts
from simulator.ui.listed_plays import FinishedPlay


@dataclass(frozen=True, slots=True)
class OfferedCase:
    """A case that can be begun: a bundle with its words, what it is about, how often it was finished by role.

    A "what if" is not counted.
    """

    bundle: Bundle
    about: CaseAbout
    finished: Counter[int]

    @property
    def roles(self) -> list[int]:
        """The roles in which it can be played."""
        return [role for role, entry in enumerate(self.bundle.graph.entry) if entry >= 0]


def times_finished(case: str, plays: Iterable[FinishedPlay]) -> Counter[int]:
    """How often a case was finished in each role, "what ifs" aside."""
    mine = [one for one in plays if one.play.case == case and one.play.forked_from is None]
    return Counter(role for one in mine for role in one.roles)


def subjects_of(about: CaseAbout) -> list[str]:
    """The paths of the words for what a case is about: the checklist's situations, else the difficulties."""
    return [f"checklist.{row}.short" for row in about.checklist] or difficulties_of(about)


def difficulties_of(about: CaseAbout) -> list[str]:
    """The paths of the words for the kinds of difficulty that a case puts."""
    return [f"difficulties.{kind}" for kind in about.difficulties]


def hook_words(texts: Texts) -> str:
    """What the list says of a case: its hook, else its summary."""
    return texts.words("hook") or texts.words("summary")


def minutes_words(minutes: int, language: Language) -> str:
    """How long one role takes a person."""
    return language.count("{number} minute", "{number} minutes", minutes)


def role_names(roles: Iterable[int]) -> list[str]:
    """The names of roles."""
    return [ROLES[role] for role in roles]
