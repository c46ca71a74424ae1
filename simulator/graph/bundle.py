"""The pinned bundle: all that a play rests on, so that an edited case or rule never breaks an old play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.graph.checklist import Checklist
from simulator.graph.experts import Expert
from simulator.graph.graph import Graph
from simulator.graph.profession import Profession

Texts = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CompiledProfession:
    """The profession, its texts per language by path, its digest, and what no play is judged by.

    `asked` gives citations by indicator (`guide#grid`), `checklist` the sensitive situations.
    """

    profession: Profession
    texts: Texts
    digest: str
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    checklist: Checklist = field(default_factory=Checklist)

    def __repr__(self) -> str:
        return f"<CompiledProfession {self.digest[:8]}: {len(self.profession.rules)} rules>"


@dataclass(frozen=True, slots=True)
class CaseAbout:
    """What helps to choose a case: kinds of difficulty and checklist rows by name, minutes for a role.

    `face` is the person whose face stands on its card; empty where nobody's does.
    """

    difficulties: tuple[str, ...]
    checklist: tuple[str, ...]
    minutes: int
    face: str = ""


@dataclass(frozen=True, slots=True)
class CompiledCase:
    """A case's graphs by level, its texts per language by path, its digest, its experts' paths.

    `about` is no part of what a play rests on, and not of the digest.
    """

    graphs: Mapping[str, Graph]
    texts: Texts
    digest: str
    about: CaseAbout
    experts: tuple[Expert, ...] = ()

    def __repr__(self) -> str:
        return f"<CompiledCase {self.digest[:8]}: levels {', '.join(self.graphs)}>"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A graph, both languages' texts and the profession that a play is judged by.

    `digest` names the content: the same digest is the same bundle. `experts` are for the debrief
    alone: of them nothing may be shown during a play but how many scenes there usually are.
    """

    graph: Graph
    case_texts: Texts
    profession: Profession
    profession_texts: Texts
    digest: str
    experts: tuple[Expert, ...] = ()

    def __repr__(self) -> str:
        return f"<Bundle {self.digest[:8]} of {self.graph.id} ({self.graph.level})>"

    def text(self, path: str, language: str) -> str:
        """The words at a path in a language; Romanian where there is no translation; else the path."""
        for texts in (self.case_texts, self.profession_texts):
            for code in (language, "ro"):
                words = texts.get(code, {}).get(path)
                if words is not None:
                    return words
        return path
